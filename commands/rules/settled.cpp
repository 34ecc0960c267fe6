#include "commands/rules/settled.hpp"

#include "commands/assistance.hpp"
#include "commands/contact_role.hpp"
#include "commands/gate_document.hpp"
#include "commands/handover.hpp"
#include "commands/lead.hpp"
#include "commands/milestone.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/forecast_grounds.hpp"
#include "commands/task.hpp"
#include "commands/waiver.hpp"
#include "commands/work_log.hpp"
#include "commands/work_plan.hpp"
#include "commands/working_calendar.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

bool names(const Alert& alert, std::string_view words) { return alert.why.contains(words); }

bool are_held_again(const Facts& f, const Alert& alert, const Opportunity& o) {
    if (!names(alert, words::roles_unheld) && !names(alert, words::nobody_decides)) return false;
    return std::ranges::none_of(roles_lacking(roles_on(f, o.id)), [&](BuyingRole role) { return names(alert, enum_name(role)); });
}

// Who is said to have moved is where he was: the last report was put right.
bool did_not_move(const Facts& f, const Alert& alert) {
    const std::string_view why = alert.why;
    const std::size_t end = why.find(words::moved);
    if (end == std::string_view::npos) return false;
    const std::size_t begin = why.rfind(' ', end - 1) + 1;  // of the word before; 0 for the first
    const auto who = parse_entity(why.substr(begin, end - begin));
    const Contact* contact = who && who->kind == ContactId::kind ? f.find(ContactId{who->number}) : nullptr;
    return contact && contact->before.put_right;
}

bool has_given_up(const Alert& alert, const Opportunity& o) {
    if (!names(alert, words::competitor)) return false;
    return std::ranges::none_of(o.competitors, [&](const CompetitorPresence& each) { return each.present() && names(alert, '(' + to_text(each.competitor) + ')'); });
}

bool is_nurture_over(const Alert& alert, const std::optional<Nurture>& nurture) {
    return names(alert, words::nurtured_until) && !(nurture && nurture->going_on() && nurture->overdue);
}

// The item of the plan is done, left out, or due later now.
bool is_item_over(const Alert& alert, const WorkPlan& plan) {
    return names(alert, words::not_done) && std::ranges::none_of(plan.open_items, [&](const OpenPlanItem& open) { return open.overdue && alert.why.ends_with(open.item.what); });
}

// A gate that the deal has passed, or where the document is waived again, asks for nothing.
bool is_behind(const Facts& f, const WaivedDocument& what) {
    const Opportunity& o = f.at(what.opportunity);
    return o.stage.value.number > what.stage.number || waived(f, what, f.now());
}

// A day may be declared a holiday when its log was found missing already.
bool is_owed(const Facts& f, const WorkLog& log) { return log.missed && !working_time(f).is_holiday(log.day); }

}  // namespace

bool waits_for_deal(const Facts& f, Entity item) {
    if (item.kind == OpportunityId::kind) return !f.at(OpportunityId{item.number}).open();
    if (item.kind == MilestoneId::kind) return waits_for_deal(f, f.at(MilestoneId{item.number}).opportunity.entity());
    if (item.kind == WaiverId::kind) return waits_for_deal(f, f.at(WaiverId{item.number}).waived.opportunity.entity());
    if (item.kind == GateDocumentId::kind) return waits_for_deal(f, f.at(GateDocumentId{item.number}).opportunity.entity());
    if (item.kind != TaskId::kind) return false;
    const Task& task = f.at(TaskId{item.number});
    return task.rule && task.status == TaskStatus::open && waits_for_deal(f, task.subject);
}

bool is_over(const Facts& f, Entity item) {
    if (waits_for_deal(f, item)) return true;
    if (item.kind == RiskFlagId::kind) return f.at(RiskFlagId{item.number}).closed;
    if (item.kind == WaiverId::kind) return is_behind(f, f.at(WaiverId{item.number}).waived);
    if (item.kind == AssistanceId::kind) return f.at(AssistanceId{item.number}).status == AssistanceStatus::delivered;  // late
    if (item.kind == WorkLogId::kind) return !is_owed(f, f.at(WorkLogId{item.number}));
    if (item.kind == EmployeeId::kind) return f.at(EmployeeId{item.number}).departed;
    return item.kind == TaskId::kind && f.at(TaskId{item.number}).status != TaskStatus::open;
}

bool is_settled(const Facts& f, const Alert& alert) {
    if (is_over(f, alert.subject)) return true;
    if (alert.subject.kind == HandoverId::kind) return names(alert, words::offered) && !f.at(HandoverId{alert.subject.number}).open();
    if (alert.subject.kind == EmployeeId::kind) return (names(alert, words::leaves) || names(alert, words::was_to_leave)) && !f.at(EmployeeId{alert.subject.number}).last_day;
    if (alert.subject.kind == WorkPlanId::kind) return is_item_over(alert, f.at(WorkPlanId{alert.subject.number}));
    if (alert.subject.kind == LeadId::kind) return is_nurture_over(alert, f.at(LeadId{alert.subject.number}).nurture);
    if (alert.subject.kind != OpportunityId::kind) return false;
    const Opportunity& o = f.at(OpportunityId{alert.subject.number});
    return are_held_again(f, alert, o) || did_not_move(f, alert) || has_given_up(alert, o) || is_nurture_over(alert, o.nurture);
}

}  // namespace foxtrail
