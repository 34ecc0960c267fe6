// A data folder whose bytes were altered: the start says so and writes nothing; a read that meets it says so and the server lives on.
#include "tests/core/damaged_store.hpp"
#include "tests/http/running_edge.hpp"
#include "tests/http/server_process.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

namespace foxtrail::damage_test {
using namespace foxtrail::test;

namespace {

constexpr LogOptions small{.segment_events = 20, .page_events = 7, .seal_in_background = false};

EngineOptions quiet() {
    EngineOptions options;
    options.log = small;
    options.scheduler.every = {};
    return options;
}

// A folder of 50 events, the first 40 in sealed pages.
struct SealedFolder : TemporaryFolder {
    SealedFolder() {
        RunningEdge edge(path, quiet());
        Caller caller(edge.port());
        begin(caller);
        for (int i = 0; i < 48; ++i) caller.command("customer.register", {{"name", "A"}, {"sector", "unknown"}, {"region", "unknown"}});
        edge.engine().log().seal();
    }
    std::unique_ptr<Store> store() const { return open_rocks_store(path, Access::owner); }
    std::vector<Rows> all_rows() const {
        const auto opened = store();
        std::vector<Rows> all;
        for (const Family family : {Family::pages, Family::tail, Family::links, Family::meta, Family::states, Family::keys, Family::tables}) all.push_back(rows_of(*opened, family));
        return all;
    }
    void forget_tables() const {
        const auto opened = store();
        for (const auto& [key, value] : rows_of(*opened, Family::tables)) erase(*opened, Family::tables, key);
    }
    Position flip(Family family, std::size_t row) const {
        const auto opened = store();
        return be64(flip_a_bit(*opened, family, row));
    }
    // What a foxtraild that cannot start says, and its exit code.
    std::pair<std::string, int> refusal() const {
        const TemporaryFolder said;
        const std::string file = said.path + "/stderr";
        ServerProcess server(path, {"--free-mib-min", "1"}, file);
        CHECK_FALSE(server.has_started);
        const int status = server.has_started ? server.end(SIGKILL) : server.end(0);
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        return {text.str(), WIFEXITED(status) ? WEXITSTATUS(status) : -1};
    }
};

void check_refusal(const SealedFolder& folder, const std::string& place) {
    const auto before = folder.all_rows();
    const auto [said, code] = folder.refusal();
    INFO(said);
    CHECK(code == 2);
    CHECK_THAT(said, Catch::Contains(folder.path) && Catch::Contains(place) && Catch::Contains("restore it from a backup") && Catch::Contains("foxtrail verify"));
    CHECK(folder.all_rows() == before);
}

}  // namespace

TEST_CASE("foxtraild does not start on a damaged tail: it says where and what to do, and writes nothing", "[http][damage]") {
    const SealedFolder folder;
    const Position flipped = folder.flip(Family::tail, 4);
    check_refusal(folder, "position " + std::to_string(flipped - 1));
}

TEST_CASE("foxtraild does not start when its read models meet a damaged page: it says where and what to do, and writes nothing", "[http][damage]") {
    const SealedFolder folder;
    folder.forget_tables();
    const Position flipped = folder.flip(Family::pages, 2);
    check_refusal(folder, "position " + std::to_string(flipped));
}

TEST_CASE("a read that meets a damaged page is answered with a problem that names it, and the server lives on", "[http][damage]") {
    const SealedFolder folder;
    const Position flipped = folder.flip(Family::pages, 2);
    RunningEdge edge(folder.path, quiet());
    Caller caller(edge.port());
    const auto problem = caller.read("/v1/events?after=" + std::to_string(flipped - 1));
    CHECK(caller.last.status == 500);
    CHECK(caller.last.header("Content-Type") == problem_type);
    CHECK(problem.at("type") == "/problems/damaged-data");
    CHECK_THAT(std::string(problem.at("detail").as_string()), Catch::Contains("position " + std::to_string(flipped)) && Catch::Contains("backup"));
    caller.read("/v1/events?after=41");
    CHECK(caller.last.status == 200);
    CHECK(caller.read("/health").at("position") == 50);
    CHECK(caller.command("customer.register", {{"name", "B"}, {"sector", "unknown"}, {"region", "unknown"}}).at("position") == 51);
    CHECK(caller.read("/v1/probe?min_position=51").at("position") == 51);
}

TEST_CASE("when the read models meet damage while they follow, reads that wait for them say so and commands go on", "[http][damage]") {
    const TemporaryFolder folder;
    RunningEdge edge(folder.path, quiet());
    Caller caller(edge.port());
    begin(caller);
    CHECK(caller.read("/v1/probe?min_position=2").at("position") == 2);
    CommitDraft commit;
    commit.envelope.recorded_at = commit.envelope.valid_at = edge.engine().log().head_recorded_at();
    commit.events.push_back({wire_name<CustomerRegistered>(), "\xFF", {}});
    edge.engine().log().append({&commit, 1}, {});
    for (int times = 0; times < 2; ++times) {
        const auto problem = caller.read("/v1/probe?min_position=3");
        CHECK(caller.last.status == 500);
        CHECK_THAT(std::string(problem.at("detail").as_string()), Catch::Contains("position 3"));
    }
    CHECK(caller.read("/v1/probe").at("position") == 2);
    const auto projections = caller.read("/v1/projections");
    CHECK(texts_of(projections, "projections", "state") == std::vector<std::string>(projection_entries().size(), "stopped"));
    CHECK(caller.command("opportunity.advance_stage", {{"opportunity", "opp-1"}, {"stage", "offer"}}).at("position") == 4);
}

TEST_CASE("a read model that has stopped says what it has reached, and never that it knows more", "[http][damage]") {
    const TemporaryFolder folder;
    Position last = 0;
    {
        RunningEdge edge(folder.path, quiet());
        Caller caller(edge.port());
        begin(caller);
        last = edge.engine().log().head();
    }
    {
        const auto store = open_rocks_store(folder.path, Access::owner);
        const auto log = Log::open(*store, links_of_event, small);
        CommitDraft commit;  // of a deal that was never created
        commit.envelope.recorded_at = commit.envelope.valid_at = log->head_recorded_at();
        commit.events.push_back({wire_name<OpportunityWon>(), encoded(OpportunityWon{OpportunityId{99}, {}, {}}), {OpportunityId{99}.entity()}});
        log->append({&commit, 1}, {});
    }
    RunningEdge edge(folder.path, quiet());
    Caller caller(edge.port());
    REQUIRE(edge.engine().runner().wait_for(last + 1, std::chrono::seconds(30)));
    CHECK(caller.read("/v1/probe").at("position") == last);
    CHECK(caller.read("/v1/probe?as_of=" + std::to_string(last - 1)).at("position") == last - 1);
    for (const std::string_view asked : {"min_position=", "as_of="}) {
        const auto answer = caller.read("/v1/probe?" + std::string(asked) + std::to_string(last + 1));
        CHECK(caller.last.status == 503);
        CHECK_THAT(std::string(answer.at("detail").as_string()), Catch::Contains("deals has stopped: event " + std::to_string(last + 1)));
    }
    const auto health = caller.read("/health");
    CHECK(health.at("status") == "degraded");
    CHECK(health.at("stopped").as_array().front().at("projection") == "deals");
}

}  // namespace foxtrail::damage_test
