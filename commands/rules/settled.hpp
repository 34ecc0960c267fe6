// Whether there is nothing left to be done about what somebody was told: nobody is to be told higher of it.
#pragma once

#include "commands/alert.hpp"

namespace foxtrail {

// The words by which alerts say what they are about, where that may end by itself.
namespace words {
inline constexpr std::string_view roles_unheld = "nobody holds these roles since ";
inline constexpr std::string_view nobody_decides = "nobody is known who decides (decision_maker)";
inline constexpr std::string_view competitor = "competitor ";
inline constexpr std::string_view moved = " moved ";
inline constexpr std::string_view was_to_leave = " was to leave on ";
inline constexpr std::string_view nurtured_until = "was to be nurtured until ";
inline constexpr std::string_view not_done = " has not done in time: ";
inline constexpr std::string_view leaves = " leaves on ";
inline constexpr std::string_view offered = "; items offered: ";
}  // namespace words

// Whether it is of a deal that is closed: it matters again when that is opened.
bool waits_for_deal(const Facts&, Entity);

// A deal that is closed, and what ends with it: flags, milestones, tasks that a rule asks for, gates and their waivers; a task that is no
// longer open, a work log that was handed in, an employee who has left. Other things are not over.
bool is_over(const Facts&, Entity);
// Besides: roles that are held again, a move that did not take place, a competitor who has given up, a departure that was withdrawn, an offer of work that was answered.
bool is_settled(const Facts&, const Alert&);

}  // namespace foxtrail
