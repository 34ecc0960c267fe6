#include "commands/rules/forecast_grounds.hpp"

#include "commands/alert.hpp"
#include "commands/rules/deal_people.hpp"

#include <algorithm>
#include <set>

namespace foxtrail {
namespace {

using Roles = std::vector<ContactRole>;

void append(std::string& list, std::string_view separator, const std::string& item) {
    list.append(list.empty() ? "" : separator).append(item);
}

std::size_t contacts_in(const Roles& roles) {
    std::set<ContactId> contacts;
    for (const auto& role : roles) contacts.insert(role.contact);
    return contacts.size();
}

std::string uncovered_in_words(const Roles& roles) {
    std::string uncovered;
    for (const auto lacking : roles_lacking(roles)) append(uncovered, ", ", std::string(enum_name(lacking)));
    return uncovered;
}

// Nothing when somebody who decides was in touch with us, both ways, in the days up to `when`.
std::string silence_in_words(const Facts& f, const Roles& roles, std::uint32_t days, Time when) {
    const Time since{when.us - std::int64_t{days} * us_per_day};
    bool decided = false;
    for (const auto& role : roles) {
        if (role.role != BuyingRole::decision_maker) continue;
        decided = true;
        if (f.at(role.contact).two_way_touched >= since) return {};
    }
    if (!decided) return "nobody is known who decides";
    return "no two-way contact with the decision maker in " + std::to_string(days) + " days";
}

}  // namespace

std::vector<BuyingRole> roles_lacking(const std::vector<ContactRole>& held) {
    std::vector<BuyingRole> lacking{BuyingRole::decision_maker, BuyingRole::user, BuyingRole::technical_lead, BuyingRole::coach};
    std::erase_if(lacking, [&](BuyingRole role) { return std::ranges::find(held, role, &ContactRole::role) != held.end(); });
    return lacking;
}

std::string missing_grounds(const Facts& f, const Opportunity& o, Time when) {
    const auto roles = roles_on(f, o.id);
    const std::size_t contacts = contacts_in(roles);
    std::string missing = silence_in_words(f, roles, threshold(f, RuleCode::R4, "days"), when);
    if (contacts < threshold(f, RuleCode::R4, "contacts_min")) append(missing, "; ", "contacts known: " + std::to_string(contacts));
    const std::string uncovered = uncovered_in_words(roles);
    if (!missing.empty() && !uncovered.empty()) append(missing, "; ", "roles not covered: " + uncovered);
    return missing;
}

std::string silent_deciders(const Facts& f, const Opportunity& o, Time when) {
    const std::uint32_t days = threshold(f, RuleCode::R4, "days");
    const Time since{when.us - std::int64_t{days} * us_per_day};
    std::string silent;
    for (const auto& role : roles_on(f, o.id))
        if (role.role == BuyingRole::decision_maker && std::max(role.since, f.at(role.contact).two_way_touched) < since)
            append(silent, "; ", "no two-way contact with " + to_text(role.contact) + ", who decides, in " + std::to_string(days) + " days");
    return silent;
}

void tell_if_groundless(Decision& d, const Facts& f, const Opportunity& o, Percent confidence) {
    if (confidence.value < threshold(f, RuleCode::R4, "confidence_percent")) return;
    const std::string missing = missing_grounds(f, o, f.valid_at());
    const EmployeeId owner = owner_of(o);
    if (missing.empty()) return;
    const std::string why = to_text(owner) + " states " + std::to_string(confidence.value) + " % confidence: " + missing;
    tell(d, f, RuleCode::R4, o.id.entity(), {manager_of(f, owner)}, why);
}

}  // namespace foxtrail
