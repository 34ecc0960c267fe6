// A table exported again and again: what has happened since the last export is recorded, what contradicts it is refused.
#include "commands/opportunity.hpp"
#include "replay/import/commands.hpp"
#include "tests/replay/import_scene.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::later_export_test {
using namespace foxtrail::test;

namespace {

const std::string header = "id;stage;who;customer;product;value;won;opened;offered;closed\n";

// The month's export, and a month in which to import the next.
struct Exports : ImportScene {
    ImportSummary month(const std::string& rows, const json::value& mapping = table_mapping()) {
        const auto summary = import(header + rows, mapping);
        now.us += 30 * us_per_day;
        return summary;
    }
    // What a month's export recorded of opportunities, without the events before it.
    std::vector<Imported> recorded_by(const std::string& rows, const json::value& mapping = table_mapping()) {
        const auto before = events("opportunity.").size();
        CHECK(month(rows, mapping).rows == ImportCounts{1, 1, 0, 0});
        auto all = events("opportunity.");
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(before));
        return all;
    }
    void check_refused(const std::string& rows, const std::string& why, const json::value& mapping = table_mapping()) {
        INFO(rows);
        const auto before = head();
        CHECK(month(rows, mapping).rows == ImportCounts{1, 0, 0, 1});
        CHECK(head() == before);
        REQUIRE(refused.size() == 1);
        CHECK(refused[0].reason == "was imported before with other content; the first stands and nothing is overwritten: it " + why);
    }
};

std::vector<std::string> types_of(const std::vector<Imported>& events) {
    std::vector<std::string> types;
    for (const auto& event : events) types.push_back(event.type.substr(event.type.find('.') + 1));
    return types;
}

const std::string january = "1;Open;Ann;Acme;;100;;2020-01-01;;\n";

}  // namespace

TEST_CASE_METHOD(Exports, "another value, owner and product of an open deal are recorded as stated anew at the import", "[replay][later_export]") {
    month(january);
    const Time february = now;
    const auto recorded = recorded_by("1;Open;Bob;Acme;GTXPro;150;;2020-01-01;;\n");
    CHECK(types_of(recorded) == std::vector<std::string>{"value_estimated.v1", "product_set.v1", "assigned.v1"});
    CHECK(recorded[0].json().at("from").at("amount") == "100.00");
    CHECK(recorded[0].json().at("to").at("amount") == "150.00");
    CHECK(recorded[0].key == "import/old/opportunity/1/2");
    for (const auto& event : recorded) CHECK(event.valid_at == february);
}

TEST_CASE_METHOD(Exports, "a further stage, another value and the outcome are recorded at their dates, the value before the deal closes", "[replay][later_export]") {
    month(january);
    const auto recorded = recorded_by("1;Won;Ann;Acme;;150;140;2020-01-01;2020-01-20;2020-02-10\n");
    CHECK(types_of(recorded) == std::vector<std::string>{"value_estimated.v1", "stage_entered.v1", "won.v1"});
    CHECK(recorded[0].valid_at == recorded[2].valid_at);
    CHECK(recorded[1].valid_at == instant("2020-01-19T16:00:00Z"));
    CHECK(recorded[2].valid_at == instant("2020-02-10T04:00:00Z"));
    CHECK(recorded[2].json().at("value").at("amount") == "140.00");
}

TEST_CASE_METHOD(Exports, "a stage without a date is left for the next one or for the outcome", "[replay][later_export]") {
    const auto mapping = with(table_mapping(), "/dates/stages/0/missing", R"("recorded")");
    month("1;Open;;;;;;;;\n2;Offer;;;;;;2020-01-01;;\n3;Offer;;;;;;2020-01-01;;\n", mapping);
    CHECK(types_of(recorded_by("1;Offer;;;;;;;;\n", mapping)) == std::vector<std::string>{"stage_entered.v1"});
    CHECK(types_of(recorded_by("2;Lost;;;;;;2020-01-01;;2026-01-20\n", mapping)) == std::vector<std::string>{"lost.v1"});
    check_refused("1;Open;;;;10;;;;\n", "is back in \"Open\", but no date says since when", mapping);
    check_refused("3;Lost;;;;;;2020-01-01;;2025-12-01\n", "closed at 2025-12-01T04:00:00Z, before what was imported of it", mapping);
}

