#include "commands/rules/open_items.hpp"

namespace foxtrail {

std::vector<Entity> open_items(const Facts& facts, EmployeeId employee, std::size_t limit) {
    std::vector<Entity> items;
    for (const Kind kind : handed_over) {
        const auto more = facts.resting_on(employee.entity(), kind, limit - items.size());
        items.insert(items.end(), more.begin(), more.end());
        if (items.size() == limit) break;
    }
    return items;
}

}  // namespace foxtrail
