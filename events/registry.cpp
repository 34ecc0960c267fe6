#include "events/registry.hpp"

#include "core/schema.hpp"

namespace foxtrail {
namespace {

using namespace boost::mp11;

template <class Event>
EventEntry entry_of() {
    return {event_index<Event>,
            std::string(Event::type.name) + ".v" + std::to_string(Event::type.version),
            Event::type,
            Event::doc,
            [](std::string_view payload, std::vector<Entity>& out) {
                for_each_link(decoded<Event>(payload), [&](Entity entity, std::string_view) { out.push_back(entity); });
            },
            [](std::string_view payload) { return to_json(newest(decoded<Event>(payload))).as_object(); },
            [] { return json_schema<Event>(); },
            [](std::string_view payload) -> std::shared_ptr<const void> { return std::make_shared<const Event>(decoded<Event>(payload)); },
            [](const void* event) { return encoded(*static_cast<const Event*>(event)); },
            [](const void* a, const void* b) { return *static_cast<const Event*>(a) == *static_cast<const Event*>(b); }};
}

std::vector<EventEntry> all_entries() {
    std::vector<EventEntry> entries;
    mp_for_each<mp_transform<mp_identity, Events>>([&](auto event) { entries.push_back(entry_of<typename decltype(event)::type>()); });
    return entries;
}

}  // namespace

std::span<const EventEntry> event_entries() {
    static const std::vector<EventEntry> entries = all_entries();
    return entries;
}

const EventEntry* find_event(std::string_view wire_name) {
    static const auto by_name = [] {
        std::unordered_map<std::string_view, const EventEntry*> map;
        for (const auto& entry : event_entries()) map.emplace(entry.name, &entry);
        return map;
    }();
    const auto found = by_name.find(wire_name);
    return found == by_name.end() ? nullptr : found->second;
}

void links_of_event(std::string_view wire_name, std::string_view payload, std::vector<Entity>& out) {
    if (const auto* entry = find_event(wire_name)) entry->links(payload, out);
    else throw UnreadableLog("the log holds events of type " + std::string(wire_name) + ", which this program does not know");
}

std::vector<const EventEntry*> entries_of(const std::vector<std::string>& type_names) {
    std::vector<const EventEntry*> entries;
    std::string unknown;
    for (const auto& name : type_names) {
        entries.push_back(find_event(name));
        if (!entries.back()) unknown += (unknown.empty() ? "" : ", ") + name;
    }
    if (!unknown.empty()) throw UnreadableLog("the log holds event types that this program does not know (" + unknown + "): use the Foxtrail that wrote it, or a newer one");
    return entries;
}

}  // namespace foxtrail
