// What a damaged disk or a crash leaves behind is noticed, named, or healed.
#include "damaged_store.hpp"
#include "log_scene.hpp"
#include "tests/random_seed.hpp"

using namespace foxtrail;
using namespace foxtrail::test;

namespace {

constexpr LogOptions small{.segment_events = 20, .page_events = 7, .seal_in_background = false};

// Fifty commits of one event, forty of them sealed.
struct SealedScene : Scene {
    SealedScene() : Scene(Kept::in_memory, small) {
        for (int i = 0; i < 50; ++i) append({commit(100 + i, {event("a.v1", {opp(1)}, std::to_string(i))})});
        log->seal();
    }
};

// Fails to write from a given write on, as a full or broken disk does.
class FailingStore final : public Store {
public:
    std::optional<std::string> get(Family family, std::string_view key) const override { return kept->get(family, key); }
    void scan(Family family, std::string_view from, std::string_view before, const Visit& visit) const override {
        kept->scan(family, from, before, visit);
    }
    std::optional<std::pair<std::string, std::string>> last(Family family, std::string_view from, std::string_view at) const override {
        return kept->last(family, from, at);
    }
    void write(const Batch& batch, Durability durability) override {
        if (writes_left == 0) throw StoreFailed("the disk is full");
        --writes_left;
        kept->write(batch, durability);
    }

    std::unique_ptr<Store> kept = open_memory_store();
    int writes_left = 1'000'000;
};

}  // namespace

TEST_CASE("any changed byte of a sealed page is noticed when it is read", "[core][log][fault]") {
    const SealedScene scene;
    const auto [key, page] = rows_of(*scene.store, Family::pages).at(1);
    for (std::size_t at = 0; at < page.size(); ++at) {
        std::string damaged = page;
        damaged[at] = static_cast<char>(damaged[at] ^ 1);
        put(*scene.store, Family::pages, key, damaged);
        CHECK_THROWS_AS(read(*scene.log), CorruptLog);
    }
    put(*scene.store, Family::pages, key, page);
    scene.check(*scene.log);
}

TEST_CASE("a changed byte of the tail is noticed on opening, on sealing and on reading", "[core][log][fault]") {
    SealedScene scene;
    flip_a_bit(*scene.store, Family::tail, 3);
    CHECK_THROWS_WITH(read(*scene.log), Catch::Contains("position 44"));
    CHECK_THROWS_AS(Log::open(*scene.store, links_of, small), CorruptLog);
    for (int i = 0; i < 20; ++i) scene.append({commit(200, {event("a.v1", {})})});
    CHECK_THROWS_AS(scene.log->seal(), CorruptLog);
    CHECK(scene.log->sealed_upto() == 40);
}

TEST_CASE("a missing page is named by its position", "[core][log][fault]") {
    const SealedScene scene;
    const auto pages = rows_of(*scene.store, Family::pages);
    erase(*scene.store, Family::pages, pages.at(1).first);
    const std::string named = "position " + std::to_string(be64(pages.at(1).first)) + " is missing";
    CHECK_THROWS_WITH(read(*scene.log), Catch::Contains(named));
    CHECK_THROWS_WITH(read(*scene.log, 8, 9), Catch::Contains("position 9 is missing"));
    const std::vector<Position> chosen{10};
    CHECK_THROWS_WITH(scene.log->read(chosen, [](const auto&) { return true; }), Catch::Contains("position 8 is missing"));
    CHECK(read(*scene.log, 14, 50) == scene.expected(14, 50));
}

TEST_CASE("a missing row of the tail is named by its position", "[core][log][fault]") {
    const SealedScene scene;
    erase(*scene.store, Family::tail, be64_key(45));
    CHECK_THROWS_WITH(read(*scene.log), Catch::Contains("position 45 is missing"));
    CHECK_THROWS_WITH(Log::open(*scene.store, links_of, small), Catch::Contains("position 45 is missing"));
}

TEST_CASE("a page that is cut off is noticed", "[core][log][fault]") {
    const SealedScene scene;
    const auto [key, page] = rows_of(*scene.store, Family::pages).at(0);
    put(*scene.store, Family::pages, key, page.substr(0, page.size() - 3));
    CHECK_THROWS_AS(read(*scene.log), CorruptLog);
    CHECK_THROWS_AS(scene.log->position_at({106}), CorruptLog);
}

