#include "projections/work/work_board.hpp"

#include "projections/reading/event_selection.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/reading/recall.hpp"
#include "projections/reading/statistics.hpp"

#include <map>
#include <set>

namespace foxtrail {
namespace {

// Which items a question is about.
std::optional<Kind> kind_of(const ReadQuestion& question, Problems& problems) {
    const auto letters = question.find("kind");
    if (!letters) return std::nullopt;
    const Kind kind = Kind::of(*letters);
    static constexpr std::array kinds{AlertId::kind, AppointmentId::kind, AssistanceId::kind, GateDocumentId::kind, GuidanceId::kind, HandoverId::kind, LeadId::kind,
                                      MilestoneId::kind, OpportunityId::kind, QuoteId::kind, RiskFlagId::kind, TaskId::kind, UrgeId::kind, WaiverId::kind, WorkItemId::kind, WorkPlanId::kind};
    if (std::ranges::find(kinds, kind) == kinds.end()) problems.push_back({"kind", "expected the letters that the id of an item of work begins with, like \"alr\""});
    return kind;
}

class WorkSelection {
public:
    WorkSelection(const ReadQuestion& question, const Work& work, const DimensionContext& context, const Deadlines& due, const Log& log, Problems& problems)
        : work_(work), context_(context), due_(due), about_(read_recorded(question, "about", log, problems)), owner_(read_known<EmployeeId>(question, "owner", context.directory->employees, problems)),
          department_(read_known<DepartmentId>(question, "department", context.directory->departments, problems)) {
        kind_ = kind_of(question, problems);
        rule_ = read_enum<RuleCode>(question, "rule", problems);
        any_state_ = question.find("state") == "any";
        if (!any_state_) state_ = read_enum<WorkState>(question, "state", problems);
        overdue_ = question.find("overdue") == "true";
        promised_ = read_flag(question, "promised", problems);
    }

    template <class Visit>
    void each(const Table<WorkRow>& items, const Instant& instant, Visit&& visit) const {
        const auto selected = [&](std::uint32_t id, const WorkRow& row) {
            if (selects(row)) visit(id, row);
        };
        if (about_) each_about(items, instant, selected);
        else if (owner_) items.each_with<&WorkRow::owner>(*owner_, instant, selected);
        else items.each(instant, selected);
    }

private:
    // What is about it, and about what is about it: an alert about a task of a deal is the deal's.
    template <class Visit>
    void each_about(const Table<WorkRow>& items, const Instant& instant, Visit&& visit) const {
        std::map<std::uint32_t, WorkRow> found;  // in the order of a page
        std::set<Entity> through{about_};
        items.each_with<&WorkRow::about>(about_, instant, [&](std::uint32_t id, const WorkRow& row) { found.emplace(id, row), through.insert(row.item); });
        through.erase(about_);
        for (const Entity item : through)
            items.each_with<&WorkRow::about>(item, instant, [&](std::uint32_t id, const WorkRow& row) { found.emplace(id, row); });
        for (const auto& [id, row] : found) visit(id, row);
    }
    bool selects(const WorkRow& row) const {
        return has_wanted_state(row) && (!kind_ || row.item.kind == *kind_) && (!promised_ || is_promise(row)) && (!rule_ || (row.item.kind == AlertId::kind && row.rule == *rule_)) &&
               (!owner_ || row.owner == *owner_) && (!department_ || row.department == *department_) &&
               (!overdue_ || due_.passed(row));
    }

    bool has_wanted_state(const WorkRow& row) const {
        if (any_state_) return true;
        if (state_ && !is_open(*state_)) return row.state() == *state_;
        return (!state_ || row.state() == *state_) && is_to_do(row, work_, context_);
    }

