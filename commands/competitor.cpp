#include "commands/competitor.hpp"

#include "commands/alert.hpp"
#include "commands/concern.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/likeness.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/settled.hpp"
#include "commands/rules/work_rules.hpp"
#include "core/names.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule competitor_not_on_deal{"competitor_not_on_deal", "This competitor is not known to be on the deal."};
constexpr Rule competitor_known{"competitor_known", "A competitor of this name is registered already: report that one, or give a reason why this is another."};
constexpr Rule before_withdrawal{"before_withdrawal", "This is dated before the competitor gave up: give a later valid_at."};
constexpr Rule before_detection{"before_detection", "This is dated before the competitor came to the deal: give a later valid_at."};
}  // namespace rule

std::string competitor_in_words(const Facts& f, CompetitorId id) { return std::string(words::competitor) + f.at(id).name + " (" + to_text(id) + ')'; }

static Entity alike(const std::string& name) { return likeness("competitor " + normal_company_name(name)); }

RestsOn rests_on(const Competitor& competitor) { return {alike(competitor.name)}; }

void evolve(Competitor& competitor, const CompetitorRegistered& e, const Meta&) { competitor.name = e.name; }

static Decision decide(const RegisterCompetitor& c, const Facts& f) {
    Decision d = named_newcomer(c.name, CompetitorId::kind, c.external_key, f);
    for (const auto id : f.resting_on<CompetitorId>(alike(c.name)))
        d.require(normal_company_name(f.at(id).name) != normal_company_name(c.name) || f.has_reason(), rule::competitor_known, id);
    if (!d.refused()) d.record(CompetitorRegistered{f.next_id<CompetitorId>(), c.name, c.external_key});
    return d;
}

static void take_off(Decision& d, const Facts& f, const Opportunity& o, CompetitorId competitor, const std::string& why) {
    const std::string id = '(' + to_text(competitor) + ')';
    clear_flags(d, f, o.id, RiskKind::competitor, why, [&](const RiskFlag& flag) { return flag.text.contains(id); });
}

static Decision decide(const Opportunity& o, const ReportCompetitor& c, const Facts& f) {
    Decision d = on_open(o, f);
    const CompetitorId id = c.competitor.id;
    const auto* wrong = f.corrected<CompetitorDetected>();
    const CompetitorPresence* known = o.reported(id);
    const bool is_present = known && known->present();
    d.require(!blank(c.evidence), rule::evidence_missing);
    if (known && !is_present) d.require(f.valid_at() >= *known->until, rule::before_withdrawal, *known->until);
    if (d.refused() || (is_present && !wrong && f.valid_at() >= known->since)) return d;
    d.require(known || o.competitors.size() < competitors_per_opportunity_max, rule::too_many);
    if (d.refused()) return d;
    const std::string& name = f.at(id).name;
    d.record(CompetitorDetected{o.id, id, name, c.evidence});
    if (!o.open()) return d;
    if (wrong && wrong->competitor != id) take_off(d, f, o, wrong->competitor, "it was " + name + " who was seen");
    if (is_present || (wrong && wrong->competitor == id)) return d;  // no news
    const std::string why = competitor_in_words(f, id) + ": " + c.evidence;
    const auto [keeper, manager] = keepers_of(f, o);
    tell_occurrence(d, f, RuleCode::R12, o.id.entity(), {keeper, manager}, why);
    raise_flag(d, f, o, RiskKind::competitor, why);
    return d;
}

static Decision decide(const Opportunity& o, const WithdrawCompetitor& c, const Facts& f) {
    Decision d = on_open(o, f);
    const CompetitorPresence* known = o.reported(c.competitor.id);
    const bool is_present = known && known->present();
    d.require(is_present, rule::competitor_not_on_deal, c.competitor.id);
    d.require(!is_present || f.valid_at() >= known->since, rule::before_detection, is_present ? known->since : Time{});
    d.require(!blank(c.evidence), rule::evidence_missing);
    if (d.refused()) return d;
    d.record(CompetitorWithdrawn{o.id, c.competitor.id, f.at(c.competitor.id).name, c.evidence});
    take_off(d, f, o, c.competitor.id, "the competitor has given up: " + c.evidence);
    return d;
}

NounEntry competitor_noun() { return {command_entries_of<CompetitorCommands>(), {state_entry<Competitor, CompetitorEvents>()}}; }

}  // namespace foxtrail
