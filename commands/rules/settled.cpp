#include "commands/rules/settled.hpp"

#include "commands/contact_role.hpp"
#include "commands/gate_document.hpp"
#include "commands/handover.hpp"
#include "commands/milestone.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/forecast_grounds.hpp"
#include "commands/task.hpp"
#include "commands/waiver.hpp"
#include "commands/work_log.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

bool names(const Alert& alert, std::string_view words) { return alert.why.contains(words); }

bool are_held_again(const Facts& f, const Alert& alert, const Opportunity& o) {
    if (!names(alert, words::roles_unheld) && !names(alert, words::nobody_decides)) return false;
    return std::ranges::none_of(roles_lacking(roles_on(f, o.id)), [&](BuyingRole role) { return names(alert, enum_name(role)); });
}

bool has_given_up(const Alert& alert, const Opportunity& o) {
    if (!names(alert, words::competitor)) return false;
    return std::ranges::none_of(o.competitors, [&](const CompetitorPresence& present) { return names(alert, '(' + to_text(present.competitor) + ')'); });
}

}  // namespace

bool is_over(const Facts& f, Entity item) {
    if (item.kind == OpportunityId::kind) return !f.at(OpportunityId{item.number}).open();
    if (item.kind == RiskFlagId::kind) return f.at(RiskFlagId{item.number}).closed;
    if (item.kind == MilestoneId::kind) return is_over(f, f.at(MilestoneId{item.number}).opportunity.entity());
    if (item.kind == WaiverId::kind) return is_over(f, f.at(WaiverId{item.number}).waived.opportunity.entity());
    if (item.kind == GateDocumentId::kind) return is_over(f, f.at(GateDocumentId{item.number}).opportunity.entity());
    if (item.kind == WorkLogId::kind) return !f.at(WorkLogId{item.number}).missed;
    if (item.kind == EmployeeId::kind) return f.at(EmployeeId{item.number}).departed;
    if (item.kind != TaskId::kind) return false;
    const Task& task = f.at(TaskId{item.number});
    return task.status != TaskStatus::open || (task.rule && is_over(f, task.subject));
}

bool is_settled(const Facts& f, const Alert& alert) {
    if (is_over(f, alert.subject)) return true;
    if (alert.subject.kind == HandoverId::kind) return names(alert, words::offered) && !f.at(HandoverId{alert.subject.number}).open();
    if (alert.subject.kind == EmployeeId::kind) return names(alert, words::leaves) && !f.at(EmployeeId{alert.subject.number}).last_day;
    if (alert.subject.kind != OpportunityId::kind) return false;
    const Opportunity& o = f.at(OpportunityId{alert.subject.number});
    return are_held_again(f, alert, o) || has_given_up(alert, o);
}

}  // namespace foxtrail