TEST_CASE("missing zones are noticed on opening", "[core][log][fault]") {
    const SealedScene scene;
    erase(*scene.store, Family::meta, "zone/" + be64_key(21));
    CHECK_THROWS_AS(Log::open(*scene.store, links_of, small), CorruptLog);
}

TEST_CASE("events without the mark of the format are not taken for an empty log", "[core][log][fault]") {
    const SealedScene scene;
    erase(*scene.store, Family::meta, "format");
    CHECK_THROWS_AS(Log::open(*scene.store, links_of, small), CorruptLog);
}

TEST_CASE("a crash between the two batches of a sealing is healed", "[core][log][fault]") {
    Scene scene(Kept::in_memory, small);
    for (int i = 0; i < 50; ++i) scene.append({commit(100 + i, {event("a.v1", {opp(1)}, std::to_string(i))})});
    const Rows tail = rows_of(*scene.store, Family::tail);
    scene.log->seal();
    const std::size_t unsealed = rows_of(*scene.store, Family::tail).size();
    for (const auto& [key, page] : tail)
        if (be64(key) > 20) put(*scene.store, Family::tail, key, page);
    scene.check(*scene.log);
    scene.reopen(small);
    CHECK(rows_of(*scene.store, Family::tail).size() == unsealed);
    scene.check(*scene.log);
}

TEST_CASE("after a failed write the log takes nothing more", "[core][log][fault]") {
    FailingStore store;
    const auto log = Log::open(store, links_of, small);
    const CommitDraft draft = commit(1, {event("a.v1", {opp(1)})});
    CHECK(log->append({&draft, 1}, {}) == 1);
    store.writes_left = 0;
    CHECK_THROWS_WITH(log->append({&draft, 1}, {}), "the disk is full");
    store.writes_left = 9;
    CHECK_THROWS_AS(log->append({&draft, 1}, {}), StoreFailed);
    CHECK(log->head() == 1);
    CHECK(log->version(opp(1)) == 1);
}

TEST_CASE("when the background sealer fails, the next appends say so", "[core][log][fault][threads]") {
    FailingStore store;
    const auto log = Log::open(store, links_of, {.segment_events = 3, .page_events = 3, .seal_in_background = true});
    const CommitDraft draft = commit(1, {event("a.v1", {}), event("a.v1", {}), event("a.v1", {})});
    store.writes_left = 1;
    log->append({&draft, 1}, {});
    const auto append_until_it_fails = [&] {
        for (int i = 0; i < 1000; ++i) log->append({&draft, 1}, {});
    };
    CHECK_THROWS_WITH(append_until_it_fails(), Catch::Contains("the disk is full"));
}

TEST_CASE("no packing changes an answer", "[core][log][fault][random]") {
    const auto seed = test::random_seed();
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    for (int round = 0; round < 15; ++round) {
        const auto options = [&] {
            return LogOptions{.segment_events = 1 + random() % 80, .page_events = 1 + random() % 30, .seal_in_background = false};
        };
        Scene scene(Kept::in_memory, options());
        std::int64_t clock_us = 1'000'000;
        while (scene.all.size() < 250) {
            scene.append(random_group(random, clock_us));
            if (random() % 9 == 0) scene.log->seal();
            if (random() % 15 == 0) scene.reopen(options());
        }
        scene.check(*scene.log);
        for (int i = 0; i < 40; ++i) {
            const Position after = random() % 260, upto = random() % 260;
            const Entity entity = opp(static_cast<std::uint32_t>(1 + random() % Scene::entities));
            CHECK(read(*scene.log, after, upto) == scene.expected(after, upto));
            CHECK(scene.log->history(entity, after, upto, 1000) == scene.expected_history(entity, after, upto));
            std::vector<Position> chosen;
            for (Position p = 1; p <= scene.all.size(); ++p)
                if (random() % 10 == 0) chosen.push_back(p);
            std::vector<Seen> seen, expected;
            scene.log->read(chosen, into(seen));
            for (const Position p : chosen) expected.push_back(scene.all[p - 1]);
            CHECK(seen == expected);
        }
    }
}
