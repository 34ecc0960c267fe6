// Personal data under a key of the person's own: readable while the key is there, never after.
#include "core/vault.hpp"

#include "core/binary.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>

using namespace foxtrail;

namespace {
constexpr Entity wang{Kind::of("con"), 1}, zhao{Kind::of("con"), 2};

void flush(Store& store, Vault& vault) {
    Batch batch;
    vault.settle(true);
    vault.flush(batch);
    store.write(batch, Durability::synced);
}

bool any_file_holds(const std::string& folder, const std::string& bytes) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        if (content.find(bytes) != content.npos) return true;
    }
    return false;
}
}  // namespace

TEST_CASE("what is sealed opens with the person's key and with no other", "[core][vault]") {
    const auto store = open_memory_store();
    Vault vault(*store);
    const Sealed sealed = vault.seal(wang, "likes chess 象棋");
    CHECK(sealed.bytes.find("chess") == sealed.bytes.npos);
    CHECK(vault.seal(wang, "likes chess 象棋") == sealed);
    flush(*store, vault);
    CHECK(opened(*store, sealed) == "likes chess 象棋");
    CHECK(vault.seal(wang, "likes chess 象棋") == sealed);
    CHECK(vault.seal(zhao, "likes chess 象棋").bytes.substr(8) != sealed.bytes.substr(8));
    CHECK(opened(*store, vault.seal(wang, "")) == "");
    Sealed damaged = sealed;
    damaged.bytes.back() ^= 1;
    CHECK_THROWS_AS(opened(*store, damaged), CorruptBytes);
    CHECK_THROWS_AS(opened(*store, Sealed{"short"}), CorruptBytes);
}

TEST_CASE("a destroyed key is in no file any more, and opens nothing", "[core][vault]") {
    const auto folder = (std::filesystem::temp_directory_path() / "foxtrail-vault-test").string();
    std::filesystem::remove_all(folder);
    {
        const auto store = open_rocks_store(folder, Access::owner);
        Vault vault(*store);
        const Sealed sealed = vault.seal(wang, "likes chess"), other = vault.seal(zhao, "sings");
        flush(*store, vault);
        const std::string key = store->get(Family::meta, "person/" + sealed.bytes.substr(0, 8)).value();
        store->forget_erased(Family::meta);
        CHECK(any_file_holds(folder, key.substr(0, 12)));
        Batch batch;
        vault.destroy_key(batch, wang);
        store->write(batch, Durability::synced);
        store->forget_erased(Family::meta);
        CHECK_FALSE(any_file_holds(folder, key.substr(0, 12)));
        CHECK(opened(*store, sealed) == std::nullopt);
        CHECK(opened(*store, other) == "sings");
    }
    std::filesystem::remove_all(folder);
}

TEST_CASE("a key that is known is not known any more once it is destroyed", "[core][vault]") {
    const auto store = open_memory_store();
    Vault vault(*store);
    const Sealed sealed = vault.seal(wang, "likes chess");
    flush(*store, vault);
    CHECK(vault.seal(wang, "likes chess") == sealed);
    Batch batch;
    vault.destroy_key(batch, wang);
    store->write(batch, Durability::synced);
    CHECK(vault.seal(wang, "likes chess") != sealed);
}

TEST_CASE("keys made of a seed are the same each time, and another person's are others", "[core][vault]") {
    const auto store = open_memory_store();
    const Sealed sealed = Vault(*store, "seed").seal(wang, "likes chess");
    CHECK(Vault(*store, "seed").seal(wang, "likes chess") == sealed);
    CHECK(Vault(*store, "another").seal(wang, "likes chess") != sealed);
    CHECK(Vault(*store, "seed").seal(zhao, "likes chess").bytes.substr(8) != sealed.bytes.substr(8));
    CHECK(Vault(*store).seal(wang, "likes chess") != sealed);
}

TEST_CASE("a key that nobody turned out to need is kept nowhere", "[core][vault]") {
    const auto store = open_memory_store();
    Vault vault(*store);
    const Sealed refused = vault.seal(wang, "likes chess");
    vault.settle(false);
    const Sealed erased = vault.seal(zhao, "sings");
    vault.settle(true);
    Batch batch;
    vault.destroy_key(batch, zhao);
    vault.flush(batch);
    store->write(batch, Durability::synced);
    CHECK(opened(*store, refused) == std::nullopt);
    CHECK(opened(*store, erased) == std::nullopt);
}
