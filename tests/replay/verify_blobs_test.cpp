// The blob folder against the log: what is missing, altered or nobody's, and what may be removed.
#include "simulated_folder.hpp"

#include "commands/customer.hpp"
#include "commands/document.hpp"
#include "replay/verify/verify.hpp"

#include <fstream>

namespace foxtrail::verify_blobs_test {
using namespace foxtrail::test;

namespace {

// A document of two versions, each stored before it was named, as a server has it.
struct Library {
    Library() {
        blobs.prepare();
        log = Log::open(*store, links_of_event);
        Writer writer(*log, {.blobs = &blobs});
        record(writer, RegisterCustomer{"Acme", {}, {}, {}});
        first = stored("first"), second = stored("second"), orphan = stored("nobody's");
        record(writer, RegisterDocument{CustomerId{1}.entity(), DocumentKind::proposal, "Pumps", "head of sales", first, 5});
        record(writer, AddDocumentVersion{DocumentId{1}, second, 6, ""});
    }
    static void record(Writer& writer, AnyCommand command) {
        Submission submission;
        submission.command = std::move(command);
        REQUIRE(writer.execute(std::move(submission)).verdict == Verdict::recorded);
    }
    std::string stored(std::string_view bytes) {
        return blobs.put(Blobs::whole(bytes))->hash;
    }
    std::filesystem::path of(const std::string& hash) const {
        return std::filesystem::path(folder.name()) / "blobs" / hash.substr(7, 2) / hash.substr(9, 2) / hash.substr(7);
    }
    bool has(const std::string& hash) const { return std::filesystem::exists(of(hash)); }
    void age_all(int days) const {
        for (const auto& hash : {first, second, orphan})
            if (has(hash)) std::filesystem::last_write_time(of(hash), std::filesystem::file_time_type::clock::now() - std::chrono::hours(24 * days));
    }
    int verify_removing(const std::string& age) const { return exit_code_of_verify(folder.name(), {"--remove-orphans-older-than", age}); }
    VerifyReport report() { return verify(*log, {.blobs = &blobs}); }
    std::string damage() {
        const auto made = report();
        return made.first_damage() ? made.first_damage()->detail : "";
    }
    const TestFolder folder;
    Blobs blobs{folder.name()};
    std::unique_ptr<Store> store = open_rocks_store(folder.name(), Access::owner);
    std::unique_ptr<Log> log;
    std::string first, second, orphan;
};

}  // namespace

TEST_CASE("contents that events name are counted, a blob that none names is listed", "[replay][verify]") {
    Library library;
    const auto report = library.report();
    CHECK(report.first_damage() == nullptr);
    CHECK(report.checks.back().count == 2);
    REQUIRE(report.orphans.size() == 1);
    CHECK(report.orphans.front().hash == library.orphan);
    CHECK(report.orphans.front().size_bytes == 8);
}

TEST_CASE("a missing, an altered and a cut content are found and named with their event", "[replay][verify]") {
    Library library;
    std::ofstream(library.of(library.second)) << "secon!";
    CHECK_THAT(library.damage(), Catch::Contains(library.second) && Catch::Contains("altered"));
    std::ofstream(library.of(library.second)) << "sec";
    CHECK_THAT(library.damage(), Catch::Contains("altered"));
    std::filesystem::remove(library.of(library.second));
    CHECK_THAT(library.damage(), Catch::Contains(library.second) && Catch::Contains("position 3") && Catch::Contains("is missing"));
    CHECK(library.report().orphans.size() == 1);
    library.stored("second");
    CHECK(library.damage().empty());
}

TEST_CASE("a content recorded with another size than it has is found", "[replay][verify]") {
    Library library;
    Writer writer(*library.log);  // without a blob folder: nobody asks
    Library::record(writer, RegisterDocument{CustomerId{1}.entity(), DocumentKind::other, "Pumps", "head of sales", library.first, 7});
    CHECK_THAT(library.damage(), Catch::Contains("has 5 bytes, not 7"));
}

TEST_CASE("nothing is called an orphan when the log cannot be read", "[replay][verify]") {
    Library library;
    auto [key, page] = rows_of(*library.store, Family::tail).at(1);
    page[page.size() / 2] = static_cast<char>(page[page.size() / 2] ^ 4);
    Batch batch;
    batch.put(Family::tail, key, page);
    library.store->write(batch, Durability::synced);
    const auto report = library.report();
    CHECK(report.first_damage() != nullptr);
    CHECK(report.orphans.empty());
}

TEST_CASE("orphans older than asked are removed, what an event names never", "[replay][verify]") {
    Library library;
    library.age_all(8);
    CHECK(library.verify_removing("9d") == 0);
    CHECK(library.has(library.orphan));
    CHECK(library.verify_removing("7d") == 0);
    CHECK_FALSE(library.has(library.orphan));
    CHECK((library.has(library.first) && library.has(library.second)));
    library.stored("nobody's");
    CHECK(library.verify_removing("1h") == 0);  // uploaded a moment ago: its event may be on the way
    CHECK(library.has(library.orphan));
}

TEST_CASE("an old orphan that is being registered stays although its event is not seen yet", "[replay][verify]") {
    Library library;
    library.age_all(8);
    const auto report = library.report();
    Writer writer(*library.log, {.blobs = &library.blobs});
    Library::record(writer, AddDocumentVersion{DocumentId{1}, library.orphan, 8, ""});
    REQUIRE(report.orphans.size() == 1);
    CHECK_FALSE(library.blobs.remove(report.orphans.front().hash, {now_from_system_clock().us - 7 * us_per_day}));
}

TEST_CASE("no orphan is removed from a damaged folder, nor for an age that is none", "[replay][verify]") {
    Library library;
    library.age_all(8);
    for (const auto* age : {"7", "0d", "30m", "-1d", "week"}) {
        INFO(age);
        CHECK(library.verify_removing(age) != 0);
    }
    std::filesystem::remove(library.of(library.first));
    CHECK(library.verify_removing("7d") == 1);
    CHECK(library.has(library.orphan));
}

}  // namespace foxtrail::verify_blobs_test
