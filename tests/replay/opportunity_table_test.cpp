#include "replay/import/opportunity_table.hpp"

#include "tests/replay/sample_file.hpp"
#include "tests/replay/sample_mapping.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::opportunity_table_test {
using namespace foxtrail::test;

namespace {

const std::string header = "id;stage;who;customer;product;value;won;opened;offered;closed\n";

std::vector<ImportedOpportunity> read_rows(const std::string& rows, const json::value& mapping = table_mapping()) {
    const SampleFile file(header + rows);
    auto table = OpportunityTable::open(file.path(), parsed<OpportunityMapping>(mapping)).value();
    std::vector<ImportedOpportunity> read;
    while (auto row = table.next().value()) read.push_back(std::move(*row));
    return read;
}

std::string reason_of(const std::string& row, const json::value& mapping = table_mapping()) {
    const auto rows = read_rows(row, mapping);
    return rows.at(0).problems.empty() ? "" : rows[0].problems[0].reason;
}

Time instant(std::string_view text) { return from_text(text, std::type_identity<Time>{}).value(); }

}  // namespace

TEST_CASE("a row says what it says, with aliases, decimal commas and the mapping's offset", "[replay][opportunity_table]") {
    const auto row = read_rows("7;Won;Ann;Acme;GTXPro;1.000,50;900;2020-01-01;2020-01-02;2020-01-02\n").at(0);
    CHECK(row.problems.empty());
    CHECK(row.line == 2);
    CHECK(row.key == ExternalKey{"old:7"});
    CHECK(row.name == "7");
    CHECK(row.owner == "Ann");
    CHECK(row.product == "GTX Pro");
    CHECK(row.facts.value == Stated<Money>(Money{100050, Currency::of("EUR")}));
    CHECK(row.facts.probability == Stated<Percent>(Percent{30}));
    CHECK(row.entries == std::vector<RowStage>{{"Open", instant("2019-12-31T16:00:00Z")}, {"Offer", instant("2020-01-01T16:00:00Z")}});
    REQUIRE(row.outcome);
    CHECK(row.outcome->means == ClosedAs::won);
    CHECK(row.outcome->at == instant("2020-01-02T04:00:00Z"));
    CHECK(row.outcome->value == Money{90000, Currency::of("EUR")});
    CHECK(row.digest.size() == 16);
}

TEST_CASE("a row without owner, customer, product or value is whole", "[replay][opportunity_table]") {
    const auto row = read_rows("7;Open;;n/a;;;;2020-01-01;;\n").at(0);
    CHECK(row.problems.empty());
    CHECK((!row.owner && !row.customer && !row.product && !row.outcome));
    CHECK(!row.facts.value.known());
}

TEST_CASE("a missing date is the instant of import where the mapping says so, and refused where not", "[replay][opportunity_table]") {
    CHECK(read_rows("7;Offer;;;;;;;;\n").at(0).entries == std::vector<RowStage>{{"Offer", std::nullopt}});
    CHECK(reason_of("7;Open;;;;;;;;\n") == "is in the stage \"Open\", but no date says since when");
    CHECK(reason_of("7;Won;;;;;;2020-01-01;;\n") == "is won, but column \"closed\" has no date");
    CHECK(reason_of("7;Lost;;;;;;;;2020-01-01\n") == "no date says when it was opened");
    const auto recorded = read_rows("7;Lost;;;;;;2020-01-01;;\n", with(table_mapping(), "/dates/closed/missing", "\"recorded\"")).at(0);
    CHECK(recorded.problems.empty());
    CHECK(!recorded.outcome->at);
    const auto other = read_rows("7;Open;;;;;;;2020-01-03;\n", with(table_mapping(), "/dates/stages/0/otherwise", "\"offered\"")).at(0);
    CHECK(other.entries.at(0) == RowStage{"Open", instant("2020-01-02T16:00:00Z")});
}

TEST_CASE("an alias may mend a date, or say that it is missing", "[replay][opportunity_table]") {
    const auto mapping = with(table_mapping(), "/aliases",
                              R"([{"column":"opened","from":"2020-02-30","to":"2020-02-29"},{"column":"offered","from":"soon","to":""}])");
    CHECK(read_rows("7;Offer;;;;;;2020-02-30;soon;\n", mapping).at(0).entries ==
          std::vector<RowStage>{{"Open", instant("2020-02-28T16:00:00Z")}, {"Offer", std::nullopt}});
}

TEST_CASE("what contradicts itself is refused", "[replay][opportunity_table]") {
    CHECK(reason_of("7;Won;;;;;;2020-01-05;;2020-01-01\n") ==
          "closed at 2020-01-01T04:00:00Z, before it entered \"Open\" at 2020-01-04T16:00:00Z");
    CHECK(reason_of("7;Open;;;;;;2020-01-01;2020-01-02;\n") == "is in the stage \"Open\", but entered \"Offer\" later");
    CHECK(reason_of("7;Gone;;;;;;2020-01-01;;\n") == "column \"stage\": \"Gone\" is neither a stage of the model nor an outcome");
}

TEST_CASE("every problem of a row is told, each with its column", "[replay][opportunity_table]") {
    const auto row = read_rows(";Open;;;;12.3;;01.02.2020;;\n").at(0);
    REQUIRE(row.problems.size() == 3);
    CHECK(row.problems[0].reason == "column \"id\": an id is missing");
    CHECK(row.problems[1].reason == "column \"value\": \"12.3\" is no amount: the digits are not grouped in threes");
    CHECK(row.problems[2].reason == "column \"opened\": \"01.02.2020\" is no instant (rfc3339, iso_date)");
}

TEST_CASE("a repeated id is passed over with the same content and an error with other content", "[replay][opportunity_table]") {
    const std::string first = "7;Open;Ann;;;;;2020-01-01;;\n";
    const auto rows = read_rows(first + "8;Open;Ann;;;;;2020-01-01;;\n" + first + "7;Open;Bob;;;;;2020-01-01;;\n7;too short\n" + first);
    REQUIRE(rows.size() == 6);
    CHECK(rows[0].repeat == Repeat::first);
    CHECK(rows[1].repeat == Repeat::first);
    CHECK(rows[2].repeat == Repeat::same_content);
    CHECK(rows[2].digest == rows[0].digest);
    CHECK(rows[3].repeat == Repeat::other_content);
    CHECK(rows[3].problems == std::vector<LineProblem>{{5, "the id \"7\" came before with other content; the first stands"}});
    CHECK(rows[4].problems == std::vector<LineProblem>{{6, "has 2 fields, the header has 10"}});
    CHECK(rows[5].repeat == Repeat::same_content);
}

TEST_CASE("the digest is of what is imported, not of how the file writes it", "[replay][opportunity_table]") {
    const auto rows =
        read_rows("7;Open;Ann;;GTXPro;1.000;;2020-01-01;;\n\"7\"; Open;Ann;n/a;GTX Pro;1000,00;;2020-01-01T00:00:00+08:00;;\n");
    CHECK(rows.at(1).repeat == Repeat::same_content);
}

TEST_CASE("a column that the file does not have is named, with those it has", "[replay][opportunity_table]") {
    const SampleFile file("id;stage\n");
    const auto error = OpportunityTable::open(file.path(), parsed<OpportunityMapping>(table_mapping())).error();
    CHECK(error.detail ==
          R"(has no column "who", "customer", "product", "value", "won", "opened", "offered", "closed"; it has "id", "stage")");
}

}  // namespace foxtrail::opportunity_table_test
