#include "replay/import/side_tables.hpp"

#include "tests/replay/sample_file.hpp"
#include "tests/replay/sample_mapping.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::side_tables_test {
using namespace foxtrail::test;

namespace {

OpportunityMapping with_tables() {
    return parsed<OpportunityMapping>(with(table_mapping(), "/side_tables", R"({
        "employees": {"file": "teams.csv", "name": "agent", "manager": "manager"},
        "products": {"file": "products.csv", "name": "product", "list_price": "price"}})"));
}

}  // namespace

TEST_CASE("side tables lie beside the main file", "[replay][side_tables]") {
    const SampleFile main("");
    main.add("teams.csv", "agent;manager\nAnn;Eve\nBob;\nAnn;Zoe\n;Eve\n");
    main.add("products.csv", "product;price\nGTX Pro;4.821,00\nMG;cheap\n");
    const auto tables = read_side_tables(main.path(), with_tables()).value();
    REQUIRE(tables.employees.size() == 2);
    CHECK(tables.employees[0] == ImportedEmployee{2, {"old:Ann"}, "Ann", "Eve", {}, {}});
    CHECK(!tables.employees[1].manager);
    REQUIRE(tables.products.size() == 1);
    CHECK(tables.products[0].list_price == Money{482'100, Currency::of("EUR")});
    REQUIRE(tables.refused.size() == 3);
    CHECK(tables.refused[0] == RefusedSideRow{"teams.csv", {4, "\"Ann\" stands here twice; the first stands"}});
    CHECK(tables.refused[1] == RefusedSideRow{"teams.csv", {5, "column \"agent\": a name is missing"}});
    CHECK(tables.refused[2].file == "products.csv");
}

TEST_CASE("a side table that is missing is an error", "[replay][side_tables]") {
    const SampleFile main("");
    CHECK(read_side_tables(main.path(), with_tables()).error().detail == "there is no such file");
}

}  // namespace foxtrail::side_tables_test
