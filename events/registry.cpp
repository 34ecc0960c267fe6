#include "events/registry.hpp"

#include "core/text.hpp"
#include "events/event_entry.hpp"

#include <unordered_map>

namespace foxtrail {

template <class Set>
std::vector<EventEntry> entries_of_set();  // events/event_set.hpp

namespace {

std::vector<EventEntry> all_entries() {
    std::vector<EventEntry> all;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, EventSets>>([&](auto set) {
        for (auto& entry : entries_of_set<typename decltype(set)::type>()) {
            entry.index = all.size();
            all.push_back(std::move(entry));
        }
    });
    return all;
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
    if (const auto* entry = find_event(wire_name)) entry->links(entry->read(payload), out);
    else throw UnreadableLog("the log holds events of type " + std::string(wire_name) + ", which this program does not know");
}

std::vector<const EventEntry*> entries_of(const std::vector<std::string>& type_names) {
    std::vector<const EventEntry*> entries;
    std::string unknown;
    for (const auto& name : type_names) {
        entries.push_back(find_event(name));
        if (!entries.back()) append_listed(unknown, name);
    }
    if (!unknown.empty()) throw UnreadableLog("the log holds event types that this program does not know (" + unknown + "): use the Foxtrail that wrote it, or a newer one");
    return entries;
}

}  // namespace foxtrail
