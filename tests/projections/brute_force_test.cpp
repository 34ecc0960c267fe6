// The deals at any instant, in both times, equal brute force over the raw events; those of now are what deciders have.
#include "commands/writer/state_catch_up.hpp"
#include "projections/reading/dimension.hpp"
#include "tests/commands/scenario.hpp"
#include "tests/projections/random_history.hpp"
#include "tests/projections/raw_events.hpp"
#include "tests/random_seed.hpp"

#include <map>

namespace foxtrail::brute_force_test {

namespace {

using DealFacts = std::map<std::string, std::map<std::string, json::value>>;

DealFacts by_hand(const std::vector<RawEvent>& all, const Instant& instant) {
    DealFacts deals;
    for (const auto* event : seen_by(instant, all)) {
        if (deal_of(*event).empty()) continue;
        auto& deal = deals[deal_of(*event)];
        const auto& d = event->data;
        const json::value at(to_text(event->envelope.valid_at));
        if (event->type == "opportunity.created.v1") deal["stage"] = d.at("stage").at("name"), deal["stage_since"] = at, deal["value"] = d.at("value"), deal["owner"] = "unknown", deal["expected_close"] = d.at("expected_close");
        else if (enters_stage(*event)) deal["stage"] = d.at("to").at("name"), deal["stage_since"] = at;
        else if (event->type == "opportunity.value_estimated.v1") deal["value"] = d.at("to");
        else if (event->type == "opportunity.expected_close_moved.v1") deal["expected_close"] = d.at("to");
        else if (event->type == "opportunity.assigned.v1") deal["owner"] = d.at("to").at("owner");
        else if (event->type == "opportunity.won.v1") deal["value"] = d.at("value");
        if (const auto outcome = outcome_by(*event); !outcome.empty()) deal["outcome"] = json::value(outcome), deal["outcome_since"] = at;
    }
    return deals;
}

DealFacts by_table(const Runner& runner, const Instant& instant) {
    DealFacts deals;
    const DimensionContext context(runner, instant);
    context.deals->deals.each(instant, [&](std::uint32_t id, const Deal& row) {
        deals[to_text(OpportunityId{id})] = {{"stage", json::value(context.stages.at(row.model, row.model_version, row.stage.value.stage).name)},
                                             {"stage_since", json::value(to_text(row.stage.since))},
                                             {"value", row.value ? to_json(row.value.money()) : json::value("unknown")},
                                             {"outcome", json::value(enum_name(row.outcome.value))},
                                             {"outcome_since", json::value(to_text(row.outcome.since))},
                                             {"owner", row.owner ? json::value(to_text(row.owner)) : json::value("unknown")},
                                             {"expected_close", to_json(row.expected_close)}};
    });
    return deals;
}

DealFacts by_states(States& states) {
    DealFacts deals;
    for (std::uint32_t id = 1; id <= states.last_number(OpportunityId::kind); ++id) {
        const Opportunity& deal = *states.find(OpportunityId{id});
        deals[to_text(deal.id)] = {{"stage", json::value(deal.stage.value.name)},
                                   {"stage_since", json::value(to_text(deal.stage.since))},
                                   {"value", to_json(deal.value.value)},
                                   {"outcome", json::value(enum_name(deal.outcome.value))},
                                   {"outcome_since", json::value(to_text(deal.outcome.since))},
                                   {"owner", deal.assignee.value ? json::value(to_text(deal.assignee.value->owner)) : json::value("unknown")},
                                   {"expected_close", to_json(deal.expected_close.value)}};
    }
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
    CHECK(history.corrections() > 5);
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

TEST_CASE("what deciders know of the deals is what the tables have now, for random histories with corrections", "[projections][random]") {
    const auto seed = GENERATE(from_range(test::random_seeds(4)));
    INFO("seed " << seed);
    Scenario scenario;
    RandomHistory history(scenario, seed);
    history.run(600);
    CHECK(history.corrections() > 5);
    Runner runner(*scenario.log);
    runner.catch_up();
    States states(scenario.store.get());
    catch_up(states, *scenario.log);
    CHECK(by_states(states) == by_table(runner, Instant{}));
}

}  // namespace foxtrail::brute_force_test
