#include "commands/rules/forecast_grounds.hpp"

#include "commands/forecast.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/settled.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace foxtrail {
namespace {

using Roles = std::vector<ContactRole>;
constexpr std::array<std::string_view, 3> lack_words{"no two-way contact", "nobody is known who decides", "contacts known: "};

std::size_t contacts_in(const Roles& roles) {
    std::set<ContactId> contacts;
    for (const auto& role : roles) contacts.insert(role.contact);
    return contacts.size();
}

// Nothing when somebody who decides was in touch with us, both ways, in the days up to `when`.
std::string silence_in_words(const Facts& f, const Roles& roles, std::uint32_t days, Time when) {
    const Time since{when.us - std::int64_t{days} * us_per_day};
    bool decided = false;
    for (const auto& role : roles) {
        if (role.role != BuyingRole::decision_maker) continue;
        decided = true;
        if (last_two_way_touch(f, f.at(role.contact)) >= since) return {};
    }
    if (!decided) return "nobody is known who decides";
    return "no two-way contact with the one who decides in " + std::to_string(days) + " days";
}

// Empty when enough are known.
std::string few_contacts_in_words(const Facts& f, const Roles& roles) {
    const std::size_t contacts = contacts_in(roles);
    return contacts < threshold(f, RuleCode::R4, "contacts_min") ? "contacts known: " + std::to_string(contacts) : "";
}

std::string uncovered_in_words(const Roles& roles) {
    std::string uncovered;
    for (const auto lacking : roles_lacking(roles)) append_listed(uncovered, enum_name(lacking));
    return uncovered.empty() ? "" : "; roles not covered: " + uncovered;
}

bool decides(const ContactRole& role) { return role.role == BuyingRole::decision_maker; }

// The holders of roles with whom nobody was in touch, both ways, for the role's days since they hold it: those who decide, or the others.
Roles silent_holders(const Facts& f, const Opportunity& o, bool deciding) {
    Roles silent = roles_on(f, o.id);
    std::erase_if(silent, [&](const ContactRole& role) {
        if (decides(role) != deciding) return true;
        const std::int64_t days = threshold(f, RuleCode::R4, stale_days_name(role.role));
        return std::max(role.since, last_two_way_touch(f, f.at(role.contact))) >= Time{f.now().us - days * us_per_day};
    });
    return silent;
}

std::vector<std::string> words_of(const Facts& f, const Roles& silent) {
    std::vector<std::string> words;
    for (const ContactRole& held : silent) {
        const std::string as = decides(held) ? "who decides" : std::string(enum_name(held.role));
        const std::string days = std::to_string(threshold(f, RuleCode::R4, stale_days_name(held.role)));
        words.push_back("no two-way contact with " + to_text(held.contact) + ", " + as + ", in " + days + " days");
    }
    return words;
}

void flag_lack(Decision& d, const Facts& f, const Opportunity& o, RiskKind kind, const std::string& why) {
    if (!why.empty()) flag_by_rule(d, f, RuleCode::R4, o, kind, why);
}

}  // namespace

std::vector<BuyingRole> roles_lacking(const std::vector<ContactRole>& held) {
    std::vector<BuyingRole> lacking{BuyingRole::decision_maker, BuyingRole::user, BuyingRole::technical_lead, BuyingRole::coach};
    std::erase_if(lacking, [&](BuyingRole role) { return std::ranges::find(held, role, &ContactRole::role) != held.end(); });
    return lacking;
}

namespace {

// What a confidence rests on and there is not, in words; empty when there is, or when it is not high.
struct Lack {
    std::string silence, few;
    bool nothing() const { return silence.empty() && few.empty(); }
};

// Contact is counted up to when the confidence was stated.
Lack lack_of(const Facts& f, const Roles& roles, Percent confidence, Time when) {
    if (confidence.value < threshold(f, RuleCode::R4, "confidence_percent")) return {};
    return {silence_in_words(f, roles, threshold(f, RuleCode::R4, "days"), when), few_contacts_in_words(f, roles)};
}
Lack lack_now(const Facts& f, const Opportunity& o) {
    const Forecast* forecast = forecast_of(f, o.id);
    return forecast ? lack_of(f, roles_on(f, o.id), forecast->stated.value.confidence, f.now()) : Lack{};
}

}  // namespace

void tell_if_groundless(Decision& d, const Facts& f, const Opportunity& o, EmployeeId by, Percent confidence, bool stated_now) {
    const Roles roles = roles_on(f, o.id);
    const Lack lack = lack_of(f, roles, confidence, f.valid_at());
    if (lack.nothing()) return;
    std::string lacking = lack.silence;
    if (!lack.few.empty()) append_listed(lacking, lack.few, "; ");
    const std::string why = to_text(by) + " states " + std::to_string(confidence.value) + std::string(words::confidence) + lacking + uncovered_in_words(roles);
    const std::vector<EmployeeId> told{manager_of(f, owner_of(o))};
    if (stated_now) tell_occurrence(d, f, RuleCode::R4, o.id.entity(), told, why);
    else tell_while_so(d, f, RuleCode::R4, o.id.entity(), told, why, {std::string(words::confidence), lack.silence, lack.few});
    flag_lack(d, f, o, RiskKind::no_two_way_contact, lack.silence);
    flag_lack(d, f, o, RiskKind::single_thread, lack.few);
}

bool lacks_still(const Facts& f, const Opportunity& o, const std::string& why) {
    if (why.contains(words::confidence)) return !lack_now(f, o).nothing();
    const auto is_silent = [&](const std::string& words) { return why.contains(words); };
    return std::ranges::any_of(words_of(f, silent_holders(f, o, true)), is_silent) || std::ranges::any_of(words_of(f, silent_holders(f, o, false)), is_silent);
}

void clear_if_grounded(Decision& d, const Facts& f, const Opportunity& o) {
    const auto is_by_rule = [](const RiskFlag& flag) {
        return std::ranges::any_of(lack_words, [&](std::string_view words) { return flag.text.starts_with(words); });
    };
    const Lack lack = lack_now(f, o);
    if (lack.silence.empty() && silent_holders(f, o, true).empty()) clear_flags(d, f, o.id, RiskKind::no_two_way_contact, "there is two-way contact, or nobody is confident", is_by_rule);
    if (lack.few.empty()) clear_flags(d, f, o.id, RiskKind::single_thread, "enough contacts are known, or nobody is confident", is_by_rule);
}

void tell_if_silent(Decision& d, const Facts& f, const Opportunity& o) {
    const std::vector<EmployeeId> told{owner_of(o), manager_of(f, owner_of(o))};
    if (const auto silent = words_of(f, silent_holders(f, o, true)); !silent.empty()) {
        const std::string silence = listed(silent, "; ");
        tell_while_so(d, f, RuleCode::R4, o.id.entity(), told, silence, {"no two-way contact", "who decides"});  // as a statement without grounds may have said
        flag_lack(d, f, o, RiskKind::no_two_way_contact, silence);
    }
    if (const auto silent = words_of(f, silent_holders(f, o, false)); !silent.empty())
        tell_while_so(d, f, RuleCode::R4, o.id.entity(), told, listed(silent, "; "), silent);
}

}  // namespace foxtrail
