#include "commands/milestone.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/likeness.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/slippage.hpp"
#include "commands/rules/work_rules.hpp"
#include "commands/working_calendar.hpp"
#include "core/names.hpp"

#include <algorithm>
#include <map>

namespace foxtrail {
namespace rule {
constexpr Rule planned_otherwise{"planned_otherwise", "This milestone is planned already, for another day or agreed otherwise: state it as it is, and move it with milestone.move."};
}  // namespace rule

// What an opportunity's plan once had, by its normal name.
static Entity dropped_from(OpportunityId opportunity, PlanKind plan, std::string in_common) {
    append_number(in_common, opportunity.number), append_number(in_common, static_cast<std::uint32_t>(plan));
    return likeness(in_common);
}

RestsOn rests_on(const Milestone& m) {
    switch (m.status) {
        case MilestoneStatus::open: return {m.opportunity.entity()};
        case MilestoneStatus::dropped: return {dropped_from(m.opportunity, m.plan, normal_name(m.what))};
        case MilestoneStatus::met: break;
    }
    return {};
}

void evolve(Milestone& m, const MilestonePlanned& e, const Meta& meta) {
    m = {m.id, e.opportunity, e.plan, e.what, e.due, e.due, e.mutual, 0, MilestoneStatus::open, false, meta.valid_at};
}
void evolve(Milestone& m, const MilestoneMoved& e, const Meta& meta) { m.due = e.to, m.moves = e.moves, m.missed = false, m.changed = meta.valid_at; }
void evolve(Milestone& m, const MilestoneMet&, const Meta& meta) { m.status = MilestoneStatus::met, m.changed = meta.valid_at; }
void evolve(Milestone& m, const MilestoneMissed&, const Meta&) { m.missed = true; }
void evolve(Milestone& m, const MilestoneDropped&, const Meta& meta) { m.status = MilestoneStatus::dropped, m.changed = meta.valid_at; }
void evolve(Milestone& m, const MilestoneResumed& e, const Meta& meta) {
    m.due = e.to, m.mutual = e.mutual, m.moves = e.moves, m.status = MilestoneStatus::open, m.missed = false, m.changed = meta.valid_at;
}

std::vector<const Milestone*> open_milestones(const Facts& f, OpportunityId opportunity, PlanKind plan) {
    std::vector<const Milestone*> open;
    for (const auto id : f.resting_on<MilestoneId>(opportunity.entity()))
        if (const Milestone& m = f.at(id); m.plan == plan) open.push_back(&m);
    return open;
}

static const Milestone* dropped_milestone(const Facts& f, OpportunityId opportunity, PlanKind plan, const std::string& what) {
    const std::string normal = normal_name(what);  // however it is written
    for (const auto id : f.resting_on<MilestoneId>(dropped_from(opportunity, plan, normal)))
        if (const Milestone& m = f.at(id); m.opportunity == opportunity && m.plan == plan && normal_name(m.what) == normal) return &m;
    return nullptr;
}

namespace {

// What a plan stated anew makes of the one before.
struct PlanChange {
    std::vector<const Milestone*> open, dropped{};
    std::vector<std::pair<const Milestone*, const MilestoneDraft*>> kept{}, resumed{};
    std::vector<const MilestoneDraft*> added{};

