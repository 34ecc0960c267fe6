// Names and places: employees, departments, regions, products, customers, stage models, as they were at any instant.
#pragma once

#include "events/capacity.hpp"
#include "events/counterpart_fitness.hpp"
#include "events/customer.hpp"
#include "events/departure.hpp"
#include "events/organisation.hpp"
#include "events/product.hpp"
#include "events/stage_model.hpp"
#include "events/standing_rule.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

struct RegionRow {
    Text name;
};
BOOST_DESCRIBE_STRUCT(RegionRow, (), (name))

struct DepartmentRow {
    Text name;
    RegionId region;
    DepartmentId parent;
    Since<bool> closed{};
};
BOOST_DESCRIBE_STRUCT(DepartmentRow, (), (name, region, parent, closed))

struct EmployeeRow {
    Text name;
    DepartmentId department;
    EmployeeId manager;
    Since<bool> departed{};
    std::optional<Date> last_day{};  // once his departure is announced
    Text position{};
    std::optional<std::uint32_t> open_opportunities_max{};
    static constexpr auto indexed = std::tuple{&EmployeeRow::manager};
};
BOOST_DESCRIBE_STRUCT(EmployeeRow, (), (name, department, manager, departed, last_day, position, open_opportunities_max))

struct ProductRow {
    Text name, line;
    Amount list_price;
};
BOOST_DESCRIBE_STRUCT(ProductRow, (), (name, line, list_price))

struct CustomerRow {
    Text name, sector;
    RegionId region;
};
BOOST_DESCRIBE_STRUCT(CustomerRow, (), (name, sector, region))

struct StageModelRow {
    Text name;
    std::uint16_t newest_version = 0;
};
BOOST_DESCRIBE_STRUCT(StageModelRow, (), (name, newest_version))

// One stage of one version of a model. Rows are numbered in the order stages were published.
struct StageRow {
    StageModelId model;
    std::uint16_t version = 0, number = 0;
    Text name;
    Percent probability;
};
BOOST_DESCRIBE_STRUCT(StageRow, (), (model, version, number, name, probability))

// Something whose terms were changed; the terms themselves are read from the log. There at all times.
struct TermsRow {
    EventAt changed_at;  // 0 while they are those of every company
};
BOOST_DESCRIBE_STRUCT(TermsRow, (), (changed_at))

struct Directory {
    static constexpr std::string_view name = "directory";
    static constexpr std::uint32_t version = 6;
    static constexpr std::string_view doc = "Employees, departments, regions, products, customers and stage models with their names.";
    Table<RegionRow> regions;
    Table<DepartmentRow> departments;
    Table<EmployeeRow> employees;
    Table<ProductRow> products;
    Table<CustomerRow> customers;
    Table<StageModelRow> stage_models;
    Table<StageRow> stages;
    Table<TermsRow> rules;    // the standing rules by code
    Table<TermsRow> fitness;  // who suits which buying role
};
BOOST_DESCRIBE_STRUCT(Directory, (), (regions, departments, employees, products, customers, stage_models, stages, rules, fitness))

void project(Directory&, const RegionDefined&, const Meta&);
void project(Directory&, const RegionRenamed&, const Meta&);
void project(Directory&, const DepartmentOpened&, const Meta&);
void project(Directory&, const DepartmentRenamed&, const Meta&);
void project(Directory&, const DepartmentMoved&, const Meta&);
void project(Directory&, const DepartmentClosed&, const Meta&);
void project(Directory&, const EmployeeJoined&, const Meta&);
void project(Directory&, const EmployeeRenamed&, const Meta&);
void project(Directory&, const EmployeeMoved&, const Meta&);
void project(Directory&, const ProductListed&, const Meta&);
void project(Directory&, const ProductRepriced&, const Meta&);
void project(Directory&, const ProductRenamed&, const Meta&);
void project(Directory&, const CustomerRegistered&, const Meta&);
void project(Directory&, const CustomerRenamed&, const Meta&);
void project(Directory&, const CustomerSectorSet&, const Meta&);
void project(Directory&, const StageModelPublished&, const Meta&);
void project(Directory&, const StandingRuleChanged&, const Meta&);
void project(Directory&, const CounterpartFitnessSet&, const Meta&);
void project(Directory&, const ReportingLineChanged&, const Meta&);
void project(Directory&, const EmployeeDepartureWithdrawn&, const Meta&);
void project(Directory&, const EmployeeDeparted&, const Meta&);
void project(Directory&, const EmployeeDepartureAnnounced&, const Meta&);
void project(Directory&, const EmployeePromoted&, const Meta&);
void project(Directory&, const EmployeeCapacitySet&, const Meta&);

// The managers above an employee at the instant, the nearest first.
std::vector<EmployeeId> line_above(EmployeeId, const Directory&, const Instant&);

// Where an employee worked at the instant; {} when he was not in the company.
DepartmentId department_of(EmployeeId, const Directory&, const Instant&);

// The stages of every model version, for those who compute with stage numbers.
class StageNames {
public:
    explicit StageNames(const Directory&);
    struct Stage {
        std::string name;
        Percent probability;
    };
    // An unknown stage has an empty name and probability 0.
    const Stage& at(StageModelId, std::uint16_t version, std::uint16_t number) const;

private:
    std::unordered_map<std::uint64_t, Stage> stages_;
};

template <>
ProjectionEntry entry_of<Directory>();

}  // namespace foxtrail
