#include "replay/import/report.hpp"

#include "tests/replay/sample_file.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::import_report_test {
using namespace foxtrail::test;
using namespace std::chrono_literals;

TEST_CASE("refused lines appear whole, under their name, when they are finished", "[replay][import_report]") {
    const SampleFile folder("");
    const std::string path = (folder.folder() / "refused.csv").string();
    auto lines = RefusedLines::create(path).value();
    CHECK(lines.add(7, "a,b", "says \"no\"\nand more"));
    CHECK(lines.add(9, "", "an id is missing"));
    CHECK(!std::filesystem::exists(path));
    CHECK(lines.finish());
    CHECK(lines.count() == 2);
    CHECK(read_whole(path) == "line,id,reason\n7,\"a,b\",\"says \"\"no\"\"\nand more\"\n9,,an id is missing\n");
    CHECK(!std::filesystem::exists(path + ".unfinished"));
}

TEST_CASE("refused lines that are not finished leave nothing behind, not even over an older file", "[replay][import_report]") {
    const SampleFile old("old", "refused.csv");
    { CHECK(RefusedLines::create(old.path())->add(1, "x", "y")); }
    CHECK(read_whole(old.path()) == "old");
    CHECK(!std::filesystem::exists(old.path() + ".unfinished"));
    CHECK(RefusedLines::create("/nowhere/refused.csv").error() ==
          "the refused lines cannot be written to /nowhere/refused.csv: No such file or directory");
}

TEST_CASE("progress is shown at most five times a second", "[replay][import_report]") {
    const SampleFile out("");
    std::FILE* file = std::fopen(out.path().c_str(), "w");
    const auto start = ProgressLine::Clock::now();
    ProgressLine line(file, start);
    CHECK(line.show(0, 100, 0, start));
    CHECK(!line.show(1, 100, 1, start + 199ms));
    CHECK(line.show(42, 100, 8'800, start + 400ms));
    CHECK(!line.show(43, 100, 8'801, start + 500ms));
    line.end();
    std::fclose(file);
    CHECK(read_whole(out.path()).ends_with("\rimport: 42%, 8,800 rows, 22,000 rows/s   \n"));
}

TEST_CASE("the counts add up in one line", "[replay][import_report]") {
    CHECK(to_text(ImportCounts{1'234'567, 8'790, 8, 2}) == "1,234,567 read: 8,790 recorded, 8 already there, 2 refused");
    CHECK(progress_text(5'000, 0, 10, 0s) == "import: 5,000 bytes, 10 rows, 0 rows/s");
}

}  // namespace foxtrail::import_report_test
