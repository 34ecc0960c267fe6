#include "projections/people/organisation_chart.hpp"

namespace foxtrail {
namespace {

template <class IdType>
json::object chart_name(IdType id, const std::string& name) {
    return {{"id", to_text(id)}, {"name", name}};
}

template <class IdType, class Entries>
json::value entry_name(IdType id, const Entries& entries) {
    const auto found = entries.find(id);
    return found == entries.end() ? json::value(nullptr) : json::value(chart_name(id, found->second.name));
}

json::value text_or_unknown(const std::string& text) { return text.empty() ? json::value("unknown") : json::value(text); }

json::object change_json(std::string_view kind, json::object who, json::value from, json::value to) {
    return {{kind, std::move(who)}, {"from", std::move(from)}, {"to", std::move(to)}};
}

json::value place_json(DepartmentId id, const OrganisationChart& chart, const DimensionContext& context) {
    const ChartDepartment& row = chart.departments.at(id);
    return {{"region", named_or_unknown(row.region.entity(), context)}, {"parent", entry_name(row.parent, chart.departments)}};
}

// What changed for departments that were there both times.
struct DepartmentChanges {
    json::array moved, renamed;

    void add(DepartmentId id, const OrganisationChart& before, const OrganisationChart& after, const DimensionContext& context) {
        const ChartDepartment &was = before.departments.at(id), &is = after.departments.at(id);
        const auto note = [&](json::array& changes, json::value from, json::value to) {
            changes.push_back(change_json("department", chart_name(id, is.name), std::move(from), std::move(to)));
        };
        if (was.region != is.region || was.parent != is.parent)
            note(moved, place_json(id, before, context), place_json(id, after, context));
        if (was.name != is.name) note(renamed, json::value(was.name), json::value(is.name));
    }
};

json::object departments_difference(const OrganisationChart& before, const OrganisationChart& after, DepartmentId top,
                                    const DimensionContext& context) {
    json::array opened, closed, gone;
    DepartmentChanges changes;
    for (const auto& [id, department] : after.departments) {
        const bool is_new = !before.departments.contains(id), within = after.is_within(id, top);
        if (is_new && within) opened.push_back(chart_name(id, department.name));
        if (!is_new && (within || before.is_within(id, top))) changes.add(id, before, after, context);
    }
    for (const auto& [id, department] : before.departments) {
        if (!before.is_within(id, top) || after.departments.contains(id)) continue;
        (after.closed.contains(id) ? closed : gone).push_back(chart_name(id, department.name));
    }
    return {{"opened", std::move(opened)}, {"moved", std::move(changes.moved)}, {"closed", std::move(closed)},
            {"gone", std::move(gone)},     {"renamed", std::move(changes.renamed)}};
}

// What changed for those who were there both times.
struct MemberChanges {
    json::array moved, manager, position, renamed;

    void add(EmployeeId id, const OrganisationChart& before, const OrganisationChart& after) {
        const ChartMember &was = before.members.at(id), &is = after.members.at(id);
        const auto note = [&](json::array& changes, json::value from, json::value to) {
            changes.push_back(change_json("employee", chart_name(id, is.name), std::move(from), std::move(to)));
        };
        if (was.department != is.department)
            note(moved, entry_name(was.department, before.departments), entry_name(is.department, after.departments));
        if (was.manager != is.manager) note(manager, entry_name(was.manager, before.members), entry_name(is.manager, after.members));
        if (was.position != is.position) note(position, text_or_unknown(was.position), text_or_unknown(is.position));
        if (was.name != is.name) note(renamed, json::value(was.name), json::value(is.name));
    }
};

}  // namespace

OrganisationChart::OrganisationChart(const Directory& directory, const Instant& instant) {
    const TextPool& texts = directory.employees.texts();
    directory.employees.each(instant, [&](std::uint32_t id, const EmployeeRow& row) {
        if (row.departed.value) return;
        members[{id}] = {texts.at(row.name), row.department, row.manager, row.position ? texts.at(row.position) : "", row.last_day};
        members_of_[row.department].push_back({id});
    });
    directory.departments.each(instant, [&](std::uint32_t id, const DepartmentRow& row) {
        if (row.closed.value && members_of({id}).empty()) closed.insert({id});
        else departments[{id}] = {directory.departments.texts().at(row.name), row.region, row.parent};
    });
    end_circles();
}

// Backdated changes can close a circle of departments at an instant in between: the first of them then stands on top.
void OrganisationChart::end_circles() {
    for (auto& [id, department] : departments) {
        DepartmentId above = department.parent;
        for (std::size_t level = 0; above != id && level < departments.size(); ++level) {
            const auto next = departments.find(above);
            if (next == departments.end()) break;
            above = next->second.parent;
        }
        if (above == id) department.parent = {};
    }
}

bool OrganisationChart::is_within(DepartmentId department, DepartmentId top) const {
    if (!top) return true;
    for (auto at = departments.find(department); at != departments.end(); at = departments.find(at->second.parent))
        if (at->first == top) return true;
    return false;
}

const std::vector<EmployeeId>& OrganisationChart::members_of(DepartmentId department) const {
    static const std::vector<EmployeeId> nobody;
    const auto found = members_of_.find(department);
    return found == members_of_.end() ? nobody : found->second;
}

bool OrganisationChart::reports_within(EmployeeId employee, DepartmentId department) const {
    const auto manager = members.find(members.at(employee).manager);
    return manager != members.end() && manager->second.department == department;
}

std::vector<EmployeeId> OrganisationChart::heads_of(DepartmentId department) const {
    std::set<EmployeeId> managers;
    for (const EmployeeId id : members_of(department))
        if (reports_within(id, department)) managers.insert(members.at(id).manager);
    std::erase_if(managers, [&](EmployeeId id) { return reports_within(id, department); });
    return {managers.begin(), managers.end()};
}

std::vector<EmployeeId> OrganisationChart::line_managers_of(DepartmentId department) const {
    std::set<EmployeeId> managers;
    for (const EmployeeId id : members_of(department))
        if (members.contains(members.at(id).manager)) managers.insert(members.at(id).manager);
    return {managers.begin(), managers.end()};
}

json::object chart_difference(const OrganisationChart& before, const OrganisationChart& after, DepartmentId top,
                              const DimensionContext& context) {
    json::array joined, left;
    MemberChanges changes;
    const auto with_department = [](EmployeeId id, const OrganisationChart& chart) {
        const ChartMember& member = chart.members.at(id);
        return json::object{{"employee", chart_name(id, member.name)}, {"department", entry_name(member.department, chart.departments)}};
    };
    for (const auto& [id, member] : after.members) {
        const auto was = before.members.find(id);
        if (was == before.members.end()) {
            if (after.is_within(member.department, top)) joined.push_back(with_department(id, after));
        } else if (after.is_within(member.department, top) || before.is_within(was->second.department, top)) {
            changes.add(id, before, after);
        }
    }
    for (const auto& [id, member] : before.members)
        if (!after.members.contains(id) && before.is_within(member.department, top)) left.push_back(with_department(id, before));
    return {{"departments", departments_difference(before, after, top, context)},
            {"employees",
             {{"joined", std::move(joined)},
              {"left", std::move(left)},
              {"moved", std::move(changes.moved)},
              {"manager_changed", std::move(changes.manager)},
              {"position_changed", std::move(changes.position)},
              {"renamed", std::move(changes.renamed)}}}};
}

}  // namespace foxtrail
