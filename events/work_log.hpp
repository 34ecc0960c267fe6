// Work logs: what an employee did on a day, by object and stage; one a day, and a missing one is a fact too.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

// Today and the days before it that a log can be handed in of, or be found missing: a day further back is past both.
inline constexpr std::int32_t work_log_days_kept = 62;

struct WorkLogEntry {
    Entity subject;
    std::optional<std::string> stage;  // of an opportunity, as it is called on that day
    std::uint32_t minutes = 0;
    std::string text;
    bool operator==(const WorkLogEntry&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkLogEntry, (), (subject, stage, minutes, text))

struct WorkLogSubmitted {
    static constexpr EventType type{"work_log.submitted", 1, "工作日志提交"};
    static constexpr std::string_view doc = "An employee handed in the log of a day. `late` when it had been found missing before.";
    WorkLogId work_log;
    EmployeeId employee;
    Date day;
    std::vector<WorkLogEntry> entries;
    std::uint32_t minutes;  // of all entries
    bool late;
    bool operator==(const WorkLogSubmitted&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkLogSubmitted, (), (work_log, employee, day, entries, minutes, late))

struct WorkLogAmended {
    static constexpr EventType type{"work_log.amended", 1, "工作日志补充"};
    static constexpr std::string_view doc = "Entries were added to a log. What was handed in before stays as it was.";
    WorkLogId work_log;
    EmployeeId employee;
    std::vector<WorkLogEntry> added;
    std::uint32_t from_minutes, to_minutes;  // of the whole log
    bool operator==(const WorkLogAmended&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkLogAmended, (), (work_log, employee, added, from_minutes, to_minutes))

struct WorkLogReviewed {
    static constexpr EventType type{"work_log.reviewed", 1, "工作日志审阅"};
    static constexpr std::string_view doc = "The line manager, of one without any somebody else, read a log and said what he thinks of it.";
    WorkLogId work_log;
    EmployeeId employee, by;
    std::string comment;
    bool operator==(const WorkLogReviewed&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkLogReviewed, (), (work_log, employee, by, comment))

struct WorkLogMissed {
    static constexpr EventType type{"work_log.missed", 1, "工作日志缺交"};
    static constexpr std::string_view doc = "A working day was over and its log had not been handed in.";
    WorkLogId work_log;  // the day's: it is the same when it is handed in late
    EmployeeId employee;
    Date day;
    bool operator==(const WorkLogMissed&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkLogMissed, (), (work_log, employee, day))

using WorkLogEvents = boost::mp11::mp_list<WorkLogSubmitted, WorkLogAmended, WorkLogReviewed, WorkLogMissed>;

}  // namespace foxtrail
