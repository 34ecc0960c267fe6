// One suite for every store a log can be kept in.
#include "log_scene.hpp"
#include "tests/random_seed.hpp"

#include <atomic>
#include <thread>

using namespace foxtrail;
using namespace foxtrail::test;

namespace {

Kept any_store() { return GENERATE(Kept::in_memory, Kept::in_rocks); }

// Numbered events in commits of three, each naming opp-1 to opp-3 in turn.
void append_numbered(Scene& scene, int commits) {
    for (int i = 0; i < commits; ++i) {
        std::vector<CommitDraft::Event> events;
        for (std::uint32_t n = 1; n <= 3; ++n) events.push_back(event("opened.v1", {opp(n)}, std::to_string(i)));
        scene.append({commit(1000 + i, std::move(events))});
    }
}

}  // namespace

TEST_CASE("an empty log has head 0 and nothing to read", "[core][log]") {
    Scene scene(any_store());
    CHECK(scene.log->head() == 0);
    CHECK(scene.log->position_at(Time::max()) == 0);
    CHECK(scene.log->version(opp(1)) == 0);
    CHECK(scene.log->history(opp(1), 0, 10, 10).empty());
    CHECK(read(*scene.log).empty());
}

TEST_CASE("positions are dense across commits and events come back as they were appended", "[core][log]") {
    Scene scene(any_store());
    const Position last = scene.append({commit(5, {event("a.v1", {opp(1)}), event("b.v1", {opp(2)})}), commit(6, {event("a.v1", {})})});
    CHECK(last == 3);
    CHECK(scene.append({commit(7, {event("c.v1", {opp(1)})})}) == 4);
    scene.check(*scene.log);
    CHECK(scene.log->type_names() == std::vector<std::string>{"a.v1", "b.v1", "c.v1"});
}

TEST_CASE("recorded_at never falls, whatever the clock does", "[core][log]") {
    Scene scene(any_store());
    scene.append({commit(50, {event("a.v1", {})}), commit(40, {event("a.v1", {})})});
    scene.append({commit(30, {event("a.v1", {})})});
    for (const Seen& seen : read(*scene.log)) CHECK(seen.envelope.recorded_at == Time{50});
    CHECK(scene.log->head_recorded_at() == Time{50});
}

TEST_CASE("a commit cannot be valid after it is recorded", "[core][log]") {
    Scene scene(any_store());
    CommitDraft draft = commit(50, {event("a.v1", {})});
    draft.envelope.valid_at = {51};
    CHECK_THROWS_AS(scene.log->append({&draft, 1}, {}), std::logic_error);
    CHECK(scene.log->head() == 0);
    CHECK(scene.append({commit(50, {event("a.v1", {})})}) == 1);
}

TEST_CASE("a read gives its range and ends when the visitor has had enough", "[core][log]") {
    Scene scene(any_store());
    append_numbered(scene, 20);
    scene.log->seal();
    for (const auto& [after, upto] : {std::pair<Position, Position>{0, 60}, {0, 1}, {7, 9}, {19, 22}, {41, 45}, {59, 60}, {60, 70}, {9, 3}})
        CHECK(read(*scene.log, after, upto) == scene.expected(after, upto));
    for (const Position stop_at : {1, 8, 42, 43, 60}) {
        Position last = 0;
        scene.log->read(0, 60, [&](const RecordedEvent& e) { return (last = e.position) < stop_at; });
        CHECK(last == stop_at);
    }
}

TEST_CASE("chosen positions are read from pages and tail alike", "[core][log]") {
    Scene scene(any_store());
    append_numbered(scene, 20);
    scene.log->seal();
    const std::vector<Position> chosen{1, 2, 9, 20, 21, 22, 40, 43, 58, 60, 61};
    std::vector<Seen> seen;
    scene.log->read(chosen, into(seen));
    REQUIRE(seen.size() == 10);
    for (std::size_t i = 0; i < seen.size(); ++i) CHECK(seen[i] == scene.all[chosen[i] - 1]);
    scene.log->read({}, [](const RecordedEvent&) -> bool { throw std::logic_error("there is nothing to visit"); });
}

TEST_CASE("history and version hold before and after sealing, for actors too", "[core][log]") {
    Scene scene(any_store());
    CommitDraft draft = commit(1, {event("a.v1", {opp(1), opp(1), emp(4)}), event("a.v1", {opp(2)})});
    draft.envelope.actor = emp(4);
    draft.envelope.on_behalf_of = emp(5);
    scene.append({draft});
    CHECK(scene.log->history(emp(4), 0, 9, 9) == std::vector<Position>{1, 2});
    append_numbered(scene, 14);
    scene.check(*scene.log);
    scene.log->seal();
    CHECK(scene.log->sealed_upto() > 20);
    CHECK(scene.log->sealed_upto() < scene.log->head());
    scene.check(*scene.log);
    for (const Position after : {0, 1, 5, 20, 21, 40, 44})
        for (const Position upto : {1, 3, 21, 30, 44})
            CHECK(scene.log->history(opp(1), after, upto, 100) == scene.expected_history(opp(1), after, upto));
    CHECK(scene.log->history(opp(1), 0, 44, 3) == std::vector<Position>{1, 3, 6});
    CHECK(scene.log->version(emp(5)) == 2);
}

