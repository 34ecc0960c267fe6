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
#include "commands/urge.hpp"
#include "commands/waiver.hpp"
#include "commands/work_log.hpp"
#include "commands/work_plan.hpp"
#include "commands/working_calendar.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

bool names(const Alert& alert, std::string_view words) { return alert.why.contains(words); }

// What somebody did not acknowledge, when it tells of that. Only what rules say is looked for in it: what people wrote may say anything.
const Alert& matter_of(const Facts& f, const Alert& alert) { return alert.escalates ? matter_of(f, f.at(*alert.escalates)) : alert; }

bool are_held_again(const Facts& f, const Alert& alert, const Opportunity& o) {
    if (!names(alert, words::roles_unheld) && !names(alert, words::nobody_decides)) return false;
    return std::ranges::none_of(roles_lacking(roles_on(f, o.id)), [&](BuyingRole role) { return names(alert, enum_name(role)); });
}

// Of whom the words are told: what stands before them.
const Contact* contact_before(const Facts& f, std::string_view why, std::string_view words) {
    const std::size_t end = why.find(words);
    if (end == std::string_view::npos) return nullptr;
    const std::size_t begin = end == 0 ? 0 : why.rfind(' ', end - 1) + 1;  // of the word before; 0 for the first
    const auto who = parse_entity(why.substr(begin, end - begin));
    return who && who->kind == ContactId::kind ? f.find(ContactId{who->number}) : nullptr;
}
// Who is said to have moved is where he was, the last report was put right; or the other way round.
bool is_otherwise(const Facts& f, const Alert& alert) {
    if (const Contact* stayed = contact_before(f, alert.why, words::did_not_move)) return !stayed->before.put_right;
    const Contact* moved = contact_before(f, alert.why, words::moved);
    return moved && moved->before.put_right;
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
    const std::size_t words = alert.why.find(words::not_done);
    if (words == std::string::npos) return false;
    const std::string_view what = std::string_view(alert.why).substr(words + words::not_done.size());
    return std::ranges::none_of(plan.open_items, [&](const OpenPlanItem& open) { return open.overdue && open.item.what == what; });
}

// He stays, or leaves on another day; when he has left, nothing of him is to be told higher but that.
bool is_over_with_him(const Alert& alert, const Employee& employee) {
    if (employee.departed) return !names(alert, words::has_left);
    const bool tells_of_leaving = names(alert, words::leaves) || names(alert, words::was_to_leave);
    return tells_of_leaving && (!employee.last_day || !names(alert, to_text(*employee.last_day)));
}

// Answered, or with the giver there is nobody any more whose work it is.
bool is_handover_over(const Facts& f, const Alert& alert, const Handover& h) {
    return (names(alert, words::offered) && !h.open()) || (names(alert, words::left_over) && f.at(h.from).departed);
}

// Nobody waits for an answer to an urge of the item any more, or it is done.
bool are_urges_answered(const Facts& f, const Alert& alert) {
    if (!names(alert, words::urge_unanswered)) return false;
    if (!is_still_open(f, alert.subject)) return true;
    return std::ranges::all_of(f.resting_on<UrgeId>(alert.subject), [&](UrgeId id) {
        const Urge& urge = f.at(id);
        return urge.answered || !names(alert, std::string(words::urge_unanswered) + to_text(urge.by) + ':');
    });
}

bool is_settled_on_deal(const Facts& f, const Alert& alert, const Opportunity& o) {
    switch (alert.rule) {
        case RuleCode::R1:
        case RuleCode::R2: return are_held_again(f, alert, o) || is_otherwise(f, alert);
        case RuleCode::R3: return is_nurture_over(alert, o.nurture);
        case RuleCode::R4: return !lacks_still(f, o, alert.why);
        case RuleCode::R12: return has_given_up(alert, o);
        default: return ends_with_an_owner(f, alert) && o.assignee.value;
    }
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

// Approved as it is now, or of a stage that the deal has left.
static bool is_past(const Facts& f, const GateDocument& g) {
    return g.status == GateStatus::approved || f.at(g.opportunity).stage.value.number > g.stage.number;
}

bool is_over(const Facts& f, Entity item) {
    if (waits_for_deal(f, item)) return true;
    if (item.kind == RiskFlagId::kind) return f.at(RiskFlagId{item.number}).closed;
    if (item.kind == WaiverId::kind) return is_behind(f, f.at(WaiverId{item.number}).waived);
    if (item.kind == GateDocumentId::kind) return is_past(f, f.at(GateDocumentId{item.number}));
    if (item.kind == AssistanceId::kind) return f.at(AssistanceId{item.number}).status == AssistanceStatus::delivered;  // late
    if (item.kind == WorkLogId::kind) return !is_owed(f, f.at(WorkLogId{item.number}));
    return item.kind == TaskId::kind && f.at(TaskId{item.number}).status != TaskStatus::open;
}

bool ends_with_an_owner(const Facts& f, const Alert& told) {
    const Alert& alert = matter_of(f, told);
    const bool is_of_pool = alert.rule == RuleCode::R6 && (names(alert, words::nobodys) || names(alert, words::left_idle));
    return is_of_pool || (alert.rule == RuleCode::R9 && alert.why.ends_with(words::offer_unanswered));
}

bool is_settled(const Facts& f, const Alert& told) {
    if (is_over(f, told.subject)) return true;
    const Alert& alert = matter_of(f, told);
    if (alert.rule == RuleCode::R9 && are_urges_answered(f, alert)) return true;
    if (alert.subject.kind == HandoverId::kind) return is_handover_over(f, alert, f.at(HandoverId{alert.subject.number}));
    if (alert.subject.kind == EmployeeId::kind) return is_over_with_him(alert, f.at(EmployeeId{alert.subject.number}));
    if (alert.subject.kind == WorkPlanId::kind) return is_item_over(alert, f.at(WorkPlanId{alert.subject.number}));
    if (alert.subject.kind == LeadId::kind) return is_nurture_over(alert, f.at(LeadId{alert.subject.number}).nurture);
    return alert.subject.kind == OpportunityId::kind && is_settled_on_deal(f, alert, f.at(OpportunityId{alert.subject.number}));
}

}  // namespace foxtrail
