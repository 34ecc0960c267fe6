// What rests on whom is the same however it is found: from a kept list, from what is fresh, from the store.
#include "commands/writer/resting_items.hpp"
#include "core/log/store.hpp"
#include "tests/random_seed.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <set>

namespace foxtrail::resting_items_test {
namespace {

constexpr Kind owner = Kind::of("emp"), task = Kind::of("tsk"), deal = Kind::of("opp");

// Beside it, plainly: who has what.
struct Plain {
    std::set<std::pair<Entity, Entity>> rests;
    std::vector<Entity> on(Entity on, Kind kind, std::size_t limit) const {
        std::vector<Entity> found;
        for (const auto& [whom, item] : rests)
            if (whom == on && item.kind == kind && found.size() < limit) found.push_back(item);
        return found;
    }
};

void flush_into(Store& store, RestingItems& items) {
    Batch batch;
    items.flush(batch);
    store.write(batch, Durability::buffered);
}

}  // namespace

TEST_CASE("random items resting on random people are found, kept, flushed or read anew", "[commands][resting]") {
    const auto seed = test::random_seed();
    INFO("seed " << seed);
    std::mt19937 random(seed);
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    const auto store = open_memory_store();
    auto items = std::make_unique<RestingItems>(store.get());
    Plain plain;
    for (int step = 0; step < 20'000; ++step) {
        const Entity on{below(2) ? owner : hash_kind, 1 + below(8)}, item{below(2) ? task : deal, 1 + below(40)};
        switch (below(8)) {
            case 0: flush_into(*store, *items); break;
            case 1:
                if (below(50) == 0) flush_into(*store, *items), items = std::make_unique<RestingItems>(store.get());
                break;
            case 2:
                if (plain.rests.erase({on, item})) items->set(on, item, false);
                break;
            case 3:
            case 4:
                if (plain.rests.insert({on, item}).second) items->set(on, item, true);
                break;
            default: {
                const std::size_t limit = 1 + below(50);
                REQUIRE(items->on(on, item.kind, limit) == plain.on(on, item.kind, limit));
            }
        }
    }
}

TEST_CASE("a list too long to be kept is found whole, fresh and from the store", "[commands][resting]") {
    const auto store = open_memory_store();
    RestingItems items(store.get());
    const Entity on{owner, 1};
    constexpr std::uint32_t count = kept_items_max + 500;
    for (std::uint32_t number = 1; number <= count; ++number) items.set(on, {task, number}, true);
    CHECK(items.on(on, task, 10'000).size() == count);
    flush_into(*store, items);
    items.set(on, {task, 7}, false);
    CHECK(items.on(on, task, 10'000).size() == count - 1);
    CHECK(items.on(on, task, 3) == std::vector<Entity>{{task, 1}, {task, 2}, {task, 3}});
}

namespace {

// Counts how often it is searched.
class SearchedStore final : public Store {
public:
    std::optional<std::string> get(Family family, std::string_view key) const override { return kept_->get(family, key); }
    void scan(Family family, std::string_view from, std::string_view before, const Visit& visit) const override {
        ++searches;
        kept_->scan(family, from, before, visit);
    }
    std::optional<std::pair<std::string, std::string>> last(Family family, std::string_view from, std::string_view at) const override {
        return kept_->last(family, from, at);
    }
    void write(const Batch& batch, Durability durability) override { kept_->write(batch, durability); }
    mutable int searches = 0;

private:
    std::unique_ptr<Store> kept_ = open_memory_store();
};

}  // namespace

TEST_CASE("a list too long to be kept is searched for once each time it is asked for", "[commands][resting]") {
    SearchedStore store;
    const Entity on{owner, 1};
    RestingItems filled(&store);
    for (std::uint32_t number = 1; number <= kept_items_max + 1; ++number) filled.set(on, {task, number}, true);
    flush_into(store, filled);
    RestingItems items(&store);
    CHECK(items.on(on, task, 3).size() == 3);
    store.searches = 0;
    CHECK(items.on(on, task, 3).size() == 3);
    CHECK(items.on(on, task, 10'000).size() == kept_items_max + 1);
    CHECK(store.searches == 2);
}

TEST_CASE("hashes are read from the store together: one that nothing rests on is not searched for", "[commands][resting]") {
    SearchedStore store;
    RestingItems filled(&store);
    for (std::uint32_t number = 1; number <= 50; ++number) filled.set({hash_kind, number}, {task, number}, true);
    flush_into(store, filled);
    store.searches = 0;
    RestingItems items(&store);
    items.set({hash_kind, 1}, {task, 1}, false);
    items.set({hash_kind, 77}, {task, 3}, true);
    CHECK(items.on({hash_kind, 1}, task, 3).empty());
    CHECK(items.on({hash_kind, 50}, task, 3) == std::vector<Entity>{{task, 50}});
    CHECK(items.on({hash_kind, 77}, task, 3) == std::vector<Entity>{{task, 3}});
    for (std::uint32_t number = 100; number < 200; ++number) CHECK(items.on({hash_kind, number}, task, 3).empty());
    CHECK(store.searches == 1);
}

TEST_CASE("more hashes than are kept are looked up one by one", "[commands][resting]") {
    SearchedStore store;
    RestingItems filled(&store);
    for (std::uint32_t number = 1; number <= kept_hashes_max + 1; ++number) filled.set({hash_kind, number}, {task, number}, true);
    flush_into(store, filled);
    store.searches = 0;
    RestingItems items(&store);
    CHECK(items.on({hash_kind, kept_hashes_max + 1}, task, 3) == std::vector<Entity>{{task, kept_hashes_max + 1}});
    CHECK(items.on({hash_kind, kept_hashes_max + 2}, task, 3).empty());
    CHECK(store.searches == 3);
}

TEST_CASE("what is set and taken back between two flushes leaves no row", "[commands][resting]") {
    const auto store = open_memory_store();
    RestingItems items(store.get());
    items.set({owner, 1}, {task, 1}, true);
    items.set({owner, 1}, {task, 2}, true);
    items.set({owner, 1}, {task, 1}, false);
    Batch batch;
    items.flush(batch);
    REQUIRE(batch.operations.size() == 1);
    CHECK(batch.operations.front().key.ends_with('\2'));
}

}  // namespace foxtrail::resting_items_test
