// What the store keeps of another version of a projection answers until the new version is built, then goes.
#include "projections/runner/registry.hpp"
#include "projections/runner/runner.hpp"
#include "tests/commands/scenario.hpp"
#include "tests/core/damaged_store.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <thread>

namespace foxtrail::runner_test {
namespace {

using test::Rows;

Rows segments_of(const Store& store, std::string_view projection) {
    const std::string prefix = "segment/" + std::string(projection) + '/';
    Rows rows;
    store.scan(Family::tables, prefix, prefix + '\xFF', [&](auto key, auto value) { return rows.emplace_back(key, value), true; });
    return rows;
}

std::optional<Build> current_build(const Store& store, std::string_view projection) {
    const auto bytes = store.get(Family::tables, current_build_key(projection));
    return bytes ? std::optional(decoded<Build>(*bytes)) : std::nullopt;
}

constexpr Build older{Deals::version - 1, 3};

// What a Runner kept of the deals, kept as another version of them.
void keep_as_older(Store& store, const std::function<std::string(std::string)>& change_value) {
    Batch batch;
    const std::string prefix = segment_prefix("deals", *current_build(store, "deals"));
    for (const auto& [key, value] : segments_of(store, "deals")) {
        REQUIRE(key.starts_with(prefix));
        batch.erase(Family::tables, key);
        batch.put(Family::tables, segment_prefix("deals", older) + key.substr(prefix.size()), change_value(value));
    }
    batch.put(Family::tables, current_build_key("deals"), encoded(older));
    store.write(batch, Durability::synced);
}

// Two deals, kept as another version of the projection knew them; then one is estimated at another value.
struct OlderDeals : Scenario {
    explicit OlderDeals(const std::function<std::string(std::string)>& change_value = [](std::string value) { return value; }) {
        company().deal().deal();
        Runner(*log).catch_up();
        kept_upto = log->head();
        keep_as_older(*store, change_value);
        given(EstimateValue{the_deal, cny("1250.00")});
    }
    static const ProjectionStatus& deals_of(const std::vector<ProjectionStatus>& statuses) {
        return *std::ranges::find(statuses, "deals", &ProjectionStatus::name);
    }
    static Money value_of(const Runner& runner) { return value_at(runner, Instant{}); }
    static Money value_at(const Runner& runner, Instant instant) {
        Deal deal;
        return runner.read<Deals>()->deals.at(1, instant, deal) ? deal.value.money() : Money{};
    }
    static std::optional<std::pair<std::uint64_t, Position>> digest_of(Log& log) {
        Runner fresh(log, {.keep_segments = false, .from_zero = true});
        fresh.catch_up();
        return fresh.digest("deals");
    }
    std::optional<std::pair<std::uint64_t, Position>> digest_from_zero() { return digest_of(*log); }
    Position kept_upto = 0;
};

}  // namespace

TEST_CASE_METHOD(OlderDeals, "the older version of a projection answers until the new one is built", "[projections][runner]") {
    Runner runner(*log);
    CHECK(runner.read<Deals>().position == kept_upto);
    CHECK(value_of(runner) == cny("900.00"));
    const auto statuses = runner.statuses();
    CHECK(deals_of(statuses).state == ProjectionState::building);
    CHECK(deals_of(statuses).version == Deals::version);
    CHECK(deals_of(statuses).lag_events == 1);
    CHECK(runner.switches() == 0);
    CHECK(current_build(*store, "deals") == older);
    for (const auto& status : statuses)
        if (status.name != "deals") CHECK(status.state == ProjectionState::live);
}

TEST_CASE_METHOD(OlderDeals, "the new version of a projection takes over in one step and says what differs", "[projections][runner]") {
    Runner runner(*log);
    runner.catch_up();
    CHECK(runner.switches() == 1);
    CHECK(runner.read<Deals>().position == log->head());
    CHECK(value_of(runner) == cny("1250.00"));
    CHECK(runner.digest("deals") == digest_from_zero());
    const auto statuses = runner.statuses();
    CHECK(deals_of(statuses).state == ProjectionState::live);
    REQUIRE_FALSE(deals_of(statuses).last_differences.empty());
    const auto& differences = deals_of(statuses).last_differences;
    const auto value = std::ranges::find(differences, "value", &Difference::attribute);
    REQUIRE(value != differences.end());
    CHECK(value->table == "deals");
    CHECK(value->row == "1");
    CHECK(value->because == log->head());
    for (const auto& difference : differences) CHECK(difference.row == "1");
}

TEST_CASE_METHOD(OlderDeals, "after the switch only the new version's segments are kept, and the next start loads them", "[projections][runner]") {
    const auto digest = digest_from_zero();
    { Runner(*log).catch_up(); }
    const Build newer{Deals::version, older.generation + 1};
    CHECK(current_build(*store, "deals") == newer);
    REQUIRE_FALSE(segments_of(*store, "deals").empty());
    for (const auto& [key, value] : segments_of(*store, "deals")) CHECK(key.starts_with(segment_prefix("deals", newer)));

    const Runner again(*log);
    CHECK(again.position() == log->head());
    CHECK(again.switches() == 0);
    CHECK(again.digest("deals") == digest);
    const auto statuses = again.statuses();
    CHECK(deals_of(statuses).state == ProjectionState::live);
}

TEST_CASE_METHOD(Scenario, "what a build that was broken off left among the segments does not keep later ones from being loaded", "[projections][runner]") {
    company().deal();
    Runner(*log).catch_up();
    const Build build = *current_build(*store, "deals");
    auto kept = decoded<KeptSegment>(segments_of(*store, "deals").front().second);
    const auto put = [&](const KeptSegment& segment) {
        Batch batch;
        std::string key = segment_prefix("deals", build);
        put_be64(key, segment.from);
        batch.put(Family::tables, std::move(key), encoded(segment));
        store->write(batch, Durability::synced);
    };
    const std::vector<KeptTable> nothing(kept.tables.size());
    put({kept.format, 0, 2, nothing});
    put({kept.format, 1, 3, nothing});
    kept.from = 2;
    put(kept);
    const Runner again(*log);
    CHECK(again.read<Deals>().position == log->head());
    CHECK(again.read<Deals>()->deals.last_id() == 1);
}

TEST_CASE_METHOD(OlderDeals, "a rebuild asked for while an older version answers takes its place", "[projections][runner]") {
    Runner runner(*log);
    REQUIRE(runner.rebuild("deals"));
    CHECK(value_of(runner) == cny("1250.00"));
    CHECK(runner.switches() == 1);
    const auto statuses = runner.statuses();
    CHECK(std::ranges::find(deals_of(statuses).last_differences, "value", &Difference::attribute) != deals_of(statuses).last_differences.end());
    runner.catch_up();
    CHECK(runner.switches() == 1);
    CHECK(runner.digest("deals") == digest_from_zero());
}

TEST_CASE("an older version that cannot be read answers nothing and goes; no difference is made up", "[projections][runner]") {
    OlderDeals story([](const std::string& value) { return value.substr(0, value.size() / 2); });
    Runner runner(*story.log);
    const auto before = runner.statuses();
    CHECK(OlderDeals::deals_of(before).state == ProjectionState::live);
    CHECK(OlderDeals::deals_of(before).position == 0);
    runner.catch_up();
    const auto after = runner.statuses();
    CHECK(OlderDeals::deals_of(after).last_differences.empty());
    CHECK(runner.digest("deals") == story.digest_from_zero());
    for (const auto& [key, value] : segments_of(*story.store, "deals")) CHECK(key.starts_with(segment_prefix("deals", {Deals::version, older.generation + 1})));
}

TEST_CASE_METHOD(Scenario, "a rebuild withdraws what was answered before", "[projections][runner]") {
    company().deal();
    Runner runner(*log);
    runner.catch_up();
    CHECK(runner.switches() == 0);
    REQUIRE(runner.rebuild("deals"));
    CHECK(runner.switches() == 1);
    CHECK_FALSE(runner.rebuild("nothing"));
    CHECK(runner.switches() == 1);
}

namespace {

// Behind the writer's back.
template <class Event>
void append(Log& log, Time at, const Event& event) {
    CommitDraft commit;
    commit.envelope.recorded_at = commit.envelope.valid_at = at;
    commit.events.push_back({wire_name<Event>(), encoded(event), {event.opportunity.entity()}});
    log.append({&commit, 1}, {});
}

void win_unborn_deal(Log& log, Time at) { append(log, at, OpportunityWon{OpportunityId{99}, {}, {}}); }
OpportunityCreated created(std::uint32_t number) {
    OpportunityCreated event;
    event.opportunity = {number}, event.stage_model = {1}, event.model_version = 1, event.stage = {1, "Contact"};
    return event;
}

}  // namespace

TEST_CASE("a projection that meets an event it cannot apply stops alone and names it; the others go on", "[projections][runner]") {
    Scenario story;
    story.company().deal();
    const Position before = story.log->head();
    win_unborn_deal(*story.log, story.now);
    Runner runner(*story.log);
    runner.catch_up();
    const auto deals = [&] { return OlderDeals::deals_of(runner.statuses()); };
    CHECK(deals().state == ProjectionState::stopped);
    CHECK(deals().position == before);
    REQUIRE(deals().last_error);
    CHECK_THAT(*deals().last_error, Catch::Contains("event " + std::to_string(before + 1)));

    win_unborn_deal(*story.log, story.now);
    runner.catch_up();
    CHECK(deals().position == before);
    CHECK(runner.position() == story.log->head());
    CHECK(runner.read<Directory>().position == story.log->head());
    CHECK_THROWS(runner.rebuild("deals"));
    CHECK(deals().state == ProjectionState::stopped);
}

TEST_CASE("a projection that stops over what it had put off is given nothing more", "[projections][runner]") {
    Scenario story;
    story.company().deal();
    Runner runner(*story.log);
    runner.catch_up();
    const Position before = story.log->head();
    append(*story.log, story.now, created(3));
    append(*story.log, story.now, OpportunityWon{OpportunityId{2}, {}, {}});  // it has a place, and never came into being
    runner.catch_up();
    CHECK(OlderDeals::deals_of(runner.statuses()).state == ProjectionState::stopped);
    append(*story.log, story.now, created(4));
    runner.catch_up();
    CHECK(runner.read<Deals>()->deals.last_id() == 3);
    CHECK(runner.read<Deals>().position == before);
    CHECK(runner.position() == story.log->head());
}

TEST_CASE_METHOD(Scenario, "who reads several projections, in any order and again, meets one position and never waits for ever",
                 "[projections][runner][threads]") {
    company().deal();
    for (int value = 1; value <= 2'000; ++value) given(EstimateValue{the_deal, Money{value * 100, Currency::of("CNY")}});
    Runner runner(*log, {.keep_segments = false, .batch_events_max = 1});
    std::atomic<bool> done = false;
    std::atomic<int> apart = 0;
    const auto read = [&] {
        do {
            const auto quotes = runner.read<Quotes>();
            const auto deals = runner.read<Deals>();
            const auto again = runner.read<Quotes>();
            apart += quotes.position != deals.position || again.position != deals.position;
        } while (!done);
    };
    auto applied = std::async(std::launch::async, [&] { runner.catch_up(); });
    {
        std::jthread one(read), two(read);
        if (applied.wait_for(std::chrono::minutes(2)) != std::future_status::ready) {
            std::fputs("readers and the runner wait for each other\n", stderr);
            std::abort();
        }
        done = true;
    }
    CHECK(apart == 0);
    CHECK(runner.position() == log->head());
}

TEST_CASE("what comes before an event that cannot be read, in one batch with it, is answered", "[projections][runner]") {
    Scenario story;
    story.company();
    Runner runner(*story.log, {.keep_segments = false});
    runner.catch_up();
    story.deal();
    const Position readable = story.log->head();
    story.deal();
    test::flip_a_bit(*story.store, Family::tail, test::rows_of(*story.store, Family::tail).size() - 1);
    CHECK_THROWS_AS(runner.catch_up(), CorruptLog);
    CHECK(runner.position() == readable);
    const auto deals = runner.read<Deals>();
    CHECK(deals.position == readable);
    Deal deal;
    CHECK(deals->deals.at(1, Instant{}, deal));
    std::size_t found = 0;  // by an index
    deals->deals.each_with<&Deal::customer>(deal.customer, Instant{}, [&](std::uint32_t, const Deal&) { ++found; });
    CHECK(found == 1);
}

TEST_CASE_METHOD(Scenario, "two who ask for a rebuild at once get one after the other, and what is kept is whole", "[projections][runner][threads]") {
    company().deal().deal();
    {
        Runner runner(*log);
        runner.catch_up();
        std::vector<std::future<bool>> rebuilt;
        for (int i = 0; i < 4; ++i) rebuilt.push_back(std::async(std::launch::async, [&] { return runner.rebuild("deals"); }));
        for (auto& one : rebuilt) CHECK(one.get());
        CHECK(runner.switches() == 4);
        runner.catch_up();
    }
    Runner again(*log);
    CHECK(again.read<Deals>().position == log->head());
    CHECK(again.digest("deals") == OlderDeals::digest_of(*log));
}

TEST_CASE("a log that cannot be read stops all projections where they are, and whoever waits is told", "[projections][runner][threads]") {
    Scenario story;
    story.company();
    const Position before = story.log->head();
    std::vector<std::string> told;
    Runner runner(*story.log, {.on_failure = [&](std::string_view why) { told.emplace_back(why); }});
    runner.catch_up();
    const auto kept = test::rows_of(*story.store, Family::tables);
    story.deal();
    test::flip_a_bit(*story.store, Family::tail, test::rows_of(*story.store, Family::tail).size() - 1);
    runner.start();
    CHECK_FALSE(runner.wait_for(story.log->head(), std::chrono::hours(1)));
    CHECK_THROWS_AS(runner.check(), CorruptLog);
    CHECK(runner.position() == before);
    for (const auto& status : runner.statuses()) {
        CHECK(status.state == ProjectionState::stopped);
        CHECK(status.position == before);
        CHECK_THAT(status.last_error.value_or(""), Catch::Contains("position " + std::to_string(before + 1)));
    }
    runner.stop();
    CHECK(told.size() == 1);
    CHECK(test::rows_of(*story.store, Family::tables) == kept);
}

}  // namespace foxtrail::runner_test
