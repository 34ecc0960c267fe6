// The rules that tasks, appointments, logs and plans share.
#pragma once

#include "commands/command.hpp"

namespace foxtrail {

namespace rule {
inline constexpr Rule text_missing{"text_missing", "Say it in words: this text cannot be blank."};
inline constexpr Rule not_open{"not_open", "This is closed already: open another one."};
inline constexpr Rule dated_before_last_change{"dated_before_last_change", "This is dated before the last change of it: give a later valid_at."};
inline constexpr Rule not_line_manager{"not_line_manager", "Only the line manager can do this."};
inline constexpr Rule not_the_author{"not_the_author", "Only the employee whose it is can do this."};
inline constexpr Rule too_many{"too_many", "This list is longer than its limit."};
}  // namespace rule

}  // namespace foxtrail
