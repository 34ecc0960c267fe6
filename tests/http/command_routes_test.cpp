#include "http/command_answer.hpp"
#include "tests/http/running_edge.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace foxtrail;

TEST_CASE("a command is recorded and answered with its events and its entity's version", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    const auto answer = caller.command("opportunity.advance_stage", {{"opportunity", "opp-1"}, {"stage", "offer"}});
    CHECK(caller.last.status == 200);
    CHECK(answer.at("verdict") == "recorded");
    CHECK(answer.at("position") == 3);
    CHECK(answer.at("count") == 1);
    const auto& event = answer.at("events").at(0);
    CHECK(event.at("type") == "opportunity.stage_advanced");
    CHECK(event.at("version") == 1);
    CHECK(event.at("position") == 3);
    CHECK(event.at("data").at("to").at("name") == "offer");
    CHECK(caller.last.header("ETag") == "\"3\"");
    CHECK(caller.command("opportunity.advance_stage", {{"opportunity", "opp-1"}, {"stage", "offer"}}).at("verdict") == "already_so");
    CHECK(caller.last.header("ETag") == "\"3\"");
}

TEST_CASE("a command whose decision failed is answered 500: it was not recorded", "[http]") {
    const auto answer = outcome_problem({.verdict = Verdict::failed});
    CHECK(answer.status == 500);
    const auto problem = json::parse(*answer.body).as_object();
    CHECK(problem.at("type") == "/problems/not-recorded");
    CHECK(problem.at("verdict") == "failed");
}

TEST_CASE("a refusal lists every rule that is broken", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    const auto answer = caller.command("stage_model.publish", {{"name", " "}, {"stages", json::array{json::object{{"name", "won"}, {"probability", 1}}}}});
    CHECK(caller.last.status == 422);
    CHECK(caller.last.header("Content-Type") == problem_type);
    CHECK(answer.at("type") == "/problems/refused");
    CHECK(texts_of(answer, "rules", "code") == std::vector<std::string>{"name_missing", "stage_name_reserved"});
    CHECK(edge.engine().log().head() == 2);
}

TEST_CASE("all that is wrong with a command is said at once, with pointers", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    auto data = opportunity("x");
    data["expected_close"] = "2027-02-30";
    data["value"] = json::object{{"amount", "12.345"}, {"currency", "CNY"}};
    data["probability"] = 101;
    data["importance"] = "huge";
    data["established"] = "perhaps";
    data["colour"] = "red";
    data.erase("name");
    const auto answer = caller.command("opportunity.create", data, {{"valid_at", "yesterday"}, {"what", 1}}, {{"If-Match", "new"}});
    CHECK(caller.last.status == 400);
    const auto pointers = texts_of(answer, "errors", "pointer");
    for (const auto* pointer : {"/data/expected_close", "/data/value/amount", "/data/probability", "/data/importance", "/data/established", "/data/colour", "/data/name", "/valid_at", "/what"}) {
        INFO(pointer);
        INFO(caller.last.body);
        CHECK(std::ranges::count(pointers, pointer) == 1);
    }
    CHECK(std::ranges::count(texts_of(answer, "errors", "header"), "If-Match") == 1);
}

