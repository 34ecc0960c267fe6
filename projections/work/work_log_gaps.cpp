#include "projections/work/work_log_gaps.hpp"

#include "projections/reading/company_calendar.hpp"
#include "projections/reading/dimension.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/statistics.hpp"
#include "projections/tables/diary.hpp"
#include "projections/work/work_board.hpp"

namespace foxtrail {
namespace {

struct Gaps {
    std::uint64_t missing = 0;
    Durations late;  // from the end of the day; censored are those still missing

    json::object printed() const { return {{"missing", missing}, {"late", late.summary()}}; }
};

// A log that was found missing, of a day that was not declared a holiday since.
struct Gap {
    WorkLogRow row;
    DepartmentId department;  // where he worked on that day
    Time due;                 // the end of the day
    bool missing() const { return row.submitted == Time{}; }
    std::int64_t late_us() const { return row.submitted.us - due.us; }
};

struct GapSelection {
    GapSelection(const ReadQuestion& question, const DimensionContext& context, Problems& problems)
        : employee(read_known<EmployeeId>(question, "employee", context.directory->employees, problems)),
          department(read_known<DepartmentId>(question, "department", context.directory->departments, problems)),
          days(read_days(question, first_day, days_after_max, problems)),
          only_missing(read_flag(question, "missing", problems)) {}

    std::optional<Gap> gap(const WorkLogRow& row, const DimensionContext& context, const WorkingTime& time) const {
        if (row.missed == Time{} || time.is_holiday(row.day) || !days.has(row.day) || (employee && row.employee != *employee)) return std::nullopt;
        Gap gap{row, {}, time.instant({row.day.days + 1})};
        gap.department = department_of(row.employee, *context.directory.tables,
                                       {context.instant.as_of, std::min(gap.due, context.instant.valid_at)});
        if ((department && gap.department != *department) || (only_missing && !gap.missing())) return std::nullopt;
        return gap;
    }

    std::optional<EmployeeId> employee;
    std::optional<DepartmentId> department;
    DayRange days;
    bool only_missing;
};

json::object gap_json(WorkLogId id, const Gap& gap, const DimensionContext& context) {
    json::object printed{{"work_log", to_text(id)},
                         {"day", to_text(gap.row.day)},
                         {"employee", named(gap.row.employee.entity(), context)}};
    printed["department"] = named_or_unknown(gap.department.entity(), context);
    printed["found_missing_at"] = to_text(gap.row.missed);
    printed["submitted_at"] = time_json(gap.row.submitted);
    printed["late_s"] = gap.missing() ? json::value(nullptr) : json::value(gap.late_us() / us_per_second);
    return printed;
}

template <class IdType>
json::array groups_json(std::string_view name, const std::map<IdType, Gaps>& groups, const DimensionContext& context) {
    json::array printed;
    for (const auto& [id, gaps] : groups) {
        json::object group = gaps.printed();
        group[name] = named_or_unknown(id.entity(), context);
        printed.push_back(std::move(group));
    }
    return printed;
}

}  // namespace

ReadAnswer work_log_gaps(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto diary = runner.read<Diary>();
    const CompanyCalendar company(log, question.instant);
    Problems problems;
    const GapSelection selection(question, context, problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    std::map<EmployeeId, Gaps> by_employee;
    std::map<DepartmentId, Gaps> by_department;
    Gaps all;
    diary->work_logs.each(question.instant, [&](std::uint32_t, const WorkLogRow& row) {
        const auto gap = selection.gap(row, context, company.time);
        if (!gap) return;
        for (Gaps* gaps : {&all, &by_employee[row.employee], &by_department[gap->department]}) {
            gaps->missing += gap->missing();
            if (gap->missing())
                gaps->late.add_censored();
            else
                gaps->late.add(gap->late_us());
        }
    });
    json::object answer =
        listed(diary->work_logs, "gaps", question.instant, page, [&](std::uint32_t id, const WorkLogRow& row) {
            const auto gap = selection.gap(row, context, company.time);
            return gap ? gap_json(WorkLogId{id}, *gap, context) : json::object{};
        });
    answer["total"] = all.printed();
    answer["by_employee"] = groups_json("employee", by_employee, context);
    answer["by_department"] = groups_json("department", by_department, context);
    return answer;
}

std::vector<ReadParameter> work_log_gaps_parameters() {
    return {{"employee", "id of an employee"},
            {"department", "id of a department: who worked there on the day"},
            {"from", "first day"},
            {"to", "last day"},
            {"missing", "true: only those still missing"},
            {"after", "only gaps after this number: the cursor of the page before"},
            {"limit", "gaps in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
