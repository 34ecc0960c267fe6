#include "tests/replay/import_scene.hpp"

#include "commands/opportunity.hpp"
#include "replay/import/commands.hpp"
#include "tests/core/log_scene.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::import_run_test {
using namespace foxtrail::test;

namespace {

const std::string header = "id;stage;who;customer;product;value;won;opened;offered;closed\n";
const std::string rows =
    "1;Won;Ann;Acme;GTXPro;100;90,50;2020-01-01;2020-01-02;2020-01-05\n"
    "2;Lost;Bob;Acme;;;;2020-01-01;;2020-01-03\n"
    "3;Offer;Ann;;;;;2020-02-01;;\n"
    "4;Dropped;;;;;;2020-02-02;;2020-02-03\n";

const std::string log_header = "case,activity,time,actor\n";
const std::string tickets =
    "A,Assign,2020-01-01T00:00:00Z,Ann\n"
    "B,Assign,2020-01-01T00:00:00Z,Bob\n"
    "A,Wait,2020-01-02T00:00:00Z,Bob\n"
    "A,Resolve,2020-01-02T00:00:00Z,\n"
    "A,Resolve,2020-01-02T00:00:00Z,Ann\n"
    "B,Resolve,2020-01-03T00:00:00Z,Bob\n";

std::vector<std::string> stages_of(const ImportScene& scene, std::string_view opportunity) {
    std::vector<std::string> stages;
    for (const auto& event : scene.events("opportunity.")) {
        const json::value data = event.json();
        if (data.at("opportunity").as_string() != opportunity) continue;
        if (event.type == "opportunity.created.v1") stages.emplace_back(data.at("stage").at("name").as_string());
        if (event.type == "opportunity.stage_entered.v1") stages.emplace_back(data.at("to").at("name").as_string());
    }
    return stages;
}

}  // namespace

TEST_CASE("a table row becomes an opportunity with owner, stages and outcome at their instants", "[replay][import_run]") {
    ImportScene scene;
    const auto summary = scene.import(header + rows, table_mapping());
    CHECK(summary.rows == ImportCounts{4, 4, 0, 0});
    CHECK(scene.refused.empty());
    const auto created = scene.events("opportunity.created").at(0);
    CHECK(created.valid_at == instant("2019-12-31T16:00:00Z"));
    CHECK(created.key == "import/old/opportunity/1/1");
    CHECK(created.json().at("external_key") == "old:1");
    CHECK(created.json().at("stage").at("name") == "Open");
    CHECK(created.json().at("probability") == 30);
    CHECK(created.json().at("importance") == "normal");
    CHECK(created.json().at("value").at("amount") == "100.00");
    CHECK(scene.events("opportunity.assigned").at(0).valid_at == created.valid_at);
    const auto won = scene.events("opportunity.won").at(0);
    CHECK(won.valid_at == instant("2020-01-05T04:00:00Z"));
    CHECK(won.json().at("value").at("amount") == "90.50");
    CHECK(won.json().at("stage").at("name") == "Offer");
    const auto lost = scene.events("opportunity.lost").at(0).json();
    CHECK(lost.at("why") == "not recorded");
    CHECK(lost.at("competitor") == "unknown");
    CHECK(scene.events("opportunity.derailed").size() == 1);
    CHECK(stages_of(scene, "opp-3") == std::vector<std::string>{"Open", "Offer"});
}

TEST_CASE("an owner in no side table is hired into the department of imported people", "[replay][import_run]") {
    ImportScene scene;
    scene.import(header + rows, table_mapping());
    const auto departments = scene.events("department.opened");
    REQUIRE(departments.size() == 1);
    CHECK(departments[0].json().at("name") == "Imported");
    CHECK(departments[0].json().at("external_key") == "old:Imported");
    CHECK(scene.events("employee.joined").size() == 2);
    CHECK(scene.events("customer.registered").size() == 1);
    CHECK(scene.events("product.listed").at(0).json().at("external_key") == "old:GTX Pro");
}

TEST_CASE("a second run adds nothing", "[replay][import_run]") {
    const bool on_disk = GENERATE(false, true);
    const TemporaryFolder folder;
    ImportScene scene(on_disk ? open_rocks_store(folder.name(), Access::owner) : open_memory_store());
    const auto first = scene.import(header + rows, table_mapping());
    const auto first_log = scene.import(log_header + tickets, log_mapping());
    const auto head = scene.head();
    scene.now = instant("2027-01-01T00:00:00Z");  // what had no date must not look new
    const auto again = scene.import(header + rows, table_mapping());
    const auto again_log = scene.import(log_header + tickets, log_mapping());
    CHECK(scene.head() == head);
    CHECK(again.rows == ImportCounts{4, 0, 4, 0});
    CHECK(again.commands_recorded == 0);
    CHECK(again.commands_already_there == first.commands_recorded);
    CHECK(again_log.rows == ImportCounts{2, 0, 2, 0});
    CHECK(again_log.commands_already_there == first_log.commands_recorded);
    CHECK(first_log.events_read == 6);
}

