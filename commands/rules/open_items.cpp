#include "commands/rules/open_items.hpp"

#include "commands/contact_role.hpp"
#include "commands/deal_team.hpp"

#include <algorithm>

namespace foxtrail {

// Who was on the team of a deal that is closed, or met somebody there, did so: that is history, and nobody takes it over.
static bool is_history(const Facts& f, Entity item) {
    if (item.kind == TeamMemberId::kind) return !f.at(f.at(TeamMemberId{item.number}).opportunity).open();
    return item.kind == ContactRoleId::kind && !f.at(f.at(ContactRoleId{item.number}).opportunity).open();
}

std::vector<Entity> items_on(const Facts& facts, Entity on, std::span<const Kind> kinds, std::size_t limit) {
    std::vector<Entity> items;
    for (const Kind kind : kinds) {
        auto more = facts.resting_on(on, kind, limit - items.size());
        std::erase_if(more, [&](Entity item) { return is_history(facts, item); });
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
