#include "projections/tables/directory.hpp"

#include "projections/tables/at_all_times.hpp"

namespace foxtrail {
namespace {

std::uint64_t stage_key(StageModelId model, std::uint16_t version, std::uint16_t number) {
    return std::uint64_t{model.number} << 32 | std::uint64_t{version} << 16 | number;
}

template <class IdType>
IdType or_none(const Stated<IdType>& id) {
    return id.value.value_or(IdType{});
}
template <class IdType>
IdType or_none(const std::optional<IdType>& id) {
    return id.value_or(IdType{});
}

}  // namespace

void project(Directory& d, const RegionDefined& e, const Meta& m) { d.regions.born(e.region.number, {d.regions.text(e.name)}, m); }
void project(Directory& d, const RegionRenamed& e, const Meta& m) { d.regions.set<&RegionRow::name>(e.region.number, d.regions.text(e.to), m); }

void project(Directory& d, const DepartmentOpened& e, const Meta& m) {
    d.departments.born(e.department.number, {d.departments.text(e.name), or_none(e.region), or_none(e.parent)}, m);
}
void project(Directory& d, const DepartmentRenamed& e, const Meta& m) {
    d.departments.set<&DepartmentRow::name>(e.department.number, d.departments.text(e.to), m);
}

void project(Directory& d, const DepartmentMoved& e, const Meta& m) {
    d.departments.set<&DepartmentRow::region>(e.department.number, or_none(e.to.region), m);
    d.departments.set<&DepartmentRow::parent>(e.department.number, or_none(e.to.parent), m);
}
void project(Directory& d, const DepartmentClosed& e, const Meta& m) {
    d.departments.set<&DepartmentRow::closed>(e.department.number, Since<bool>{true, {}}, m);
}

void project(Directory& d, const EmployeeJoined& e, const Meta& m) {
    d.employees.born(e.employee.number, {.name = d.employees.text(e.name), .department = e.department, .manager = or_none(e.manager)}, m);
}
void project(Directory& d, const EmployeeRenamed& e, const Meta& m) { d.employees.set<&EmployeeRow::name>(e.employee.number, d.employees.text(e.to), m); }
void project(Directory& d, const EmployeeMoved& e, const Meta& m) {
    d.employees.set<&EmployeeRow::department>(e.employee.number, e.to.department, m);
    d.employees.set<&EmployeeRow::manager>(e.employee.number, or_none(e.to.manager), m);
}

void project(Directory& d, const ProductListed& e, const Meta& m) {
    d.products.born(e.product.number, {d.products.text(e.name), d.products.stated_text(e.line), Amount(e.list_price)}, m);
}
void project(Directory& d, const ProductRepriced& e, const Meta& m) { d.products.set<&ProductRow::list_price>(e.product.number, Amount(e.to), m); }
void project(Directory& d, const ProductRenamed& e, const Meta& m) { d.products.set<&ProductRow::name>(e.product.number, d.products.text(e.to), m); }

void project(Directory& d, const CustomerRegistered& e, const Meta& m) {
    d.customers.born(e.customer.number, {d.customers.text(e.name), d.customers.stated_text(e.sector), or_none(e.region)}, m);
}
void project(Directory& d, const CustomerRenamed& e, const Meta& m) { d.customers.set<&CustomerRow::name>(e.customer.number, d.customers.text(e.to), m); }
void project(Directory& d, const CustomerSectorSet& e, const Meta& m) { d.customers.set<&CustomerRow::sector>(e.customer.number, d.customers.stated_text(e.to), m); }

void project(Directory& d, const StageModelPublished& e, const Meta& m) {
    const Text name = d.stage_models.text(e.name);
    if (e.version == 1) d.stage_models.born(e.stage_model.number, {name, e.version}, m);
    else {
        d.stage_models.set<&StageModelRow::name>(e.stage_model.number, name, m);
        d.stage_models.set<&StageModelRow::newest_version>(e.stage_model.number, e.version, m);
    }
    std::uint16_t number = 0;
    for (const auto& stage : e.stages)
        d.stages.born(d.stages.last_id() + 1, {e.stage_model, e.version, ++number, d.stages.text(stage.name), stage.probability}, m);
}

static void change_terms(Table<TermsRow>& terms, std::uint32_t id, const Meta& m) {
    if (!terms.is_there(id)) terms.born(id, {}, at_all_times(m));
    terms.set<&TermsRow::changed_at>(id, m.position, m);
}
void project(Directory& d, const StandingRuleChanged& e, const Meta& m) { change_terms(d.rules, e.rule.number, m); }
void project(Directory& d, const CounterpartFitnessSet& e, const Meta& m) { change_terms(d.fitness, e.fitness.number, m); }
void project(Directory& d, const ReportingLineChanged& e, const Meta& m) { d.employees.set<&EmployeeRow::manager>(e.employee.number, or_none(e.to), m); }
void project(Directory& d, const EmployeeDeparted& e, const Meta& m) {
    d.employees.set<&EmployeeRow::departed>(e.employee.number, Since<bool>{true, {}}, m);
}
void project(Directory& d, const EmployeeDepartureAnnounced& e, const Meta& m) {
    d.employees.set<&EmployeeRow::last_day>(e.employee.number, std::optional(e.last_day), m);
}
void project(Directory& d, const EmployeeDepartureWithdrawn& e, const Meta& m) {
    d.employees.set<&EmployeeRow::last_day>(e.employee.number, std::nullopt, m);
}
void project(Directory& d, const EmployeePromoted& e, const Meta& m) {
    d.employees.set<&EmployeeRow::position>(e.employee.number, d.employees.text(e.to), m);
}
void project(Directory& d, const EmployeeCapacitySet& e, const Meta& m) {
    d.employees.set<&EmployeeRow::open_opportunities_max>(e.employee.number, e.to, m);
}

// Backdated changes can close a circle at an instant in between: the line ends where it would.
std::vector<EmployeeId> line_above(EmployeeId employee, const Directory& directory, const Instant& instant) {
    std::vector<EmployeeId> line;
    EmployeeRow row;
    for (EmployeeId at = employee; directory.employees.at(at.number, instant, row) && row.manager; at = row.manager) {
        if (row.manager == employee || std::ranges::find(line, row.manager) != line.end()) break;
        line.push_back(row.manager);
    }
    return line;
}

DepartmentId department_of(EmployeeId employee, const Directory& directory, const Instant& instant) {
    EmployeeRow row;
    return directory.employees.at(employee.number, instant, row) ? row.department : DepartmentId{};
}

StageNames::StageNames(const Directory& directory) {
    directory.stages.each(Instant{}, [&](std::uint32_t, const StageRow& row) {
        stages_[stage_key(row.model, row.version, row.number)] = {directory.stages.texts().at(row.name), row.probability};
    });
}

const StageNames::Stage& StageNames::at(StageModelId model, std::uint16_t version, std::uint16_t number) const {
    static const Stage unknown;
    const auto found = stages_.find(stage_key(model, version, number));
    return found == stages_.end() ? unknown : found->second;
}

template <>
ProjectionEntry entry_of<Directory>() {
    return projection_entry<Directory, boost::mp11::mp_append<OrganisationEvents, ProductEvents, CustomerEvents, StageModelEvents, StandingRuleEvents, DepartureEvents, CapacityEvents,
                                                              CounterpartFitnessEvents>>();
}

}  // namespace foxtrail