TEST_CASE("a run that ends anywhere and runs again leaves the log of one run", "[replay][import_run]") {
    const bool is_log = GENERATE(false, true);
    const std::string content = is_log ? log_header + tickets : header + rows;
    const json::value mapping = is_log ? log_mapping() : table_mapping();
    ImportScene whole;
    whole.import(content, mapping);
    for (std::uint64_t commands = 0; commands <= 10; ++commands) {
        CAPTURE(commands);
        ImportScene scene;
        scene.commands_left = commands;
        const auto part = scene.import(content, mapping);
        CHECK(part.stopped == (scene.head() < whole.head() || commands == (is_log ? 6 : 9)));
        scene.commands_left = 1'000'000;
        CHECK(scene.import(content, mapping).rows.refused == 0);
        CHECK(scene.events() == whole.events());
    }
}

TEST_CASE("a run that ends on the disk goes on after the next start", "[replay][import_run]") {
    ImportScene whole;
    whole.import(log_header + tickets, log_mapping());
    const TemporaryFolder folder;
    {
        ImportScene scene(open_rocks_store(folder.name(), Access::owner));
        scene.commands_left = 3;
        CHECK(scene.import(log_header + tickets, log_mapping()).stopped);
    }
    ImportScene scene(open_rocks_store(folder.name(), Access::owner));
    CHECK(scene.import(log_header + tickets, log_mapping()).rows.refused == 0);
    CHECK(scene.events() == whole.events());
}

TEST_CASE("an id that comes again with other content is refused and nothing is overwritten", "[replay][import_run]") {
    ImportScene scene;
    scene.import(header + rows, table_mapping());
    const auto head = scene.head();
    const auto again = scene.import(header + "3;Offer;Ann;;;50;;2020-02-01;2020-02-09;\n", table_mapping());
    CHECK(again.rows == ImportCounts{1, 0, 0, 1});
    CHECK(scene.head() == head);
    CHECK(scene.refused ==
          std::vector<RefusedLine>{{2, "3", "was imported before with other content; the first stands and nothing is overwritten: "
                                            "it entered \"Offer\" without a date, and now at 2020-02-08T16:00:00Z"}});
}

TEST_CASE("a case that has grown gets its new events, one with an event put between gets none", "[replay][import_run]") {
    ImportScene scene;
    scene.import(log_header + tickets, log_mapping());
    CHECK(scene.import(log_header + tickets + "B,Wait,2020-01-04T00:00:00Z,Ann\n", log_mapping()).rows == ImportCounts{2, 1, 1, 0});
    CHECK(stages_of(scene, "opp-2") == std::vector<std::string>{"Assign", "Resolve", "Wait"});
    const auto head = scene.head();
    const auto again =
        scene.import(log_header + tickets + "B,Wait,2020-01-02T00:00:00Z,Ann\nB,Wait,2020-01-04T00:00:00Z,Ann\n", log_mapping());
    CHECK(again.rows == ImportCounts{2, 0, 1, 1});
    CHECK(scene.head() == head);
    CHECK(scene.refused.size() == 1);
}

TEST_CASE("what has no date is valid from the instant of import", "[replay][import_run]") {
    ImportScene scene;
    scene.import(header + "7;Offer;Ann;;;;;;;\n8;Offer;Ann;;;;;2020-01-01;;\n", table_mapping());
    const auto created = scene.events("opportunity.created");
    CHECK(created.at(0).valid_at == scene.now);
    CHECK(created.at(0).json().at("stage").at("name") == "Offer");
    CHECK(created.at(1).valid_at == instant("2019-12-31T16:00:00Z"));
    CHECK(scene.events("opportunity.stage_entered").at(0).valid_at == scene.now);
}

TEST_CASE("equal instants keep the order of the file, and a stage that repeats is entered again", "[replay][import_run]") {
    ImportScene scene;
    scene.import(log_header + tickets, log_mapping());
    CHECK(stages_of(scene, "opp-1") == std::vector<std::string>{"Assign", "Wait", "Resolve", "Resolve"});
    const auto entered = scene.events("opportunity.stage_entered");
    CHECK(entered.at(0).actor == "emp-2");
    CHECK(entered.at(1).actor.empty());
    CHECK(entered.at(2).actor == "emp-1");
    CHECK(scene.events("opportunity.created").at(0).actor == "emp-1");
    CHECK(scene.events("opportunity.assigned").size() == 2);
}

