// RocksDB and the store in memory keep one contract: the same rows, asked for in the same ways.
#include "core/log/store.hpp"

#include "tests/core/log_scene.hpp"
#include "tests/random_seed.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::store_test {
namespace {

using Rows = std::vector<std::pair<std::string, std::string>>;

Rows scanned(const Store& store, Family family, const std::string& from, const std::string& before) {
    Rows rows;
    store.scan(family, from, before, [&](std::string_view key, std::string_view value) {
        rows.emplace_back(key, value);
        return true;
    });
    return rows;
}

// As rows of decision states are: some short, some long, many that begin alike.
struct RandomKeys {
    std::mt19937 random;
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); }
    std::string key() {
        std::string key(1, "nrsx"[below(4)]);
        put_be32(key, below(2));
        if (key[0] != 'n') put_be32(key, below(6));
        if (key[0] == 'r') put_be64(key, below(8));
        return key;
    }
};

}  // namespace

TEST_CASE("rows are found in RocksDB as in memory, also when nothing begins as it is asked for", "[core][store]") {
    const auto seed = test::random_seed();
    INFO("seed " << seed);
    RandomKeys keys{std::mt19937(seed)};
    const test::TemporaryFolder folder;
    auto on_disk = open_rocks_store(folder.name(), Access::owner);
    const auto in_memory = open_memory_store();
    for (int round = 0; round < 60; ++round) {
        const Family family = keys.below(4) ? Family::states : Family::meta;
        Batch batch;
        for (int i = 0; i < 20; ++i) {
            if (keys.below(3)) batch.put(family, keys.key(), std::to_string(round * 20 + i));
            else batch.erase(family, keys.key());
        }
        on_disk->write(batch, Durability::buffered);
        in_memory->write(batch, Durability::buffered);
        if (keys.below(10) == 0) on_disk.reset(), on_disk = open_rocks_store(folder.name(), Access::owner);
        for (int i = 0; i < 50; ++i) {
            const std::string one = keys.key(), other = keys.key(), same_beginning = "r" + one.substr(1, 4) + std::string("\0\0\0\3", 4);
            REQUIRE(on_disk->get(family, one) == in_memory->get(family, one));
            REQUIRE(scanned(*on_disk, family, std::min(one, other), std::max(one, other)) == scanned(*in_memory, family, std::min(one, other), std::max(one, other)));
            REQUIRE(scanned(*on_disk, family, same_beginning + '\0', same_beginning + '\xFF') == scanned(*in_memory, family, same_beginning + '\0', same_beginning + '\xFF'));
            REQUIRE(scanned(*on_disk, family, one, "") == scanned(*in_memory, family, one, ""));
            REQUIRE(on_disk->last(family, "", one) == in_memory->last(family, "", one));
        }
    }
}

}  // namespace foxtrail::store_test
