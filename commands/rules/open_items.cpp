#include "commands/rules/open_items.hpp"

#include "commands/contact_role.hpp"
#include "commands/deal_team.hpp"

#include <algorithm>

namespace foxtrail {

namespace {

constexpr std::size_t places_ever_max = 1'000'000;  // on teams, and opposite to contacts, that one employee has had

// Who was on the team of a deal that is closed, or met somebody there, did so: that is history, and nobody takes it over.
bool is_history(const Facts& f, Entity item) {
    const bool is_place = item.kind == TeamMemberId::kind;
    return !f.at(is_place ? f.at(TeamMemberId{item.number}).opportunity : f.at(ContactRoleId{item.number}).opportunity).open();
}

std::vector<Entity> items_of(const Facts& f, Entity on, Kind kind, std::size_t limit) {
    if (kind != TeamMemberId::kind && kind != ContactRoleId::kind) return f.resting_on(on, kind, limit);
    auto items = f.resting_on(on, kind, places_ever_max);
    std::erase_if(items, [&](Entity item) { return is_history(f, item); });
    if (items.size() > limit) items.resize(limit);
    return items;
}

}  // namespace

std::vector<Entity> items_on(const Facts& facts, Entity on, std::span<const Kind> kinds, std::size_t limit) {
    std::vector<Entity> items;
    for (const Kind kind : kinds) {
        const auto more = items_of(facts, on, kind, limit - items.size());
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
