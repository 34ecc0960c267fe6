// The answer at any instant, in both times, equals brute force over the raw events.
#include "projections/reading/dimension.hpp"
#include "tests/commands/scenario.hpp"
#include "tests/projections/random_history.hpp"
#include "tests/random_seed.hpp"

#include <map>
#include <set>

namespace foxtrail::brute_force_test {

namespace {

struct RawEvent {
    Position position;
    Time valid_at;
    Position corrects;
    std::string type;
    json::object data;
};

std::vector<RawEvent> raw_events(const Log& log) {
    std::vector<RawEvent> events;
    log.read(0, log.head(), [&](const RecordedEvent& event) {
        events.push_back({event.position, event.envelope->valid_at, event.envelope->corrects, std::string(event.type), find_event(event.type)->json_of(event.payload)});
        return true;
    });
    return events;
}

// Deals as a person would work them out: take what the instant sees, leave out what it sees corrected, sort by valid
// time, apply one after another.
std::map<std::string, std::map<std::string, json::value>> by_hand(const std::vector<RawEvent>& all, const Instant& instant) {
    std::vector<const RawEvent*> seen;
    std::set<Position> corrected;
    for (const auto& event : all) {
        if (event.position > instant.as_of) continue;
        if (event.corrects) corrected.insert(event.corrects);
        if (event.valid_at <= instant.valid_at) seen.push_back(&event);
    }
    std::erase_if(seen, [&](const auto* event) { return corrected.contains(event->position) && event->type != "opportunity.created.v1"; });
    std::stable_sort(seen.begin(), seen.end(), [](const auto* a, const auto* b) { return a->valid_at < b->valid_at; });
    std::map<std::string, std::map<std::string, json::value>> deals;
    for (const auto* event : seen) {
        if (!event->data.contains("opportunity")) continue;
        auto& deal = deals[std::string(event->data.at("opportunity").as_string())];
        const auto& d = event->data;
        if (event->type == "opportunity.created.v1") deal["stage"] = d.at("stage").at("name"), deal["value"] = d.at("value"), deal["outcome"] = "open", deal["owner"] = "unknown", deal["expected_close"] = d.at("expected_close");
        else if (event->type.starts_with("opportunity.stage_")) deal["stage"] = d.at("to").at("name");
        else if (event->type == "opportunity.value_estimated.v1") deal["value"] = d.at("to");
        else if (event->type == "opportunity.expected_close_moved.v1") deal["expected_close"] = d.at("to");
        else if (event->type == "opportunity.assigned.v1") deal["owner"] = d.at("to").at("owner");
        else if (event->type == "opportunity.won.v1") deal["outcome"] = "won", deal["value"] = d.at("value");
        else if (event->type == "opportunity.lost.v1") deal["outcome"] = "lost";
        else if (event->type == "opportunity.derailed.v1") deal["outcome"] = "derailed";
        else if (event->type == "opportunity.reopened.v1") deal["outcome"] = "open";
    }
    return deals;
}

std::map<std::string, std::map<std::string, json::value>> by_table(const Runner& runner, const Instant& instant) {
    std::map<std::string, std::map<std::string, json::value>> deals;
    const DimensionContext context(runner, instant);
    context.deals->deals.each(instant, [&](std::uint32_t id, const Deal& row) {
        auto& deal = deals[to_text(OpportunityId{id})];
        deal["stage"] = context.stages.at(row.model, row.model_version, row.stage.value.stage).name;
        deal["value"] = row.value ? to_json(row.value.money()) : json::value("unknown");
        deal["outcome"] = enum_name(row.outcome.value);
        deal["owner"] = row.owner ? json::value(to_text(row.owner)) : json::value("unknown");
        deal["expected_close"] = to_json(row.expected_close);
    });
    return deals;
}

}  // namespace

TEST_CASE("live equals rebuilt and every past instant equals brute force, for random histories", "[projections][random]") {
    const auto seed = GENERATE(from_range(test::random_seeds(4)));
    INFO("seed " << seed);
    Scenario scenario;
    Runner runner(*scenario.log);
    RandomHistory history(scenario, seed);
    for (int round = 0; round < 4; ++round) {
        history.run(150);
        runner.catch_up();  // in several steps, so that live folds meet late events
    }
    const auto live = runner.digest("deals");
    CHECK(Runner(*scenario.log).digest("deals") == live);  // from the kept segments
    REQUIRE(runner.rebuild("deals"));
    CHECK(runner.digest("deals") == live);
    CHECK(runner.statuses()[1].last_differences.empty());

    Runner reopened(*scenario.log);
    reopened.catch_up();
    CHECK(reopened.digest("deals") == live);

    const auto raw = raw_events(*scenario.log);
    for (int question = 0; question < 40; ++question) {
        const Instant instant = history.instant();
        INFO("as_of " << instant.as_of << " valid_at " << to_text(Time{std::min(instant.valid_at.us, Time{4'000'000'000'000'000}.us)}));
        CHECK(by_table(runner, instant) == by_hand(raw, instant));
    }
    CHECK(by_table(runner, Instant{}) == by_hand(raw, Instant{}));
}

}  // namespace foxtrail::brute_force_test
