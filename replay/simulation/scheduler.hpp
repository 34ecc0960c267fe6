// What the scheduler of a served company does, in a simulation: it watches what is open, and asks for what falls due at the
// first instant of work after it did.
#pragma once

#include "replay/simulation/agenda.hpp"
#include "replay/simulation/company.hpp"
#include "replay/simulation/sight.hpp"

namespace foxtrail {

// As the company sets rules R6, R2, R5, R4 and R3 on its first day, so that people are told of what is out of the ordinary. The stage lies
// behind the last one: they are told of roles that fell vacant, not of those that nobody held yet.
inline constexpr std::uint32_t reclaim_idle_days = 60, roles_held_from_stage = 6, long_dwell_percentile = 99, quiet_days = 45;
inline constexpr double long_dwell_deviations = 2.326;  // where 99 % of a normal distribution lie below

class SimulatedScheduler {
public:
    SimulatedScheduler(SimulatedAgenda& agenda, SimulatedCompany& company, const SimulatedCalendar& calendar)
        : agenda_(agenda), company_(company), calendar_(calendar) {}

    void observe(const RecordedEvent&, WorkTime now);

    void watch(Entity item, Time due, AnyCommand command, std::uint32_t part = 0) {
        agenda_.watch({item, part}, calendar_.work_time(due), std::move(command));
    }
    void watch(Entity item, Date last_day, AnyCommand command, std::uint32_t part = 0) {
        watch(item, Time{(last_day.days + 1) * us_per_day}, std::move(command), part);
    }
    // Nothing falls due for it any more.
    void settle(Entity item, std::uint32_t part = 0) { agenda_.settle({item, part}); }
    // An owner who does nothing for so long loses the deal.
    void watch_idle(OpportunityId, Time idle_since);
    void watch_work_log(EmployeeId, Date day);
    // A deal that stays in its stage for longer than nearly all do is told to these.
    void watch_dwell(OpportunityId, Time long_since, std::vector<EmployeeId> told);
    // R7 and R6, when nothing comes in between: a department that wins nothing after `last_win`, a person on whom much rests, and one
    // who has done nothing by then.
    void watch_wins(DepartmentId, Time last_win);
    void tell_of_share(EmployeeId, Time found, std::string why);
    void watch_absence(EmployeeId, Time noticed, std::string why);
    void acted(EmployeeId);
    // The daily look at a deal's people finds what it did the day before, until something changed. So they are looked at then only.
    void look_at_people(OpportunityId, Date day);
    // Nobody being in touch with who decides is found when it has lasted for long.
    void look_for_silence(OpportunityId, Date last_word);
    void stop_looking(OpportunityId);

    bool is_leaving(EmployeeId employee) const { return company_.is_leaving(employee); }
    bool has_manager(EmployeeId employee) const { return employee && bool(company_.manager_of(employee)); }

private:
    SimulatedAgenda& agenda_;
    SimulatedCompany& company_;
    const SimulatedCalendar& calendar_;
};

}  // namespace foxtrail
