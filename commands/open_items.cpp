#include "commands/open_items.hpp"

#include "commands/organisation.hpp"

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

Assignee assignee_of(EmployeeId owner, const Facts& facts) {
    const Post& post = facts.at(owner).post;
    return {owner, post.department, facts.at(post.department).region, post.manager};
}

}  // namespace foxtrail
