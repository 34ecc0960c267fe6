#include "commands/rules/milestone_drafts.hpp"

#include "commands/rules/work_rules.hpp"
#include "commands/working_calendar.hpp"
#include "core/names.hpp"

#include <set>

namespace foxtrail {
namespace rule {
constexpr Rule milestone_count{"milestone_count", "A plan has 1 to 100 milestones."};
constexpr Rule milestone_twice{"milestone_twice", "Two milestones of a plan cannot say the same: name what tells them apart."};
constexpr Rule due_past{"due_past", "The day lies in the past: plan for a later one."};
}  // namespace rule

void require_not_past(Decision& d, const Facts& f, Date due) {
    d.require(due >= working_time(f).local_date(f.valid_at()), rule::due_past, due);
}

void require_drafts(Decision& d, const std::vector<MilestoneDraft>& drafts) {
    d.require(!drafts.empty() && drafts.size() <= milestones_per_plan_max, rule::milestone_count);
    std::set<std::string> said;
    for (const MilestoneDraft& draft : drafts) {
        d.require(!blank(draft.what), rule::text_missing, "what");
        d.require(said.insert(normal_name(draft.what)).second, rule::milestone_twice, draft.what);
    }
}

void require_first_plan(Decision& d, const Facts& f, const std::vector<MilestoneDraft>& drafts) {
    if (drafts.empty()) return;
    require_drafts(d, drafts);
    for (const MilestoneDraft& draft : drafts) require_not_past(d, f, draft.due);
}

void record_first_plan(Decision& d, const Facts& f, OpportunityId opportunity, const std::vector<MilestoneDraft>& drafts) {
    if (drafts.empty()) return;
    AdvancePlanSet plan{opportunity, {}, {}};
    for (const MilestoneDraft& draft : drafts) {
        plan.to.push_back(f.next_id<MilestoneId>());
        d.record(MilestonePlanned{plan.to.back(), opportunity, PlanKind::advance, draft.what, draft.due, draft.mutual});
    }
    d.record(std::move(plan));
}

}  // namespace foxtrail
