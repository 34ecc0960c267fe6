#include "projections/work/due.hpp"

namespace foxtrail {

static bool is_due_by_day(const WorkRow& row) {
    const Kind kind = row.item.kind;
    return kind == WorkPlanId::kind || kind == MilestoneId::kind || kind == WaiverId::kind || kind == QuoteId::kind;
}

Date Deadlines::day_of(const WorkRow& row) const { return is_due_by_day(row) ? day_ended_at(row.due) : company.time.local_date(row.due); }

Time Deadlines::instant_of(const WorkRow& row) const { return is_due_by_day(row) ? company.time.instant(date_of(row.due)) : row.due; }

bool Deadlines::passed(const WorkRow& row) const {
    const bool is_promised = row.item.kind == AssistanceId::kind && row.state() == WorkState::answered;  // help that is to come by then
    if (row.due == Time{} || (row.state() != WorkState::open && !is_promised)) return false;
    return is_due_by_day(row) ? day_of(row) < today : row.due < now;
}

}  // namespace foxtrail
