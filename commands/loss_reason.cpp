#include "commands/loss_reason.hpp"

#include "commands/concern.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/rules/customer_people.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule never_lost{"never_lost", "The opportunity was never lost: close it with opportunity.lose first."};
constexpr Rule before_loss{"before_loss", "This is dated before the opportunity was lost last: give a later valid_at."};
constexpr Rule role_of_others{"role_of_others",
                              "An employee says it as owner, manager, team_member or colleague, a contact as decision_maker, user, technical_lead, coach "
                              "or customer, a competitor as competitor: name the one who says it, and as what."};
constexpr Rule corrects_no_such_reason{"corrects_no_such_reason",
                                       "What is put right is a reason that the same one stated: give the position of such an event in \"corrects\"."};
constexpr Rule stated_otherwise{"stated_otherwise",
                                "He gave another reason for this loss: to put that right, give the position of its event in \"corrects\"."};
}  // namespace rule

RestsOn rests_on(const LossReason& reason) { return {reason.said.opportunity.entity()}; }

void evolve(LossReason& reason, const LossReasonStated& e, const Meta& m) { reason = {reason.id, e, m.valid_at}; }

namespace {

Kind party_of(LossRole role) {
    if (role <= LossRole::colleague) return EmployeeId::kind;
    return role == LossRole::competitor ? CompetitorId::kind : ContactId::kind;
}

// What this party said of the opportunity's last loss.
const LossReason* said_before(const Facts& f, const std::vector<LossReasonId>& stated, const Opportunity& o, Entity by) {
    for (const auto id : stated)
        if (const LossReason& reason = f.at(id); reason.said.by == by && reason.since >= *o.lost) return &reason;
    return nullptr;
}

}  // namespace

static Decision decide(const Opportunity& o, const StateLossReason& c, const Facts& f) {
    Decision d;
    const auto* wrong = f.corrected<LossReasonStated>();
    d.require(o.lost.has_value(), rule::never_lost);
    d.require(!o.lost || f.corrects() || f.valid_at() >= *o.lost, rule::before_loss, o.lost.value_or(Time{}));
    d.require(!f.corrects() || (wrong && wrong->by == c.by), rule::corrects_no_such_reason);
    d.require(c.by.kind == party_of(c.role), rule::role_of_others, c.by);
    if (c.by.kind == ContactId::kind) require_of_customer(d, o, {c.by.number}, f);
    d.require(!blank(c.why), rule::why_missing);
    d.require(!blank(c.evidence) || c.document, rule::evidence_missing);
    if (d.refused()) return d;

    const auto stated = f.resting_on<LossReasonId>(o.id.entity(), loss_reasons_max);
    const LossReason* before = wrong ? &f.at(wrong->loss_reason) : said_before(f, stated, o, c.by);
    d.require(before || stated.size() < loss_reasons_max, rule::too_many);
    if (d.refused()) return d;
    const LossReasonStated said{before ? before->id : f.next_id<LossReasonId>(), o.id, c.by, c.role, c.why, c.competitor, c.evidence, id_of(c.document)};
    if (before && before->said == said) return d;
    d.require(!before || wrong, rule::stated_otherwise, said.loss_reason);
    if (!d.refused()) d.record(said);
    return d;
}

NounEntry loss_reason_noun() { return {command_entries_of<LossReasonCommands>(), {state_entry<LossReason, LossReasonEvents>()}}; }

}  // namespace foxtrail
