// What is damaged in a data folder is found and named; a sound folder passes.
#include "simulated_folder.hpp"

#include "core/log/postings.hpp"
#include "projections/tables/deals.hpp"
#include "replay/data_folder.hpp"
#include "replay/verify/pinned_log.hpp"
#include "replay/verify/verify.hpp"

namespace foxtrail::verify_test {
using namespace foxtrail::test;

namespace {

struct Simulated {
    Simulated() {
        simulate_into(*store, {.events = 5'000, .seed = 3});
        log = Log::open(*store, links_of_event, small_segments);
    }
    std::string damage() {
        const auto report = verify(*log);
        const Check* first = report.first_damage();
        return first ? first->what + ": " + first->detail : "";
    }
    std::unique_ptr<Store> store = open_memory_store();
    std::unique_ptr<Log> log;
};

// The key of an entity's postings in its second segment, and their positions.
std::pair<std::string, std::vector<Position>> second_postings(const Store& store, Entity entity) {
    std::vector<std::pair<std::string, std::vector<Position>>> rows;
    store.scan(Family::links, posting_key(entity, 0), posting_key({entity.kind, entity.number + 1}, 0),
               [&](std::string_view key, std::string_view value) {
                   rows.emplace_back(key, decode_postings(posting_segment(key), value));
                   return true;
               });
    return rows.at(1);
}

// The last entry of the changes tells once more what a member is: of another value.
std::string wrong_segment(const std::string& bytes) {
    auto segment = decoded<KeptSegment>(bytes);
    std::string& changes = segment.tables.at(0).changes;
    JournalStamp last;
    for (std::string_view in = changes; !in.empty();) {
        take_bytes(in, 1);
        last.take(in);
        take_varint(in);
    }
    changes += static_cast<char>(Table<Deal>::attribute_of<&Deal::value>());
    last.put(changes, 1, last.position, last.valid_at);
    put_varint(changes, Amount(Money{99, Currency::of("CNY")}).bits);
    return encoded(segment);
}

}  // namespace

TEST_CASE("a sound folder passes every check", "[replay][verify]") {
    Simulated simulated;
    const auto report = verify(*simulated.log);
    CHECK(report.head == simulated.log->head());
    CHECK(report.first_damage() == nullptr);
    CHECK(report.checks.size() == 5 + projection_entries().size());
    for (const auto& check : report.checks) {
        CAPTURE(check.what);
        CHECK(check.verdict == CheckVerdict::holds);
        CHECK(check.count > 0);
    }
}

TEST_CASE("a flipped byte of a page is found", "[replay][verify]") {
    Simulated simulated;
    flip_a_bit(*simulated.store, Family::pages, 7);
    CHECK_THAT(simulated.damage(), Catch::StartsWith("commits"));
}

TEST_CASE("a removed page is found by its position", "[replay][verify]") {
    Simulated simulated;
    const std::string key = rows_of(*simulated.store, Family::pages).at(5).first;
    erase(*simulated.store, Family::pages, key);
    CHECK_THAT(simulated.damage(),
               Catch::StartsWith("commits") && Catch::Contains("position " + std::to_string(be64(key)) + " is missing"));
}

TEST_CASE("a removed posting is found by its entity and position", "[replay][verify]") {
    Simulated simulated;
    const Entity manager{EmployeeId::kind, 1};
    const auto [key, positions] = second_postings(*simulated.store, manager);
    erase(*simulated.store, Family::links, key);
    CHECK_THAT(simulated.damage(),
               Catch::StartsWith("links") && Catch::Contains("the history of emp-1 lacks position " + std::to_string(positions.front())));
}

TEST_CASE("one position taken out of a posting list is found", "[replay][verify]") {
    Simulated simulated;
    auto [key, positions] = second_postings(*simulated.store, {StageModelId::kind, 1});
    const Position taken = positions.at(1);
    positions.erase(positions.begin() + 1);
    put(*simulated.store, Family::links, key, encode_postings(posting_segment(key), positions));
    CHECK_THAT(simulated.damage(), Catch::Contains("the history of stm-1 lacks position " + std::to_string(taken)));
}

TEST_CASE("postings that no event gives are found", "[replay][verify]") {
    Simulated simulated;
    put(*simulated.store, Family::links, posting_key({CustomerId::kind, 777'777}, 1'001),
        encode_postings(1'001, std::vector<Position>{1'005}));
    CHECK_THAT(simulated.damage(), Catch::StartsWith("links") && Catch::Contains("cus-777777"));
}

TEST_CASE("a kept segment with another value is found", "[replay][verify]") {
    Simulated simulated;
    for (const auto& [key, value] : rows_of(*simulated.store, Family::tables))
        if (key.starts_with("segment/deals")) put(*simulated.store, Family::tables, key, wrong_segment(value));
    CHECK_THAT(simulated.damage(), Catch::StartsWith("projection deals equals a rebuild"));
}

TEST_CASE("a kept segment that cannot be read is found although the runner heals it", "[replay][verify]") {
    Simulated simulated;
    for (const auto& [key, value] : rows_of(*simulated.store, Family::tables))
        if (key.starts_with("segment/deals")) put(*simulated.store, Family::tables, key, value.substr(0, value.size() / 2));
    CHECK_THAT(simulated.damage(), Catch::StartsWith("kept projections can be read") && Catch::Contains("deals"));
}

TEST_CASE("a changed, a missing and an invented decision state are found", "[replay][verify]") {
    Simulated simulated;
    const auto rows = rows_of(*simulated.store, Family::states);
    const auto found = std::ranges::find_if(rows, [](const auto& row) { return row.first[0] == 's' && row.first[1] == 'o'; });
    REQUIRE(found != rows.end());
    put(*simulated.store, Family::states, found->first, found->second + 'x');
    CHECK_THAT(simulated.damage(), Catch::StartsWith("decision states") && Catch::Contains("the state of opp-1 differs"));
    erase(*simulated.store, Family::states, found->first);
    CHECK_THAT(simulated.damage(), Catch::Contains("the state of opp-1 is missing"));
    put(*simulated.store, Family::states, found->first, found->second);
    CHECK(simulated.damage().empty());
    std::string invented = "s";
    put_be32(invented, OpportunityId::kind.code);
    put_be32(invented, 5'000'000);
    put(*simulated.store, Family::states, invented, found->second);
    CHECK_THAT(simulated.damage(), Catch::Contains("the state of opp-5000000 is kept, but no event gives it"));
}

TEST_CASE("a reader verifies a folder whose owner is at work", "[replay][verify]") {
    const TestFolder folder;
    const auto store = open_rocks_store(folder.name(), Access::owner);
    simulate_into(*store, {.events = 5'000, .seed = 5});
    const auto reader = open_for_reading(folder.name());
    const auto report = verify(*reader.log, {.check_states = false});
    CHECK(report.first_damage() == nullptr);
    CHECK(report.head >= 5'000);
    CHECK(std::ranges::count(report.checks, CheckVerdict::skipped, &Check::verdict) == 1);
}

TEST_CASE("a pinned log ends where it was pinned", "[replay][verify]") {
    Simulated simulated;
    const auto nothing = open_memory_store();
    PinnedLog pinned(*simulated.log, 2'500, *nothing);
    Runner runner(pinned, {.keep_segments = false});
    runner.catch_up();
    CHECK(runner.position() == 2'500);
    CHECK(rows_of(*nothing, Family::tables).empty());
    CHECK_THROWS_AS(pinned.append({}, {}), std::logic_error);
}

}  // namespace foxtrail::verify_test