TEST_CASE_METHOD(Exports, "the same export twice adds nothing, an older one neither, and its rows are named", "[replay][later_export]") {
    const std::string untouched = "2;Open;Ann;Acme;;100;;2020-01-01;;\n";
    const std::vector<std::string> months{january, "1;Open;Bob;Acme;;150;;2020-01-01;;\n", "1;Offer;Bob;Acme;;200;;2020-01-01;2020-02-01;\n",
                                          "1;Lost;Bob;Acme;;200;;2020-01-01;2020-02-01;2026-06-15\n"};
    for (const auto& rows : months) {
        CHECK(month(untouched + rows).rows.refused == 0);
        const auto head_before = head();
        const auto again = month(untouched + rows);
        CHECK(again.rows == ImportCounts{2, 0, 2, 0});
        CHECK(again.older_rows == 0);
        CHECK(head() == head_before);
    }
    const auto last = head();
    for (std::size_t i = 0; i + 1 < months.size(); ++i) {
        INFO(months[i]);
        const auto older = month(untouched + months[i]);
        CHECK(older.rows == ImportCounts{2, 0, 2, 0});
        CHECK(older.older_rows == 1);
        CHECK(refused == std::vector<RefusedLine>{{3, "1", "is older than what was imported of it; nothing is added"}});
        CHECK(head() == last);
    }
    CHECK(month(untouched + months.back()).older_rows == 0);
}

TEST_CASE_METHOD(Exports, "what a later export says otherwise of the past is refused with what it contradicts", "[replay][later_export]") {
    month("1;Won;Ann;Acme;;100;90;2020-01-01;2020-01-05;2020-02-01\n2;Offer;Ann;Acme;;100;;2020-01-01;2020-01-05;\n3;Offer;Ann;;;;;;2020-01-05;\n");
    check_refused("1;Lost;Ann;Acme;;100;;2020-01-01;2020-01-05;2020-02-01\n", "was closed as won at 2020-02-01T04:00:00Z, and now otherwise");
    check_refused("1;Won;Ann;Acme;;100;95;2020-01-01;2020-01-05;2020-02-01\n", "was closed as won at 2020-02-01T04:00:00Z, and now otherwise");
    check_refused("1;Offer;Ann;Acme;;110;;2020-01-01;2020-01-05;\n",
                  "was closed as won, and now says something else of it; it was closed as won and is open again, but no date says since when");
    check_refused("1;Won;Ann;Acme;;110;90;2020-01-01;2020-01-05;2020-02-01\n", "was closed as won, and now says something else of it");
    check_refused("2;Offer;Ann;Acme;;100;;2020-01-02;2020-01-05;\n", "entered \"Open\" at 2019-12-31T16:00:00Z, and now at 2020-01-01T16:00:00Z");
    check_refused("2;Open;Ann;Acme;;120;;2020-01-01;;\n", "entered \"Offer\" at 2020-01-04T16:00:00Z, and now never");
    check_refused("2;Offer;;Acme;;100;;2020-01-01;2020-01-05;\n", "had an owner and names none any more");
    check_refused("3;Offer;Ann;;;;;2020-01-01;2020-01-05;\n", "entered \"Open\" at 2019-12-31T16:00:00Z, before what was imported of it");
}

TEST_CASE("a later export that ends anywhere and runs again leaves the log of one run", "[replay][later_export]") {
    const std::string later = "1;Won;Bob;Acme;;150;140;2020-01-01;2020-01-20;2020-02-10\n";
    const auto import_both = [&](Exports& scene, std::uint64_t commands) {
        scene.month(january);
        scene.commands_left = commands;
        scene.import(header + later, table_mapping());
        scene.commands_left = 1'000'000;
        CHECK(scene.month(later).rows.refused == 0);
        return scene.events("opportunity.");
    };
    Exports whole;
    const auto expected = import_both(whole, 1'000'000);
    for (std::uint64_t commands = 0; commands <= 6; ++commands) {
        CAPTURE(commands);
        Exports scene;
        CHECK(import_both(scene, commands) == expected);
    }
}

TEST_CASE_METHOD(Exports, "what people recorded of a deal beside the import is no word of the file", "[replay][later_export]") {
    month(january);
    const auto ours = EstimateValue{OpportunityId{1}, Money{77'700, Currency::of("EUR")}};
    auto submission = import_submission(ours, "by-hand");
    submission.envelope.reason = "a talk";
    REQUIRE(writer().execute(std::move(submission)).verdict == Verdict::recorded);
    const auto before = head();
    CHECK(month(january).rows == ImportCounts{1, 0, 1, 0});
    CHECK(head() == before);
    const auto recorded = recorded_by("1;Offer;Ann;Acme;;100;;2020-01-01;2020-02-01;\n");
    CHECK(types_of(recorded) == std::vector<std::string>{"stage_entered.v1"});
}

}  // namespace foxtrail::later_export_test
