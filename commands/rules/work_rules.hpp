// The rules that several nouns share.
#pragma once

#include "commands/decider/command.hpp"

#include <algorithm>
#include <array>

namespace foxtrail {

namespace rule {
inline constexpr Rule actor_missing{"actor_missing", "A person does this: name the employee in \"actor\"."};
inline constexpr Rule text_missing{"text_missing", "Say it in words: this text cannot be blank."};
inline constexpr Rule due_too_early{"due_too_early", "This would be due before it is asked for: name a later instant."};
inline constexpr Rule not_assignee{"not_assignee", "Only who has taken this on can close it: have it accepted, reassigned or handed over first."};
inline constexpr Rule not_open{"not_open", "This is closed already."};
inline constexpr Rule dated_before_last_change{"dated_before_last_change", "This is dated before the last change of it: give a later valid_at."};
inline constexpr Rule not_line_manager{"not_line_manager", "Only the employee's line manager can do this; where nobody is above him, anybody else."};
inline constexpr Rule not_the_author{"not_the_author", "Only the employee whose it is can do this."};
inline constexpr Rule minutes_amiss{"minutes_amiss", "A day has 1440 minutes: this takes none or more than that."};
inline constexpr Rule not_about_work{"not_about_work", "Work is done about customers, opportunities, leads, tasks and contacts: name one of them."};
inline constexpr Rule too_many{"too_many", "There are more of these than can be: leave some out."};
}  // namespace rule

inline constexpr std::uint32_t minutes_of_day_max = 24 * 60;

// What work can be about.
inline bool is_about_work(Entity subject) {
    static constexpr std::array kinds{CustomerId::kind, OpportunityId::kind, LeadId::kind, TaskId::kind, ContactId::kind};
    return std::ranges::find(kinds, subject.kind) != kinds.end();
}

}  // namespace foxtrail
