#include "projections/work/due.hpp"

namespace foxtrail {

static bool is_due_by_day(const WorkRow& row) {
    const Kind kind = row.item.kind;
    return kind == WorkPlanId::kind || kind == MilestoneId::kind || kind == WaiverId::kind || kind == QuoteId::kind;
}

Date due_day(const WorkRow& row, const WorkingTime& time) { return is_due_by_day(row) ? day_ended_at(row.due) : time.local_date(row.due); }

bool is_overdue(const WorkRow& row, const WorkingTime& time, Time now) {
    if (row.due == Time{} || row.state() != WorkState::open) return false;
    return is_due_by_day(row) ? due_day(row, time) < time.local_date(now) : row.due < now;
}

}  // namespace foxtrail