    const Work& work_;
    const DimensionContext& context_;
    const Deadlines& due_;
    Entity about_;
    std::optional<EmployeeId> owner_;
    std::optional<DepartmentId> department_;
    std::optional<Kind> kind_;
    std::optional<RuleCode> rule_;
    std::optional<WorkState> state_;
    bool any_state_ = false, overdue_ = false, promised_ = false;
};

}  // namespace

// Whether it is done with when what it is about is over. What people want done of a closed deal is still to be done.
static bool ends_with_it(const WorkRow& row) {
    static constexpr std::array kinds{AlertId::kind, GuidanceId::kind, UrgeId::kind, MilestoneId::kind, RiskFlagId::kind};
    return std::ranges::find(kinds, row.item.kind) != kinds.end() || (row.item.kind == TaskId::kind && row.rule != RuleCode{});
}

// Whether what has been said of the item still matters. What alerts tell of other items is that they ended: a waiver, a handover.
static bool matters(const WorkRow& said, const WorkRow& item, const Work& work, const DimensionContext& context) {
    static constexpr std::array end_alerts{TaskId::kind, RiskFlagId::kind, MilestoneId::kind};
    const bool ends_with_item = said.item.kind != AlertId::kind || std::ranges::find(end_alerts, item.item.kind) != end_alerts.end();
    return ends_with_item ? is_to_do(item, work, context) : item.about.kind != OpportunityId::kind || is_open_deal({item.about.number}, context);
}

bool is_to_do(const WorkRow& row, const Work& work, const DimensionContext& context) {
    if (!is_open(row.state())) return false;
    if (!ends_with_it(row)) return true;
    if (row.about.kind == OpportunityId::kind) return is_open_deal({row.about.number}, context);
    bool is_item = false, does_matter = false;
    work.items.each_with<&WorkRow::item>(row.about, context.instant,
                                         [&](std::uint32_t, const WorkRow& item) { is_item = true, does_matter = does_matter || matters(row, item, work, context); });
    return !is_item || does_matter;
}

json::value time_json(Time time) { return time == Time{} ? json::value(nullptr) : json::value(to_text(time)); }

json::object work_item_json(const WorkRow& row, const Deadlines& due, const DimensionContext& context) {
    json::object item{{"item", to_text(row.item)}, {"kind", to_text(row.item.kind)}, {"state", enum_name(row.state())}};
    if (row.item.kind == AlertId::kind) item["rule"] = enum_name(row.rule);
    if (is_promise(row)) item["promised_to"] = to_text(ContactId{row.number});
    else if (row.number) item["number"] = row.number;
    if (row.about) item["about"] = to_text(row.about);
    if (row.owner) item["owner"] = named(row.owner.entity(), context);
    if (row.asked_by) item["asked_by"] = named(row.asked_by.entity(), context);
    if (row.department) item["department"] = named(row.department.entity(), context);
    item["told_at"] = time_json(row.opened), item["due"] = time_json(due.instant_of(row));
    item["answered_at"] = time_json(row.answered), item["closed_at"] = time_json(row.closed());
    item["overdue"] = due.passed(row);
    return item;
}

ReadAnswer work(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto reading = runner.read<Work>();
    const Deadlines due(log, question);
    Problems problems;
    const WorkSelection selection(question, *reading.tables, context, due, log, problems);
    const auto [after, limit] = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    json::array items;
    std::vector<Position> positions;
    std::uint64_t count = 0;
    std::uint32_t last = 0;
    selection.each(reading->items, question.instant, [&](std::uint32_t id, const WorkRow& row) {
        ++count;
        if (id <= after || items.size() == limit) return;
        items.push_back(work_item_json(row, due, context));
        positions.push_back(row.position);
        last = id;
    });
    const Recalled events = recall(log, positions);
    for (std::size_t i = 0; i < positions.size(); ++i) items[i].as_object()["event"] = events.at(positions[i]).data;
    json::object answer{{"count", count}};
    if (items.size() == limit) answer["next"] = "after=" + std::to_string(last);
    answer["items"] = std::move(items);
    return answer;
}

ReadAnswer response_times(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto reading = runner.read<Work>();
    const std::string_view by = question.find("group_by").value_or("department");
    Problems problems;
    if (by != "department" && by != "owner" && by != "kind") problems.push_back({"group_by", "expected department, owner or kind"});
    const auto kind = kind_of(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    struct Group {
        Durations answered, closed;
        std::uint64_t open = 0, overdue = 0;
    };
    const Deadlines due(log, question);
    std::map<std::string, Group> groups;
    reading->items.each(question.instant, [&](std::uint32_t, const WorkRow& row) {
        if (kind && row.item.kind != *kind) return;
        const std::string key = by == "kind" ? to_text(row.item.kind) : by == "owner" ? (row.owner ? to_text(row.owner) : "nobody") : row.department ? to_text(row.department) : "unknown";
        Group& group = groups[key];
        const bool is_answer = row.state() == WorkState::done || row.state() == WorkState::refused;
        if (row.item.kind == WaiverId::kind && !row.asked_by) return;  // nobody asked for it
        if (row.answered != Time{}) group.answered.add(row.answered.us - row.opened.us);
        else if (is_answer) group.answered.add(row.closed().us - row.opened.us);
        else group.answered.add_censored();  // open, expired or withdrawn
        if (row.closed() != Time{}) group.closed.add(row.closed().us - row.opened.us);
        else group.closed.add_censored();
        const bool to_do = is_to_do(row, *reading.tables, context);
        group.open += to_do;
        group.overdue += to_do && due.passed(row);
    });
    json::array printed;
    for (const auto& [key, group] : groups) {
        json::object row{{std::string(by), key}, {"open", group.open}, {"overdue", group.overdue}};
        row["until_answered"] = group.answered.summary();
        row["until_closed"] = group.closed.summary();
        printed.push_back(std::move(row));
    }
    return json::object{{"groups", std::move(printed)}};
}

std::vector<ReadParameter> work_parameters() {
    return {{"owner", "id of the employee who has it"}, {"department", "id of the department it was asked of"}, {"about", "id of what it is about, by itself or by an item about it"},
            {"kind", "letters of the item's id: alr, tsk, ..."}, {"rule", "rule of an alert: R1 to R12"},
            {"state", "open, answered, done, refused, expired, withdrawn, or any; open and answered when left out"}, {"overdue", "true: only what is past its day"}, {"promised", "true: only what was promised to a contact"},
            {"after", "cursor of the page before"}, {"limit", "items in a page, at most 1000, 100 when left out"}};
}

std::vector<ReadParameter> response_time_parameters() { return {{"group_by", "department, owner or kind"}, {"kind", "letters of the item's id: alr, tsk, ..."}}; }

}  // namespace foxtrail
