#include "projections/people/organisation.hpp"

#include "projections/people/organisation_chart.hpp"
#include "projections/reading/parameters.hpp"

#include <set>

namespace foxtrail {
namespace {

constexpr std::size_t chart_members_max = 10'000;  // printed in one answer
constexpr std::string_view chart_definition =
    "heads: those of the department whom others of it report to and who report to nobody of it; line_managers: whom its people report "
    "to, wherever they work; employees: each below the manager he reports to, as far as that one works in the same department; "
    "headcount: who has not left; headcount_with_departments: of it and all departments below it";

// Prints the chart of one instant. Everybody is printed once, also when backdated changes closed a circle of managers.
class ChartPrinter {
public:
    ChartPrinter(const OrganisationChart& chart, const DimensionContext& context) : chart_(chart), context_(context) {
        for (const auto& [id, department] : chart.departments)
            below_[chart.departments.contains(department.parent) ? department.parent : DepartmentId{}].push_back(id);
        for (const auto& [id, member] : chart.members) {
            if (chart.reports_within(id, member.department)) reports_[member.manager].push_back(id);
        }
    }

    json::array departments_below(DepartmentId parent) {
        json::array printed;
        for (const DepartmentId id : below_[parent]) printed.push_back(department(id));
        return printed;
    }
    json::object department(DepartmentId id) {
        const ChartDepartment& row = chart_.departments.at(id);
        json::object printed{{"department", {{"id", to_text(id)}, {"name", row.name}}}};
        printed["region"] = named_or_unknown(row.region.entity(), context_);
        printed["heads"] = names(chart_.heads_of(id));
        printed["line_managers"] = names(chart_.line_managers_of(id));
        printed["headcount"] = chart_.members_of(id).size();
        printed["headcount_with_departments"] = headcount(id);
        printed["employees"] = people(id);
        printed["departments"] = departments_below(id);
        return printed;
    }
    std::size_t headcount(DepartmentId id) {
        std::size_t count = chart_.members_of(id).size();
        for (const DepartmentId below : below_[id]) count += headcount(below);
        return count;
    }

private:
    json::array names(const std::vector<EmployeeId>& ids) const {
        json::array printed;
        for (const EmployeeId id : ids) printed.push_back({{"id", to_text(id)}, {"name", chart_.members.at(id).name}});
        return printed;
    }
    json::array people(DepartmentId id) {
        json::array printed;
        for (const EmployeeId member : chart_.members_of(id))
            if (!chart_.reports_within(member, id)) printed.push_back(employee(member));
        for (const EmployeeId member : chart_.members_of(id))  // whom a circle kept from being printed
            if (!printed_.contains(member)) printed.push_back(employee(member));
        return printed;
    }
    json::object employee(EmployeeId id) {
        printed_.insert(id);
        const ChartMember& member = chart_.members.at(id);
        json::object printed{{"employee", {{"id", to_text(id)}, {"name", member.name}}}};
        printed["position"] = member.position.empty() ? json::value("unknown") : json::value(member.position);
        const auto manager = chart_.members.find(member.manager);
        printed["manager"] = manager == chart_.members.end() ? json::value(nullptr)
                                                             : json::value{{"id", to_text(manager->first)}, {"name", manager->second.name}};
        if (member.last_day) printed["last_day"] = to_text(*member.last_day);
        json::array reports;
        for (const EmployeeId report : reports_[id])
            if (!printed_.contains(report)) reports.push_back(employee(report));
        printed["reports"] = std::move(reports);
        return printed;
    }

    const OrganisationChart& chart_;
    const DimensionContext& context_;
    std::map<DepartmentId, std::vector<DepartmentId>> below_;
    std::map<EmployeeId, std::vector<EmployeeId>> reports_;  // within his department
    std::set<EmployeeId> printed_;
};

}  // namespace

ReadAnswer organisation(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Problems problems;
    const auto top = read_known<DepartmentId>(question, "department", context.directory->departments, problems);
    const auto other = read_other_instant(question, log, "compared_with", "compared_as_of", problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const OrganisationChart chart(*context.directory.tables, question.instant);
    if (top && !chart.departments.contains(*top))
        return std::unexpected(Problems{{"department", to_text(*top) + " was closed at this instant"}});
    ChartPrinter printer(chart, context);
    const std::size_t count = top ? printer.headcount(*top) : chart.members.size();
    if (count > chart_members_max)
        return std::unexpected(Problems{{"department", "more than 10000 people: ask for one department at a time"}});
    json::object answer{{"headcount", count}, {"definition", chart_definition}};
    answer["departments"] = top ? json::array{printer.department(*top)} : printer.departments_below({});
    if (other)
        answer["difference"] =
            chart_difference(OrganisationChart(*context.directory.tables, *other), chart, top.value_or(DepartmentId{}), context);
    return answer;
}

std::vector<ReadParameter> organisation_parameters() {
    return {
        {"department", "id of a department: only it and what is below it"},
        {"compared_with",
         "what was true then, an instant or the end of a date: the answer says who joined, left, moved, got another manager or position "
         "since, and which departments were opened, moved, closed or renamed"},
        {"compared_as_of",
         "with what was known then, a position, an instant or the end of a date; what is known to the answer when left out"}};
}

}  // namespace foxtrail
