// Who may approve what others ask for.
#pragma once

#include "commands/rules/deal_people.hpp"

namespace foxtrail {

// The actor, a person, is neither of these nor speaks for one of them: who asked for it, whom it is good for.
void require_approver(Decision&, const Facts&, std::initializer_list<EmployeeId> not_by);

// Whether the person stands above the owner of an opportunity or, when nobody is above him, is somebody else. Nobody's is for who leads people.
bool has_authority(const Facts&, EmployeeId owner, EmployeeId person);
void require_authority(Decision&, const Facts&, EmployeeId owner, EmployeeId approver);

// The same of one whom the command names; not of who asks for it.
void require_override(Decision&, const Facts&, EmployeeId owner, EmployeeId approver);

// Whether the actor is the employee's line manager; of one who has nobody above him, somebody else.
bool is_line_manager(const Facts&, EmployeeId);
void require_line_manager(Decision&, const Facts&, EmployeeId);

// The actor settles somebody else's post.
void require_not_himself(Decision&, const Facts&, EmployeeId);

// The actor leads people: for what is laid down for all of them.
void require_leader(Decision&, const Facts&);

// Whether the employee answers for what the owner of an opportunity does; for nobody's whoever leads people.
bool answers_for(const Facts&, EmployeeId, EmployeeId owner);

}  // namespace foxtrail
