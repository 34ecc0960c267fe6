#include "commands/work_plan.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/settled.hpp"
#include "commands/rules/work_rules.hpp"
#include "commands/working_calendar.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule items_missing{"items_missing", "Say what is to be done: give at least one item."};
constexpr Rule unknown_item{"unknown_item", "The plan, as it was approved, has no item of this number that is still to be done, or it is named twice."};
constexpr Rule period_amiss{"period_amiss", "The period has to end on the day it begins or later."};
constexpr Rule due_before_period{"due_before_period", "An item cannot be due before the plan's period begins."};
constexpr Rule overdue_item{"overdue_item", "The day of this item is over: only the line manager puts it off or drops it. Complete it, or ask him."};
constexpr Rule not_approved{"not_approved", "The line manager has not approved this plan yet."};
}  // namespace rule

static auto find_item(auto& plan, std::uint32_t number) {
    return std::ranges::find(plan.open_items, number, [](const OpenPlanItem& open) { return open.item.number; });
}

static void propose(WorkPlan& plan, const std::vector<PlanItem>& items) {
    plan.proposed = items;
    for (const PlanItem& item : items) plan.last_item = std::max(plan.last_item, item.number);
}
// An item put off to another day is not overdue any more.
static void put_in_force(WorkPlan& plan) {
    std::vector<OpenPlanItem> open;
    for (const PlanItem& item : plan.proposed) {
        const auto before = find_item(plan, item.number);
        open.push_back({item, before != plan.open_items.end() && before->overdue && before->item.due == item.due});
    }
    plan.open_items = std::move(open);
}

RestsOn rests_on(const WorkPlan& plan) { return plan.open_items.empty() ? RestsOn{} : RestsOn{plan.employee.entity()}; }

void evolve(WorkPlan& plan, const WorkPlanDrafted& e, const Meta& m) {
    plan = {plan.id, e.employee, e.from, e.to, 1, 0, {}, {}, 0, m.valid_at};
    propose(plan, e.items);
}
void evolve(WorkPlan& plan, const WorkPlanApproved& e, const Meta& m) {
    put_in_force(plan);
    plan.approved_version = e.version, plan.changed = m.valid_at;
}
void evolve(WorkPlan& plan, const WorkPlanRevised& e, const Meta& m) {
    propose(plan, e.to);
    plan.version = e.version, plan.changed = m.valid_at;
}
void evolve(WorkPlan& plan, const PlanItemCompleted& e, const Meta&) {
    std::erase_if(plan.open_items, [&](const OpenPlanItem& open) { return open.item.number == e.item.number; });
    std::erase_if(plan.proposed, [&](const PlanItem& item) { return item.number == e.item.number; });
}
void evolve(WorkPlan& plan, const PlanItemOverdue& e, const Meta&) { find_item(plan, e.item.number)->overdue = true; }
void evolve(WorkPlan& plan, const OwnershipTransferred& e, const Meta&) {
    if (e.item == plan.id.entity()) plan.employee = e.to.owner;
}

// The items as they are recorded: those of `plan` under their numbers, new ones under the next.
static std::vector<PlanItem> numbered(const std::vector<PlanItemDraft>& drafts, const WorkPlan& plan, Decision& d) {
    std::vector<PlanItem> items;
    std::uint32_t last = plan.last_item;
    for (const auto& [number, what, due, subject] : drafts) {
        d.require(!blank(what), rule::text_missing, "what");
        d.require(due >= plan.from, rule::due_before_period, plan.from);
        const auto has = [&](const std::vector<PlanItem>& all) { return std::ranges::find(all, *number, &PlanItem::number) != all.end(); };
        const bool known = !number || ((find_item(plan, *number) != plan.open_items.end() || has(plan.proposed)) && !has(items));
        d.require(known, rule::unknown_item, number.value_or(0));
        items.push_back({number ? *number : ++last, what, due, subject});
    }
    d.require(items.size() <= plan_items_max, rule::too_many, "items");
    return items;
}

