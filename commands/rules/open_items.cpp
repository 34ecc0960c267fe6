#include "commands/rules/open_items.hpp"

#include <algorithm>

namespace foxtrail {

std::vector<Entity> items_on(const Facts& facts, Entity on, std::span<const Kind> kinds, std::size_t limit) {
    std::vector<Entity> items;
    for (const Kind kind : kinds) {
        const auto more = facts.resting_on(on, kind, limit - items.size());
        items.insert(items.end(), more.begin(), more.end());
        if (items.size() == limit) break;
    }
    return items;
}

std::vector<Entity> open_items(const Facts& facts, EmployeeId employee, std::size_t limit) {
    return items_on(facts, employee.entity(), handed_over, limit);
}

std::string named_items(const std::vector<Entity>& items) {
    constexpr std::size_t items_named_max = 10;
    std::string text = std::to_string(items.size()) + (items.size() == resting_items_max ? " or more: " : ": ");
    for (std::size_t i = 0; i < std::min(items.size(), items_named_max); ++i) text.append(i ? ", " : "").append(to_text(items[i]));
    return items.size() > items_named_max ? text + ", ..." : text;
}

}  // namespace foxtrail
