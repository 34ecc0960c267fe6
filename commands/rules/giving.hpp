// Who may give one colleague's work to another.
#pragma once

#include "commands/organisation.hpp"

namespace foxtrail {

// Whether the actor disposes of what is the employee's: he is that himself, or a manager above. What is nobody's anybody may take up;
// without an actor nothing is taken from anybody.
bool may_give(const Facts&, EmployeeId from);

// The same, without asking who gets it: he takes it himself, or is below the actor. Without an actor only what is nobody's, or what
// was so before it was recorded here.
bool may_assign(const Facts&, EmployeeId from, EmployeeId to);

}  // namespace foxtrail
