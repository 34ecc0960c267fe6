#include "tests/http/running_edge.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace foxtrail;

TEST_CASE("OpenAPI tells of every route, and of every response by its schema", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    const auto document = caller.read("/openapi.json");
    CHECK(document.at("openapi") == "3.1.0");
    std::set<std::string> ids;
    for (const auto& route : edge.edge().server().routes()) {
        INFO(route.pattern);
        const auto& path = document.at("paths").at(route.pattern).as_object();
        const auto& operation = path.at(route.verb == Verb::get ? "get" : route.verb == Verb::put ? "put" : "post").as_object();
        CHECK(ids.insert(std::string(operation.at("operationId").as_string())).second);
        CHECK_FALSE(operation.at("description").as_string().empty());
        CHECK(operation.at("responses").as_object().size() > 3);
        if (route.pattern.find('{') != std::string::npos) CHECK(operation.contains("parameters"));
    }
    for (const auto& entry : event_entries()) CHECK(document.at("components").at("schemas").as_object().contains(entry.name));
    const auto& create = document.at("paths").at("/v1/commands/opportunity.create").at("post").at("requestBody").at("content").at("application/json").at("schema");
    CHECK(create.at("properties").at("data").at("properties").as_object().contains("expected_close"));
    for (const auto& text : {"409", "412", "422", "507", "413"})
        CHECK(document.at("paths").at("/v1/commands/opportunity.create").at("post").at("responses").as_object().contains(text));
}

TEST_CASE("the state of the engine can be read", "[http][edge]") {
    TemporaryFolder folder;
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    begin(caller);
    caller.read("/v1/probe?min_position=2");
    const auto health = caller.read("/health");
    CHECK(health.at("position") == 2);
    CHECK(health.at("lag_events") == 0);
    std::vector<std::string> projections;
    for (const auto& entry : projection_entries()) projections.emplace_back(entry.name);
    CHECK(texts_of(caller.read("/v1/projections"), "projections", "name") == projections);
    const auto digest = caller.read("/v1/projections/deals/digest");
    CHECK(digest.at("position") == 2);
    CHECK(caller.post("/v1/projections/deals/rebuild", "").status == 200);
    CHECK(caller.read("/v1/projections/deals/digest") == digest);
    caller.read("/v1/projections/nothing/digest");
    CHECK(caller.last.status == 404);
    caller.read("/health?verbose");
    CHECK(caller.last.status == 400);
    const auto metrics = caller.get("/metrics");
    CHECK(metrics.header("Content-Type").starts_with("text/plain"));
    CHECK(metrics.body.find("foxtrail_commands_total{verdict=\"recorded\"} 2\n") != std::string::npos);
    for (const auto verdict : enum_names<Verdict>()) CHECK(metrics.body.find("{verdict=\"" + std::string(verdict) + "\"}") != std::string::npos);
    CHECK(metrics.body.find("foxtrail_requests_total{method=\"GET\",route=\"/health\",status=\"200\"} 1\n") != std::string::npos);
    CHECK(metrics.body.find("foxtrail_position 2\n") != std::string::npos);
    const auto home = caller.get("/");
    for (const auto* link : {"/v1/board", "/openapi.json", "/health"}) CHECK(home.body.find(link) != std::string::npos);
}

TEST_CASE("a stop loses no answered command, and a restart goes on at the same position", "[http][edge]") {
    TemporaryFolder folder;
    Position answered = 0;
    std::string digest;
    {
        RunningEdge edge(folder.path);
        Caller caller(edge.port());
        begin(caller);
        std::atomic<Position> last = 0;
        std::thread busy([&] {
            try {
                for (Caller other(edge.port());;) {
                    const auto answer = other.command("customer.register", {{"name", "A"}, {"sector", "unknown"}, {"region", "unknown"}});
                    if (other.last.status != 200) return;
                    last = answer.at("position").to_number<Position>();
                }
            } catch (const std::exception&) {}  // the connection was closed
        });
        while (last < 20) std::this_thread::yield();
        edge.stop();
        busy.join();
        answered = last;
        CHECK(edge.engine().log().head() >= answered);
        CHECK(edge.engine().runner().position() == edge.engine().log().head());
        answered = edge.engine().log().head();
    }
    RunningEdge edge(folder.path);
    Caller caller(edge.port());
    CHECK(caller.read("/health").at("position") == answered);
    CHECK(caller.read("/health").at("read_position") == answered);
    CHECK(caller.read("/v1/probe").at("position") == answered);
    const auto next = caller.command("customer.register", {{"name", "B"}, {"sector", "unknown"}, {"region", "unknown"}});
    CHECK(next.at("position") == answered + 1);
}

static std::string start_error(const std::string& folder) {
    try {
        Engine engine({.folder = folder});
        return {};
    } catch (const StartFailed& error) {
        return error.what();
    }
}

TEST_CASE("what keeps an engine from starting is said in one sentence that tells what to do", "[http][edge]") {
    TemporaryFolder folder;
    {
        Engine first({.folder = folder.path});
        CHECK(start_error(folder.path).find("another foxtraild is serving the data folder") != std::string::npos);
    }
    CHECK(start_error(folder.path).empty());
    const auto put = [&](std::string key, std::string value) {
        const auto store = open_rocks_store(folder.path, Access::owner);
        Batch batch;
        batch.put(Family::meta, std::move(key), std::move(value));
        store->write(batch, Durability::synced);
    };
    put("format", "3");
    CHECK(start_error(folder.path).find("newer Foxtrail") != std::string::npos);
    put("format", "1");
    CHECK(start_error(folder.path).find("choose an empty data folder") != std::string::npos);
    put("format", "2");
    std::string type_zero = "type/";
    put_be32(type_zero, 0);
    put(type_zero, "opportunity.evaporated.v9");
    const auto unreadable = start_error(folder.path);
    CHECK(unreadable.find("opportunity.evaporated.v9") != std::string::npos);
    CHECK(unreadable.find("newer one") != std::string::npos);
    CHECK(start_error("/proc/nowhere/data").find("cannot be made") != std::string::npos);
}
