// Creates what opportunities refer to: regions, departments, employees, customers, products. All have external keys of the
// mapping's system, so that a second import finds them.
//
// Side tables state what a thing is: other content than before is refused. A name in a row only says that there is such a thing:
// whatever has its key will do, else it is created with nothing known of it, a person in the department "Imported".
// Nothing here has a date in the file, so all of it is valid from the instant of import.
// Memory: each name once.
// Threads: one.
#pragma once

#include "replay/import/commands.hpp"
#include "replay/import/organisation_chart.hpp"
#include "replay/import/queue.hpp"
#include "replay/import/tally.hpp"

#include <unordered_set>

namespace foxtrail {

class ImportReferences {
public:
    static constexpr std::string_view department_of_unknown = "Imported";

    ImportReferences(ImportQueue& queue, ImportTally& tally, std::string system)
        : queue_(queue), tally_(tally), system_(std::move(system)) {}

    void state(const ImportedSideTables&, const SideTables&);

    // Makes sure that there is a thing of this name; why it can have no key, or "".
    std::string ensure_employee(std::uint64_t line, const std::string& name);
    std::string ensure_customer(std::uint64_t line, const std::string& name);
    std::string ensure_product(std::uint64_t line, const std::string& name);

private:
    enum class Said { stated, implied };
    // Where a thing is said: `file` is "" for the main one.
    struct Place {
        std::string file;
        std::uint64_t line = 0;
        std::string id;
        Said said = Said::implied;
    };

    void submit(std::string_view kind, const std::string& name, AnyCommand command, Place place);
    void answered(const CommandOutcome&, const Place&);
    void state_region(const std::string& name, const Place&);
    void state_department(const std::string& name, const OrganisationChart::Person&, const Place&);
    void state_person(const OrganisationChart::Person&, const std::string& file);
    void state_customers(const std::vector<ImportedCustomer>&, const std::string& file);
    void state_products(const std::vector<ImportedProduct>&, const std::string& file);
    std::string unfit(const std::string& name) const;

    ImportQueue& queue_;
    ImportTally& tally_;
    std::string system_;
    std::unordered_set<std::string> regions_, departments_, employees_, customers_, products_;
};

}  // namespace foxtrail
