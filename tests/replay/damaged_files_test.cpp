// Whatever the bytes of a file are, a reader ends: with rows, refusals or an error, never with a crash.
#include "replay/import/event_log.hpp"
#include "replay/import/opportunity_table.hpp"

#include "tests/random_seed.hpp"
#include "tests/replay/sample_file.hpp"
#include "tests/replay/sample_mapping.hpp"

#include <catch2/catch.hpp>

#include <random>

namespace foxtrail::damaged_files_test {
using namespace foxtrail::test;

namespace {

// A copy with a few bytes changed to ones that matter to the readers, and sometimes cut off.
std::string damaged(std::string content, std::mt19937& random) {
    constexpr std::string_view bytes("\",;\n\r\0<>&'/=\xFF\xC3 0", 17);
    for (int i = 0; i < 3; ++i) content[random() % content.size()] = bytes[random() % bytes.size()];
    return random() % 3 == 0 ? content.substr(0, random() % content.size()) : content;
}

void read_to_the_end(const std::string& path, const OpportunityMapping& mapping) {
    auto table = OpportunityTable::open(path, mapping);
    if (!table) return;
    while (true)
        if (const auto row = table->next(); !row || !*row) return;
}

void read_to_the_end(const std::string& path, const EventLogMapping& mapping) {
    auto log = EventLog::read(path, mapping);
    if (!log) return;
    while (log->next()) continue;
}

}  // namespace

TEST_CASE("readers survive damaged files", "[replay][damaged_files]") {
    const auto seed = test::random_seed();
    INFO("seed " << seed);
    std::mt19937 random(seed);
    const std::string table =
        "id;stage;who;customer;product;value;won;opened;offered;closed\n7;Won;\"A\nB\";C;P;1,5;2,0;2020-01-01;2020-01-02;2020-01-03\n";
    const std::string csv = "case,activity,time,actor\n1,A,2020-01-01T10:00:00Z,\"x\"\n1,B,2020-01-02T10:00:00Z,y\n";
    const std::string xes =
        "<log><trace><string key='case' value='1'/><event><string key='activity' value='A'/><date key='time' "
        "value='2020-01-01T10:00:00Z'/></event></trace></log>";
    for (int i = 0; i < 300; ++i) {
        read_to_the_end(SampleFile(damaged(table, random)).path(), parsed<OpportunityMapping>(table_mapping()));
        read_to_the_end(SampleFile(damaged(csv, random)).path(), parsed<EventLogMapping>(log_mapping()));
        read_to_the_end(SampleFile(damaged(xes, random), "sample.xes").path(), parsed<EventLogMapping>(log_mapping()));
        read_to_the_end(SampleFile(damaged(gzipped(csv), random), "sample.csv.gz").path(), parsed<EventLogMapping>(log_mapping()));
    }
    SUCCEED();
}

}  // namespace foxtrail::damaged_files_test
