// kill -9 at random moments under concurrent commands: every acknowledged command is there once, none is half there, and
// every digest equals a rebuild.
#include "tests/http/running_edge.hpp"
#include "tests/http/server_process.hpp"
#include "tests/random_seed.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <set>

using namespace foxtrail;

namespace {

constexpr int kills = 50, clients = 3;

struct Acknowledged {
    Position last;
    std::size_t count;
};
using ByKey = std::map<std::string, Acknowledged>;

// Sends keyed commands until the connection breaks; what was acknowledged goes into `acknowledged`.
class Sender {
  public:
    Sender(std::uint16_t port, std::string prefix, ByKey& acknowledged) : caller_(port), prefix_(std::move(prefix)), acknowledged_(acknowledged) {}

    // Commits of one event, of two, and of many: somebody is hired, hands over what he has, gets more, and leaves it to another.
    void run() {
        for (std::size_t n = 0;; ++n) {
            open_deal({});
            const auto leaver = text_of(send("employee.hire", {{"name", next_key()}, {"department", "dep-1"}, {"manager", "emp-1"}}), "employee");
            for (std::size_t deal = 0; deal <= n % 5; ++deal) open_deal(leaver);
            const auto handover = text_of(send("handover.propose", {{"from", leaver}, {"to", "emp-2"}, {"departure", true}, {"note", "all"}}, "emp-1"), "handover");
            send("handover.accept", {{"handover", handover}}, "emp-2");
            open_deal(leaver);
            send("employee.depart", {{"employee", leaver}, {"accepted_by", "emp-2"}}, "emp-1");
        }
    }
    const std::string& refusal() const { return refusal_; }

  private:
    std::string next_key() const { return prefix_ + std::to_string(sent_); }
    static std::string text_of(const json::object& event, std::string_view member) { return std::string(event.at("data").at(member).as_string()); }

    void open_deal(std::string_view owner) {
        auto facts = opportunity(next_key());
        if (!owner.empty()) facts["owner"] = owner;
        send("opportunity.create", std::move(facts));
    }
    // The first event of the answer.
    json::object send(std::string_view command, json::object data, std::string_view actor = {}) {
        const std::string key = next_key();
        ++sent_;
        json::object around{{"key", key}, {"reason", "as it happened"}};
        if (!actor.empty()) around["actor"] = actor;
        const auto answer = caller_.command(command, std::move(data), std::move(around));
        if (caller_.last.status != 200) throw std::runtime_error(refusal_ = std::string(command) + ": " + caller_.last.body);
        acknowledged_[key] = {answer.at("position").to_number<Position>(), answer.at("count").to_number<std::size_t>()};
        return answer.at("events").at(0).as_object();
    }

    Caller caller_;
    std::string prefix_;
    ByKey& acknowledged_;
    int sent_ = 0;
    std::string refusal_;
};

// The reason for which a command was refused; "" when it was the kill that ended it.
std::string send_until_killed(std::uint16_t port, const std::string& prefix, ByKey& acknowledged) {
    std::optional<Sender> sender;
    try {
        sender.emplace(port, prefix, acknowledged);
        sender->run();
    } catch (const std::exception&) {
    }
    return sender ? sender->refusal() : std::string();
}

struct Commit {
    std::string key;
    std::size_t size;
    std::vector<AnyEvent> events;
    Position last = 0;

    // Whether it begins and ends as its command has it.
    bool is_whole() const {
        if (events.size() != size) return false;
        if (const auto* completed = events.back().as<HandoverCompleted>()) return events.front().as<HandoverAccepted>() && completed->transferred == size - 2 && all_transferred(1, size - 1);
        if (events.back().as<EmployeeDeparted>()) return is_departure();
        if (events.front().as<OpportunityCreated>()) return size == 1 || (size == 2 && events.back().as<OpportunityAssigned>());
        return std::all_of(events.begin() + 1, events.end(), [](const AnyEvent& event) { return event.as<AlertRaised>(); });  // who takes over is told
    }

