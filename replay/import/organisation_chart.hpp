// Who works where and for whom, as a table of employees says: managers first, so that each can be hired after his own manager.
//
// Without a column for departments each manager's team is a department named after him; he is in it himself, and it lies below his
// own manager's. Who has no manager and manages nobody is in a department named after the region. A manager who stands in no row is added,
// with the region of the first who reports to him.
#pragma once

#include "replay/import/side_tables.hpp"

namespace foxtrail {

struct OrganisationChart {
    struct Person {
        std::uint64_t line = 0;
        std::string name;
        std::optional<std::string> manager;
        std::optional<std::string> department;         // nothing: the table does not say
        std::optional<std::string> department_parent;  // of a manager's own department
        std::optional<std::string> region;             // of the department
    };
    std::vector<Person> people;         // each behind his manager
    std::vector<LineProblem> problems;  // managers in a circle: one of them is then without manager
};

OrganisationChart organisation_chart(const std::vector<ImportedEmployee>&, const std::string& system);

}  // namespace foxtrail
