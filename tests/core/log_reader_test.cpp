// Readers beside an owner, and who may open a data folder.
#include "log_scene.hpp"
#include "tests/random_seed.hpp"

#include <rocksdb/db.h>

using namespace foxtrail;
using namespace foxtrail::test;

namespace {

// Shows one family, of meta the names of types, only after a reader has caught up a few times, as RocksDB may when its owner flushes in
// between.
class TornStore final : public Store {
public:
    TornStore(Store& owned, Family hidden) : owned_(owned), hidden_(hidden) {}
    std::optional<std::string> get(Family family, std::string_view key) const override {
        return hides(family, key) ? std::nullopt : owned_.get(family, key);
    }
    void scan(Family family, std::string_view from, std::string_view before, const Visit& visit) const override {
        if (!hides(family, from)) owned_.scan(family, from, before, visit);
    }
    std::optional<std::pair<std::string, std::string>> last(Family family, std::string_view from, std::string_view at) const override {
        return hides(family, at) ? std::nullopt : owned_.last(family, from, at);
    }
    void write(const Batch&, Durability) override { throw StoreFailed("a reader does not write"); }
    void catch_up() override { --left_; }
    Access access() const override { return Access::reader; }

private:
    bool hides(Family family, std::string_view key) const {
        return family == hidden_ && left_ > 0 && (family != Family::meta || key.starts_with("type/"));
    }

    Store& owned_;
    const Family hidden_;
    int left_ = 3;
};

}  // namespace

TEST_CASE("a reader beside an owner sees what is written, after it has caught up", "[core][log][reader][random]") {
    const auto seed = test::random_seed();
    CAPTURE(seed);
    std::mt19937_64 random(seed);
    Scene scene(Kept::in_rocks);
    const auto store = open_rocks_store(scene.folder.name(), Access::reader);
    // Its own options are not the owner's: segments are cut elsewhere.
    const auto reader = Log::open(*store, links_of, {.segment_events = 13, .page_events = 3, .seal_in_background = true});
    scene.check(*reader);
    std::int64_t clock_us = 1'000'000;
    for (int round = 0; round < 12; ++round) {
        for (int i = 0; i < 6; ++i) scene.append(random_group(random, clock_us));
        if (round % 3 == 1) scene.log->seal();
        CHECK(reader->head() < scene.log->head());
        reader->catch_up();
        scene.check(*reader);
        CHECK(reader->sealed_upto() == scene.log->sealed_upto());
        CHECK(reader->type_names() == scene.log->type_names());
    }
}

TEST_CASE("a reader that lags behind a sealing still reads what it knows of", "[core][log][reader]") {
    Scene scene(Kept::in_rocks);
    for (int i = 0; i < 30; ++i) scene.append({commit(i, {event("a.v1", {opp(1)})})});
    const auto store = open_rocks_store(scene.folder.name(), Access::reader);
    const auto reader = Log::open(*store, links_of);
    scene.log->seal();
    store->catch_up();  // the rows of the tail are gone before the log knows of it
    CHECK(read(*reader) == scene.all);
    CHECK(reader->sealed_upto() == 20);
}

TEST_CASE("a reader that sees the families at different moments waits until they agree", "[core][log][reader]") {
    const Family hidden = GENERATE(Family::tail, Family::pages, Family::links, Family::meta);
    Scene scene(Kept::in_memory);
    for (int i = 0; i < 50; ++i) scene.append({commit(i, {event("a.v1", {opp(1)})})});
    scene.log->seal();
    TornStore store(*scene.store, hidden);
    const auto reader = Log::open(store, links_of);
    CHECK(read(*reader, 0, 40) == scene.expected(0, 40));
    for (int i = 0; i < 3; ++i) reader->catch_up();
    scene.check(*reader);
}

