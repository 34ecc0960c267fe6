// What can be done with an event whose type is known by name only, and an event of any type.
#pragma once

#include "core/json.hpp"
#include "events/event.hpp"

#include <memory>
#include <optional>
#include <span>

namespace foxtrail {

class AnyEvent;

struct EventEntry {
    std::size_t index = 0;  // its place in event_entries()
    std::string name;       // wire name, "opportunity.stage_advanced.v1"
    EventType type;
    std::string_view fact;  // what it states: an event is put right by one that states the same. The type's name, or Event::fact
    std::string_view doc;
    Entity (*subject)(const void* event);                    // what it is about: its first member
    const ExternalKey* (*external_key)(const void* event);  // that it gives its subject; nullptr for none
    bool destroys_key;                                       // of its subject: his personal data cannot be read after it
    void (*links)(const void* event, std::vector<Entity>& out);
    // Reads into an event of the calling thread's own, which lives until this thread reads the next one of this type:
    // its strings and lists keep their memory, so that a replay allocates next to nothing. Errors: CorruptBytes.
    const void* (*read)(std::string_view payload);
    json::object (*to_json)(const void* event, const json::storage_ptr&);  // of the newest version
    std::span<const JsonMember> members;                                   // of this version's JSON
    std::shared_ptr<const void> (*decode)(std::string_view payload);
    AnyEvent (*newest)(std::string_view payload);  // as an event of the newest version of its type
    std::string (*encode)(const void* event);
    bool (*same)(const void*, const void*);

    json::object json_of(std::string_view payload) const { return to_json(read(payload), {}); }
};

std::span<const EventEntry> event_entries();
const EventEntry* find_event(std::string_view wire_name);  // nullptr when there is none

template <class Event>
std::string wire_name() {
    return std::string(Event::type.name) + ".v" + std::to_string(Event::type.version);
}

template <class Event>
const EventEntry& entry_for() {
    static const EventEntry* const entry = find_event(wire_name<Event>());
    if (!entry) throw std::logic_error("no set in events/registry.hpp holds " + wire_name<Event>());
    return *entry;
}

// LinksOf for the log. Errors: CorruptBytes.
void links_of_event(std::string_view wire_name, std::string_view payload, std::vector<Entity>& out);

// An event of any type, as deciders hand it on.
class AnyEvent {
public:
    template <class Event>
        requires requires { Event::type; }
    AnyEvent(Event event) : entry_(&entry_for<Event>()), value_(std::make_shared<const Event>(std::move(event))) {}

    // Errors: CorruptBytes.
    AnyEvent(const EventEntry& entry, std::string_view payload) : entry_(&entry), value_(entry.decode(payload)) {}

    const EventEntry& entry() const { return *entry_; }
    const void* get() const { return value_.get(); }
    template <class Event>
    const Event* as() const {
        return entry_ == &entry_for<Event>() ? static_cast<const Event*>(value_.get()) : nullptr;
    }
    bool operator==(const AnyEvent& other) const { return entry_ == other.entry_ && entry_->same(get(), other.get()); }

private:
    const EventEntry* entry_;
    std::shared_ptr<const void> value_;
};

// The event as this struct, the newest version of its type, whatever version was recorded; nothing when it is of another type.
// Errors: CorruptBytes.
template <class Event>
std::optional<Event> event_as(std::string_view wire_name, std::string_view payload) {
    static_assert(!Superseded<Event>, "what is read is of the newest version");
    const EventEntry* entry = find_event(wire_name);
    if (!entry || entry->type.name != Event::type.name) return std::nullopt;
    return *entry->newest(payload).template as<Event>();
}

// Maps a log's own type numbers to entries, so that the hot path looks nothing up by name.
// Errors: UnreadableLog names every type in the log that this program does not know.
struct UnreadableLog : std::runtime_error {
    using std::runtime_error::runtime_error;
};
std::vector<const EventEntry*> entries_of(const std::vector<std::string>& type_names);

}  // namespace foxtrail
