#include "commands/registry.hpp"

#include <unordered_map>

namespace foxtrail {

std::span<const CommandEntry> command_entries() {
    static const std::vector<CommandEntry> entries = [] {
        std::vector<CommandEntry> all;
        for (auto set : {organisation_commands, product_commands, customer_commands, stage_model_commands, opportunity_commands})
            for (auto& entry : set()) all.push_back(entry);
        return all;
    }();
    return entries;
}

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
