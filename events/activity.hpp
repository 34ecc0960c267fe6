// Activities: what an employee did, for whom and about what, and how far the work has come.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

enum class ActivityKind : std::uint8_t { call = 1, visit, email, meeting, demo, other };
BOOST_DESCRIBE_ENUM(ActivityKind, call, visit, email, meeting, demo, other)

struct ActivityLogged {
    static constexpr EventType type{"activity.logged", 1, "工作情况记录"};
    static constexpr std::string_view doc = "An employee did something about one or more customers, opportunities, leads, tasks or contacts.";
    ActivityId activity;
    EmployeeId by;
    std::vector<Entity> subjects;
    ActivityKind kind;
    std::string text;
    std::uint32_t minutes;
    bool operator==(const ActivityLogged&) const = default;
};
BOOST_DESCRIBE_STRUCT(ActivityLogged, (), (activity, by, subjects, kind, text, minutes))

struct WorkProgressRecorded {
    static constexpr EventType type{"activity.progress_recorded", 1, "工作进展记录"};
    static constexpr std::string_view doc = "An employee said how far the work on an opportunity or a task has come.";
    ActivityId activity;
    EmployeeId by;
    Entity subject;
    std::string text;
    Percent percent_done;
    bool operator==(const WorkProgressRecorded&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkProgressRecorded, (), (activity, by, subject, text, percent_done))

using ActivityEvents = boost::mp11::mp_list<ActivityLogged, WorkProgressRecorded>;

}  // namespace foxtrail
