// Every event there is: the one list from which reading, printing, links, schemas and the catalogue derive.
#pragma once

#include "core/binary.hpp"
#include "core/json.hpp"
#include "events/customer.hpp"
#include "events/opportunity.hpp"
#include "events/organisation.hpp"
#include "events/product.hpp"
#include "events/stage_model.hpp"

#include <memory>
#include <span>
#include <unordered_map>

namespace foxtrail {

using Events = boost::mp11::mp_append<OrganisationEvents, ProductEvents, CustomerEvents, StageModelEvents, OpportunityEvents>;

template <class Event>
inline constexpr std::size_t event_index = boost::mp11::mp_find<Events, Event>::value;

// What can be done with an event whose type is known by name only.
struct EventEntry {
    std::size_t index;  // in Events
    std::string name;   // wire name, "opportunity.stage_advanced.v1"
    EventType type;
    std::string_view doc;
    void (*links)(std::string_view payload, std::vector<Entity>& out);
    json::object (*to_json)(std::string_view payload);
    json::object (*schema)();
    std::shared_ptr<const void> (*decode)(std::string_view payload);
    std::string (*encode)(const void* event);
    bool (*same)(const void*, const void*);
};

std::span<const EventEntry> event_entries();
const EventEntry* find_event(std::string_view wire_name);  // nullptr when there is none

// LinksOf for the log. Errors: CorruptBytes.
void links_of_event(std::string_view wire_name, std::string_view payload, std::vector<Entity>& out);

// An event of any type, as deciders hand it on.
class AnyEvent {
public:
    template <class Event>
        requires(event_index<Event> < boost::mp11::mp_size<Events>::value)
    AnyEvent(Event event) : entry_(&event_entries()[event_index<Event>]), value_(std::make_shared<const Event>(std::move(event))) {}

    // Errors: CorruptBytes.
    AnyEvent(const EventEntry& entry, std::string_view payload) : entry_(&entry), value_(entry.decode(payload)) {}

    const EventEntry& entry() const { return *entry_; }
    const void* get() const { return value_.get(); }
    template <class Event>
    const Event* as() const {
        return entry_->index == event_index<Event> ? static_cast<const Event*>(value_.get()) : nullptr;
    }
    bool operator==(const AnyEvent& other) const { return entry_ == other.entry_ && entry_->same(get(), other.get()); }

private:
    const EventEntry* entry_;
    std::shared_ptr<const void> value_;
};

// Maps a log's own type numbers to entries, so that the hot path looks nothing up by name.
// Errors: UnreadableLog names every type in the log that this program does not know.
struct UnreadableLog : std::runtime_error {
    using std::runtime_error::runtime_error;
};
std::vector<const EventEntry*> entries_of(const std::vector<std::string>& type_names);

}  // namespace foxtrail
