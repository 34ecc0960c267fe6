#include "projections/rules/key_people.hpp"

#include "core/text.hpp"

#include <map>
#include <set>

namespace foxtrail {

EmployeeId head_of_company(const RestingContext& context) {
    std::map<EmployeeId, std::size_t> below;
    EmployeeRow top;
    context.directory->employees.each(context.instant, [&](std::uint32_t id, const EmployeeRow& row) {
        const auto line = line_above({id}, *context.directory.tables, context.instant);
        if (row.departed.value || line.empty()) return;
        if (context.directory->employees.at(line.back().number, context.instant, top) && !top.departed.value) ++below[line.back()];
    });
    const auto head = std::ranges::max_element(below, {}, [](const auto& each) { return each.second; });
    return head == below.end() ? EmployeeId{} : head->first;
}

namespace {

bool has_one_contact_at_most(OpportunityId deal, const RestingContext& context) {
    std::set<ContactId> contacts;
    context.committee->roles.each_with<&ContactRoleRow::opportunity>(deal, context.instant, [&](std::uint32_t, const ContactRoleRow& role) {
        if (role.state == RoleState::held) contacts.insert(role.contact);
    });
    return contacts.size() <= 1;
}

bool has_nobody_else(OpportunityId deal, EmployeeId owner, const RestingContext& context) {
    bool alone = true;
    context.committee->team_members.each_with<&TeamMemberRow::opportunity>(deal, context.instant, [&](std::uint32_t, const TeamMemberRow& member) {
        alone &= member.left != Time{} || member.employee == owner;
    });
    return alone;
}

bool has_no_gate_document(OpportunityId deal, const RestingContext& context) {
    bool none = true;
    context.work->items.each_with<&WorkRow::about>(deal.entity(), context.instant, [&](std::uint32_t, const WorkRow& row) { none &= row.item.kind != GateDocumentId::kind; });
    return none;
}

// What is known of his deals beside himself: "; of 2 open deals, with one known contact at most: 2, without a team: 1".
std::string standing_in_words(EmployeeId owner, const RestingContext& context) {
    const auto deals = open_deals_of(owner, context);
    std::string words;
    const auto say = [&](std::string_view what, auto&& holds) {
        if (const auto count = std::ranges::count_if(deals, holds)) words.append(", ").append(what).append(": ").append(std::to_string(count));
    };
    say("with one known contact at most", [&](OpportunityId deal) { return has_one_contact_at_most(deal, context); });
    say("without a team", [&](OpportunityId deal) { return has_nobody_else(deal, owner, context); });
    say("without gate documents", [&](OpportunityId deal) { return has_no_gate_document(deal, context); });
    return words.empty() ? "" : "; of " + std::to_string(deals.size()) + " open deals" + words;
}

void find_much_on_one(std::vector<Finding>& found, EmployeeId head, const RestingContext& context, const RuleTerms& terms) {
    std::map<std::uint16_t, std::map<EmployeeId, WideSum>> open_minor;  // currency -> owner -> amount
    context.deals->deals.each(context.instant, [&](std::uint32_t, const Deal& deal) {
        if (deal.outcome.value == Outcome::open && deal.value && deal.owner) open_minor[deal.value.currency().code][deal.owner] += deal.value.minor();
    });
    std::map<EmployeeId, std::string> much;  // "91 % of the open pipeline in CNY, 60 % of the open pipeline in USD"
    for (const auto& [currency, owners] : open_minor) {
        WideSum total = 0;
        for (const auto& [owner, minor] : owners) total += minor;
        for (const auto& [owner, minor] : owners)
            if (total > 0 && minor * 100 > total * threshold(terms, "share_percent"))
                append_listed(much[owner], std::to_string(static_cast<int>(minor * 100 / total)) + " % of the open pipeline in " + to_text(Currency{currency}));
    }
    for (const auto& [owner, shares] : much)
        found.push_back({RuleCode::R7, owner.entity(), {head}, shares + " rests on " + to_text(owner) + standing_in_words(owner, context)});
}

void find_no_win(std::vector<Finding>& found, EmployeeId head, const RestingContext& context, const RuleTerms& terms, Time now) {
    struct Department {
        Time last_win, first_deal = Time::max();
        bool has_open = false;
    };
    std::map<DepartmentId, Department> departments;
    context.deals->deals.each(context.instant, [&](std::uint32_t, const Deal& deal) {
        if (!deal.unit.department) return;
        Department& department = departments[deal.unit.department];
        department.first_deal = std::min(department.first_deal, deal.created);
        if (deal.outcome.value == Outcome::won) department.last_win = std::max(department.last_win, deal.outcome.since);
        department.has_open |= deal.outcome.value == Outcome::open;
    });
    for (const auto& [id, department] : departments) {
        const std::int64_t without = now.us - (department.last_win != Time{} ? department.last_win : department.first_deal).us;
        if (department.has_open && without > std::int64_t{threshold(terms, "days")} * us_per_day)
            found.push_back({RuleCode::R7, id.entity(), {head}, "no win for " + std::to_string(without / us_per_day) + " days"});
    }
}

}  // namespace

std::vector<Finding> key_people(const RestingContext& context, const Log&, const RuleTerms& terms, Time now) {
    std::vector<Finding> found;
    const EmployeeId head = head_of_company(context);
    if (!head) return found;
    find_much_on_one(found, head, context, terms);
    find_no_win(found, head, context, terms, now);
    return found;
}

}  // namespace foxtrail
