// Regions, departments and employees: the company that sells.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct RegionDefined {
    static constexpr EventType type{"region.defined", 1, "区域设立"};
    static constexpr std::string_view doc = "A sales region was defined.";
    RegionId region;
    std::string name;
    std::optional<ExternalKey> external_key;
    bool operator==(const RegionDefined&) const = default;
};
BOOST_DESCRIBE_STRUCT(RegionDefined, (), (region, name, external_key))

struct RegionRenamed {
    static constexpr EventType type{"region.renamed", 1, "区域更名"};
    static constexpr std::string_view doc = "A sales region goes by another name from now on; past answers keep the old one.";
    RegionId region;
    std::string from, to;
    bool operator==(const RegionRenamed&) const = default;
};
BOOST_DESCRIBE_STRUCT(RegionRenamed, (), (region, from, to))

struct DepartmentOpened {
    static constexpr EventType type{"department.opened", 1, "部门设立"};
    static constexpr std::string_view doc = "A department was opened, in a region, perhaps below another department.";
    DepartmentId department;
    std::string name;
    Stated<RegionId> region;
    std::optional<DepartmentId> parent;
    std::optional<ExternalKey> external_key;
    bool operator==(const DepartmentOpened&) const = default;
};
BOOST_DESCRIBE_STRUCT(DepartmentOpened, (), (department, name, region, parent, external_key))

struct DepartmentRenamed {
    static constexpr EventType type{"department.renamed", 1, "部门更名"};
    static constexpr std::string_view doc = "A department goes by another name from now on; past answers keep the old one.";
    DepartmentId department;
    std::string from, to;
    bool operator==(const DepartmentRenamed&) const = default;
};
BOOST_DESCRIBE_STRUCT(DepartmentRenamed, (), (department, from, to))

// Where a department stands: its region, and the department above it.
struct DepartmentPlace {
    Stated<RegionId> region;
    std::optional<DepartmentId> parent;
    bool operator==(const DepartmentPlace&) const = default;
};
BOOST_DESCRIBE_STRUCT(DepartmentPlace, (), (region, parent))

struct DepartmentMoved {
    static constexpr EventType type{"department.moved", 1, "部门调整"};
    static constexpr std::string_view doc =
        "A department stands in another region or below another department from now on, with all that is below it. Open work keeps the "
        "region it was assigned in until it is assigned anew.";
    DepartmentId department;
    DepartmentPlace from, to;
    bool operator==(const DepartmentMoved&) const = default;
};
BOOST_DESCRIBE_STRUCT(DepartmentMoved, (), (department, from, to))

struct DepartmentClosed {
    static constexpr EventType type{"department.closed", 1, "部门撤销"};
    static constexpr std::string_view doc = "A department is no more: nobody worked in it any longer. Past answers keep it.";
    DepartmentId department;
    bool operator==(const DepartmentClosed&) const = default;
};
BOOST_DESCRIBE_STRUCT(DepartmentClosed, (), (department))

struct EmployeeJoined {
    static constexpr EventType type{"employee.joined", 1, "员工入职"};
    static constexpr std::string_view doc = "An employee joined a department, with or without a line manager.";
    EmployeeId employee;
    std::string name;
    DepartmentId department;
    std::optional<EmployeeId> manager;
    std::optional<ExternalKey> external_key;
    bool operator==(const EmployeeJoined&) const = default;
};
BOOST_DESCRIBE_STRUCT(EmployeeJoined, (), (employee, name, department, manager, external_key))

struct EmployeeRenamed {
    static constexpr EventType type{"employee.renamed", 1, "员工更名"};
    static constexpr std::string_view doc = "An employee goes by another name from now on; past answers keep the old one.";
    EmployeeId employee;
    std::string from, to;
    bool operator==(const EmployeeRenamed&) const = default;
};
BOOST_DESCRIBE_STRUCT(EmployeeRenamed, (), (employee, from, to))

// Where an employee works and for whom.
struct Post {
    DepartmentId department;
    std::optional<EmployeeId> manager;
    bool operator==(const Post&) const = default;
};
BOOST_DESCRIBE_STRUCT(Post, (), (department, manager))

struct EmployeeMoved {
    static constexpr EventType type{"employee.moved", 1, "员工调动"};
    static constexpr std::string_view doc = "An employee changed department or line manager. Open work stays with the department that had it until it is assigned anew.";
    EmployeeId employee;
    Post from, to;  // `from` by what was known then, also of a move dated before a later one
    bool operator==(const EmployeeMoved&) const = default;
};
BOOST_DESCRIBE_STRUCT(EmployeeMoved, (), (employee, from, to))

using OrganisationEvents = boost::mp11::mp_list<RegionDefined, RegionRenamed, DepartmentOpened, DepartmentRenamed, DepartmentMoved,
                                                DepartmentClosed, EmployeeJoined, EmployeeRenamed, EmployeeMoved>;

}  // namespace foxtrail