// A revision is not how somebody asks to be let off what he did not do in time.
static void require_overdue_kept(Decision& d, const WorkPlan& plan, const std::vector<PlanItem>& to, const Facts& f) {
    if (f.imported() || is_line_manager(f, plan.employee)) return;
    const Date today = working_time(f).local_date(f.now());
    for (const OpenPlanItem& open : plan.open_items) {
        const auto kept = std::ranges::find(to, open.item.number, &PlanItem::number);
        d.require(open.item.due >= today || (kept != to.end() && kept->due == open.item.due), rule::overdue_item, open.item.number);
    }
}

static void require_in_force(Decision& d, const WorkPlan& plan, std::uint32_t item) {
    d.require(plan.approved_version > 0, rule::not_approved);
    d.require(!plan.approved_version || find_item(plan, item) != plan.open_items.end(), rule::unknown_item, item);
}

static Decision decide(const DraftWorkPlan& c, const Facts& f) {
    Decision d;
    WorkPlan draft;
    draft.from = c.from;
    d.require(!blank(c.title), rule::text_missing, "title");
    d.require(c.to >= c.from, rule::period_amiss);
    d.require(!c.items.empty(), rule::items_missing);
    require_active(d, f, c.employee.id);
    auto items = numbered(c.items, draft, d);
    if (!d.refused()) d.record(WorkPlanDrafted{f.next_id<WorkPlanId>(), c.employee.id, c.title, c.from, c.to, std::move(items)});
    return d;
}

static Decision decide(const WorkPlan& plan, const ApproveWorkPlan&, const Facts& f) {
    Decision d;
    require_line_manager(d, f, plan.employee);
    d.require(f.valid_at() >= plan.changed, rule::dated_before_last_change, plan.changed);
    require_active(d, f, plan.employee);
    if (!d.refused() && plan.approved_version != plan.version) d.record(WorkPlanApproved{plan.id, plan.employee, f.actor(), plan.version});
    return d;
}

static Decision decide(const WorkPlan& plan, const ReviseWorkPlan& c, const Facts& f) {
    Decision d;
    d.require(f.valid_at() >= plan.changed, rule::dated_before_last_change, plan.changed);
    auto to = numbered(c.items, plan, d);
    if (!d.refused() && to == plan.proposed) return d;
    d.require(f.has_reason(), rule::reason_missing);
    require_overdue_kept(d, plan, to, f);
    if (!d.refused()) d.record(WorkPlanRevised{plan.id, plan.employee, plan.version + 1, plan.proposed, std::move(to)});
    return d;
}

static Decision decide(const WorkPlan& plan, const CompletePlanItem& c, const Facts& f) {
    Decision d;
    const auto found = find_item(plan, c.item);
    d.require(f.imported() || f.actor() == plan.employee, rule::not_the_author, plan.employee);
    require_in_force(d, plan, c.item);
    d.require(f.valid_at() == f.now() || f.has_reason(), rule::reason_missing);
    d.require(!blank(c.result), rule::text_missing, "result");
    if (!d.refused()) d.record(PlanItemCompleted{plan.id, plan.employee, found->item, c.result});
    return d;
}

static Decision decide(const WorkPlan& plan, const MarkPlanItemOverdue& c, const Facts& f) {
    Decision d;
    const auto found = find_item(plan, c.item);
    require_in_force(d, plan, c.item);
    if (d.refused() || found->overdue) return d;
    require_over(d, f, found->item.due);
    if (d.refused()) return d;
    d.record(PlanItemOverdue{plan.id, plan.employee, found->item});
    tell_occurrence(d, f, RuleCode::R3, plan.id.entity(), {manager_of(f, plan.employee)}, to_text(plan.employee) + std::string(words::not_done) + found->item.what);
    return d;
}

NounEntry work_plan_noun() { return {command_entries_of<WorkPlanCommands>(), {state_entry<WorkPlan, boost::mp11::mp_append<WorkPlanEvents, HandoverEvents>>()}}; }

}  // namespace foxtrail
