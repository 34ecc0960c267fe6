#include "commands/registry.hpp"

#include <algorithm>
#include <unordered_map>

namespace foxtrail {
namespace {

const NounEntry& all_nouns() {
    static const NounEntry all = [] {
        NounEntry made;
        for (const auto noun : nouns) {
            NounEntry entry = noun();
            std::ranges::move(entry.commands, std::back_inserter(made.commands));
            std::ranges::move(entry.states, std::back_inserter(made.states));
        }
        return made;
    }();
    return all;
}

}  // namespace

std::span<const CommandEntry> command_entries() { return all_nouns().commands; }
std::span<const StateEntry> state_entries() { return all_nouns().states; }

const CommandEntry* find_command(std::string_view name) {
    static const auto by_name = [] {
        std::unordered_map<std::string_view, const CommandEntry*> map;
        for (const auto& entry : command_entries()) map.emplace(entry.type.name, &entry);
        return map;
    }();
    const auto found = by_name.find(name);
    return found == by_name.end() ? nullptr : found->second;
}

}  // namespace foxtrail
