#include "tests/commands/scenario.hpp"

#include <atomic>

namespace foxtrail::writer_test {

TEST_CASE("a command key returns the first answer for ever, accepted or refused", "[commands][writer]") {
    Scenario scenario;
    scenario.company();
    const auto first = scenario.run(Scenario::new_deal(), "r", {}, 0, "key-1");
    const auto again = scenario.run(Scenario::new_deal(), "r", {}, 0, "key-1");
    CHECK(again.repeated);
    CHECK(again.verdict == Verdict::recorded);
    CHECK(again.position == first.position);
    CHECK(again.count == first.count);

    const auto refused = scenario.run(AdvanceStage{the_deal, "Trial"}, "r", {}, 0, "key-2");
    scenario.given(AdvanceStage{the_deal, "Offer"});
    const auto refused_again = scenario.run(AdvanceStage{the_deal, "Trial"}, "r", {}, 0, "key-2");
    CHECK(refused_again.repeated);
    CHECK(refused_again.broken == refused.broken);
}

TEST_CASE("the same command key with another command is an error and records nothing", "[commands][writer]") {
    Scenario scenario;
    scenario.company().run(Scenario::new_deal(), "r", {}, 0, "key-1");
    const Position head = scenario.log->head();
    CHECK(scenario.run(EstimateValue{the_deal, cny("1.00")}, "r", {}, 0, "key-1").verdict == Verdict::key_reused);
    CHECK(scenario.run(Scenario::new_deal(), "another reason", {}, 0, "key-1").verdict == Verdict::key_reused);
    CHECK(scenario.log->head() == head);
}

TEST_CASE("an expected version that has passed is stale", "[commands][writer]") {
    Scenario scenario;
    scenario.company().deal();
    const Position seen = scenario.log->version(the_deal.entity());
    const auto submit = [&](Position expected) {
        Submission submission;
        submission.command = EstimateValue{the_deal, cny(std::to_string(expected) + ".00")};
        submission.envelope.reason = "r";
        submission.conditions.expected_target_version = expected;
        return scenario.writer.execute(std::move(submission));
    };
    CHECK(submit(seen).verdict == Verdict::recorded);
    const auto stale = submit(seen);
    CHECK(stale.verdict == Verdict::stale);
    CHECK(stale.position == scenario.log->version(the_deal.entity()));
}

TEST_CASE("none_since sees events of the types that link to all the entities", "[commands][writer]") {
    Scenario scenario;
    scenario.company().deal();
    const Position seen = scenario.log->head();
    scenario.given(AdvanceStage{the_deal, "Offer"});
    const auto submit = [&](std::vector<std::string> types, std::vector<Entity> entities) {
        Submission submission;
        submission.command = RateImportance{the_deal, Importance::high};
        submission.envelope.reason = "r";
        submission.dry_run = true;
        submission.conditions.none_since = {std::move(types), std::move(entities), seen};
        return scenario.writer.execute(std::move(submission)).verdict;
    };
    CHECK(submit({"opportunity.stage_advanced"}, {the_deal.entity()}) == Verdict::stale);
    CHECK(submit({}, {the_deal.entity()}) == Verdict::stale);
    CHECK(submit({"opportunity.won"}, {the_deal.entity()}) == Verdict::recorded);
    CHECK(submit({}, {the_deal.entity(), CustomerId{1}.entity()}) == Verdict::recorded);
}

TEST_CASE("a dry run decides and records nothing", "[commands][writer]") {
    Scenario scenario;
    scenario.company();
    const Position head = scenario.log->head();
    Submission submission;
    submission.command = Scenario::new_deal();
    submission.dry_run = true;
    const auto outcome = scenario.writer.execute(std::move(submission));
    CHECK(outcome.verdict == Verdict::recorded);
    CHECK(outcome.events.size() == 2);
    CHECK(scenario.log->head() == head);
    CHECK(scenario.run(Scenario::new_deal()).events[0].as<OpportunityCreated>()->opportunity == the_deal);
}

TEST_CASE("unknown entities and keys are all named with their pointers", "[commands][writer]") {
    Scenario scenario;
    auto create = scenario.company().new_deal();
    create.customer = CustomerId{77};
    create.owner = Ref<EmployeeId>(ExternalKey{"hr:none"});
    const auto outcome = scenario.run(create);
    CHECK(outcome.verdict == Verdict::invalid);
    REQUIRE(outcome.problems.size() == 2);
    CHECK(outcome.problems[0].pointer == "/data/customer");
    CHECK(outcome.problems[1].pointer == "/data/owner");
}

TEST_CASE("an external key is accepted wherever an id is, also in the group that brought it", "[commands][writer]") {
    Scenario scenario;
    auto create = scenario.company().new_deal();
    create.external_key = ExternalKey{"crm:1"};
    std::atomic<int> answered = 0;
    std::vector<Verdict> verdicts(2);
    for (std::size_t i = 0; i < 2; ++i) {
        Submission submission;
        if (i == 0) submission.command = create;
        else submission.command = AdvanceStage{Ref<OpportunityId>(ExternalKey{"crm:1"}), "Offer"};
        REQUIRE(scenario.writer.submit(std::move(submission), [&, i](CommandOutcome outcome) { verdicts[i] = outcome.verdict, ++answered, answered.notify_all(); }));
    }
    while (answered < 2) answered.wait(answered);
    CHECK(verdicts == std::vector{Verdict::recorded, Verdict::recorded});
    CHECK(refused_by(scenario.run(create), {"external_key_taken"}));
}

TEST_CASE("a valid time in the future is refused", "[commands][writer]") {
    Scenario scenario;
    scenario.company();
    const auto outcome = scenario.run(Scenario::new_deal(), "r", Time{scenario.now.us + us_per_day});
    CHECK(outcome.verdict == Verdict::invalid);
    REQUIRE(outcome.problems.size() == 1);
    CHECK(outcome.problems[0].pointer == "/valid_at");
}

TEST_CASE("a valid time before 1900 is a slip of the pen", "[commands][writer]") {
    Scenario scenario;
    scenario.company();
    for (const std::string_view day : {"0216-10-20", "1899-12-31"}) {
        const auto outcome = scenario.run(Scenario::new_deal(), "r", start_of(Date(*from_text(day, std::type_identity<Date>{}))));
        CHECK(outcome.verdict == Verdict::invalid);
        REQUIRE(outcome.problems.size() == 1);
        CHECK(outcome.problems[0].pointer == "/valid_at");
    }
    CHECK(scenario.run(Scenario::new_deal(), "r", start_of(Date(*from_text("1900-01-01", std::type_identity<Date>{})))).verdict != Verdict::invalid);
}

TEST_CASE("a full queue turns a command away and loses none it took", "[commands][writer]") {
    const auto store = open_memory_store();
    const auto log = Log::open(*store, links_of_event);
    std::atomic<int> answered = 0;
    int taken = 0, turned_away = 0;
    std::mutex hold;
    {
        std::unique_lock held(hold);
        Writer writer(*log, {.queue_max = 4, .may_write = [&] { const std::lock_guard wait(hold); return true; }});
        for (int i = 0; i < 50; ++i) {
            Submission submission;
            submission.command = DefineRegion{"R" + std::to_string(i), {}};
            ++(writer.submit(std::move(submission), [&](CommandOutcome) { ++answered; }) ? taken : turned_away);
        }
        held.unlock();
        writer.stop();
        Submission late;
        late.command = DefineRegion{"late", {}};
        CHECK_FALSE(writer.submit(std::move(late), [](CommandOutcome) {}));
    }
    CHECK(turned_away > 0);
    CHECK(answered == taken);
    CHECK(log->head() == static_cast<Position>(taken));
}

TEST_CASE("a disk without space records nothing and says so", "[commands][writer]") {
    const auto store = open_memory_store();
    const auto log = Log::open(*store, links_of_event);
    Writer writer(*log, {.may_write = [] { return false; }});
    Submission submission;
    submission.command = DefineRegion{"R", {}};
    CHECK(writer.execute(std::move(submission)).verdict == Verdict::disk_full);
    CHECK(log->head() == 0);
}

TEST_CASE("decision states of another form are rebuilt from the log", "[commands][writer]") {
    Scenario scenario;
    scenario.company().deal().given(AdvanceStage{the_deal, "Offer"});
    scenario.writer.stop();
    Batch damage;
    damage.put(Family::states, "form", "an older form");
    damage.put(Family::states, "s-rubbish", "rubbish");
    scenario.store->write(damage, Durability::buffered);
    Writer writer(*scenario.log);
    Submission submission;
    submission.command = AdvanceStage{the_deal, "Trial"};
    CHECK(writer.execute(std::move(submission)).verdict == Verdict::recorded);
    CHECK_FALSE(scenario.store->get(Family::states, "s-rubbish"));
}

namespace {

// A command that exists, decided by something else.
CommandEntry decided_by(Decision (*decide)(const void*, const Facts&)) {
    CommandEntry entry = *find_command(DefineRegion::type.name);
    entry.decide = decide;
    return entry;
}

Submission submission_of(AnyCommand command, std::string key = {}) {
    Submission submission;
    submission.command = std::move(command);
    submission.envelope.key = std::move(key);
    return submission;
}

}  // namespace

TEST_CASE("a decider that throws costs its own command only: nothing of it is recorded and the queue goes on", "[commands][writer]") {
    static const CommandEntry buggy = decided_by([](const void*, const Facts&) -> Decision { throw std::logic_error("a bug"); });
    static const CommandEntry hungry = decided_by([](const void*, const Facts&) -> Decision { throw std::bad_alloc(); });
    const auto store = open_memory_store();
    const auto log = Log::open(*store, links_of_event);
    std::vector<std::string> told;
    std::vector<Verdict> verdicts;
    std::mutex hold;
    std::unique_lock held(hold);
    Writer writer(*log, {.may_write = [&] { const std::lock_guard wait(hold); return true; },
                         .on_failed_command = [&](const CommandEntry& entry, std::string_view what) { told.push_back(std::string(entry.type.name) + ": " + std::string(what)); }});
    const auto region = [](std::string name) { return std::make_shared<DefineRegion>(DefineRegion{std::move(name), {}}); };
    const AnyCommand commands[]{DefineRegion{"East", {}}, {buggy, region("North")}, {hungry, region("South")}, DefineRegion{"West", {}}};
    for (const auto& command : commands)  // of one group, but for the first
        REQUIRE(writer.submit(submission_of(command, "key-" + std::to_string(&command - commands)), [&](CommandOutcome outcome) { verdicts.push_back(outcome.verdict); }));
    held.unlock();
    const auto again = writer.execute(submission_of(DefineRegion{"North", {}}, "key-1"));
    CHECK(verdicts == std::vector{Verdict::recorded, Verdict::failed, Verdict::failed, Verdict::recorded});
    CHECK(again.verdict == Verdict::recorded);  // the key was not used up
    CHECK(log->head() == 3);
    CHECK(told == std::vector<std::string>{"region.define: a bug", "region.define: " + std::string(std::bad_alloc().what())});
}

TEST_CASE("what throws while states change is not taken back: the writer fails, and nothing is answered or recorded", "[commands][writer]") {
    static const EventEntry poisonous = [] {
        EventEntry entry = entry_for<RegionDefined>();
        entry.subject = [](const void*) -> Entity { throw std::logic_error("a state that cannot learn"); };
        return entry;
    }();
    static const CommandEntry poisoned = decided_by([](const void*, const Facts&) {
        Decision decision;
        decision.record(AnyEvent(poisonous, encoded(RegionDefined{RegionId{1}, "East", {}})));
        return decision;
    });
    const auto store = open_memory_store();
    const auto log = Log::open(*store, links_of_event);
    std::string failure;
    bool answered = false;
    Writer writer(*log, {.on_failure = [&](std::string_view what) { failure = what; }});
    const auto command = std::make_shared<DefineRegion>(DefineRegion{"East", {}});
    REQUIRE(writer.submit(submission_of({poisoned, command}), [&](const CommandOutcome&) { answered = true; }));
    writer.stop();
    CHECK(failure == "a state that cannot learn");
    CHECK_FALSE(answered);
    CHECK(log->head() == 0);
}

}  // namespace foxtrail::writer_test
