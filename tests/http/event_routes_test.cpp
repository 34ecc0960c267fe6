#include "tests/http/running_edge.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace foxtrail;

// An employee, emp-1, who advances opp-1; a customer: positions 3 to 6.
static void go_on(Caller& caller) {
    begin(caller);
    caller.command("department.open", {{"name", "sales"}, {"region", "unknown"}});
    caller.command("employee.hire", {{"name", "Li"}, {"department", "dep-1"}});
    caller.command("opportunity.advance_stage", {{"opportunity", "opp-1"}, {"stage", "offer"}}, {{"actor", "emp-1"}, {"reason", "asked"}, {"valid_at", "2026-11-01T00:00:00Z"}});
    REQUIRE(caller.last.status == 422);  // before the last change
    caller.command("opportunity.advance_stage", {{"opportunity", "opp-1"}, {"stage", "offer"}}, {{"actor", "emp-1"}, {"reason", "asked"}});
    REQUIRE(caller.last.status == 200);
    caller.command("customer.register", {{"name", "A"}, {"sector", "unknown"}, {"region", "unknown"}});
}

TEST_CASE("the feed gives events as CloudEvents, filtered", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    go_on(caller);
    auto answer = caller.read("/v1/events");
    CHECK(texts_of(answer, "events", "id") == std::vector<std::string>{"1", "2", "3", "4", "5", "6"});
    CHECK(answer.at("next") == 6);
    const auto& event = answer.at("events").at(4).as_object();
    CHECK(event.at("specversion") == "1.0");
    CHECK(event.at("source") == "/foxtrail");
    CHECK(event.at("type") == "opportunity.stage_advanced");
    CHECK(event.at("subject") == "opp-1");
    CHECK(event.at("position") == 5);
    CHECK(event.at("actor") == "emp-1");
    CHECK(event.at("reason") == "asked");
    CHECK(event.at("dataschema") == "/v1/schemas/opportunity.stage_advanced.v1");
    CHECK(event.at("data").at("to").at("name") == "offer");
    CHECK(caller.read(event.at("dataschema").as_string()).at("title") == "opportunity.stage_advanced.v1");

    const auto ids = [&](std::string_view query) { return texts_of(caller.read("/v1/events" + std::string(query)), "events", "id"); };
    CHECK(ids("?after=4") == std::vector<std::string>{"5", "6"});
    CHECK(ids("?limit=2") == std::vector<std::string>{"1", "2"});
    CHECK(ids("?type=opportunity.created&type=customer.registered") == std::vector<std::string>{"2", "6"});
    CHECK(ids("?entity=opp-1") == std::vector<std::string>{"2", "5"});
    CHECK(ids("?entity=emp-1") == std::vector<std::string>{"4", "5"});
    CHECK(ids("?actor=emp-1") == std::vector<std::string>{"5"});
    CHECK(ids("?entity=opp-1&after=2&type=opportunity.stage_advanced") == std::vector<std::string>{"5"});
    CHECK(caller.read("/v1/events?entity=opp-1&limit=1").at("next") == 2);
    CHECK(caller.read("/v1/events?entity=cus-9").at("next") == 6);
    CHECK(ids("?after=100").empty());
    answer = caller.read("/v1/events?type=opportunity.create&entity=7&actor=opp-1&limit=5000&after=x&since=1");
    CHECK(caller.last.status == 400);
    CHECK(answer.at("errors").as_array().size() == 6);
    caller.read("/v1/schemas/opportunity.creatd");
    CHECK(caller.last.status == 404);
    CHECK(caller.read("/v1/schemas/opportunity.created").at("title") == "opportunity.created.v1");
}

static std::vector<std::string> ids_of_stream(HttpClient& client, std::size_t count) {
    std::vector<std::string> ids;
    std::string text;
    while (ids.size() < count) {
        if (const auto end = text.find("\n\n"); end == std::string::npos) {
            text += client.read_chunk().value();
        } else {
            if (text.starts_with("id: ")) ids.push_back(text.substr(4, text.find('\n') - 4));
            text.erase(0, end + 2);
        }
    }
    return ids;
}

static void listen(HttpClient& client, std::string_view target, std::string_view headers = {}) {
    client.raw("GET " + std::string(target) + " HTTP/1.1\r\nHost: t\r\nAccept: text/event-stream\r\n" + std::string(headers) + "\r\n");
    const auto head = client.read_head();
    REQUIRE(head.status == 200);
    REQUIRE(head.header("Content-Type") == event_stream_type);
}

TEST_CASE("an event stream sends what happens, resumes, and ends when the server stops", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    HttpClient all(edge.port()), later(edge.port()), some(edge.port());
    listen(all, "/v1/events");
    CHECK(ids_of_stream(all, 2) == std::vector<std::string>{"1", "2"});
    listen(later, "/v1/events?after=1", "Last-Event-ID: 2\r\n");
    listen(some, "/v1/events?type=customer.registered");
    caller.command("opportunity.advance_stage", {{"opportunity", "opp-1"}, {"stage", "offer"}});
    caller.command("customer.register", {{"name", "A"}, {"sector", "unknown"}, {"region", "unknown"}});
    CHECK(ids_of_stream(all, 2) == std::vector<std::string>{"3", "4"});
    CHECK(ids_of_stream(later, 2) == std::vector<std::string>{"3", "4"});
    CHECK(ids_of_stream(some, 1) == std::vector<std::string>{"4"});
    edge.stop();
    CHECK_FALSE(all.read_chunk());
    CHECK(all.is_closed());
}

TEST_CASE("a quiet event stream beats, and a bad one is refused", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path, {}, {.heart_beat = std::chrono::milliseconds(20)});
    HttpClient client(edge.port());
    listen(client, "/v1/events");
    CHECK(client.read_chunk().value() == ": heart-beat\nid: 0\n\n");
    HttpClient bad(edge.port());
    CHECK(bad.get("/v1/events", {{"Accept", "text/event-stream"}, {"Last-Event-ID", "x"}}).status == 400);
}

TEST_CASE("a listener far behind gets everything, however slowly it reads", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path, {}, {.server = {.stream_buffer_bytes_max = 20'000}});
    Caller caller(edge.port());
    std::string body;
    for (int i = 0; i < 5'000; ++i) body += "{\"command\":\"customer.register\",\"data\":{\"name\":\"C\",\"sector\":\"unknown\",\"region\":\"unknown\"}}\n";
    REQUIRE(caller.post("/v1/commands", body).status == 200);
    HttpClient slow(edge.port(), 4096);
    listen(slow, "/v1/events");
    const auto ids = ids_of_stream(slow, 5'000);
    for (std::size_t i = 0; i < ids.size(); ++i) REQUIRE(ids[i] == std::to_string(i + 1));
}
