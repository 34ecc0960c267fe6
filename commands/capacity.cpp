#include "commands/capacity.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/approval.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule over_capacity{
    "over_capacity",
    "The employee owns as many open opportunities as he may: choose another, or raise his capacity with employee.set_capacity."};
constexpr Rule capacity_beyond_limit{"capacity_beyond_limit",
                                     "At most 10000 can be counted: leave open_opportunities_max out for no limit."};
constexpr Rule before_last_capacity{"before_last_capacity", "This is dated before the capacity was last set: give a later valid_at."};
}  // namespace rule

void evolve(Employee& employee, const EmployeeCapacitySet& e, const Meta& m) { employee.open_opportunities_max.set(e.to, m.valid_at); }

void require_capacity(Decision& d, const Facts& f, EmployeeId employee) {
    const auto most = f.at(employee).open_opportunities_max.value;
    if (!most) return;  // nothing to count
    const bool room = f.resting_on<OpportunityId>(employee.entity(), *most + 1U).size() < *most;
    d.require(room, rule::over_capacity, employee);
}

static Decision decide(const Employee& employee, const SetCapacity& c, const Facts& f) {
    Decision d;
    const auto& known = employee.open_opportunities_max;
    require_not_himself(d, f, employee.id);
    d.require(c.open_opportunities_max.value_or(0) <= resting_items_max, rule::capacity_beyond_limit);
    d.require(f.valid_at() >= known.since, rule::before_last_capacity, known.since);
    if (d.refused() || c.open_opportunities_max == known.value) return d;
    d.require(!known.value || f.has_reason(), rule::reason_missing);
    if (!d.refused()) d.record(EmployeeCapacitySet{employee.id, known.value, c.open_opportunities_max});
    return d;
}

NounEntry capacity_noun() { return {command_entries_of<CapacityCommands>(), {}}; }

}  // namespace foxtrail
