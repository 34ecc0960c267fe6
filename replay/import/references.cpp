#include "replay/import/references.hpp"

#include "commands/customer.hpp"
#include "commands/organisation.hpp"
#include "commands/product.hpp"
#include "replay/import/stated_fields.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

// The key is taken, and that is all that is wrong.
bool exists_already(const CommandOutcome& outcome) {
    return outcome.verdict == Verdict::key_reused ||
           (outcome.broken.size() == 1 && outcome.broken.front().code == rule::external_key_taken.code);
}

template <class T>
Stated<T> stated(const std::optional<T>& value) {
    Stated<T> fact;
    fact.value = value;
    return fact;
}

}  // namespace

std::string ImportReferences::unfit(const std::string& name) const { return unfit_key(external_key(system_, name)); }

void ImportReferences::submit(std::string_view kind, const std::string& name, AnyCommand command, Place place) {
    queue_.submit(import_submission(std::move(command), import_key(system_, kind, name, 1)),
                  [this, place = std::move(place)](const CommandOutcome& outcome) { answered(outcome, place); });
}

void ImportReferences::answered(const CommandOutcome& outcome, const Place& place) {
    ImportedAs as = imported_as(outcome);
    if (place.said == Said::implied && exists_already(outcome)) as = ImportedAs::already_there;
    tally_.count_command(as, outcome);
    if (as == ImportedAs::recorded || as == ImportedAs::already_there) return;
    tally_.refuse_line(place.line, place.id, (place.file.empty() ? "" : place.file + ": ") + reason_of(outcome));
}

void ImportReferences::state(const ImportedSideTables& tables, const SideTables& side) {
    for (const auto& [file, problem] : tables.refused) tally_.refuse_line(problem.line, "", file + ": " + problem.reason);
    if (side.employees) {
        const auto chart = organisation_chart(tables.employees, system_);
        for (const auto& [line, reason] : chart.problems) tally_.refuse_line(line, "", side.employees->file + ": " + reason);
        for (const auto& person : chart.people) state_person(person, side.employees->file);
    }
    if (side.customers) state_customers(tables.customers, side.customers->file);
    if (side.products) state_products(tables.products, side.products->file);
}

void ImportReferences::state_region(const std::string& name, const Place& place) {
    if (regions_.insert(name).second) submit("region", name, DefineRegion{name, external_key(system_, name)}, place);
}

void ImportReferences::state_department(const std::string& name, const OrganisationChart::Person& person, const Place& place) {
    if (!departments_.insert(name).second) return;
    OpenDepartment open{name, {}, {}, external_key(system_, name)};
    if (person.region) {
        state_region(*person.region, place);
        open.region = Ref<RegionId>(external_key(system_, *person.region));
    }
    if (person.department_parent) open.parent = Ref<DepartmentId>(external_key(system_, *person.department_parent));
    submit("department", name, std::move(open), place);
}

void ImportReferences::state_person(const OrganisationChart::Person& person, const std::string& file) {
    const Place place{file, person.line, person.name, Said::stated};
    const std::string department = person.department.value_or(std::string(department_of_unknown));
    for (const auto& name : {std::optional(department), person.region})
        if (const auto why = name ? unfit(*name) : ""; !why.empty())
            return tally_.refuse_line(person.line, person.name, file + ": \"" + *name + "\" cannot be a key: " + why);
    state_department(department, person, place);
    employees_.insert(person.name);
    HireEmployee hire{person.name, external_key(system_, department), {}, external_key(system_, person.name)};
    if (person.manager) hire.manager = Ref<EmployeeId>(external_key(system_, *person.manager));
    submit("employee", person.name, std::move(hire), place);
}

void ImportReferences::state_customers(const std::vector<ImportedCustomer>& rows, const std::string& file) {
    for (const ImportedCustomer& row : rows) {
        const Place place{file, row.line, row.name, Said::stated};
        if (const auto why = row.region ? unfit(*row.region) : ""; !why.empty()) {
            tally_.refuse_line(row.line, row.name, file + ": the region cannot be a key: " + why);
            continue;
        }
        RegisterCustomer command{row.name, stated(row.sector), {}, row.key};
        if (row.region) {
            state_region(*row.region, place);
            command.region = Ref<RegionId>(external_key(system_, *row.region));
        }
        customers_.insert(row.name);
        submit("customer", row.name, std::move(command), place);
    }
}

void ImportReferences::state_products(const std::vector<ImportedProduct>& rows, const std::string& file) {
    for (const ImportedProduct& row : rows) {
        products_.insert(row.name);
        submit("product", row.name, ListProduct{row.name, stated(row.product_line), stated(row.list_price), row.key},
               {file, row.line, row.name, Said::stated});
    }
}

std::string ImportReferences::ensure_employee(std::uint64_t line, const std::string& name) {
    if (employees_.contains(name)) return {};
    if (auto why = unfit(name); !why.empty()) return why;
    employees_.insert(name);
    const std::string department(department_of_unknown);
    if (departments_.insert(department).second)
        submit("department", department, OpenDepartment{department, {}, {}, external_key(system_, department)}, {"", line, department});
    submit("employee", name, HireEmployee{name, external_key(system_, department), {}, external_key(system_, name)}, {"", line, name});
    return {};
}

std::string ImportReferences::ensure_customer(std::uint64_t line, const std::string& name) {
    if (customers_.contains(name)) return {};
    if (auto why = unfit(name); !why.empty()) return why;
    customers_.insert(name);
    submit("customer", name, RegisterCustomer{name, {}, {}, external_key(system_, name)}, {"", line, name});
    return {};
}

std::string ImportReferences::ensure_product(std::uint64_t line, const std::string& name) {
    if (products_.contains(name)) return {};
    if (auto why = unfit(name); !why.empty()) return why;
    products_.insert(name);
    submit("product", name, ListProduct{name, {}, {}, external_key(system_, name)}, {"", line, name});
    return {};
}

}  // namespace foxtrail