TEST_CASE("malformed, oversized and misnamed commands are told so", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    for (const auto* body : {"", "{", "{\"data\":{}} x", "nul", "{\"data\":1,}", "\xff"}) {
        INFO(body);
        const auto answer = caller.post("/v1/commands/opportunity.win", body);
        CHECK(answer.status == 400);
        CHECK(json::parse(answer.body).at("type") == "/problems/malformed-json");
    }
    CHECK(caller.post("/v1/commands/opportunity.win", std::string(100, '[')).status == 400);
    CHECK(caller.post("/v1/commands/opportunity.win", "[]").status == 400);
    CHECK(caller.post("/v1/commands/opportunity.win", "{\"command\":\"opportunity.lose\",\"data\":{}}").status == 400);
    const auto unknown = caller.command("opportunity.advance", {});
    CHECK(caller.last.status == 404);
    CHECK(unknown.at("closest").at(0) == "opportunity.advance_stage");
    const auto nobody = caller.command("opportunity.win", {{"opportunity", "opp-7"}, {"value", "unknown"}}, {{"actor", "emp-9"}});
    CHECK(caller.last.status == 422);
    CHECK(texts_of(nobody, "errors", "pointer") == std::vector<std::string>{"/data/opportunity", "/actor"});
    caller.command("opportunity.win", {{"opportunity", "opp-1"}, {"value", "unknown"}}, {{"valid_at", "2999-01-01T00:00:00Z"}});
    CHECK(caller.last.status == 422);
    CHECK(caller.command("opportunity.win", {{"opportunity", "opp-1"}}, {}, {}, "?dryrun=1&dry_run=maybe").at("errors").as_array().size() == 3);
    CHECK(HttpClient(edge.port()).post("/v1/commands/opportunity.win", std::string(300'000, ' ')).status == 413);
    CHECK(edge.engine().log().head() == 2);
}

TEST_CASE("a dry run decides and records nothing", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    const auto answer = caller.command("opportunity.win", {{"opportunity", "opp-1"}, {"value", "unknown"}}, {}, {{"Idempotency-Key", "k"}}, "?dry_run=true");
    CHECK(answer.at("verdict") == "recorded");
    CHECK(answer.at("dry_run") == true);
    CHECK(answer.at("events").at(0).at("type") == "opportunity.won");
    CHECK(edge.engine().log().head() == 2);
    CHECK_FALSE(caller.command("opportunity.win", {{"opportunity", "opp-1"}, {"value", "unknown"}}, {}, {{"Idempotency-Key", "k"}}).contains("repeated"));
}

TEST_CASE("a key gets the first answer again, accepted or refused, and belongs to one command", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    const json::object advance{{"opportunity", "opp-1"}, {"stage", "offer"}};
    auto first = caller.command("opportunity.advance_stage", advance, {}, {{"Idempotency-Key", "k1"}});
    const auto tag = caller.last.header("ETag");
    auto again = caller.command("opportunity.advance_stage", advance, {{"key", "k1"}});
    CHECK(caller.last.header("ETag") == tag);
    CHECK(again.at("repeated") == true);
    again.erase("repeated");
    CHECK(again == first);
    const json::object back{{"opportunity", "opp-1"}, {"stage", "lead"}};
    first = caller.command("opportunity.regress_stage", back, {}, {{"Idempotency-Key", "k2"}});
    CHECK(caller.last.status == 422);
    again = caller.command("opportunity.regress_stage", back, {}, {{"Idempotency-Key", "k2"}});
    CHECK(caller.last.status == 422);
    CHECK(again.at("rules") == first.at("rules"));
    caller.command("opportunity.regress_stage", back, {{"reason", "another body"}}, {{"Idempotency-Key", "k2"}});
    CHECK(caller.last.status == 409);
    caller.command("opportunity.regress_stage", back, {{"key", "other"}}, {{"Idempotency-Key", "k3"}});
    CHECK(caller.last.status == 400);
}

TEST_CASE("If-Match refuses a command about an entity that has changed", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    const json::object advance{{"opportunity", "opp-1"}, {"stage", "offer"}};
    const auto stale = caller.command("opportunity.advance_stage", advance, {}, {{"If-Match", "\"1\""}});
    CHECK(caller.last.status == 412);
    CHECK(stale.at("version") == 2);
    caller.command("opportunity.advance_stage", advance, {}, {{"If-Match", "2"}});
    CHECK(caller.last.status == 200);
    caller.command("opportunity.create", opportunity("y"), {}, {{"If-Match", "2"}});
    CHECK(caller.last.status == 422);
}

TEST_CASE("nothing is recorded on a full disk", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path, {.free_bytes_min = std::uint64_t{1} << 62});
    Caller caller(edge.port());
    caller.command("customer.register", {{"name", "A"}, {"sector", "unknown"}, {"region", "unknown"}});
    CHECK(caller.last.status == 507);
    CHECK(edge.engine().log().head() == 0);
}

TEST_CASE("a stream of commands is answered line by line, in order, good and bad", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    std::string body;
    const auto line = [&](const json::object& command) { body += json::serialize(command) + '\n'; };
    for (int i = 0; i < 3'000; ++i) {
        line({{"command", "customer.register"}, {"data", {{"name", "C" + std::to_string(i)}, {"sector", "unknown"}, {"region", "unknown"}}}});
        if (i % 3 == 0) body += "{broken\n\n";
        if (i % 3 == 1) line({{"command", "customer.registr"}, {"data", json::object{}}});
        if (i % 3 == 2) line({{"command", "customer.register"}, {"data", {{"name", ""}, {"sector", "unknown"}, {"region", "unknown"}}}});
    }
    const auto answer = caller.post("/v1/commands", body);
    REQUIRE(answer.status == 200);
    constexpr int second_status[] = {400, 404, 422};
    std::string_view rest = answer.body;
    for (int number = 1; number <= 6'000; ++number) {
        const auto read = json::parse(rest.substr(0, rest.find('\n'))).as_object();
        rest.remove_prefix(rest.find('\n') + 1);
        REQUIRE(read.at("line") == number);
        if (number % 2 == 1) REQUIRE(read.at("events").at(0).at("data").at("name").as_string() == "C" + std::to_string(number / 2));
        else REQUIRE(read.at("status") == second_status[(number / 2 - 1) % 3]);
    }
    CHECK(rest.empty());
    CHECK(edge.engine().log().head() == 3'002);
    CHECK(caller.post("/v1/commands?dry_run=true", "{\"command\":\"customer.register\",\"data\":{\"name\":\"D\",\"sector\":\"unknown\",\"region\":\"unknown\"}}").status == 200);
    CHECK(caller.post("/v1/commands?dry=true", "").status == 400);
    CHECK(edge.engine().log().head() == 3'002);
}
