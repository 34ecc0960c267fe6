#include "replay/import/organisation_chart.hpp"

#include "tests/replay/import_scene.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::organisation_chart_test {
using namespace foxtrail::test;

namespace {

ImportedEmployee row(std::uint64_t line, const std::string& name, std::optional<std::string> manager,
                     std::optional<std::string> region = {}) {
    return {line, external_key("old", name), name, std::move(manager), {}, std::move(region)};
}

std::vector<std::string> names(const OrganisationChart& chart) {
    std::vector<std::string> names;
    for (const auto& person : chart.people) names.push_back(person.name);
    return names;
}

}  // namespace

TEST_CASE("a manager who stands in no row comes before his people, in a department named after him", "[replay][organisation_chart]") {
    const auto chart = organisation_chart({row(2, "Ann", "Max", "East"), row(3, "Bob", "Max", "East")}, "old");
    CHECK(names(chart) == std::vector<std::string>{"Max", "Ann", "Bob"});
    CHECK(chart.people[0].department == "Max");
    CHECK(chart.people[0].region == "East");
    CHECK(chart.people[2].department == "Max");
}

TEST_CASE("a manager's department lies below his own manager's", "[replay][organisation_chart]") {
    const auto chart =
        organisation_chart({row(2, "Ann", "Max"), row(3, "Max", "Eve"), row(4, "Eve", "Eve"), row(5, "Tim", {}, "West")}, "old");
    CHECK(names(chart) == std::vector<std::string>{"Eve", "Max", "Ann", "Tim"});
    CHECK(chart.people[1].department_parent == "Eve");
    CHECK(!chart.people[0].manager);
    CHECK(chart.people[3].department == "West");
    CHECK(chart.problems.empty());
}

TEST_CASE("managers in a circle are said, and one is recorded without manager", "[replay][organisation_chart]") {
    const auto chart = organisation_chart({row(2, "Ann", "Bob"), row(3, "Bob", "Cal"), row(4, "Cal", "Ann")}, "old");
    CHECK(chart.people.size() == 3);
    CHECK(chart.problems == std::vector<LineProblem>{{4, "the managers go round in a circle: \"Cal\" is recorded without"}});
    CHECK(names(chart) == std::vector<std::string>{"Cal", "Bob", "Ann"});
}

TEST_CASE("side tables make regions, departments, employees, customers and products", "[replay][import_run]") {
    const auto mapping = with(table_mapping(), "/side_tables", R"({
        "employees": {"file": "team.csv", "name": "who", "manager": "boss", "region": "area"},
        "customers": {"file": "customers.csv", "name": "customer", "sector": "sector", "region": "area"},
        "products": {"file": "products.csv", "name": "product", "line": "series", "list_price": "price"}})");
    const SampleFile file("id;stage;who;customer;product;value;won;opened;offered;closed\n1;Open;Ann;Acme;GTXPro;;;2020-01-01;;\n");
    file.add("team.csv", "who;boss;area\nAnn;Max;East\n;Max;East\n");
    file.add("customers.csv", "customer;sector;area\nAcme;steel;West\n");
    file.add("products.csv", "product;series;price\nGTX Pro;GTX;1.000\n");
    ImportScene scene;
    const auto summary = scene.try_import(file.path(), mapping).value();
    CHECK(scene.refused == std::vector<RefusedLine>{{3, "", "team.csv: column \"who\": a name is missing"}});
    CHECK(summary.rows == ImportCounts{1, 1, 0, 0});
    CHECK(scene.events("region.defined").size() == 2);
    CHECK(scene.events("department.opened").size() == 1);
    CHECK(scene.events("employee.joined").at(1).json().at("manager") == "emp-1");
    CHECK(scene.events("customer.registered").at(0).json().at("sector") == "steel");
    CHECK(scene.events("product.listed").at(0).json().at("list_price").at("amount") == "1000.00");
    const auto to = scene.events("opportunity.assigned").at(0).json().at("to");
    CHECK(to.at("owner") == "emp-2");
    CHECK(to.at("manager") == "emp-1");
    CHECK(to.at("region") == "reg-1");

    const auto head = scene.head();
    file.add("products.csv", "product;series;price\nGTX Pro;GTX;1.100\n");
    scene.try_import(file.path(), mapping).value();
    CHECK(scene.head() == head);
    CHECK(std::ranges::count(
              scene.refused,
              RefusedLine{2, "GTX Pro",
                          "products.csv: was imported before with other content; the first stands and nothing is overwritten"}) == 1);
}

}  // namespace foxtrail::organisation_chart_test
