// A simulated history is accepted whole, is the same for the same seed, and has in it what a real one has.
#include "events/contact_move.hpp"
#include "simulated_folder.hpp"

#include <map>
#include <set>

namespace foxtrail::simulation_test {
using namespace foxtrail::test;

namespace {

constexpr LogOptions one_segment{.seal_in_background = false};

std::uint64_t digest_of_run(const SimulationPlan& plan) {
    const auto store = open_memory_store();
    simulate_into(*store, plan, one_segment);
    return commits_digest(*Log::open(*store, links_of_event, one_segment));
}

struct Census {
    std::map<std::string, std::uint64_t> types;
    std::set<std::string> currencies;
    std::set<std::uint16_t> first_model_versions;
    std::set<std::uint32_t> models;
    std::uint64_t events = 0, backdated = 0, out_of_order = 0, corrections = 0, same_second = 0, born_late = 0, chinese_names = 0, moves_heard_late = 0;

    void count(const RecordedEvent& recorded, const AnyEvent& event) {
        ++events;
        ++types[std::string(event.entry().type.name)];
        const Envelope& envelope = *recorded.envelope;
        if (envelope.corrects != 0)
            ++corrections;
        else if (envelope.valid_at != envelope.recorded_at)
            ++backdated;
        if (const auto* created = event.as<OpportunityCreated>()) {
            models.insert(created->stage_model.number);
            if (created->stage_model.number == 1) first_model_versions.insert(created->model_version);
            if (created->value.value) currencies.insert(to_text(created->value.value->currency));
            if (envelope.recorded_at.us - envelope.valid_at.us >= 7 * us_per_day) ++born_late;
        }
        if (event.as<ContactMoved>() && envelope.recorded_at.us - envelope.valid_at.us >= us_per_day) ++moves_heard_late;
        if (const auto* joined = event.as<EmployeeJoined>(); joined && static_cast<unsigned char>(joined->name.front()) >= 0x80)
            ++chinese_names;
        if (event.entry().name.starts_with("opportunity.")) follow(recorded);
    }

private:
    void follow(const RecordedEvent& recorded) {
        std::vector<Entity> links;
        links_of_event(recorded.type, recorded.payload, links);
        auto& [last_valid, last_recorded, commit] = last_[links.front().number];
        const Envelope& envelope = *recorded.envelope;
        if (envelope.corrects == 0 && envelope.valid_at < last_valid) ++out_of_order;
        if (envelope.first != commit && envelope.recorded_at.us - last_recorded.us < us_per_second) ++same_second;
        last_valid = std::max(last_valid, envelope.valid_at);
        last_recorded = envelope.recorded_at;
        commit = envelope.first;
    }
    std::map<std::uint32_t, std::tuple<Time, Time, Position>> last_;
};

Census census_of(const SimulationPlan& plan) {
    const auto store = open_memory_store();
    simulate_into(*store, plan);
    const auto log = Log::open(*store, links_of_event, small_segments);
    const auto entries = entries_of(log->type_names());
    Census census;
    log->read(0, log->head(), [&](const RecordedEvent& event) {
        census.count(event, AnyEvent(*entries.at(event.type_number), event.payload));
        return true;
    });
    return census;
}

}  // namespace

TEST_CASE("the same seed gives the same bytes", "[replay][simulation]") {
    const SimulationPlan plan{.events = 5'000, .seed = 42};
    const auto digest = digest_of_run(plan);
    CHECK(digest == digest_of_run(plan));
    CHECK(digest != digest_of_run({.events = 5'000, .seed = 43}));
}

TEST_CASE("the commit that reaches the number of events is the last", "[replay][simulation]") {
    for (const Position events : {1, 20, 999, 1'000, 3'001}) {
        const auto store = open_memory_store();
        simulate_into(*store, {.events = events, .seed = 7});
        const auto log = Log::open(*store, links_of_event, small_segments);
        Position before_last = 0;
        log->read(0, log->head(), [&](const RecordedEvent& event) {
            if (event.envelope->first + event.commit_size - 1 < log->head()) before_last = event.position;
            return true;
        });
        CHECK(before_last < events);
        CHECK(log->head() >= events);
    }
}

TEST_CASE("every command of many seeds is recorded", "[replay][simulation]") {
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        const auto store = open_memory_store();
        CHECK_NOTHROW(simulate_into(*store, {.events = 4'000, .seed = seed}));
    }
}

TEST_CASE("a refused command is reported with its reason", "[replay][simulation]") {
    const auto store = open_memory_store();
    const auto log = Log::open(*store, links_of_event, small_segments);
    Writer by_hand(*log);
    const auto before = [&](AnyCommand command) {
        Submission first;
        first.command = std::move(command);
        REQUIRE(by_hand.execute(std::move(first)).verdict == Verdict::recorded);
    };
    before(DefineRegion{"Region that the simulation does not know of", std::nullopt});
    before(OpenDepartment{"Department", {}, {}, {}});
    before(HireEmployee{"Somebody", DepartmentId{1}, {}, ExternalKey{"hr:10001"}});
    by_hand.stop();
    Simulation simulation({.events = 100});
    CHECK_THROWS_WITH(play_simulation(simulation, *log), Catch::Contains("were not recorded"));
}

TEST_CASE("a simulated history has in it what a real one has", "[replay][simulation]") {
    Census census = census_of({.events = 60'000, .seed = 1});
    const double events = static_cast<double>(census.events);
    const auto share = [&](std::uint64_t count) { return static_cast<double>(count) / events; };
    CHECK(census.events >= 60'000);
    CHECK(census.currencies == std::set<std::string>{"CNY", "EUR", "JPY", "USD"});
    CHECK(census.models == std::set<std::uint32_t>{1, 2});
    CHECK(census.first_model_versions == std::set<std::uint16_t>{1, 2});
    CHECK(census.types.size() >= 70);
    for (const std::string type : {"opportunity.stage_entered", "opportunity.stage_skipped", "opportunity.stage_regressed",
                                   "opportunity.reopened", "opportunity.won", "opportunity.lost", "opportunity.derailed",
                                   "opportunity.budget_estimated", "product.repriced", "contact.registered", "contact_role.assigned",
                                   "contact.touched", "contact.moved", "forecast.submitted", "alert.raised", "team_member.joined",
                                   "activity.logged", "task.opened", "milestone.met", "risk_flag.raised", "alert.acknowledged", "alert.acted_on",
                                   "task.completed", "document.registered", "gate_document.approved", "gate_document.rejected", "gate_document.waived",
                                   "opportunity.stage_advance_rejected", "employee.departure_announced", "handover.accepted", "ownership.transferred",
                                   "employee.departed", "appointment.held", "assistance.delivered", "urge.sent", "competitor.detected", "concern.answered",
                                   "guidance.given", "tie.recorded", "work_log.submitted"}) {
        INFO(type);
        CHECK(census.types[type] > 0);
    }
    CHECK(census.corrections > 5);
    CHECK(census.born_late > 5);
    CHECK(census.moves_heard_late * 5 > census.types["contact.moved"]);
    CHECK(census.moves_heard_late * 4 < census.types["contact.moved"] * 3);
    CHECK(census.same_second > 500);
    CHECK(census.chinese_names > 3);
    CHECK(share(census.backdated) > 0.008);
    CHECK(share(census.backdated) < 0.04);
    CHECK(share(census.out_of_order) > 0.001);
    CHECK(share(census.out_of_order) < 0.006);
    const double per_deal = events / static_cast<double>(census.types["opportunity.created"]);
    CHECK(per_deal > 15);
    CHECK(per_deal < 35);
}

TEST_CASE("the memory of a simulation follows the open deals, not the events", "[replay][simulation]") {
    const auto store = open_memory_store();
    const auto log = Log::open(*store, links_of_event);
    Simulation simulation({.events = 100'000});
    play_simulation(simulation, *log);
    std::size_t created = 0;
    log->read(0, log->head(), [&](const RecordedEvent& event) {
        created += event.type == "opportunity.created.v1";
        return true;
    });
    CHECK(created > 3'000);
    CHECK(simulation.deals_open() < created / 5);
}

}  // namespace foxtrail::simulation_test
