#include "tests/http/running_edge.hpp"

#include <catch2/catch.hpp>

using namespace foxtrail;

TEST_CASE("a read answers at any instant and says which", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    auto answer = caller.read("/v1/probe?min_position=2&owner=emp-1&owner=emp-2");
    CHECK(answer.at("position") == 2);
    CHECK_FALSE(answer.contains("as_of"));
    CHECK(answer.at("parameters") == json::array{"owner=emp-1", "owner=emp-2"});
    answer = caller.read("/v1/probe/opp-1?as_of=1");
    CHECK(answer.at("position") == 1);
    CHECK(answer.at("as_of") == 1);
    CHECK(answer.at("parameters") == json::array{"entity=opp-1"});
    answer = caller.read("/v1/probe?valid_at=2026-01-31");
    CHECK(answer.at("valid_at") == "2026-01-31T15:59:59.999999Z");  // the end of the day in Shanghai
    CHECK(answer.at("now") == "2026-01-31T15:59:59.999999Z");
    answer = caller.read("/v1/probe?as_of=2020-05-01T08:00:00+08:00&valid_at=2019-12-31T00:00:00Z");
    CHECK(answer.at("position") == 0);
    CHECK(answer.at("as_of") == "2020-05-01T00:00:00Z");
    CHECK(answer.at("now") == "2019-12-31T00:00:00Z");
    CHECK(caller.read("/v1/probe?as_of=2999-01-01").at("position") == 2);
}

TEST_CASE("what is wrong with a question is said at once", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    const auto answer = caller.read("/v1/probe?as_of=soon&valid_at=2026-02-30&min_position=-1&onwer=emp-1");
    CHECK(caller.last.status == 400);
    CHECK(texts_of(answer, "errors", "parameter") == std::vector<std::string>{"onwer", "as_of", "valid_at", "min_position"});
    CHECK(texts_of(answer, "errors", "detail")[0].find("owner, as_of, valid_at, min_position") != std::string::npos);
    caller.read("/v1/probe?as_of=1&as_of=2");
    CHECK(caller.last.status == 400);
    caller.read("/v1/probe?as_of=3");
    CHECK(caller.last.status == 400);
    CHECK(texts_of(caller.read("/v1/probe?owner=nobody"), "errors", "parameter") == std::vector<std::string>{"owner"});
    CHECK(caller.last.status == 400);
    caller.read("/v1/probe/opp-404");
    CHECK(caller.last.status == 404);
    caller.read("/v1/probe?min_position=2");
    CHECK(caller.read("/v1/probe?min_position=99").at("position") == 2);
    CHECK(caller.last.status == 503);
    CHECK(caller.last.header("Retry-After") == "1");
}

TEST_CASE("an answer is kept while nothing new happens, and for ever at a fixed position", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    const auto made = [&](std::string_view target) {
        const int before = probe_answers;
        caller.read(target);
        return probe_answers - before;
    };
    CHECK(made("/v1/probe?valid_at=2026-01-31&min_position=2") == 1);
    CHECK(made("/v1/probe?valid_at=2026-01-31&min_position=2") == 0);
    CHECK(made("/v1/probe?as_of=2") == 1);
    const auto tag = caller.last.header("ETag");
    CHECK(caller.get("/v1/probe?as_of=2", {{"If-None-Match", tag}}).status == 304);
    caller.command("opportunity.advance_stage", {{"opportunity", "opp-1"}, {"stage", "offer"}});
    CHECK(made("/v1/probe?as_of=2") == 0);
    CHECK(caller.last.header("ETag") == tag);
    edge.engine().runner().wait_for(3, std::chrono::seconds(5));
    CHECK(made("/v1/probe?valid_at=2026-01-31&min_position=2") == 1);
    CHECK(caller.read("/v1/probe?min_position=3").at("position") == 3);
    CHECK(caller.post("/v1/projections/deals/rebuild", "").status == 200);
    CHECK(made("/v1/probe?as_of=2") == 1);
}

