// The store of contents: what it promises, and what a fault leaves behind.
#include "core/binary.hpp"
#include "core/blobs.hpp"
#include "core/log/store.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <fstream>
#include <thread>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace foxtrail::blobs_test {
namespace fs = std::filesystem;

namespace {

// Of "abc": FIPS 180-2, appendix B.1.
const std::string abc_hash = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

struct Folder {
    Folder() : path((fs::temp_directory_path() / "foxtrail-blobs-XXXXXX").string()) {
        if (!::mkdtemp(path.data())) throw std::runtime_error("no temporary folder");
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;

    std::size_t files() const {
        return static_cast<std::size_t>(std::ranges::count_if(fs::recursive_directory_iterator(path), [](const auto& entry) { return entry.is_regular_file(); }));
    }
    fs::path of(std::string_view hash) const { return fs::path(path) / "blobs" / hash.substr(7, 2) / hash.substr(9, 2) / hash.substr(7); }
    std::string path;
};

struct Prepared : Folder, Blobs {
    explicit Prepared(BlobOptions options = {}) : Blobs(Folder::path, std::move(options)) { prepare(); }
};

Blobs::Source pieces(std::string_view bytes, std::size_t piece_bytes = 7) {
    return [=]() mutable {
        const auto piece = bytes.substr(0, piece_bytes);
        bytes.remove_prefix(piece.size());
        return piece;
    };
}

std::string text_of(const Blobs& blobs, std::string_view hash) {
    std::string text;
    REQUIRE(blobs.read(hash, [&](std::string_view piece) { text += piece; }));
    return text;
}

std::vector<std::string> listed(const Blobs& blobs) {
    std::vector<std::string> hashes;
    blobs.each([&](const Blobs::Listed& blob) { hashes.push_back(blob.hash); });
    return hashes;
}

}  // namespace

TEST_CASE("what is stored is read again under its hash", "[core][blobs]") {
    Prepared blobs;
    const auto stored = blobs.put(pieces("abc", 1), abc_hash);
    REQUIRE(stored);
    CHECK(stored->hash == abc_hash);
    CHECK(stored->size_bytes == 3);
    CHECK(stored->is_new);
    CHECK(text_of(blobs, abc_hash) == "abc");
    CHECK(blobs.touch(abc_hash) == 3);
    CHECK(listed(blobs) == std::vector<std::string>{abc_hash});
    const std::string large(1'000'003, 'x');
    CHECK(text_of(blobs, blobs.put(pieces(large, 64 * 1024))->hash) == large);
    CHECK(text_of(blobs, blobs.put(pieces(""))->hash).empty());
    CHECK(Blobs(blobs.Folder::path).touch(abc_hash) == 3);  // another process, without prepare()
}

TEST_CASE("the same bytes twice are one blob", "[core][blobs]") {
    Prepared blobs;
    CHECK(blobs.put(pieces("abc"))->is_new);
    CHECK_FALSE(blobs.put(pieces("abc"))->is_new);
    CHECK(blobs.files() == 1);
}

TEST_CASE("the same bytes from many threads are one blob, new to one of them", "[core][blobs]") {
    Prepared blobs;
    const std::string bytes(200'000, 'b');
    std::atomic<int> news = 0, wrong = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                const auto stored = blobs.put(pieces(bytes, 10'000));
                if (!stored) ++wrong;
                else if (stored->is_new) ++news;
            });
    }
    CHECK(news == 1);
    CHECK(wrong == 0);
    CHECK(blobs.files() == 1);
}

TEST_CASE("what is refused leaves nothing", "[core][blobs]") {
    bool may_write = true;
    Prepared blobs({.blob_bytes_max = 10, .may_write = [&] { return may_write; }});
    CHECK(blobs.put(pieces("abd"), abc_hash).error() == BlobRefusal::hash_does_not_match);
    CHECK(blobs.put(pieces("01234567890")).error() == BlobRefusal::too_large);
    CHECK(blobs.put(pieces("0123456789")).has_value());
    may_write = false;
    CHECK(blobs.put(pieces("abc")).error() == BlobRefusal::disk_full);
    CHECK(blobs.files() == 1);
    CHECK_FALSE(blobs.touch(abc_hash));
    CHECK_FALSE(blobs.read(abc_hash, [](std::string_view) {}));
}

TEST_CASE("only a whole hash is one, so that no path leads elsewhere", "[core][blobs]") {
    Prepared blobs;
    CHECK(is_content_hash(abc_hash));
    for (const std::string hash : {"", "sha256:", "sha256:../../../../../etc/passwd", "ba7816bf", "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"}) {
        INFO(hash);
        CHECK_FALSE(is_content_hash(hash));
        CHECK_THROWS_AS(blobs.touch(hash), std::invalid_argument);
    }
}

TEST_CASE("a disk that fills up in the middle of a blob is told, and leaves nothing", "[core][blobs]") {
    Prepared blobs;
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{100'000, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    const auto stored = blobs.put(pieces(std::string(300'000, 'x'), 50'000));
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    REQUIRE_FALSE(stored);
    CHECK(stored.error() == BlobRefusal::disk_full);
    CHECK(blobs.files() == 0);
}

TEST_CASE("a folder that cannot be written is named, with what to do", "[core][blobs]") {
    Prepared blobs;
    std::ofstream(fs::path(blobs.Folder::path) / "blobs" / "ba") << "in the way";
    CHECK_THROWS_WITH(blobs.put(pieces("abc")), Catch::Contains("blobs/ba") && Catch::Contains("Not a directory") && Catch::Contains("rights"));
    CHECK(fs::is_empty(fs::path(blobs.Folder::path) / "blobs" / "incoming"));
    CHECK_THROWS_AS(Blobs("/dev/null").prepare(), StoreFailed);
}

TEST_CASE("a flipped byte and a cut file are noticed by reading, and healed by storing again", "[core][blobs]") {
    Prepared blobs;
    blobs.put(pieces("abc"));
    const auto damage = GENERATE(std::string("abd"), std::string("ab"), std::string());
    std::ofstream(blobs.of(abc_hash)) << damage;
    CHECK_THROWS_WITH(blobs.read(abc_hash, [](std::string_view) {}), Catch::Contains(abc_hash) && Catch::Contains("altered"));
    CHECK(blobs.put(pieces("abc"))->is_new);
    CHECK(text_of(blobs, abc_hash) == "abc");
    CHECK(blobs.files() == 1);
}

TEST_CASE("what a killed process left half-written has no name and is gone at the next start", "[core][blobs]") {
    Prepared blobs;
    blobs.put(pieces("whole"));
    const pid_t child = ::fork();
    if (child == 0) {
        blobs.put([written = 0]() mutable -> std::string_view {
            if (++written == 3) ::raise(SIGKILL);
            return "half";
        });
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    REQUIRE(WIFSIGNALED(status));
    CHECK(blobs.files() == 2);
    CHECK(listed(blobs).size() == 1);
    Blobs again(blobs.Folder::path);
    again.prepare();
    CHECK(blobs.files() == 1);
    CHECK(again.put(pieces("half"))->is_new);
}

TEST_CASE("only what nobody touched since is removed", "[core][blobs]") {
    Prepared blobs;
    blobs.put(pieces("abc"));
    const auto age = [&](int days) { fs::last_write_time(blobs.of(abc_hash), fs::file_time_type::clock::now() - std::chrono::hours(24 * days)); };
    const Time week_ago{now_from_system_clock().us - 7 * us_per_day};
    CHECK_FALSE(blobs.remove(abc_hash, week_ago));
    age(8);
    blobs.touch(abc_hash);
    CHECK_FALSE(blobs.remove(abc_hash, week_ago));
    age(8);
    CHECK_FALSE(blobs.put(pieces("abc"))->is_new);
    CHECK_FALSE(blobs.remove(abc_hash, week_ago));
    age(8);
    CHECK(blobs.remove(abc_hash, week_ago));
    CHECK_FALSE(blobs.remove(abc_hash, week_ago));
    CHECK(blobs.put(pieces("abc"))->is_new);
}

TEST_CASE("what is touched while others remove is either there afterwards or was not there", "[core][blobs]") {
    Prepared blobs;
    for (int round = 0; round < 200; ++round) {
        blobs.put(pieces("abc"));
        fs::last_write_time(blobs.of(abc_hash), fs::file_time_type::clock::now() - std::chrono::hours(48));
        std::jthread remover([&] { blobs.remove(abc_hash, Time{now_from_system_clock().us - us_per_day}); });
        const bool was_there = blobs.touch(abc_hash).has_value();
        remover.join();
        INFO("round " << round);
        REQUIRE(was_there == blobs.touch(abc_hash).has_value());
    }
}

}  // namespace foxtrail::blobs_test
