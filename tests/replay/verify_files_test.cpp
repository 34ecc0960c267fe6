// The files of a data folder: each that is missing, cut or altered is found and named, where a reader would make do with what is left.
#include "simulated_folder.hpp"

#include "commands/customer.hpp"
#include "core/log/store_files.hpp"

#include <fstream>

namespace foxtrail::verify_files_test {
using namespace foxtrail::test;
namespace fs = std::filesystem;

namespace {

// Written in two sittings, so that the store has several files of a family and an older state to fall back to.
struct Folder {
    Folder() { write(), write(); }
    void write() const {
        const auto store = open_rocks_store(folder.name(), Access::owner);
        const auto log = Log::open(*store, links_of_event, {.segment_events = 100, .page_events = 20, .seal_in_background = false});
        Writer writer(*log);
        for (int i = 0; i < 150; ++i) {
            Submission submission;
            submission.command = RegisterCustomer{"Acme", {}, {}, {}};
            submission.envelope.key = std::to_string(log->head());
            REQUIRE(writer.execute(std::move(submission)).verdict == Verdict::recorded);
        }
        writer.stop();
        log->seal();
        Runner(*log).catch_up();
    }
    std::vector<fs::path> files() const {
        std::vector<fs::path> found;
        for (const auto& file : fs::directory_iterator(folder.name()))
            if (file.path().extension() == ".sst") found.push_back(file.path());
        return found;
    }
    const TestFolder folder;
};

// The file as it was, when the test is over with it.
struct Restored {
    explicit Restored(fs::path file) : path(std::move(file)) { fs::copy_file(path, copy()); }
    ~Restored() { fs::rename(copy(), path); }
    fs::path copy() const { return path.string() + ".kept"; }
    const fs::path path;
};

void flip_the_middle(const fs::path& path) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    const auto middle = static_cast<std::streamoff>(fs::file_size(path) / 2);
    const char byte = static_cast<char>(file.seekg(middle).get());
    file.seekp(middle).put(static_cast<char>(byte ^ 4));
}

}  // namespace

TEST_CASE("each file of the store that is missing, cut or altered is found and named", "[replay][verify]") {
    const Folder data;
    const std::string& folder = data.folder.name();
    const auto files = data.files();
    REQUIRE(files.size() > 7);
    CHECK(exit_code_of_verify(folder) == 0);
    CHECK(check_store_files(folder, FileCheck::whole) == files.size());
    for (const auto& file : files) {
        const std::string name = file.filename().string();
        INFO(name);
        const auto is_found_by = [&](FileCheck check) {
            CHECK_THROWS_WITH(check_store_files(folder, check), Catch::Contains(folder) && Catch::Contains(name) && Catch::Contains("backup"));
            CHECK(exit_code_of_verify(folder) == 1);
        };
        {
            const Restored later(file);
            fs::remove(file);
            is_found_by(FileCheck::sizes);
        }
        {
            const Restored later(file);
            fs::resize_file(file, fs::file_size(file) - 1);
            is_found_by(FileCheck::sizes);
        }
        {
            const Restored later(file);
            flip_the_middle(file);
            is_found_by(FileCheck::whole);
        }
    }
    CHECK(exit_code_of_verify(folder) == 0);
}

TEST_CASE("beside an owner at work a missing file is found, and the files he takes away are not missed", "[replay][verify]") {
    const Folder data;
    const auto store = open_rocks_store(data.folder.name(), Access::owner);
    for (int i = 0; i < 20; ++i) {
        put(*store, Family::states, "s-test", std::to_string(i));
        store->forget_erased(Family::states);
        CHECK(check_store_files(data.folder.name(), FileCheck::sizes) >= 7);
    }
    const auto file = data.files().front();
    fs::remove(file);
    CHECK_THROWS_WITH(check_store_files(data.folder.name(), FileCheck::sizes), Catch::Contains(file.filename().string()));
}

}  // namespace foxtrail::verify_files_test
