#include "replay/import/organisation_chart.hpp"

#include "replay/import/stated_fields.hpp"

#include <unordered_map>

namespace foxtrail {
namespace {

class Chart {
public:
    explicit Chart(const std::vector<ImportedEmployee>& rows, const std::string& system);
    OrganisationChart ordered() &&;

private:
    using Person = OrganisationChart::Person;
    void add_manager(const Person& reporting);
    void put_departments();
    void put_behind_manager(std::size_t number);

    std::vector<Person> people_;
    std::unordered_map<std::string, std::size_t> number_of_;
    std::vector<bool> manages_, placed_, in_line_;
    OrganisationChart chart_;
};

Chart::Chart(const std::vector<ImportedEmployee>& rows, const std::string& system) {
    for (const ImportedEmployee& row : rows) {
        number_of_.emplace(row.name, people_.size());
        Person& person = people_.emplace_back(row.line, row.name, row.manager, row.department, std::nullopt, row.region);
        if (person.manager == person.name) person.manager.reset();  // how many tables write the head of all
        const std::string unfit = person.manager ? unfit_key(external_key(system, *person.manager)) : "";
        if (unfit.empty()) continue;
        chart_.problems.push_back({row.line, "the manager's name cannot be a key: " + unfit});
        person.manager.reset();
    }
    manages_.resize(people_.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (people_[i].manager) add_manager(Person(people_[i]));
    put_departments();
}

void Chart::add_manager(const Person& reporting) {
    const auto [found, is_new] = number_of_.emplace(*reporting.manager, people_.size());
    if (is_new) {
        people_.push_back({reporting.line, *reporting.manager, {}, reporting.department, {}, reporting.region});
        manages_.push_back(true);
    }
    manages_[found->second] = true;
    if (!people_[found->second].region) people_[found->second].region = reporting.region;
}

void Chart::put_departments() {
    const auto department = [&](const Person& person) -> std::optional<std::string> {
        if (person.department) return person.department;
        if (manages_[number_of_.at(person.name)]) return person.name;
        return person.manager ? person.manager : person.region;
    };
    std::vector<std::optional<std::string>> departments;
    for (const Person& person : people_) departments.push_back(department(person));
    for (std::size_t i = 0; i < people_.size(); ++i) {
        Person& person = people_[i];
        const bool own = !person.department && manages_[i];
        if (own && person.manager) person.department_parent = departments[number_of_.at(*person.manager)];
    }
    for (std::size_t i = 0; i < people_.size(); ++i) people_[i].department = departments[i];
}

// Up the line of managers, then down again; no recursion, since a table may hold a line of any length.
void Chart::put_behind_manager(std::size_t number) {
    std::vector<std::size_t> line;
    for (std::size_t at = number; !placed_[at]; at = number_of_.at(*people_[at].manager)) {
        line.push_back(at);
        in_line_[at] = true;
        if (!people_[at].manager || placed_[number_of_.at(*people_[at].manager)]) break;
        if (!in_line_[number_of_.at(*people_[at].manager)]) continue;
        chart_.problems.push_back(
            {people_[at].line, "the managers go round in a circle: \"" + people_[at].name + "\" is recorded without"});
        people_[at].manager.reset();
        people_[at].department_parent.reset();
        break;
    }
    for (; !line.empty(); line.pop_back()) {
        placed_[line.back()] = true;
        chart_.people.push_back(people_[line.back()]);
    }
}

OrganisationChart Chart::ordered() && {
    placed_.resize(people_.size());
    in_line_.resize(people_.size());
    for (std::size_t i = 0; i < people_.size(); ++i) put_behind_manager(i);
    return std::move(chart_);
}

}  // namespace

OrganisationChart organisation_chart(const std::vector<ImportedEmployee>& rows, const std::string& system) {
    return Chart(rows, system).ordered();
}

}  // namespace foxtrail