TEST_CASE("kept attributes of a case and its events are the reason, cut off at their limit", "[replay][import_run]") {
    auto mapping = with(with(log_mapping(), "/case_attributes", R"(["channel"])"), "/event_attributes", R"(["note"])");
    ImportScene scene;
    std::string long_note;
    for (int i = 0; i < 600; ++i) long_note += "é";
    scene.import("case,activity,time,actor,channel,note\nA,Assign,2020-01-01,Ann,web,first\nA,Wait,2020-01-02,Ann,web," + long_note + "\n",
                 mapping);
    CHECK(scene.events("opportunity.created").at(0).reason == "channel=web; note=first");
    const std::string cut = scene.events("opportunity.stage_entered").at(0).reason;
    CHECK(cut.size() <= import_reason_bytes_max);
    CHECK(cut.ends_with("é..."));
}

TEST_CASE("what the rules refuse is in the report with the rule's text, and the rest is recorded", "[replay][import_run]") {
    const auto mapping = with(log_mapping(), "/outcomes", R"([{"value":"Sold","means":"won"},{"value":"Gone","means":"lost"}])");
    ImportScene scene;
    const auto summary = scene.import(log_header +
                                          "A,Assign,2020-01-01,Ann\nA,Sold,2020-01-02,Ann\nA,Gone,2020-01-03,Ann\nA,Assign,2020-01-04,Ann\n"
                                          "B,Gone,2020-01-01,Ann\n"
                                          "C,Assign,2030-01-01,Ann\nC,Assign,2030-01-02,Ann\n"
                                          "D,Assign,2020-01-01,Ann\n",
                                      mapping);
    CHECK(summary.rows == ImportCounts{4, 1, 0, 3});
    CHECK(summary.refused_lines == 3);
    CHECK(scene.refused.size() == 3);
    CHECK(std::ranges::count(scene.refused,
                             RefusedLine{4, "A", "The opportunity is closed with another outcome: reopen it first. (won)"}) == 1);
    CHECK(std::ranges::count(scene.refused,
                             RefusedLine{6, "B", "begins with the outcome \"Gone\": nothing says in which stage it was opened"}) == 1);
    CHECK(std::ranges::count(scene.refused, RefusedLine{7, "C", "valid_at: lies in the future: record it when it has happened"}) == 1);
    CHECK(scene.events("opportunity.created").size() == 2);
}

TEST_CASE("a row is never added to somebody else's opportunity with its key", "[replay][import_run]") {
    ImportScene scene;
    scene.import(log_header + "B,Assign,2020-01-01,Ann\n", log_mapping());
    CreateOpportunity other;
    other.name = "entered by hand";
    other.stage_model = ExternalKey{"log:Tickets"};
    other.external_key = ExternalKey{"log:A"};
    REQUIRE(scene.writer().execute(import_submission(other, "by-hand")).verdict == Verdict::recorded);
    const auto head = scene.head();
    CHECK(scene.import(log_header + "A,Assign,2020-01-01,Ann\nA,Assign,2021-01-02,Ann\n", log_mapping()).rows == ImportCounts{1, 0, 0, 1});
    CHECK(scene.head() == head);
    CHECK(scene.refused == std::vector<RefusedLine>{{2, "A", "Another entity of this kind already has this external key. (log:A)"}});
}

TEST_CASE("a later import with further stages publishes the next version of the model", "[replay][import_run]") {
    ImportScene scene;
    scene.import(log_header + tickets, log_mapping());
    const std::string more = log_header + "C,Assign,2020-01-01,Ann\nC,Close,2020-01-02,Ann\n";
    CHECK(scene.import(more, log_mapping()).rows.refused == 0);
    CHECK(scene.import(more, log_mapping()).commands_recorded == 0);
    const auto published = scene.events("stage_model.published");
    REQUIRE(published.size() == 2);
    const json::value second = published[1].json();
    CHECK(second.at("version") == 2);
    CHECK(second.at("stages").as_array().size() == 4);
    CHECK(second.at("stages").at(3).at("name") == "Close");
    CHECK(second.at("mapping").at(1) == json::parse(R"({"from":"Wait","to":"Wait"})"));
}

TEST_CASE("a disk that is too full ends the import with the reason, and the next run goes on", "[replay][import_run]") {
    ImportScene scene;
    const SampleFile file(log_header + tickets);
    scene.may_write = false;
    CHECK(scene.try_import(file.path(), log_mapping()).error() ==
          "the disk is too full to record anything: make space and run the import again");
    CHECK(scene.head() == 0);
    scene.may_write = true;
    CHECK(scene.try_import(file.path(), log_mapping()).value().rows == ImportCounts{2, 2, 0, 0});
}

TEST_CASE("a stage model that the rules refuse ends the import before any row", "[replay][import_run]") {
    ImportScene scene;
    const SampleFile file(log_header + "A,won,2020-01-01,Ann\n");
    CHECK(scene.try_import(file.path(), log_mapping()).error() ==
          "the stage model is refused: won, lost and derailed are the ends of every model, not stages. (won)");
    CHECK(scene.head() == 0);
}

}  // namespace foxtrail::import_run_test