    bool nothing() const { return added.empty() && resumed.empty() && dropped.empty(); }
};

PlanChange plan_change(const Facts& f, OpportunityId opportunity, PlanKind plan, const std::vector<MilestoneDraft>& drafts) {
    PlanChange change{open_milestones(f, opportunity, plan)};
    std::map<std::string, const MilestoneDraft*> drafted;
    std::map<std::string, const Milestone*> open_ones;
    for (const MilestoneDraft& draft : drafts) drafted.emplace(normal_name(draft.what), &draft);
    for (const Milestone* m : change.open)
        if (const auto open = open_ones.emplace(normal_name(m->what), m).first; !drafted.contains(open->first)) change.dropped.push_back(m);
    for (const MilestoneDraft& draft : drafts) {
        const auto open = open_ones.find(normal_name(draft.what));
        if (open != open_ones.end()) change.kept.emplace_back(open->second, &draft);
        else if (const Milestone* before = dropped_milestone(f, opportunity, plan, draft.what)) change.resumed.emplace_back(before, &draft);
        else change.added.push_back(&draft);
    }
    return change;
}

void require_change(Decision& d, const Facts& f, const PlanChange& change) {
    for (const auto& [m, draft] : change.kept) d.require(draft->due == m->due && draft->mutual == m->mutual, rule::planned_otherwise, m->what);
    for (const MilestoneDraft* draft : change.added) require_not_past(d, f, draft->due);
    for (const auto& [m, draft] : change.resumed) require_not_past(d, f, draft->due);
    d.require((change.dropped.empty() && change.resumed.empty()) || f.has_reason(), rule::reason_missing);
    for (const Milestone* m : change.dropped) d.require(f.valid_at() >= m->changed, rule::dated_before_last_change, m->changed);
    for (const auto& [m, draft] : change.resumed) d.require(f.valid_at() >= m->changed, rule::dated_before_last_change, m->changed);
}

void tell_of_moves(Decision& d, const Facts& f, const Opportunity& o, const Milestone& m, std::uint32_t moves) {
    tell_of_slippage(d, f, o, m.id.entity(), moves, "\"" + m.what + "\" of " + to_text(o.id));
}

void resume(Decision& d, const Milestone& m, const MilestoneDraft& draft) {
    d.record(MilestoneResumed{m.id, m.opportunity, m.what, m.baseline, m.due, draft.due, draft.mutual, m.moves + (draft.due != m.due)});
}

template <class PlanStated>
Decision planned(const Opportunity& o, PlanKind plan, const std::vector<MilestoneDraft>& drafts, const Facts& f) {
    Decision d = on_open(o, f);
    require_drafts(d, drafts);
    const PlanChange change = plan_change(f, o.id, plan, drafts);
    require_change(d, f, change);
    if (d.refused() || change.nothing()) return d;
    PlanStated stated{o.id, {}, {}};
    for (const Milestone* m : change.open) stated.from.push_back(m->id);
    for (const auto& [m, draft] : change.kept) stated.to.push_back(m->id);
    for (const Milestone* m : change.dropped) d.record(MilestoneDropped{m->id, o.id, m->what, m->baseline, m->due});
    for (const auto& [m, draft] : change.resumed) stated.to.push_back(m->id), resume(d, *m, *draft);
    for (const MilestoneDraft* draft : change.added) {
        stated.to.push_back(f.next_id<MilestoneId>());
        d.record(MilestonePlanned{stated.to.back(), o.id, plan, draft->what, draft->due, draft->mutual});
    }
    d.record(std::move(stated));
    for (const auto& [m, draft] : change.resumed)
        if (draft->due != m->due) tell_of_moves(d, f, o, *m, m->moves + 1);
    return d;
}

Decision on_open_milestone(const Milestone& m, const Facts& f) {
    Decision d;
    d.require(m.status == MilestoneStatus::open, rule::not_open, m.status);
    d.require(f.valid_at() >= m.changed, rule::dated_before_last_change, m.changed);
    return d;
}

}  // namespace

static Decision decide(const Opportunity& o, const SetAdvancePlan& c, const Facts& f) { return planned<AdvancePlanSet>(o, PlanKind::advance, c.milestones, f); }
static Decision decide(const Opportunity& o, const PlanProject& c, const Facts& f) { return planned<ProjectPlanned>(o, PlanKind::project, c.milestones, f); }

static Decision decide(const Milestone& m, const MoveMilestone& c, const Facts& f) {
    Decision d = on_open_milestone(m, f);
    const Opportunity& o = f.at(m.opportunity);
    d.require(o.open(), rule::already_closed);
    if (d.refused() || c.due == m.due) return d;
    d.require(f.has_reason(), rule::reason_missing);
    require_not_past(d, f, c.due);
    if (d.refused()) return d;
    const bool is_slip = !f.corrects();  // a day that was written wrong is no other plan
    const std::uint32_t moves = m.moves + is_slip;
    d.record(MilestoneMoved{m.id, o.id, m.what, m.baseline, m.due, c.due, moves});
    if (is_slip) tell_of_moves(d, f, o, m, moves);
    return d;
}

static Decision decide(const Milestone& m, const MeetMilestone&, const Facts& f) {
    if (m.status == MilestoneStatus::met) return {};
    Decision d = on_open_milestone(m, f);
    if (!d.refused()) d.record(MilestoneMet{m.id, m.opportunity, m.what, m.baseline, m.due});
    return d;
}

static Decision decide(const Milestone& m, const MarkMilestoneMissed&, const Facts& f) {
    Decision d;
    const Opportunity& o = f.at(m.opportunity);
    d.require(m.status == MilestoneStatus::open, rule::not_open, m.status);
    d.require(o.open(), rule::already_closed);
    require_over(d, f, m.due);
    if (d.refused() || m.missed) return d;
    d.record(MilestoneMissed{m.id, o.id, m.what, m.baseline, m.due});
    tell_occurrence(d, f, RuleCode::R11, m.id.entity(), {keepers_of(f, o).keeper}, "\"" + m.what + "\" of " + to_text(o.id) + " was due on " + to_text(m.due));
    return d;
}

NounEntry milestone_noun() { return {command_entries_of<MilestoneCommands>(), {state_entry<Milestone, MilestoneEvents>()}}; }

}  // namespace foxtrail
