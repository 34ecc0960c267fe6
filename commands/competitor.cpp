#include "commands/competitor.hpp"

#include "commands/alert.hpp"
#include "commands/concern.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/settled.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule competitor_not_on_deal{"competitor_not_on_deal", "This competitor is not known to be on the deal."};
constexpr Rule before_detection{"before_detection", "This is dated before the competitor came to the deal: give a later valid_at."};
}  // namespace rule

void evolve(Competitor& competitor, const CompetitorRegistered& e, const Meta&) { competitor.name = e.name; }

static Decision decide(const RegisterCompetitor& c, const Facts& f) {
    Decision d = named_newcomer(c.name, CompetitorId::kind, c.external_key, f);
    if (!d.refused()) d.record(CompetitorRegistered{f.next_id<CompetitorId>(), c.name, c.external_key});
    return d;
}

static Decision decide(const Opportunity& o, const ReportCompetitor& c, const Facts& f) {
    Decision d = on_open(o, f);
    const CompetitorId id = c.competitor.id;
    d.require(!blank(c.evidence), rule::evidence_missing);
    if (d.refused() || std::ranges::find(o.competitors, id, &CompetitorPresence::competitor) != o.competitors.end()) return d;
    d.require(o.competitors.size() < competitors_per_opportunity_max, rule::too_many);
    if (d.refused()) return d;
    const std::string& name = f.at(id).name;
    const std::string why = std::string(words::competitor) + name + " (" + to_text(id) + "): " + c.evidence;
    const EmployeeId owner = owner_of(o);
    d.record(CompetitorDetected{o.id, id, name, c.evidence});
    if (!o.open()) return d;
    tell_occurrence(d, f, RuleCode::R12, o.id.entity(), {owner, manager_of(f, owner)}, why);
    raise_flag(d, f, o, RiskKind::competitor, why);
    return d;
}

static Decision decide(const Opportunity& o, const WithdrawCompetitor& c, const Facts& f) {
    Decision d = on_open(o, f);
    const auto present = std::ranges::find(o.competitors, c.competitor.id, &CompetitorPresence::competitor);
    const bool known = present != o.competitors.end();
    d.require(known, rule::competitor_not_on_deal, c.competitor.id);
    d.require(!known || f.valid_at() >= present->since, rule::before_detection, known ? present->since : Time{});
    d.require(!blank(c.evidence), rule::evidence_missing);
    if (d.refused()) return d;
    d.record(CompetitorWithdrawn{o.id, c.competitor.id, f.at(c.competitor.id).name, c.evidence});
    const std::string id = '(' + to_text(c.competitor.id) + ')';
    clear_flags(d, f, o.id, RiskKind::competitor, "the competitor has given up: " + c.evidence, [&](const RiskFlag& flag) { return flag.text.contains(id); });
    return d;
}

NounEntry competitor_noun() { return {command_entries_of<CompetitorCommands>(), {state_entry<Competitor, CompetitorEvents>()}}; }

}  // namespace foxtrail
