// What the edge itself refuses of a command, before the writer sees it.
#include "commands/registry.hpp"
#include "tests/http/running_edge.hpp"

#include <catch2/catch.hpp>

#include <future>

namespace foxtrail::command_refusals_test {

namespace {

constexpr std::string_view customer = R"({"data":{"name":"A","sector":"unknown","region":"unknown"}})";

struct Edged {
    TemporaryFolder folder;
    RunningEdge edge{folder.path};
    Caller caller{edge.port()};
    // The errors that a body is refused with, each "place: detail".
    std::vector<std::string> errors_of(std::string_view command, std::string_view body) {
        const auto answer = caller.post("/v1/commands/" + std::string(command), body);
        INFO(answer.body);
        REQUIRE(answer.status == 400);
        std::vector<std::string> errors;
        const auto problem = json::parse(answer.body);
        for (const auto& error : problem.at("errors").as_array())
            errors.push_back(std::string(error.at("pointer").as_string()) + ": " + std::string(error.at("detail").as_string()));
        return errors;
    }
};

using Errors = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Edged, "what only the scheduler asks is forbidden to everybody who is not in the server, with an actor or without", "[http][edge]") {
    begin(caller);
    std::size_t count = 0;
    for (const auto& entry : command_entries()) {
        if (!entry.type.is_for_server()) continue;
        INFO(entry.type.name);
        const auto answer = caller.command(entry.type.name, {});
        CHECK(caller.last.status == 403);
        CHECK(std::string(answer.at("detail").as_string()).find("scheduler") != std::string::npos);
        caller.command(entry.type.name, {}, {{"actor", "emp-1"}}, {}, "?dry_run=true");
        CHECK(caller.last.status == 403);
        const auto line = caller.post("/v1/commands", "{\"command\":\"" + std::string(entry.type.name) + "\",\"data\":{}}");
        CHECK(json::parse(line.body).at("status") == 403);
        ++count;
    }
    CHECK(count > 0);
    CHECK(edge.engine().log().head() == 2);
}

TEST_CASE_METHOD(Edged, "a member that is given twice is refused with its pointer, however deep and however it is written", "[http][edge]") {
    const std::string_view twice = "is given more than once";
    const auto errors = [&](std::string_view body) { return errors_of("customer.register", body); };
    CHECK(errors(R"({"data":{"name":"A","name":"A","sector":"unknown","region":"unknown"}})") == Errors{"/data/name: " + std::string(twice)});
    CHECK(errors(R"({"reason":"a","reas\u006fn":"b","data":{"name":"A","sector":"unknown","region":"unknown"}})") == Errors{"/reason: " + std::string(twice)});
    CHECK(errors(R"({"expects":[{"entity":"cus-1","version":1},{"entity":"cus-1","version":1,"version":2}],"data":{"name":"A","sector":"unknown","region":"unknown"}})") ==
          Errors{"/expects/1/version: " + std::string(twice)});
    CHECK(errors(R"({"a/b":1,"a/b":2,"data":{"name":"A","sector":"unknown","region":"unknown"}})") == Errors{"/a~1b: " + std::string(twice), "/a~1b: is not a known member"});
    caller.post("/v1/commands/customer.register", R"({"reason":"the same name \"name\": twice","data":{"name":"data","sector":"name","region":"unknown"}})");
    CHECK(edge.engine().log().head() == 1);
}

TEST_CASE_METHOD(Edged, "an empty body is called empty, and a member of a wrong type has one error", "[http][edge]") {
    for (const auto* body : {"", " \n"}) {
        const auto errors = errors_of("customer.register", body);
        REQUIRE(errors.size() == 1);
        CHECK_THAT(errors[0], Catch::StartsWith(": the body is empty"));
    }
    CHECK(errors_of("customer.register", R"({"correlation":7,"key":true,"data":{"name":"A","sector":"unknown","region":"unknown"}})") ==
          Errors{"/key: expected a string", "/correlation: expected a string"});
    CHECK(errors_of("customer.register", R"({"correlation":"","data":{"name":"A","sector":"unknown","region":"unknown"}})").size() == 1);
}

TEST_CASE("a command that finds the queue full is answered 503 and when to ask again; the one that was taken is recorded", "[http][edge]") {
    const TemporaryFolder folder;
    std::mutex hold;
    std::unique_lock held(hold);
    std::atomic<bool> is_holding = false;
    EngineOptions options;
    options.scheduler.every = {};
    options.writer.queue_max = 1;
    options.writer.may_write = [&] {
        is_holding = true, is_holding.notify_all();
        const std::lock_guard wait(hold);
        return true;
    };
    RunningEdge edge(folder.path, std::move(options));
    auto first = std::async(std::launch::async, [&] { return Caller(edge.port()).post("/v1/commands/customer.register", customer).status; });
    is_holding.wait(false);
    Caller caller(edge.port());
    const auto refused = caller.post("/v1/commands/customer.register", customer);
    held.unlock();
    CHECK(refused.status == 503);
    CHECK(refused.header("Retry-After") == "1");
    CHECK(json::parse(refused.body).at("type") == "/problems/overloaded");
    CHECK(first.get() == 200);
    CHECK(edge.engine().log().head() == 1);
    CHECK(caller.post("/v1/commands/customer.register", customer).status == 200);
}

}  // namespace foxtrail::command_refusals_test
