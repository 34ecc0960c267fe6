// Whether there is nothing left to be done about what somebody was told: nobody is to be told higher of it.
#pragma once

#include "commands/alert.hpp"

namespace foxtrail {

// The words by which alerts say what they are about, where that may end by itself.
namespace words {
inline constexpr std::string_view roles_unheld = "nobody holds these roles";
inline constexpr std::string_view nobody_decides = "nobody is known who decides (decision_maker)";
inline constexpr std::string_view competitor = "competitor ";
inline constexpr std::string_view moved = " moved ";
inline constexpr std::string_view was_to_leave = " was to leave on ";
inline constexpr std::string_view nurtured_until = "was to be nurtured until ";
inline constexpr std::string_view not_done = " has not done in time: ";
inline constexpr std::string_view leaves = " leaves on ";
inline constexpr std::string_view has_left = " has left; ";
inline constexpr std::string_view nobodys = "is open again and nobody's: ";
inline constexpr std::string_view left_idle = " left the opportunity idle; it is back in the pool";
inline constexpr std::string_view offer_unanswered = " has not answered the offer of an opportunity";
inline constexpr std::string_view urge_unanswered = " has not answered the urge of ";
inline constexpr std::string_view left_over = " does not take over all of the work of ";
inline constexpr std::string_view did_not_move = " did not move: he is where he was";
inline constexpr std::string_view confidence = " % confidence: ";
inline constexpr std::string_view offered = "; items offered: ";
}  // namespace words

// Whether it is of a deal that is closed: it matters again when that is opened.
bool waits_for_deal(const Facts&, Entity);

// A deal that is closed, and what ends with it: flags, milestones, tasks that a rule asks for, gates and their waivers; a task that is no
// longer open, a work log that was handed in, a document that is approved again. Other things are not over.
bool is_over(const Facts&, Entity);
// Besides, by what the rule tells: roles that are held again, a move that did not take place, a competitor who has given up, a departure on
// another day, work that was answered, a deal that is somebody's, a confidence that has its grounds. An alert that tells of another one not
// acknowledged is settled with that.
bool is_settled(const Facts&, const Alert&);
// Whether it is that a deal was nobody's, which ends when somebody gets it.
bool ends_with_an_owner(const Facts&, const Alert&);

}  // namespace foxtrail
