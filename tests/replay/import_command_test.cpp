#include "replay/import/import_command.hpp"

#include "tests/core/log_scene.hpp"
#include "tests/replay/import_scene.hpp"

#include <catch2/catch.hpp>

#include <iostream>
#include <sstream>

namespace foxtrail::import_command_test {
using namespace foxtrail::test;

namespace {

struct Answer {
    int code = 0;
    std::string out, error;
};

// Runs "foxtrail import ..." as the program does.
Answer run(std::vector<std::string> arguments) {
    std::ostringstream out, error;
    auto* const out_before = std::cout.rdbuf(out.rdbuf());
    auto* const error_before = std::cerr.rdbuf(error.rdbuf());
    CLI::App app;
    add_import(app);
    arguments.insert(arguments.begin(), "import");
    std::ranges::reverse(arguments);  // as CLI11 wants a vector
    Answer answer;
    try {
        app.parse(arguments);
    } catch (const CLI::Error& failure) {
        answer.code = failure.get_exit_code();
    }
    std::cout.rdbuf(out_before);
    std::cerr.rdbuf(error_before);
    answer.out = out.str();
    answer.error = error.str();
    return answer;
}

struct Files {
    SampleFile table{"case,activity,time,actor\nA,Assign,2020-01-01,Ann\nA,Wait,2020-01-02,Ann\nB,Assign,2020-01-03,Ann\n", "log.csv"};
    SampleFile map{json::serialize(log_mapping()), "map.json"};
    TemporaryFolder data;

    std::vector<std::string> arguments(const std::string& file) const { return {file, "--map", map.path(), "--data", data.name()}; }
};

}  // namespace

TEST_CASE("import says what it recorded, and in a second run that all is there", "[replay][import_command]") {
    const Files files;
    const auto first = run(files.arguments(files.table.path()));
    CHECK(first.code == 0);
    CHECK(first.out.starts_with("2 read: 2 recorded, 0 already there, 0 refused; 3 events read\ncommands: 6 recorded as 8 events"));
    const auto second = run(files.arguments(files.table.path()));
    CHECK(second.code == 0);
    CHECK(second.out.starts_with(
        "2 read: 0 recorded, 2 already there, 0 refused; 3 events read\ncommands: 0 recorded as 0 events, 6 already there"));
}

TEST_CASE("import writes refused lines with their reasons and answers 3", "[replay][import_command]") {
    const Files files;
    files.table.add("bad.csv", "case,activity,time,actor\nA,Assign,soon,Ann\n,Assign,2020-01-01,Ann\nB,Assign,2020-01-03,Ann\nC,Assign\n");
    auto arguments = files.arguments((files.table.folder() / "bad.csv").string());
    const std::string report = (files.table.folder() / "refused.csv").string();
    arguments.insert(arguments.end(), {"--report", report});
    const auto answer = run(arguments);
    CHECK(answer.code == exit_import_refused);
    CHECK(answer.out.find("2 read: 1 recorded, 0 already there, 1 refused") == 0);
    CHECK(answer.out.find("3 refused lines\n  line 3: ") != std::string::npos);
    CHECK(read_whole(report) ==
          "line,id,reason\n"
          "3,,\"\"\"case\"\": a case id is missing\"\n"
          "5,,\"has 2 fields, the header has 4\"\n"
          "2,A,\"\"\"time\"\": \"\"soon\"\" is no instant (rfc3339, iso_date)\"\n");
}

TEST_CASE("a file, a mapping or a folder that cannot be used answers 2 and says why", "[replay][import_command]") {
    const Files files;
    CHECK(run(files.arguments("/no/such/file.csv")).code == exit_import_unusable);
    auto arguments = files.arguments(files.table.path());
    arguments[2] = files.table.path();
    const auto mapping = run(arguments);
    CHECK(mapping.code == exit_import_unusable);
    CHECK(mapping.error.find("cannot be used:\n  is not JSON: line 1") != std::string::npos);
    const auto owner = open_rocks_store(files.data.name(), Access::owner);
    const auto folder = run(files.arguments(files.table.path()));
    CHECK(folder.code == exit_import_unusable);
    CHECK(folder.error.find("another foxtraild is serving the data folder") != std::string::npos);
}

TEST_CASE("an import that breaks off leaves no report", "[replay][import_command]") {
    const Files files;
    auto arguments = files.arguments(files.table.path());
    files.table.add("open_quote.csv", "case,activity,time,actor\nA,\"Assign,2020-01-01,Ann\n");
    arguments[0] = (files.table.folder() / "open_quote.csv").string();
    const std::string report = (files.table.folder() / "refused.csv").string();
    arguments.insert(arguments.end(), {"--report", report});
    CHECK(run(arguments).code == exit_import_unusable);
    CHECK(!std::filesystem::exists(report));
}

}  // namespace foxtrail::import_command_test
