// The rules of work between departments: somebody asks, and somebody of the department asked answers.
#pragma once

#include "commands/organisation.hpp"
#include "commands/rules/work_rules.hpp"

namespace foxtrail {

namespace rule {
inline constexpr Rule not_of_department{"not_of_department", "Only somebody of the department whose matter it is can do this."};
}  // namespace rule

// Where the actor works; {} for the system.
inline DepartmentId department_of_actor(const Facts& f) { return f.actor() ? f.at(f.actor()).department.value : DepartmentId{}; }

// The actor is an employee who is still there.
inline void require_person(Decision& d, const Facts& f) {
    d.require(bool(f.actor()), rule::actor_missing);
    require_active(d, f, f.actor());
}

// The same, and he works in the department.
inline void require_person_of(Decision& d, const Facts& f, DepartmentId department) {
    require_person(d, f);
    d.require(!f.actor() || department_of_actor(f) == department, rule::not_of_department, department);
}

}  // namespace foxtrail
