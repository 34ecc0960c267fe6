#include "commands/working_calendar.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule unknown_time_zone{"unknown_time_zone", "There is no such time zone: give an IANA name like \"Asia/Shanghai\"."};
constexpr Rule no_working_day{"no_working_day", "Name at least one working day of the week, each once."};
constexpr Rule working_hours_amiss{"working_hours_amiss", "Give working hours in ascending order, each from before to, without overlap; at least one."};
constexpr Rule calendar_full{"calendar_full", "The calendar holds as many exceptional days as it can."};
}  // namespace rule

static void set_day(WorkingCalendar& calendar, Date day, bool working) {
    auto& days = calendar.exceptional_days;
    const auto at = std::ranges::lower_bound(days, day, {}, &ExceptionalDay::day);
    if (at != days.end() && at->day == day) at->working = working;
    else days.insert(at, {day, working});
}

void evolve(WorkingCalendar& calendar, const WorkingCalendarSet& e, const Meta&) { calendar.week = e.to; }
void evolve(WorkingCalendar& calendar, const HolidayDeclared& e, const Meta&) { set_day(calendar, e.day, false); }
void evolve(WorkingCalendar& calendar, const WorkingDayDeclared& e, const Meta&) { set_day(calendar, e.day, true); }

static WorkingCalendar calendar_of(const Facts& f) {
    const auto* set = f.find(the_working_calendar);
    return set ? *set : WorkingCalendar{the_working_calendar, default_working_week(), {}};
}

// A calendar changes a few times a year, and is read by many commands: what was made of it is kept.
const WorkingTime& working_time(const Facts& f) {
    static const WorkingTime usual;
    static thread_local WorkingCalendar made_of;
    static thread_local WorkingTime made;
    const auto* set = f.find(the_working_calendar);
    if (!set) return usual;
    if (set->week != made_of.week || set->exceptional_days != made_of.exceptional_days) {
        made = WorkingTime(set->week, set->exceptional_days);
        made_of = *set;
    }
    return made;
}

void require_over(Decision& d, const Facts& f, Date day) {
    const Time over = working_time(f).instant({day.days + 1});
    d.require(f.now() >= over, rule::not_yet_due, over);
}

static bool each_once(std::vector<Weekday> days) {
    std::ranges::sort(days);
    return !days.empty() && std::ranges::adjacent_find(days) == days.end();
}

static bool in_order(const std::vector<WorkingHours>& hours) {
    TimeOfDay last;
    for (const auto& [from, to] : hours) {
        if (from < last || to <= from) return false;
        last = to;
    }
    return !hours.empty();
}

static Decision decide(const SetWorkingCalendar& c, const Facts& f) {
    Decision d;
    WorkingWeek to{c.time_zone, c.working_days, c.hours};
    std::ranges::sort(to.working_days);
    const WorkingWeek from = calendar_of(f).week;
    d.require(known_time_zone(c.time_zone), rule::unknown_time_zone, c.time_zone);
    d.require(each_once(c.working_days), rule::no_working_day);
    d.require(in_order(c.hours), rule::working_hours_amiss);
    d.require(to == from || f.has_reason(), rule::reason_missing);
    if (!d.refused() && to != from) d.record(WorkingCalendarSet{the_working_calendar, from, to});
    return d;
}

// A day declared to be worked or not; nothing when it is declared so already.
static Decision declared(Date day, bool working, const std::string& name, AnyEvent event, const Facts& f) {
    Decision d;
    const auto days = calendar_of(f).exceptional_days;
    const auto at = std::ranges::find(days, day, &ExceptionalDay::day);
    d.require(!blank(name), rule::name_missing);
    d.require(at != days.end() || days.size() < exceptional_days_max, rule::calendar_full);
    if (!d.refused() && (at == days.end() || at->working != working)) d.record(std::move(event));
    return d;
}

static Decision decide(const DeclareHoliday& c, const Facts& f) {
    return declared(c.day, false, c.name, HolidayDeclared{the_working_calendar, c.day, c.name}, f);
}

static Decision decide(const DeclareWorkingDay& c, const Facts& f) {
    return declared(c.day, true, c.name, WorkingDayDeclared{the_working_calendar, c.day, c.name}, f);
}

NounEntry working_calendar_noun() { return {command_entries_of<WorkingCalendarCommands>(), {state_entry<WorkingCalendar, WorkingCalendarEvents>()}}; }

}  // namespace foxtrail
