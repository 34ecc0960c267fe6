// The rules that several commands on an opportunity share.
#pragma once

#include "commands/opportunity.hpp"
#include "commands/stage_model.hpp"

namespace foxtrail {

namespace rule {
inline constexpr Rule already_closed{"already_closed", "The opportunity is closed: reopen it first."};
inline constexpr Rule before_creation{"before_creation", "This is dated before the opportunity came into being."};
inline constexpr Rule before_last_change{"before_last_change", "This is dated before the last stage entry or outcome: give a later valid_at, or record a past stage entry with opportunity.record_stage_entry."};
inline constexpr Rule before_last_assignment{"before_last_assignment", "This is dated before the last assignment: give a later valid_at."};
inline constexpr Rule unknown_stage{"unknown_stage", "The opportunity's stage model has no stage of this name."};
inline constexpr Rule stage_not_reached{"stage_not_reached", "The opportunity has never been as far as this stage: name one that it is or was in."};
inline constexpr Rule stage_not_ahead{"stage_not_ahead", "The stage lies behind the present one: use opportunity.regress_stage."};
inline constexpr Rule stage_not_behind{"stage_not_behind", "The stage lies ahead of the present one: use opportunity.advance_stage."};
inline constexpr Rule stages_skipped{"stages_skipped", "Stages lie between: advance one at a time, or use opportunity.skip_stages with an approver."};
inline constexpr Rule nothing_skipped{"nothing_skipped", "No stage lies between: use opportunity.advance_stage or opportunity.regress_stage."};
inline constexpr Rule own_approval{"own_approval", "Somebody else has to approve this."};
inline constexpr Rule why_missing{"why_missing", "Say why: \"why\" cannot be blank."};
inline constexpr Rule negative_amount{"negative_amount", "An amount cannot be below zero."};
}  // namespace rule

inline void require_amount(Decision& d, const Stated<Money>& amount) { d.require(!amount.value || amount.value->minor >= 0, rule::negative_amount); }

// What every change of an open opportunity needs.
inline Decision on_open(const Opportunity& o, const Facts& f) {
    Decision d;
    d.require(o.open() || f.valid_at() < o.outcome.since, rule::already_closed);
    d.require(f.valid_at() >= o.created, rule::before_creation, o.created);
    return d;
}

// The same for what would give away whose a closed deal was: it stays his who closed it, whatever day this is dated.
inline Decision on_open_now(const Opportunity& o, const Facts& f) {
    Decision d = on_open(o, f);
    if (!d.refused()) d.require(o.open() || f.imported(), rule::already_closed);
    return d;
}

// One fact stated anew: nothing when it is so already; `from` only when nothing later is known.
template <class Event, class T>
Decision stated(const Opportunity& o, const Latest<T>& fact, const T& to, const Facts& f) {
    Decision d = on_open(o, f);
    d.require(f.has_reason(), rule::reason_missing);
    if constexpr (std::is_same_v<T, Stated<Money>>) require_amount(d, to);
    const bool newest = f.valid_at() >= fact.since;
    if (d.refused() || (newest && fact.value == to)) return d;
    d.record(Event{o.id, newest ? std::optional(fact.value) : std::nullopt, to});
    return d;
}

// Work goes into a stage that the opportunity is or was in.
inline void require_reached(Decision& d, const Opportunity& o, const std::optional<Stage>& stage) {
    d.require(!stage || stage->number <= o.furthest_stage, rule::stage_not_reached, stage ? stage->name : "");
}

// What every move between stages needs; the stage is only good when the decision is not refused.
inline std::pair<Decision, Stage> stage_move(const Opportunity& o, const std::string& name, const Facts& f) {
    Decision d = on_open(o, f);
    const auto to = f.at(o.stage_model).stage(o.model_version, name);
    d.require(to.has_value(), rule::unknown_stage, name);
    d.require(f.valid_at() >= std::max(o.stage.since, o.outcome.since), rule::before_last_change, std::max(o.stage.since, o.outcome.since));
    return {std::move(d), to.value_or(Stage{})};
}

}  // namespace foxtrail
