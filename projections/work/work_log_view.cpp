#include "projections/work/work_log_view.hpp"

#include "projections/reading/dimension.hpp"
#include "projections/reading/history.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/reading/seen_events.hpp"
#include "projections/tables/diary.hpp"

#include <map>

namespace foxtrail {
namespace {

// Minutes by what they were spent on.
class Effort {
public:
    void add(const json::object& entry) {
        const std::uint64_t minutes = entry.at("minutes").to_number<std::uint64_t>();
        const auto* stage = entry.if_contains("stage");
        if (stage && stage->is_string()) by_stage_[std::string(stage->as_string())] += minutes;
        by_subject_[std::string(entry.at("subject").as_string())] += minutes;
        total_ += minutes;
    }
    json::object printed() const {
        json::array stages, subjects;
        for (const auto& [stage, minutes] : by_stage_) stages.push_back({{"stage", stage}, {"minutes", minutes}});
        for (const auto& [subject, minutes] : by_subject_)
            subjects.push_back({{"subject", subject}, {"minutes", minutes}});
        return {{"minutes", total_}, {"by_stage", std::move(stages)}, {"by_subject", std::move(subjects)}};
    }

private:
    std::map<std::string, std::uint64_t> by_stage_, by_subject_;
    std::uint64_t total_ = 0;
};

json::value member(const json::object& event, std::string_view name) {
    const auto* found = event.if_contains(name);
    return found ? *found : json::value(nullptr);
}

std::uint64_t minutes_of(const json::array& entries, Effort& effort) {
    std::uint64_t minutes = 0;
    for (const auto& entry : entries) {
        effort.add(entry.as_object());
        minutes += entry.at("minutes").to_number<std::uint64_t>();
    }
    return minutes;
}

// The log of one day, from its own events.
json::object work_log_json(WorkLogId id, const WorkLogRow& row, const Log& log, const Instant& instant,
                           Effort& effort) {
    json::object printed{{"work_log", to_text(id)},
                         {"day", to_text(row.day)},
                         {"minutes", 0},
                         {"submitted_at", nullptr},
                         {"entries", json::array()}};
    json::array amendments;
    json::value review = nullptr;
    std::uint64_t minutes = 0;
    const auto events = seen_events(id.entity(), log, instant, [](const RecordedEvent& event) {
        return event.type.starts_with("work_log.") ? std::optional(printed_event(event)) : std::nullopt;
    });
    for (const auto& event : events) {
        const auto& data = event.at("data").as_object();
        if (event.at("type") == "work_log.submitted") {
            minutes += minutes_of(data.at("entries").as_array(), effort);
            printed["entries"] = data.at("entries"), printed["submitted_at"] = event.at("recorded_at");
        } else if (event.at("type") == "work_log.amended") {
            minutes += minutes_of(data.at("added").as_array(), effort);
            amendments.push_back(
                {{"at", event.at("recorded_at")}, {"reason", member(event, "reason")}, {"added", data.at("added")}});
        } else if (event.at("type") == "work_log.reviewed") {
            review =
                json::object{{"at", event.at("recorded_at")}, {"by", data.at("by")}, {"comment", data.at("comment")}};
        }
    }
    printed["minutes"] = minutes;
    printed["found_missing"] = row.missed != Time{};
    printed["amendments"] = std::move(amendments);
    printed["review"] = std::move(review);
    printed["reviewed"] = row.reviewed;  // false when it was amended since
    return printed;
}

bool is_there(const WorkLogRow& row) { return row.missed != Time{} || row.submitted != Time{}; }

}  // namespace

ReadAnswer work_logs(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto diary = runner.read<Diary>();
    Problems problems;
    if (!question.find("employee")) problems.push_back({"employee", "say whose logs: an id like \"emp-7\""});
    const auto employee = read_known<EmployeeId>(question, "employee", context.directory->employees, problems);
    const DayRange days = read_days(question, first_day, days_after_max, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    std::map<Date, std::pair<WorkLogId, WorkLogRow>> by_day;
    diary->work_logs.each_with<&WorkLogRow::employee>(*employee, question.instant,
                                                      [&](std::uint32_t id, const WorkLogRow& row) {
                                                          if (is_there(row) && days.has(row.day))
                                                              by_day[row.day] = {WorkLogId{id}, row};
                                                      });
    if (by_day.size() > work_logs_answered_max)
        return std::unexpected(
            Problems{{"from", "these days have more than 1000 logs: ask for fewer days with from and to"}});
    json::array logs;
    Effort effort;
    for (const auto& [day, found] : by_day)
        logs.push_back(work_log_json(found.first, found.second, log, question.instant, effort));
    return json::object{
        {"employee", named(employee->entity(), context)}, {"effort", effort.printed()}, {"work_logs", std::move(logs)}};
}

std::vector<ReadParameter> work_logs_parameters() {
    return {{"employee", "id of the employee"}, {"from", "first day"}, {"to", "last day"}};
}

}  // namespace foxtrail