TEST_CASE("a date means the end of the company's day, and its answer is kept only while nothing new happens", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    caller.read("/v1/probe?min_position=2");
    const auto made = [&](const char* target) {
        const int before = probe_answers;
        caller.read(target);
        return probe_answers - before;
    };
    constexpr auto *of_day = "/v1/probe?as_of=2020-05-01", *of_instant = "/v1/probe?as_of=2020-05-01T15:59:59.999999Z";
    constexpr auto* valid_on_day = "/v1/probe?as_of=2&valid_at=2020-05-01";
    for (const int times : {1, 0})
        for (const auto* target : {of_day, of_instant, valid_on_day}) CHECK(made(target) == times);
    CHECK(caller.read(of_day).at("as_of") == "2020-05-01T15:59:59.999999Z");
    CHECK(caller.read(valid_on_day).at("valid_at") == "2020-05-01T15:59:59.999999Z");

    const json::array hours{{{"from", "09:00"}, {"to", "17:00"}}};
    caller.command("working_calendar.set", {{"time_zone", "Europe/London"}, {"working_days", {"monday"}}, {"hours", hours}},
                   {{"reason", "a new seat"}});
    REQUIRE(caller.last.status == 200);
    edge.engine().runner().wait_for(3, std::chrono::seconds(5));
    CHECK(made(of_instant) == 0);
    CHECK(made(of_day) == 1);
    CHECK(made(valid_on_day) == 1);
    CHECK(caller.read(of_day).at("as_of") == "2020-05-01T22:59:59.999999Z");
    CHECK(caller.read(valid_on_day).at("valid_at") == "2020-05-01T22:59:59.999999Z");
}

TEST_CASE("an entity's version is that of the instant, and the tag of an answer about it can be sent as If-Match", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path, {}, {}, read_models());
    Caller caller(edge.port());
    begin(caller);
    const json::object to_offer{{"opportunity", "opp-1"}, {"stage", "offer"}}, to_contract{{"opportunity", "opp-1"}, {"stage", "contract"}};
    caller.read("/v1/history/opp-1?min_position=2");
    const auto seen_first = caller.last.header("ETag");
    caller.command("opportunity.advance_stage", to_offer);
    for (const auto* path : {"/v1/opportunities/opp-1", "/v1/history/opp-1"}) {
        INFO(path);
        CHECK(caller.read(std::string(path) + "?as_of=2").at("version") == 2);
        CHECK(caller.read(std::string(path) + "?min_position=3").at("version") == 3);
    }
    caller.command("opportunity.advance_stage", to_contract, {}, {{"If-Match", seen_first}});
    CHECK(caller.last.status == 412);
    caller.read("/v1/opportunities/opp-1?min_position=3");
    const auto tag = caller.last.header("ETag");
    CHECK(caller.get("/v1/opportunities/opp-1?min_position=3", {{"If-None-Match", tag}}).status == 304);
    caller.read("/v1/opportunities");
    caller.command("opportunity.advance_stage", to_contract, {}, {{"If-Match", caller.last.header("ETag")}});
    CHECK(caller.last.status == 400);  // the tag of a list is no version
    caller.command("opportunity.advance_stage", to_contract, {}, {{"If-Match", "W/" + tag}});
    CHECK(caller.last.status == 200);
    caller.command("opportunity.advance_stage", to_offer, {}, {{"If-Match", tag}});
    CHECK(caller.last.status == 412);
}

TEST_CASE("what was never there is not found, and a page of nothing is no page", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path, {}, {}, read_models());
    Caller caller(edge.port());
    begin(caller);
    const auto status = [&](std::string_view target) { return caller.get(target).status; };
    CHECK(status("/v1/history/opp-1?min_position=2") == 200);
    CHECK(status("/v1/history/opp-1?as_of=1") == 404);
    CHECK(status("/v1/history/opp-99") == 404);
    const auto no_kind = caller.read("/v1/history/zzz-1");
    CHECK(caller.last.status == 404);
    CHECK_THAT(texts_of(no_kind, "errors", "detail")[0], Catch::Contains("opp") && Catch::Contains("emp"));
    for (const auto* target : {"/v1/history/opp-1?limit=0", "/v1/opportunities?limit=0", "/v1/work?limit=0", "/v1/events?limit=0", "/v1/board?owner=emp-99", "/v1/board?customer=cus-1"}) {
        INFO(target);
        CHECK(status(target) == 400);
    }
    CHECK(status("/v1/board?stage_model=stm-1") == 200);
}

TEST_CASE("an answer about a person has the position he holds, and that of the log beside it", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path, {}, {}, read_models());
    Caller caller(edge.port());
    caller.command("region.define", {{"name", "East"}});
    caller.command("department.open", {{"name", "Sales"}, {"region", "reg-1"}});
    caller.command("employee.hire", {{"name", "Li"}, {"department", "dep-1"}});
    caller.command("customer.register", {{"name", "A"}, {"sector", "unknown"}, {"region", "unknown"}});
    caller.command("contact.register", {{"customer", "cus-1"}, {"name", "Wang"}, {"department", "unknown"}, {"position", "Buyer"}});
    const Position head = edge.engine().log().head();
    const auto min_position = "?min_position=" + std::to_string(head);
    for (const auto* path : {"/v1/employees/emp-1", "/v1/employees/emp-1/access", "/v1/employees/emp-1/day-one", "/v1/contacts/con-1"}) {
        INFO(path);
        const auto answer = caller.read(path + min_position);
        CHECK(answer.at("position").is_string());
        CHECK(answer.at("log_position") == head);
    }
    CHECK_FALSE(caller.read("/v1/board" + min_position).contains("log_position"));
}

