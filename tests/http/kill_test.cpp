// kill -9 at random moments under concurrent commands: every acknowledged command is there once, none is half there, and
// every digest equals a rebuild.
#include "tests/http/running_edge.hpp"
#include "tests/http/server_process.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <set>

using namespace foxtrail;

namespace {

constexpr int kills = 50, clients = 3;

// Sends keyed commands until the connection breaks; what was acknowledged goes into `acknowledged`.
void send_until_killed(std::uint16_t port, const std::string& prefix, std::map<std::string, Position>& acknowledged) {
    try {
        Caller caller(port);
        for (int n = 0;; ++n) {
            const std::string key = prefix + std::to_string(n);
            const auto answer = caller.command("opportunity.create", opportunity(key), {{"key", key}});
            if (caller.last.status == 200) acknowledged[key] = answer.at("position").to_number<Position>();
        }
    } catch (const std::exception&) {
    }
}

}  // namespace

TEST_CASE("fifty kills under concurrent commands lose nothing, double nothing, halve nothing", "[http][kill]") {
    const auto seed = std::random_device{}();
    INFO("seed " << seed);
    std::mt19937 random(seed);
    TemporaryFolder folder;
    std::vector<std::map<std::string, Position>> acknowledged(clients);
    for (int round = 0; round < kills; ++round) {
        ServerProcess server(folder.path);
        if (round == 0) {
            Caller first(server.port);
            first.command("region.define", {{"name", "East"}});
            first.command("department.open", {{"name", "Sales"}, {"region", "reg-1"}});
            begin(first);
        }
        std::vector<std::thread> senders;
        for (int client = 0; client < clients; ++client)
            senders.emplace_back([&, client] { send_until_killed(server.port, std::to_string(round) + '-' + std::to_string(client) + '-', acknowledged[client]); });
        std::this_thread::sleep_for(std::chrono::milliseconds(5 + random() % 60));  // the random moment under test
        server.end(SIGKILL);
        for (auto& sender : senders) sender.join();
    }

    EngineOptions options;
    options.folder = folder.path;
    Engine engine(options);
    std::map<std::string, Position> recorded;
    std::set<std::string> names;
    std::size_t in_commit = 0;
    engine.log().read(0, engine.log().head(), [&](const RecordedEvent& event) {
        in_commit = event.index_in_commit + 1;
        if (!event.envelope->key.empty()) {
            CHECK(event.commit_size == 1);
            CHECK(recorded.emplace(event.envelope->key, event.position).second);
            CHECK(names.insert(decoded<OpportunityCreated>(event.payload).name).second);
        }
        return true;
    });
    CHECK(in_commit > 0);
    std::size_t answered = 0;
    for (const auto& of_client : acknowledged)
        for (const auto& [key, position] : of_client) {
            ++answered;
            REQUIRE(recorded.contains(key));
            CHECK(recorded.at(key) == position);
        }
    WARN(answered << " commands acknowledged before " << kills << " kills, " << recorded.size() << " recorded");
    CHECK(answered > 0);
    for (const auto* projection : {"deals", "directory"}) {
        const auto live = engine.runner().digest(projection);
        REQUIRE(engine.runner().rebuild(projection));
        CHECK(engine.runner().digest(projection) == live);
    }
}
