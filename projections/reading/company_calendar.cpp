#include "projections/reading/company_calendar.hpp"

#include "events/event_entry.hpp"
#include "projections/reading/seen_events.hpp"

namespace foxtrail {

CompanyCalendar::CompanyCalendar(const Log& log, const Instant& instant) {
    const auto events = seen_events(the_working_calendar.entity(), log, instant, [](const RecordedEvent& event) {
        return std::optional<AnyEvent>(std::in_place, *find_event(event.type), event.payload);
    });
    for (const AnyEvent& event : events) {
        if (const auto* set = event.as<WorkingCalendarSet>()) week = set->to;
        if (const auto* holiday = event.as<HolidayDeclared>()) exceptions[holiday->day] = {false, holiday->name};
        if (const auto* worked = event.as<WorkingDayDeclared>()) exceptions[worked->day] = {true, worked->name};
    }
    std::vector<ExceptionalDay> days;
    for (const auto& [day, exception] : exceptions) days.push_back({day, exception.working});
    time = WorkingTime(week, std::move(days));
}

const WorkingTime& CompanyDays::time() const {
    if (!calendar_) calendar_.emplace(log_, instant_);
    return calendar_->time;
}

}  // namespace foxtrail