TEST_CASE("no answer that was kept names a person once he is erased", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path, {}, {}, read_models());
    Caller caller(edge.port());
    caller.command("customer.register", {{"name", "Acme"}, {"sector", "unknown"}, {"region", "unknown"}});
    caller.command("contact.register", {{"customer", "cus-1"}, {"name", "Wang Fang"}, {"department", "unknown"}, {"position", "unknown"}});
    REQUIRE(caller.last.status == 200);
    const std::vector<std::string> targets{"/v1/contacts/con-1?as_of=2", "/v1/contacts?as_of=2&min_position=2"};
    for (int times = 0; times < 2; ++times)  // the second is from memory
        for (const auto& target : targets) {
            caller.read(target);
            CHECK(caller.last.body.find("Wang Fang") != std::string::npos);
        }
    const auto tag = caller.last.header("ETag");
    caller.command("contact.erase_personal_data", {{"contact", "con-1"}}, {{"reason", "he asked for it"}});
    REQUIRE(caller.last.status == 200);
    for (const auto& target : targets) {
        caller.read(target);
        CHECK(caller.last.body.find("Wang Fang") == std::string::npos);
        CHECK(caller.last.body.find("erased") != std::string::npos);
    }
    CHECK(caller.get(targets.back(), {{"If-None-Match", tag}}).status == 200);
}

TEST_CASE("an answer begun before a withdrawal and finished after it is not kept", "[http][edge]") {
    AnswerCache cache;
    const auto put = [&](std::string_view target, std::uint64_t withdrawals) {
        cache.put(target, text_response(200, json_type, "x"), {.is_for_ever = true, .withdrawals = withdrawals});
    };
    put("/before", 0);
    CHECK(cache.find("/before", 1, 0));
    CHECK_FALSE(cache.find("/before", 1, 1));
    put("/late", 0);
    CHECK_FALSE(cache.find("/late", 1, 1));
    put("/after", 1);
    CHECK(cache.find("/after", 1, 1));
}

TEST_CASE("where the path says the kind, the key of another system names an entity", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    auto data = opportunity("keyed");
    data["external_key"] = "salesforce:006XYZ";
    caller.command("opportunity.create", data);
    REQUIRE(caller.last.status == 200);
    CHECK(caller.read("/v1/opportunities/salesforce:006XYZ?min_position=3").at("parameters") == json::array{"id=opp-2"});
    CHECK(caller.read("/v1/opportunities/salesforce:other").at("parameters") == json::array{"id=salesforce:other"});
    CHECK(caller.read("/v1/probe/salesforce:006XYZ").at("parameters") == json::array{"entity=salesforce:006XYZ"});
}

TEST_CASE("the cache is bounded by entries and bytes, oldest out first", "[http][edge]") {
    AnswerCache cache({.entries_max = 3, .bytes_max = 3'000});
    const auto put = [&](std::string_view target, std::size_t bytes) { cache.put(target, text_response(200, json_type, std::string(bytes, 'x')), {.is_for_ever = true}); };
    put("/a", 1), put("/b", 1), put("/c", 1);
    CHECK(cache.find("/a", 0));
    put("/d", 1);
    CHECK_FALSE(cache.find("/b", 0));
    CHECK(cache.find("/a", 0));
    put("/e", 2'000);
    CHECK(cache.find("/e", 0));
    put("/f", 4'000);
    CHECK_FALSE(cache.find("/f", 0));
    cache.put("/g", text_response(200, json_type, "x"), {.position = 7});
    CHECK(cache.find("/g", 7));
    CHECK_FALSE(cache.find("/g", 8));
    cache.put("/h", text_response(200, json_type, "x"), {.position = 7, .time = std::chrono::steady_clock::now()});
    CHECK_FALSE(cache.find("/h", 7));
}

TEST_CASE("a large answer after a small one on the same connection comes whole, head first", "[http]") {
    TemporaryFolder folder;
    RunningEdge server(folder.path, {}, {}, read_models());
    Caller caller(server.port());
    caller.read("/health");
    const auto small = caller.last.body.size();
    const auto openapi = caller.read("/openapi.json");
    CHECK(caller.last.status == 200);
    CHECK(caller.last.body.size() > 16 * 1024 + small);
    CHECK(openapi.contains("paths"));
    caller.read("/health");
    CHECK(caller.last.status == 200);
}
