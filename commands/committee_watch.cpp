#include "commands/committee_watch.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/forecast.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/forecast_grounds.hpp"
#include "commands/rules/role_loss.hpp"
#include "commands/rules/settled.hpp"
#include "commands/working_calendar.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

struct Uncovered {
    std::vector<std::string> roles, in_words;  // "user", "user (since 2026-03-11)"
    Time since = Time::max();                  // of the first
};

// A role once held is missed in any stage, one that never was from a stage on.
Uncovered uncovered_roles(const Opportunity& o, std::uint32_t from_stage, const Facts& f) {
    Uncovered uncovered;
    for (const auto role : roles_lacking(roles_on(f, o.id))) {
        const RoleLost* lost = lost_here(o, role);
        if (!lost && o.stage.value.number < from_stage) continue;
        const Time since = lost ? lost->at : o.stage.since;
        uncovered.roles.emplace_back(enum_name(role));
        uncovered.in_words.push_back(uncovered.roles.back() + " (since " + to_text(working_time(f).local_date(since)) + ')');
        uncovered.since = std::min(uncovered.since, since);
    }
    return uncovered;
}

void tell_of_roles(Decision& d, const Opportunity& o, const Facts& f) {
    const RuleTerms terms = standing_rule(f, RuleCode::R2).terms.value;
    const Uncovered uncovered = uncovered_roles(o, threshold(terms, "from_stage"), f);
    if (uncovered.roles.empty()) return;
    const WorkingTime& time = working_time(f);
    const Date since = time.local_date(uncovered.since), reminded = time.after_working_days(since, static_cast<std::int32_t>(threshold(terms, "remind_working_days")));
    std::vector<EmployeeId> told{owner_of(o)};
    if (time.local_date(f.now()) > reminded) told.push_back(manager_of(f, owner_of(o)));
    const std::string why = std::string(words::roles_unheld) + ": " + listed(uncovered.in_words);
    tell_while_so(d, f, RuleCode::R2, o.id.entity(), told, why, uncovered.roles, uncovered.since);
    flag_by_rule(d, f, RuleCode::R2, o, RiskKind::role_vacant, why);
}

}  // namespace

static Decision decide(const Opportunity& o, const WatchCommittee&, const Facts& f) {
    Decision d;
    if (!o.open() || !owner_of(o)) return d;
    tell_of_roles(d, o, f);
    if (const Forecast* forecast = forecast_of(f, o.id)) tell_if_groundless(d, f, o, forecast->by, forecast->stated.value.confidence, false);
    tell_if_silent(d, f, o);
    clear_if_grounded(d, f, o);
    return d;
}

NounEntry committee_watch_noun() { return {command_entries_of<CommitteeWatchCommands>(), {}}; }

}  // namespace foxtrail
