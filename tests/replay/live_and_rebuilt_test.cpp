// Live equals rebuilt, for every projection there is: random commands of every kind, followed in random steps, with
// interruptions, by runners that go on from what others kept.
#include "simulated_folder.hpp"
#include "tests/random_seed.hpp"

#include <map>
#include <memory>

namespace foxtrail::live_and_rebuilt_test {
using namespace foxtrail::test;

namespace {

using Digests = std::map<std::string_view, std::optional<std::pair<std::uint64_t, Position>>>;

Digests digests_of(const Runner& runner) {
    Digests digests;
    for (const auto& entry : projection_entries()) digests[entry.name] = runner.digest(entry.name);
    return digests;
}

// The commits of a history, to be recorded again somewhere else bit by bit.
std::vector<CommitDraft> commits_of(const Log& log) {
    std::vector<CommitDraft> commits;
    log.read(0, log.head(), [&](const RecordedEvent& event) {
        if (event.index_in_commit == 0) commits.push_back({*event.envelope, {}});
        std::vector<Entity> links;
        links_of_event(event.type, event.payload, links);
        commits.back().events.push_back({std::string(event.type), std::string(event.payload), std::move(links)});
        return true;
    });
    return commits;
}

std::vector<CommitDraft> simulated_commits(std::uint64_t seed) {
    const auto store = open_memory_store();
    simulate_into(*store, {.events = 8'000, .seed = seed});
    return commits_of(*Log::open(*store, links_of_event, small_segments));
}

// A log that grows, and the runner that follows it until it is interrupted.
class Followed {
public:
    explicit Followed(std::uint64_t seed) : random_(seed) {}

    void record(const std::vector<CommitDraft>& commits) {
        for (std::size_t from = 0; from < commits.size();) {
            const std::size_t count = std::min(commits.size() - from, 1 + upto(200));
            for (std::size_t i = from; i < from + count; ++i) log->append({&commits[i], 1}, {});
            from += count;
            follow();
        }
    }
    const Runner& follow() {
        if (upto(8) == 0) runner_.reset(), ++interruptions;
        // One in three keeps nothing: as if it were killed, what it applied is applied again by the next.
        if (!runner_) runner_ = std::make_unique<Runner>(*log, RunnerOptions{.keep_segments = upto(3) != 0, .batch_events_max = 1 + upto(300)});
        runner_->catch_up();
        return *runner_;
    }

    std::unique_ptr<Store> store = open_memory_store();
    std::unique_ptr<Log> log = Log::open(*store, links_of_event, small_segments);
    std::size_t interruptions = 0;

private:
    std::size_t upto(std::size_t bound) { return random_() % bound; }

    std::mt19937_64 random_;
    std::unique_ptr<Runner> runner_;
};

}  // namespace

TEST_CASE("every projection live equals itself rebuilt, for random histories with interruptions", "[replay][random]") {
    const auto seed = GENERATE(from_range(random_seeds(4)));
    INFO("seed " << seed);
    Followed followed(seed);
    const Digests of_nothing = digests_of(Runner(*followed.log));
    followed.record(simulated_commits(seed));
    CHECK(followed.interruptions > 0);
    const Digests live = digests_of(followed.follow());

    Runner(*followed.log).catch_up();
    Runner kept(*followed.log);
    CHECK(digests_of(kept) == live);
    for (const auto& entry : projection_entries()) {
        INFO(entry.name);
        CHECK(live.at(entry.name)->first != of_nothing.at(entry.name)->first);  // it has learnt something
        REQUIRE(kept.rebuild(entry.name));
        CHECK(kept.digest(entry.name) == live.at(entry.name));
    }
    for (const auto& status : kept.statuses()) {
        INFO(status.name << ' ' << status.last_error.value_or(""));
        CHECK(status.state == ProjectionState::live);
        CHECK(status.last_differences.empty());
    }
    CHECK(digests_of(Runner(*followed.log)) == live);  // what the rebuilds kept
}

}  // namespace foxtrail::live_and_rebuilt_test
