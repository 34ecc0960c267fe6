// Defining regions, opening, moving and closing departments, hiring and moving employees.
#pragma once

#include "commands/capacity.hpp"
#include "commands/decider/latest.hpp"
#include "commands/decider/noun.hpp"
#include "commands/rules/past_places.hpp"
#include "events/departure.hpp"
#include "events/organisation.hpp"
#include "events/work_log.hpp"

namespace foxtrail {

struct Region {
    RegionId id;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Region, (), (id, name))
template <>
struct StateOf<RegionId> { using type = Region; };

struct Department {
    DepartmentId id;
    std::string name;
    Latest<DepartmentPlace> place;
    bool closed = false;
    Time opened{};
};
BOOST_DESCRIBE_STRUCT(Department, (), (id, name, place, closed, opened))
template <>
struct StateOf<DepartmentId> { using type = Department; };

// Which log is an employee's of a day.
struct DayLog {
    Date day;
    WorkLogId work_log;
};
BOOST_DESCRIBE_STRUCT(DayLog, (), (day, work_log))

struct Employee {
    EmployeeId id;
    std::string name;
    Latest<DepartmentId> department;
    Latest<std::optional<EmployeeId>> manager;
    Latest<Stated<std::string>> position;
    std::optional<Date> last_day;  // announced
    bool departed = false;
    Latest<std::optional<std::uint32_t>> open_opportunities_max{};  // nothing: no limit
    Time joined;
    std::vector<DayLog> work_logs;  // of the last days, by day
    PastPlaces past{};
    Time left{};  // once he has departed