  private:
    // What he had first, then who is told of it.
    bool is_departure() const {
        const auto told = std::ranges::find_if(events, [](const AnyEvent& event) { return event.as<AlertRaised>() != nullptr; });
        const auto transferred = static_cast<std::size_t>(told - events.begin());
        return all_transferred(0, std::min(transferred, size - 1)) && std::all_of(told, events.end() - 1, [](const AnyEvent& event) { return event.as<AlertRaised>(); });
    }
    bool all_transferred(std::size_t from, std::size_t to) const {
        return to > from && std::all_of(events.begin() + static_cast<std::ptrdiff_t>(from), events.begin() + static_cast<std::ptrdiff_t>(to), [](const AnyEvent& event) { return event.as<OwnershipTransferred>(); });
    }
};

std::map<Position, Commit> commits_of(const Log& log) {
    std::map<Position, Commit> commits;
    log.read(0, log.head(), [&](const RecordedEvent& event) {
        auto& commit = commits.try_emplace(event.envelope->first, Commit{event.envelope->key, event.commit_size, {}}).first->second;
        commit.events.emplace_back(*find_event(event.type), event.payload);
        commit.last = event.position;
        return true;
    });
    return commits;
}

void set_up(std::uint16_t port) {
    Caller first(port);
    first.command("region.define", {{"name", "East"}});
    first.command("department.open", {{"name", "Sales"}, {"region", "reg-1"}});
    first.command("employee.hire", {{"name", "Zhang"}, {"department", "dep-1"}});
    first.command("employee.hire", {{"name", "Li"}, {"department", "dep-1"}, {"manager", "emp-1"}});
    begin(first);
}

}  // namespace

TEST_CASE("fifty kills under concurrent commands lose nothing, double nothing, halve nothing", "[http][kill]") {
    std::mt19937_64 random(test::random_seed());
    TemporaryFolder folder;
    std::vector<ByKey> acknowledged(clients);
    std::vector<std::string> refusals(clients);
    for (int round = 0; round < kills; ++round) {
        ServerProcess server(folder.path);
        if (round == 0) set_up(server.port);
        std::vector<std::thread> senders;
        for (std::size_t client = 0; client < clients; ++client)
            senders.emplace_back([&, client] { refusals[client] += send_until_killed(server.port, std::to_string(round) + '-' + std::to_string(client) + '-', acknowledged[client]); });
        std::this_thread::sleep_for(std::chrono::milliseconds(5 + random() % 60));  // the random moment under test
        server.end(SIGKILL);
        for (auto& sender : senders) sender.join();
    }
    CHECK(refusals == std::vector<std::string>(clients));

    EngineOptions options;
    options.folder = folder.path;
    Engine engine(options);
    std::map<std::string, const Commit*> recorded;
    std::set<std::string> names;
    std::size_t of_many = 0;
    const auto commits = commits_of(engine.log());
    for (const auto& [first, commit] : commits) {
        INFO("the commit at " << first << ", of key " << commit.key);
        CHECK(commit.is_whole());
        CHECK(commit.last == first + commit.size - 1);
        of_many += commit.size > 2;
        if (commit.key.empty()) continue;
        CHECK(recorded.emplace(commit.key, &commit).second);
        if (const auto* created = commit.events.front().as<OpportunityCreated>()) CHECK(names.insert(created->name).second);
    }
    CHECK(of_many > 0);
    std::size_t answered = 0;
    for (const auto& of_client : acknowledged)
        for (const auto& [key, answer] : of_client) {
            ++answered;
            INFO(key);
            REQUIRE(recorded.contains(key));
            CHECK(recorded.at(key)->last == answer.last);
            CHECK(recorded.at(key)->size == answer.count);
        }
    WARN(answered << " commands acknowledged before " << kills << " kills, " << recorded.size() << " recorded, " << of_many << " of them of three events or more");
    CHECK(answered > 0);
    for (const auto& entry : projection_entries()) {
        INFO(entry.name);
        const auto live = engine.runner().digest(entry.name);
        REQUIRE(engine.runner().rebuild(entry.name));
        CHECK(engine.runner().digest(entry.name) == live);
    }
}
