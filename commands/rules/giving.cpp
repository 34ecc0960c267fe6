#include "commands/rules/giving.hpp"

namespace foxtrail {

bool may_give(const Facts& f, EmployeeId from) { return !from || (f.actor() && (f.actor() == from || is_above(f, f.actor(), from))); }

bool may_assign(const Facts& f, EmployeeId from, EmployeeId to) {
    if (f.imported() || from == to) return true;
    if (!may_give(f, from)) return false;
    return !f.actor() || f.actor() == to || is_above(f, f.actor(), to);
}

}  // namespace foxtrail
