#include "projections/work/work_plan_view.hpp"

#include "events/event_entry.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/recall.hpp"
#include "projections/reading/seen_events.hpp"
#include "projections/work/plan_items.hpp"

#include <map>

namespace foxtrail {
namespace {

// waiting: the last version is not approved; lapsed: nor will it be, since whose it was has left; done: approved, and nothing is left to be done.
enum class PlanStatus : std::uint8_t { waiting, approved, done, lapsed };
BOOST_DESCRIBE_ENUM(PlanStatus, waiting, approved, done, lapsed)

PlanStatus plan_status(WorkPlanId id, const WorkPlanRow& row, const Work& work, const DimensionContext& context) {
    EmployeeRow employee;
    const bool has_left = context.directory->employees.at(row.employee.number, context.instant, employee) && employee.departed.value;
    if (row.approved != row.version) return has_left ? PlanStatus::lapsed : PlanStatus::waiting;
    bool to_do = false;
    work.items.each_with<&WorkRow::item>(id.entity(), context.instant, [&](std::uint32_t, const WorkRow& item) { to_do |= is_open(item.state()); });
    return to_do ? PlanStatus::approved : PlanStatus::done;
}

json::object plan_head_json(WorkPlanId id, const WorkPlanRow& row, PlanStatus status, const Recalled& events, const DimensionContext& context) {
    return {{"work_plan", to_text(id)},
            {"employee", named(row.employee.entity(), context)},
            {"title", recalled(events, row.drafted, "title")},
            {"from", to_text(row.from)},
            {"to", to_text(row.to)},
            {"status", enum_name(status)},
            {"version", row.version},
            {"approved_version", row.approved ? json::value(row.approved) : json::value(nullptr)}};
}

json::object counts_json(const std::vector<PlanItemOutcome>& items) {
    std::map<PlanItemState, std::uint64_t> counts;
    for (const PlanItemOutcome& item : items) ++counts[item.state];
    json::object printed;
    for (const PlanItemState state : enum_values<PlanItemState>()) printed[enum_name(state)] = counts[state];
    return printed;
}

json::object item_text_json(const PlanItem& item) {
    return {{"number", item.number}, {"what", item.what}, {"about", item.subject ? json::value(to_text(*item.subject)) : json::value(nullptr)}};
}

// The items as they were approved, with what became of each, and those of a version that waits.
class PlanTexts {
public:
    struct Item {
        PlanItem last;
        Date baseline;
        std::string result;
    };
    PlanTexts(WorkPlanId id, const Log& log, const Instant& instant, const DimensionContext& context) {
        seen_events(id.entity(), log, instant, [&](const RecordedEvent& event) -> std::optional<bool> {
            const Envelope& envelope = *event.envelope;
            const auto version = [&](std::uint32_t number, std::string_view what, EmployeeId by) {
                versions_.push_back({{"version", number}, {"what", what}, {"by", named_or_unknown(by.entity(), context)}, {"valid_at", to_text(envelope.valid_at)}, {"reason", envelope.reason}});
            };
            const EmployeeId actor{envelope.actor.number};
            if (const auto drafted = event_as<WorkPlanDrafted>(event.type, event.payload)) {
                if (drafted->work_plan == id) waiting_ = drafted->items, version(1, "drafted", actor);
            } else if (const auto revised = event_as<WorkPlanRevised>(event.type, event.payload)) {
                if (revised->work_plan == id) waiting_ = revised->to, version(revised->version, "revised", actor);
            } else if (const auto approved = event_as<WorkPlanApproved>(event.type, event.payload)) {
                take_waiting(), version(approved->version, "approved", approved->by);
            } else if (const auto completed = event_as<PlanItemCompleted>(event.type, event.payload)) {
                if (completed->work_plan == id) items_[completed->item.number].result = completed->result;
            }
            return std::nullopt;
        });
    }
    const Item& item(std::uint32_t number) { return items_[number]; }
    json::array versions() { return std::move(versions_); }
    json::value waiting() const {
        if (!waiting_) return nullptr;
        json::array printed;
        for (const PlanItem& item : *waiting_) {
            printed.push_back(item_text_json(item));
            printed.back().as_object()["due"] = to_text(item.due);
        }
        return printed;
    }

private:
    void take_waiting() {
        const auto taken = std::exchange(waiting_, std::nullopt).value_or(std::vector<PlanItem>{});
        for (const PlanItem& item : taken) {
            const bool known = items_.contains(item.number);
            Item& kept = items_[item.number];
            kept.last = item;
            if (!known) kept.baseline = item.due;
        }
    }
    std::map<std::uint32_t, Item> items_;
    std::optional<std::vector<PlanItem>> waiting_;
    json::array versions_;
};

json::object plan_item_json(const PlanItemOutcome& outcome, const PlanTexts::Item& texts) {
    json::object printed = item_text_json(texts.last);
    printed["baseline"] = to_text(texts.baseline);
    printed["due"] = to_text(outcome.due);
    printed["state"] = enum_name(outcome.state);
    printed["completed_at"] = outcome.completed ? json::value(to_text(*outcome.completed)) : json::value(nullptr);
    printed["result"] = outcome.completed ? json::value(texts.result) : json::value(nullptr);
    return printed;
}

}  // namespace

ReadAnswer work_plans(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto work = runner.read<Work>();
    const auto reading = runner.read<WorkPlans>();
    Problems problems;
    const auto employee = read_known<EmployeeId>(question, "employee", context.directory->employees, problems);
    const auto status = read_enum<PlanStatus>(question, "status", problems);
    const DayRange days = read_days(question, first_day, days_after_max, problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const Deadlines due(log, question);
    return listed(reading->plans, "work_plans", question.instant, page, [&](std::uint32_t number, const WorkPlanRow& row) {
        if ((employee && row.employee != *employee) || row.to < days.from || row.from > days.to) return json::object{};
        const WorkPlanId id{number};
        const PlanStatus now = plan_status(id, row, *work.tables, context);
        if (status && now != *status) return json::object{};
        json::object printed = plan_head_json(id, row, now, recall(log, {row.drafted}), context);
        printed["items"] = counts_json(plan_items_of(id, *work.tables, due, question.instant));
        return printed;
    });
}

std::vector<ReadParameter> work_plans_parameters() {
    auto parameters = list_parameters();
    parameters.insert(parameters.begin(), {{"employee", "id of the employee whose plans"},
                                           {"status", "waiting (for approval), approved, done, lapsed (waiting when its employee left); all when left out"},
                                           {"from", "only plans whose period reaches this day"},
                                           {"to", "only plans whose period begins by this day"}});
    return parameters;
}

ReadAnswer work_plan(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto work = runner.read<Work>();
    const auto reading = runner.read<WorkPlans>();
    WorkPlanRow row;
    const auto id = read_path_id<WorkPlanId>(question, reading->plans, row);
    if (!id) return std::unexpected(id.error());

    const Deadlines due(log, question);
    const auto items = plan_items_of(*id, *work.tables, due, question.instant);
    PlanTexts texts(*id, log, question.instant, context);
    json::object answer = plan_head_json(*id, row, plan_status(*id, row, *work.tables, context), recall(log, {row.drafted}), context);
    answer["versions"] = texts.versions();
    answer["counts"] = counts_json(items);
    json::array printed;
    for (const PlanItemOutcome& item : items) printed.push_back(plan_item_json(item, texts.item(item.row.number)));
    answer["items"] = std::move(printed);
    answer["waiting"] = texts.waiting();
    return answer;
}

}  // namespace foxtrail
