// Handing in, amending and reviewing work logs, and noting those that are missing.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/work_log.hpp"

namespace foxtrail {

inline constexpr std::size_t work_log_entries_max = 50;  // at a time

struct WorkLog {
    WorkLogId id;
    EmployeeId employee;
    Date day;
    bool missed = false;  // and not handed in since
    bool reviewed = false;
    std::uint32_t minutes = 0;
    Time changed{};  // by its author
};
BOOST_DESCRIBE_STRUCT(WorkLog, (), (id, employee, day, missed, reviewed, minutes, changed))
template <>
struct StateOf<WorkLogId> { using type = WorkLog; };

void evolve(WorkLog&, const WorkLogSubmitted&, const Meta&);
void evolve(WorkLog&, const WorkLogAmended&, const Meta&);
void evolve(WorkLog&, const WorkLogReviewed&, const Meta&);
void evolve(WorkLog&, const WorkLogMissed&, const Meta&);

struct SubmitWorkLog {
    static constexpr CommandType type{"work_log.submit", "提交工作日志"};
    static constexpr std::string_view doc =
        "Hand in the acting employee's log of a day. An entry about an opportunity goes to its present stage unless a stage is named; of a day before that, it names one.";
    Date day;
    std::vector<WorkLogEntry> entries;
};
BOOST_DESCRIBE_STRUCT(SubmitWorkLog, (), (day, entries))

struct AmendWorkLog {
    static constexpr CommandType type{"work_log.amend", "补充工作日志"};
    static constexpr std::string_view doc = "Add entries to a log of one's own, for a reason. It has to be reviewed anew.";
    Ref<WorkLogId> work_log;
    std::vector<WorkLogEntry> entries;
    static constexpr auto target = &AmendWorkLog::work_log;
};
BOOST_DESCRIBE_STRUCT(AmendWorkLog, (), (work_log, entries))

struct ReviewWorkLog {
    static constexpr CommandType type{"work_log.review", "审阅工作日志"};
    static constexpr std::string_view doc = "Review the log of somebody one is the line manager of, or who has nobody above him.";
    Ref<WorkLogId> work_log;
    std::string comment;
    static constexpr auto target = &ReviewWorkLog::work_log;
};
BOOST_DESCRIBE_STRUCT(ReviewWorkLog, (), (work_log, comment))

struct MarkWorkLogMissed {
    static constexpr CommandType type{"work_log.mark_missed", "标记工作日志缺交", AskedBy::scheduler};
    static constexpr std::string_view doc =
        "Note that an employee's log of a working day is missing now that the day is over, and tell the line manager (R6). Only the scheduler asks this.";
    Ref<EmployeeId> employee;
    Date day;
    static constexpr auto target = &MarkWorkLogMissed::employee;
};
BOOST_DESCRIBE_STRUCT(MarkWorkLogMissed, (), (employee, day))

using WorkLogCommands = boost::mp11::mp_list<SubmitWorkLog, AmendWorkLog, ReviewWorkLog, MarkWorkLogMissed>;
NounEntry work_log_noun();

}  // namespace foxtrail
