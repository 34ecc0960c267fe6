// Derives the entries of a noun's events. CMake compiles one file a noun with this, from event_set.cpp.in.
#pragma once

#include "core/json.hpp"
#include "events/event_entry.hpp"

namespace foxtrail {

template <class Event>
const Event& read_event(std::string_view payload) {
    static thread_local Event event{};
    decode(payload, event);
    if (!payload.empty()) throw CorruptBytes("bytes are left over behind an event");
    return event;
}

template <class Event>
json::object json_of_newest(const Event& event, const json::storage_ptr& storage) {
    return write_members(&event, json_members<Event>(), storage);
}

template <class Event>
EventEntry event_entry() {
    using Subject = boost::mp11::mp_front<members_of<Event>>;
    return {0,
            wire_name<Event>(),
            Event::type,
            [] {
                if constexpr (requires { Event::fact; }) return Event::fact;
                else return Event::type.name;
            }(),
            Event::doc,
            [](const void* event) -> Entity {
                const auto& subject = static_cast<const Event*>(event)->*Subject::pointer;
                if constexpr (std::is_same_v<decltype(subject), const Entity&>) return subject;  // a thing of any kind
                else return subject.entity();
            },
            [](const void* event) -> const ExternalKey* {
                if constexpr (requires(const Event& e) { e.external_key->text; }) {
                    const auto& key = static_cast<const Event*>(event)->external_key;
                    return key ? &*key : nullptr;
                }
                (void)event;
                return nullptr;
            },
            requires { Event::destroys_key; },
            [](const void* event, std::vector<Entity>& out) { for_each_link(*static_cast<const Event*>(event), [&](Entity entity) { out.push_back(entity); }); },
            [](std::string_view payload) -> const void* { return &read_event<Event>(payload); },
            [](const void* event, const json::storage_ptr& storage) { return json_of_newest(newest(*static_cast<const Event*>(event)), storage); },
            json_members<Event>(),
            [](std::string_view payload) -> std::shared_ptr<const void> { return std::make_shared<const Event>(read_event<Event>(payload)); },
            [](std::string_view payload) { return AnyEvent(newest(read_event<Event>(payload))); },
            [](const void* event) { return encoded(*static_cast<const Event*>(event)); },
            [](const void* a, const void* b) { return *static_cast<const Event*>(a) == *static_cast<const Event*>(b); }};
}

// Declared for the registry, defined in each noun's own compiled file.
template <class Set>
std::vector<EventEntry> entries_of_set() {
    std::vector<EventEntry> entries;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Set>>(
        [&](auto event) { entries.push_back(event_entry<typename decltype(event)::type>()); });
    return entries;
}

}  // namespace foxtrail