TEST_CASE("what goes along with an append is there with it, also without events", "[core][log]") {
    Scene scene(any_store());
    Batch also;
    also.put(Family::states, "opp-1", "open");
    CHECK(scene.append({commit(1, {event("a.v1", {})})}, also) == 1);
    CHECK(scene.store->get(Family::states, "opp-1") == "open");

    Batch key_only;
    key_only.put(Family::keys, "k", "refused");
    CHECK(scene.append({commit(2, {})}, key_only) == 1);
    CHECK(scene.store->get(Family::keys, "k") == "refused");
    CHECK(scene.log->head_recorded_at() == Time{1});
}

TEST_CASE("a time finds the last position recorded by then", "[core][log]") {
    Scene scene(any_store());
    for (const int at : {10, 10, 20, 20, 20, 30}) scene.append({commit(at, {event("a.v1", {}), event("b.v1", {})})});
    const auto check = [&] {
        for (const auto& [at, position] : {std::pair{9, 0}, {10, 4}, {15, 4}, {20, 10}, {29, 10}, {30, 12}, {99, 12}})
            CHECK(scene.log->position_at({at}) == static_cast<Position>(position));
    };
    check();
    scene.reopen({.segment_events = 2, .page_events = 2, .seal_in_background = false});
    scene.log->seal();
    CHECK(scene.log->sealed_upto() == 12);
    check();
}

TEST_CASE("reading until a valid time misses nothing that was valid by then", "[core][log][random]") {
    const auto seed = test::random_seed();
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    Scene scene(any_store(), {.segment_events = 50, .page_events = 5, .seal_in_background = false});
    std::int64_t clock_us = 1'000'000;
    while (scene.all.size() < 600) scene.append(random_group(random, clock_us));
    scene.log->seal();
    std::size_t visited = 0, wanted = 0;
    for (int i = 0; i < 100; ++i) {
        const Position after = random() % 700, upto = random() % 700;
        const Time valid_at{scene.all[random() % scene.all.size()].envelope.valid_at.us};
        std::vector<Seen> seen;
        scene.log->read_valid_until(after, upto, valid_at, into(seen));
        CHECK(std::ranges::is_sorted(seen, std::less<>{}, &Seen::position));
        std::erase_if(seen, [&](const Seen& s) { return ++visited, s.envelope.valid_at > valid_at; });
        auto expected = scene.expected(after, upto);
        std::erase_if(expected, [&](const Seen& s) { return ++wanted, s.envelope.valid_at > valid_at; });
        CHECK(seen == expected);
    }
    CHECK(visited < wanted);
}

TEST_CASE("a log opened again is the same log", "[core][log][random]") {
    const auto seed = test::random_seed();
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    Scene scene(any_store());
    std::int64_t clock_us = 1'000'000;
    for (int i = 0; i < 5; ++i) {
        while (scene.all.size() < static_cast<std::size_t>(40 * i + 30)) scene.append(random_group(random, clock_us));
        if (i % 2) scene.log->seal();
        const auto types = scene.log->type_names();
        scene.reopen({.segment_events = 10 + random() % 30, .page_events = 1 + random() % 9, .seal_in_background = false});
        CHECK(scene.log->type_names() == types);
        CHECK(scene.log->head_recorded_at() == scene.all.back().envelope.recorded_at);
        scene.check(*scene.log);
    }
}

TEST_CASE("readers see every event exactly once while the log is sealed under them", "[core][log][threads]") {
    Scene scene(any_store(), {.segment_events = 30, .page_events = 8, .seal_in_background = true});
    std::atomic<bool> done = false;
    std::atomic<int> wrong = 0, rounds = 0;
    const auto reader = [&] {
        do {
            const Position head = scene.log->head();
            Position expected = 0;
            scene.log->read(0, head, [&](const RecordedEvent& e) { return e.position == ++expected; });
            if (expected != head) ++wrong;
            const auto history = scene.log->history(opp(1), 0, head, head + 1);
            if (history.size() != head / 3 || scene.log->version(opp(1)) < (head ? head - 2 : 0)) ++wrong;
            const std::vector<Position> chosen{1, head / 2 + 1, head};
            std::size_t visits = 0;
            if (head > 2) scene.log->read(chosen, [&](const RecordedEvent&) { return ++visits, true; });
            if (head > 2 && visits != 3) ++wrong;
            ++rounds;
        } while (!done);
    };
    {
        std::jthread one(reader), two(reader);
        append_numbered(scene, 400);
        scene.log->wait_beyond(scene.log->head(), std::chrono::milliseconds(1));
        done = true;
    }
    CHECK(wrong == 0);
    CHECK(rounds > 0);
    CHECK(scene.log->sealed_upto() > 0);
    scene.check(*scene.log);
}

TEST_CASE("who waits is woken by an append, or by the time", "[core][log][threads]") {
    Scene scene(any_store());
    CHECK_FALSE(scene.log->wait_beyond(0, std::chrono::milliseconds(1)));
    std::jthread writer([&] { scene.append({commit(1, {event("a.v1", {})})}); });
    CHECK(scene.log->wait_beyond(0, std::chrono::minutes(1)));
    CHECK(scene.log->wait_beyond(0, std::chrono::milliseconds(0)));
}

TEST_CASE("a log of a newer format is refused in words a person can act on", "[core][log]") {
    Scene scene(any_store());
    Batch batch;
    batch.put(Family::meta, "format", "3");
    scene.store->write(batch, Durability::synced);
    CHECK_THROWS_WITH(Log::open(*scene.store, links_of), Catch::Contains("written by a newer Foxtrail"));
}