    Post post() const { return {department.value, manager.value}; }
};
BOOST_DESCRIBE_STRUCT(Employee, (), (id, name, department, manager, position, last_day, departed, open_opportunities_max, joined, work_logs, past, left))
template <>
struct StateOf<EmployeeId> { using type = Employee; };

RestsOn rests_on(const Department&);  // on the one above it until it is closed
RestsOn rests_on(const Employee&);  // on his department and his line manager until he has departed
void evolve(Region&, const RegionDefined&, const Meta&);
void evolve(Region&, const RegionRenamed&, const Meta&);
void evolve(Department&, const DepartmentOpened&, const Meta&);
void evolve(Department&, const DepartmentRenamed&, const Meta&);
void evolve(Department&, const DepartmentMoved&, const Meta&);
void evolve(Department&, const DepartmentClosed&, const Meta&);
void evolve(Employee&, const EmployeeJoined&, const Meta&);
void evolve(Employee&, const EmployeeRenamed&, const Meta&);
void evolve(Employee&, const EmployeeMoved&, const Meta&);
void evolve(Employee&, const EmployeePromoted&, const Meta&);
void evolve(Employee&, const ReportingLineChanged&, const Meta&);
void evolve(Employee&, const EmployeeDepartureAnnounced&, const Meta&);
void evolve(Employee&, const EmployeeDepartureWithdrawn&, const Meta&);
void evolve(Employee&, const EmployeeDeparted&, const Meta&);
void evolve(Employee&, const WorkLogSubmitted&, const Meta&);
void evolve(Employee&, const WorkLogMissed&, const Meta&);
void evolve(Employee&, const EmploymentRecorded&, const Meta&);
void evolve(Employee&, const EducationRecorded&, const Meta&);

// Work is given only to people who are still there.
void require_active(Decision&, const Facts&, EmployeeId);
// People and work come only into departments that are not closed.
void require_open(Decision&, const Facts&, DepartmentId);
// Whether nobody's line has changed since then, from him to the top: what lies above him is as it was.
bool line_stands_since(const Facts&, EmployeeId, Time);
// The next manager above who has not left the company, {} when there is none.
EmployeeId manager_of(const Facts&, EmployeeId);
// Whether `above` is a manager of the employee, directly or through others.
bool is_above(const Facts&, EmployeeId above, EmployeeId);
namespace rule {
inline constexpr Rule before_employment{"before_employment", "This is dated before he joined the company: give a later valid_at."};
inline constexpr Rule as_of_now{"as_of_now", "This is so from when it is recorded: leave valid_at out."};
inline constexpr Rule line_changed_since{"line_changed_since", "Whom the manager, or somebody above him, reports to has changed since then: give a valid_at from this instant on, or leave it out."};
inline constexpr Rule reporting_cycle{"reporting_cycle", "The manager reports to this employee himself, directly or through others."};
}
// What is said of an employee is not dated before he joined.
void require_joined(Decision&, const Facts&, const Employee&);
// What passes work from one to another, or ends that somebody or something can have any, is not dated back: what has happened since
// would be another's.
void require_as_of_now(Decision&, const Facts&);
void require_line_stands(Decision&, const Facts&, EmployeeId manager);
// The top of the employee's line; {} when nobody is above him.
EmployeeId head_above(const Facts&, EmployeeId);
// Whether somebody reports to him.
bool leads_people(const Facts&, EmployeeId);
// Who leads a department: of its people the one whose line manager is not one of them, the first of several, or that manager when he leads
// nobody; of one without people who leads the one above. {} for nobody.
EmployeeId head_of(const Facts&, DepartmentId);

struct DefineRegion {
    static constexpr CommandType type{"region.define", "设立区域"};
    static constexpr std::string_view doc = "Define a sales region.";
    std::string name;
    std::optional<ExternalKey> external_key;
};
BOOST_DESCRIBE_STRUCT(DefineRegion, (), (name, external_key))

struct RenameRegion {
    static constexpr CommandType type{"region.rename", "区域更名"};
    static constexpr std::string_view doc = "Give a sales region another name.";
    Ref<RegionId> region;
    std::string name;
    static constexpr auto target = &RenameRegion::region;
};
BOOST_DESCRIBE_STRUCT(RenameRegion, (), (region, name))

struct OpenDepartment {
    static constexpr CommandType type{"department.open", "设立部门"};
    static constexpr std::string_view doc = "Open a department in a region, perhaps below another department.";
    std::string name;
    Stated<Ref<RegionId>> region;
    std::optional<Ref<DepartmentId>> parent;
    std::optional<ExternalKey> external_key;
};
BOOST_DESCRIBE_STRUCT(OpenDepartment, (), (name, region, parent, external_key))

struct RenameDepartment {
    static constexpr CommandType type{"department.rename", "部门更名"};
    static constexpr std::string_view doc = "Give a department another name.";
    Ref<DepartmentId> department;
    std::string name;
    static constexpr auto target = &RenameDepartment::department;
};
BOOST_DESCRIBE_STRUCT(RenameDepartment, (), (department, name))

struct MoveDepartment {
    static constexpr CommandType type{"department.move", "部门调整"};
    static constexpr std::string_view doc = "Place a department in a region, and below another department or below none.";
    Ref<DepartmentId> department;
    Stated<Ref<RegionId>> region;
    std::optional<Ref<DepartmentId>> parent;
    static constexpr auto target = &MoveDepartment::department;
};
BOOST_DESCRIBE_STRUCT(MoveDepartment, (), (department, region, parent))

struct CloseDepartment {
    static constexpr CommandType type{"department.close", "部门撤销"};
    static constexpr std::string_view doc =
        "Close a department for good, and say why. Refused while people work there, departments below it are open, or work waits for it.";
    Ref<DepartmentId> department;
    static constexpr auto target = &CloseDepartment::department;
};
BOOST_DESCRIBE_STRUCT(CloseDepartment, (), (department))

struct HireEmployee {
    static constexpr CommandType type{"employee.hire", "员工入职"};
    static constexpr std::string_view doc = "Record that an employee joined a department.";
    std::string name;
    Ref<DepartmentId> department;
    std::optional<Ref<EmployeeId>> manager;
    std::optional<ExternalKey> external_key;
};
BOOST_DESCRIBE_STRUCT(HireEmployee, (), (name, department, manager, external_key))

struct RenameEmployee {
    static constexpr CommandType type{"employee.rename", "员工更名"};
    static constexpr std::string_view doc = "Give an employee another name.";
    Ref<EmployeeId> employee;
    std::string name;
    static constexpr auto target = &RenameEmployee::employee;
};
BOOST_DESCRIBE_STRUCT(RenameEmployee, (), (employee, name))

struct MoveEmployee {
    static constexpr CommandType type{"employee.move", "员工调动"};
    static constexpr std::string_view doc = "Move an employee to another department or line manager.";
    Ref<EmployeeId> employee;
    Ref<DepartmentId> department;
    std::optional<Ref<EmployeeId>> manager;
    static constexpr auto target = &MoveEmployee::employee;
};
BOOST_DESCRIBE_STRUCT(MoveEmployee, (), (employee, department, manager))

using OrganisationCommands = boost::mp11::mp_list<DefineRegion, RenameRegion, OpenDepartment, RenameDepartment, MoveDepartment,
                                                  CloseDepartment, HireEmployee, RenameEmployee, MoveEmployee>;
NounEntry organisation_noun();

}  // namespace foxtrail
