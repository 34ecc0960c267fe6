// Activities and progress: by whom, about what, and when it may come late.
#include "commands/activity.hpp"
#include "commands/task.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::activity_test {

namespace {

constexpr EmployeeId seller{2};
const Entity deal = the_deal.entity(), customer = CustomerId{1}.entity();
RecordActivity call() { return {{deal, customer}, ActivityKind::call, "asked for the budget", 20}; }
RecordProgress halfway(Entity subject) { return {subject, "the offer is written", Percent{50}}; }

}  // namespace

TEST_CASE("an activity is recorded by who did it, about what it concerned", "[commands][activity]") {
    Scenario scenario;
    scenario.company().deal().actor = seller;
    const auto recorded = scenario.run(call(), "");
    REQUIRE(recorded.count == 1);
    CHECK(*recorded.events.front().as<ActivityLogged>() ==
          ActivityLogged{ActivityId{1}, seller, {deal, customer}, ActivityKind::call, "asked for the budget", 20});
    CHECK(scenario.run(call(), "").events.front().as<ActivityLogged>()->activity == ActivityId{2});
}

TEST_CASE("an activity without actor, subject or text is refused for all of it", "[commands][activity]") {
    Scenario scenario;
    scenario.company().deal();
    CHECK(refused_by(scenario.run(RecordActivity{{}, ActivityKind::visit, " ", 1'441}), {"actor_missing", "text_missing", "subject_missing", "minutes_amiss"}));
    scenario.actor = seller;
    auto amiss = call();
    amiss.subjects = {deal, deal};
    CHECK(refused_by(scenario.run(amiss), {"subject_missing"}));
    amiss.subjects = {seller.entity()};
    CHECK(refused_by(scenario.run(amiss), {"not_about_work"}));
}

TEST_CASE("what was done earlier needs a reason", "[commands][activity]") {
    Scenario scenario;
    scenario.company().deal().actor = seller;
    const Time earlier{scenario.now.us - us_per_day};
    CHECK(refused_by(scenario.run(call(), "", earlier), {"reason_missing"}));
    CHECK(scenario.run(call(), "was on the road", earlier).verdict == Verdict::recorded);
}

TEST_CASE("progress is made on open opportunities and tasks", "[commands][activity]") {
    Scenario scenario;
    scenario.company().deal().given(OpenTask{deal, seller, "write the offer", {scenario.now.us + us_per_day}}).actor = seller;
    const Entity task = TaskId{1}.entity();
    const auto recorded = scenario.run(halfway(task), "");
    REQUIRE(recorded.count == 1);
    CHECK(*recorded.events.front().as<WorkProgressRecorded>() == WorkProgressRecorded{ActivityId{1}, seller, task, "the offer is written", Percent{50}});
    CHECK(scenario.run(halfway(deal)).verdict == Verdict::recorded);
    CHECK(refused_by(scenario.run(halfway(customer)), {"no_progress"}));
    const Time before_closing = scenario.now;
    scenario.given(CompleteTask{TaskId{1}, "written"}).given(Win{the_deal, cny("900.00")});
    CHECK(refused_by(scenario.run(halfway(task)), {"not_open"}));
    CHECK(refused_by(scenario.run(halfway(deal)), {"not_open"}));
    CHECK(scenario.run(halfway(deal), "forgot", before_closing).verdict == Verdict::recorded);
}

}  // namespace foxtrail::activity_test
