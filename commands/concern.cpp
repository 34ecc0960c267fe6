#include "commands/concern.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/opportunity_rules.hpp"

#include <algorithm>
#include <array>

namespace foxtrail {
namespace rule {
constexpr Rule role_not_held{"role_not_held", "Nobody holds this role now: name the role of the present holder."};
constexpr Rule concern_not_of_role{
    "concern_not_of_role", "The holder of this role is not asked about this: see the concerns of each role in the command's description."};
constexpr Rule concern_missing{"concern_missing", "Say what the concern is: \"text\" cannot be blank."};
constexpr Rule too_many_concerns{"too_many_concerns", "As many concerns are recorded for this role as can be."};
constexpr Rule concern_of_other_role{"concern_of_other_role", "The concern belongs to another buying role or another opportunity."};
constexpr Rule answer_missing{"answer_missing", "Say what the answer is: \"answer\" cannot be blank."};
constexpr Rule before_last_answer{"before_last_answer",
                                  "This is dated before the concern was recorded, answered or opened again: give a later valid_at."};
}  // namespace rule

RestsOn rests_on(const Concern& c) {
    const Entity role = c.contact_role.entity();
    return c.answer.value ? RestsOn{role} : RestsOn{role, c.opportunity.entity()};
}

void evolve(Concern& c, const ConcernRecorded& e, const Meta& m) {
    c = {c.id, e.contact_role, e.opportunity, e.role, e.kind, e.text, {std::nullopt, m.valid_at}};
}
void evolve(Concern& c, const ConcernAnswered& e, const Meta& m) {
    c.contact_role = e.contact_role;
    c.answer.set(e.answer, m.valid_at);
}
void evolve(Concern& c, const ConcernReopened&, const Meta& m) { c.answer = {std::nullopt, m.valid_at}; }

std::span<const ConcernKind> concern_template(BuyingRole role) {
    static constexpr std::array decision{ConcernKind::bottom_line, ConcernKind::effect_on_company};
    static constexpr std::array use{ConcernKind::work_to_be_done};
    static constexpr std::array technique{ConcernKind::fit_with_norms};
    switch (role) {
        case BuyingRole::decision_maker:
            return decision;
        case BuyingRole::user:
            return use;
        case BuyingRole::technical_lead:
            return technique;
        case BuyingRole::coach:
            return {};
    }
    return {};
}

void reopen_concerns(Decision& d, const Facts& f, const ContactRole& ended) {
    for (const auto id : f.resting_on<ConcernId>(ended.id.entity()))
        if (f.at(id).answer.value) d.record(ConcernReopened{id, ended.id, ended.opportunity});
}

static Decision decide(const ContactRole& r, const RecordConcern& c, const Facts& f) {
    Decision d = on_open(f.at(r.opportunity), f);
    const auto concerns = f.resting_on<ConcernId>(r.id.entity());
    d.require(r.status == RoleStatus::held, rule::role_not_held);
    d.require(std::ranges::count(concern_template(r.role), c.kind) == 1, rule::concern_not_of_role, r.role);
    d.require(!blank(c.text), rule::concern_missing);
    d.require(f.valid_at() >= r.since, rule::before_assignment, r.since);
    const auto is_this = [&](ConcernId id) { return f.at(id).kind == c.kind && f.at(id).text == c.text; };
    if (!d.refused() && std::ranges::any_of(concerns, is_this)) return d;
    d.require(concerns.size() < concerns_per_role_max, rule::too_many_concerns);
    if (!d.refused()) d.record(ConcernRecorded{f.next_id<ConcernId>(), r.id, r.opportunity, r.role, c.kind, c.text});
    return d;
}

static Decision decide(const Concern& concern, const AnswerConcern& c, const Facts& f) {
    Decision d = on_open(f.at(concern.opportunity), f);
    const ContactRole& holder = f.at(c.contact_role ? c.contact_role->id : concern.contact_role);
    d.require(holder.opportunity == concern.opportunity && holder.role == concern.role, rule::concern_of_other_role);
    d.require(holder.status == RoleStatus::held, rule::role_not_held);
    d.require(!blank(c.answer), rule::answer_missing);
    d.require(!blank(c.evidence), rule::evidence_missing);
    const Time since = std::max(concern.answer.since, holder.since);
    d.require(f.valid_at() >= since, rule::before_last_answer, since);
    const bool already = concern.answer.value == c.answer && concern.contact_role == holder.id;
    if (d.refused() || already) return d;
    d.record(ConcernAnswered{concern.id, holder.id, concern.opportunity, c.answer, c.evidence, c.evidence_item});
    return d;
}

NounEntry concern_noun() { return {command_entries_of<ConcernCommands>(), {state_entry<Concern, ConcernEvents>()}}; }

}  // namespace foxtrail