TEST_CASE("a reader that waits follows its owner", "[core][log][reader]") {
    Scene scene(Kept::in_rocks);
    const auto store = open_rocks_store(scene.folder.name(), Access::reader);
    const auto reader = Log::open(*store, links_of);
    CHECK_FALSE(reader->wait_beyond(0, std::chrono::milliseconds(1)));
    scene.append({commit(1, {event("a.v1", {opp(1)})})});
    CHECK(reader->wait_beyond(0, std::chrono::minutes(1)));
    scene.check(*reader);
}

TEST_CASE("a reader works where no owner runs, and never writes", "[core][log][reader]") {
    Scene scene(Kept::in_rocks);
    for (int i = 0; i < 50; ++i) scene.append({commit(i, {event("a.v1", {opp(1)})})});
    scene.log->seal();
    scene.log.reset();
    scene.store.reset();
    const auto store = open_rocks_store(scene.folder.name(), Access::reader);
    const auto reader = Log::open(*store, links_of);
    scene.check(*reader);
    CHECK_THROWS_AS(reader->append({}, {}), std::logic_error);
    CHECK_THROWS_AS(store->write({}, Durability::synced), StoreFailed);
}

TEST_CASE("what RocksDB has flushed is found by a reader as well", "[core][log][reader]") {
    Scene scene(Kept::in_rocks);
    for (int i = 0; i < 50; ++i) scene.append({commit(i, {event("a.v1", {opp(1)})})});
    scene.log.reset();
    scene.store.reset();
    scene.store = open_rocks_store(scene.folder.name(), Access::owner);
    scene.reopen({.segment_events = 20, .page_events = 7, .seal_in_background = false});
    scene.append({commit(99, {event("a.v1", {opp(2)})})});
    const auto store = open_rocks_store(scene.folder.name(), Access::reader);
    scene.check(*Log::open(*store, links_of));
    scene.check(*scene.log);
}

TEST_CASE("a data folder has one owner, and the second is told what to do", "[core][log][reader]") {
    const TemporaryFolder folder;
    const auto owner = open_rocks_store(folder.name(), Access::owner);
    CHECK_THROWS_WITH(open_rocks_store(folder.name(), Access::owner),
                      Catch::Contains("another foxtraild is serving the data folder") && Catch::Contains("stop it"));
}

TEST_CASE("a folder in which a newer version keeps more is left alone, by owner and reader", "[core][log][reader]") {
    const TemporaryFolder folder;
    { const auto owner = open_rocks_store(folder.name(), Access::owner); }
    std::vector<std::string> names;
    REQUIRE(rocksdb::DB::ListColumnFamilies({}, folder.name(), &names).ok());
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    for (const auto& name : names) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
    std::vector<rocksdb::ColumnFamilyHandle*> opened;
    rocksdb::DB* newer = nullptr;
    REQUIRE(rocksdb::DB::Open({}, folder.name(), families, &opened, &newer).ok());
    REQUIRE(newer->CreateColumnFamily({}, "promises", &opened.emplace_back()).ok());
    for (auto* family : opened) REQUIRE(newer->DestroyColumnFamilyHandle(family).ok());
    delete newer;
    for (const Access access : {Access::owner, Access::reader})
        CHECK_THROWS_WITH(open_rocks_store(folder.name(), access), Catch::Contains("written by a newer Foxtrail") && Catch::Contains("promises") && Catch::Contains(folder.name()));
}

TEST_CASE("a reader of a folder without data is told so", "[core][log][reader]") {
    const TemporaryFolder folder;
    CHECK_THROWS_WITH(open_rocks_store(folder.name() + "/none", Access::reader), Catch::Contains("no Foxtrail data in the folder"));
    CHECK_FALSE(std::filesystem::exists(folder.name() + "/none"));
    { const auto owner = open_rocks_store(folder.name(), Access::owner); }
    const auto store = open_rocks_store(folder.name(), Access::reader);
    CHECK_THROWS_WITH(Log::open(*store, links_of), Catch::Contains("no log in this data folder yet"));
}
