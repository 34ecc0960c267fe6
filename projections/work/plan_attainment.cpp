#include "projections/reading/parameters.hpp"
#include "projections/reading/statistics.hpp"
#include "projections/work/plan_items.hpp"
#include "projections/work/work_plan_view.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::string_view attainment_definition =
    "Items of plans as they were approved, by the day they are due now (company's time zone). planned: all that were not dropped. "
    "in_time, late: completed (valid time) by that day or after it; overdue: past it and open. attainment: in_time among in_time, late and "
    "overdue; censored_n are open with time left. completed: in time or late among the same. An item counts for who has it, a department for "
    "where he works at the instant. delay: from the end of the day until completed, of those late; censored_n are overdue.";

struct AttainmentTally {
    std::map<PlanItemState, std::uint64_t> counts;
    Durations delay;

    void add(const PlanItemOutcome& item, const Deadlines& due) {
        ++counts[item.state];
        if (item.state == PlanItemState::late) delay.add(item.completed->us - due.instant_of(item.row).us);
        if (item.state == PlanItemState::overdue) delay.add_censored();
    }
    std::uint64_t count(PlanItemState state) const {
        const auto found = counts.find(state);
        return found == counts.end() ? 0 : found->second;
    }
    json::object printed() const {
        const auto in_time = count(PlanItemState::in_time), late = count(PlanItemState::late), overdue = count(PlanItemState::overdue), open = count(PlanItemState::open);
        const auto due = in_time + late + overdue;
        return {{"planned", due + open}, {"in_time", in_time}, {"late", late}, {"overdue", overdue}, {"open", open},
                {"dropped", count(PlanItemState::dropped)}, {"attainment", proportion(in_time, due, open)}, {"completed", proportion(in_time + late, due, open)}, {"delay", delay.summary()}};
    }
};

enum class AttainmentGroup : std::uint8_t { employee, department };
BOOST_DESCRIBE_ENUM(AttainmentGroup, employee, department)

struct AttainmentSelection {
    AttainmentSelection(const ReadQuestion& question, const DimensionContext& context, Problems& problems)
        : employee(read_known<EmployeeId>(question, "employee", context.directory->employees, problems)),
          department(read_known<DepartmentId>(question, "department", context.directory->departments, problems)),
          days(read_days(question, first_day, days_after_max, problems)),
          group(read_enum<AttainmentGroup>(question, "group_by", problems).value_or(AttainmentGroup::employee)) {}

    bool selects(EmployeeId owner, DepartmentId where) const { return (!employee || owner == *employee) && (!department || where == *department); }
    Entity group_of(EmployeeId owner, DepartmentId where) const { return group == AttainmentGroup::employee ? owner.entity() : where.entity(); }

    std::optional<EmployeeId> employee;
    std::optional<DepartmentId> department;
    DayRange days;
    AttainmentGroup group;
};

}  // namespace

ReadAnswer plan_attainment(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto work = runner.read<Work>();
    Problems problems;
    const AttainmentSelection selection(question, context, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const Deadlines due(log, question);
    AttainmentTally all;
    std::map<Entity, AttainmentTally> groups;
    work->items.each(question.instant, [&](std::uint32_t id, const WorkRow& row) {
        if (row.item.kind != WorkPlanId::kind) return;
        const DepartmentId where = department_of(row.owner, *context.directory.tables, question.instant);
        if (!selection.selects(row.owner, where)) return;
        const PlanItemOutcome item = plan_item_outcome(id, row, *work.tables, due, question.instant);
        if (!selection.days.has(item.due)) return;
        for (AttainmentTally* tally : {&all, &groups[selection.group_of(row.owner, where)]}) tally->add(item, due);
    });
    json::array printed;
    for (const auto& [entity, tally] : groups) {
        json::object group{{enum_name(selection.group), named_or_unknown(entity, context)}};
        add_members(group, tally.printed());
        printed.push_back(std::move(group));
    }
    return json::object{{"definition", attainment_definition}, {"total", all.printed()}, {"groups", std::move(printed)}};
}

std::vector<ReadParameter> plan_attainment_parameters() {
    return {{"group_by", "employee or department; employee when left out"},
            {"employee", "id of the employee who has the item"},
            {"department", "id of the department he works in"},
            {"from", "first day on which items are due"},
            {"to", "last day on which items are due"}};
}

}  // namespace foxtrail
