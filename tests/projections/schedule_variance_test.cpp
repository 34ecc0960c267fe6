// Milestones of all deals against their baselines, counted by hand.
#include "commands/milestone.hpp"
#include "projections/work/schedule_variance.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::schedule_variance_test {

namespace {

constexpr EmployeeId boss{1};
constexpr MilestoneId demo{1}, quote{2}, visit{3};
constexpr Date jan(int day) { return {20'453 + day}; }  // of 2026

struct Schedule : Answering<> {
    Schedule() {
        company().deal();
        given(SetAdvancePlan{the_deal, {{"demonstration", jan(20), true}, {"quote sent", jan(30), false}, {"visit", jan(12), false}}});
    }
    void on(int day) { now = {start_of(jan(day)).us + 4 * 3'600 * us_per_second}; }  // noon in Shanghai
    json::object total(Instant instant = {}, Parameters parameters = {}) { return ask(schedule_variance, std::move(parameters), instant).at("total").as_object(); }
};

}  // namespace

TEST_CASE_METHOD(Schedule, "variance is the day met minus the day first planned, whatever the moves between", "[projections][schedule_variance]") {
    CHECK(to_text(jan(20)) == "2026-01-20");
    CHECK(total().at("planned") == 3);
    CHECK(total().at("open") == 3);
    CHECK(total().at("on_time").at("censored_n") == 3);
    on(10);
    given(MoveMilestone{demo, jan(22)}).given(MoveMilestone{demo, jan(25)});
    on(12);
    given(MeetMilestone{visit});
    on(24);
    given(MeetMilestone{demo});
    const Position known = head();
    CHECK(total().at("met") == 2);
    CHECK(total().at("moves") == 2);
    CHECK(total().at("moved") == 1);
    CHECK(total().at("variance_days").at("mean") == 2.0);  // of 4 and 0
    CHECK(total().at("variance_days").at("median") == 2.0);
    CHECK(total().at("variance_days").at("max") == 4);
    CHECK(total().at("variance_days").at("censored_n") == 1);
    CHECK(total().at("slip_days").at("max") == 5);
    CHECK(total().at("on_time").at("value") == 0.5);
    CHECK(total().at("by_moves") == json::array{{{"moves", 0}, {"milestones", 2}}, {{"moves", 2}, {"milestones", 1}}});
    on(31);
    given(MarkMilestoneMissed{quote});
    CHECK(total().at("missed") == 1);
    CHECK(total().at("on_time").at("n") == 3);
    CHECK(total({.as_of = known}).at("missed") == 0);
    CHECK(total({.valid_at = start_of(jan(11))}).at("met") == 0);
    CHECK(total({.valid_at = start_of(jan(11))}).at("moves") == 2);
    given(MeetMilestone{quote}, Time{now.us - 10 * us_per_second});
    CHECK(total().at("missed") == 0);
    CHECK(total().at("ever_missed") == 1);
    CHECK(total().at("variance_days").at("max") == 4);
}

TEST_CASE_METHOD(Schedule, "a milestone that is put off as of a day before it was found missed is missed no more", "[projections][schedule_variance]") {
    const Time first = now;
    on(13);
    given(MarkMilestoneMissed{visit});
    CHECK(total().at("missed") == 1);
    given(MoveMilestone{visit, jan(25)}, Time{first.us + us_per_second});
    CHECK(total().at("missed") == 0);
    CHECK(total().at("open") == 3);
}

TEST_CASE_METHOD(Schedule, "the day met is the company's, not that of Greenwich", "[projections][schedule_variance]") {
    now = {start_of(jan(12)).us + 17 * 3'600 * us_per_second};  // the 13th in Shanghai
    given(MeetMilestone{visit});
    CHECK(total().at("variance_days").at("max") == 1);
}

TEST_CASE_METHOD(Schedule, "dropped milestones and those of a deal that ended are told apart from open ones", "[projections][schedule_variance]") {
    given(SetAdvancePlan{the_deal, {{"demonstration", jan(20), true}, {"quote sent", jan(30), false}}});
    CHECK(total().at("dropped") == 1);
    CHECK(total().at("open") == 2);
    const Position known = head();
    given(SetAdvancePlan{the_deal, {{"demonstration", jan(20), true}, {"quote sent", jan(30), false}, {"visit", jan(14), false}}});  // taken up again
    CHECK(total().at("dropped") == 0);
    CHECK(total().at("open") == 3);
    CHECK(total().at("moves") == 1);
    CHECK(total().at("slip_days").at("max") == 2);
    CHECK(total({.as_of = known}).at("dropped") == 1);
    CHECK(total({.as_of = known}).at("moves") == 0);
    given(SetAdvancePlan{the_deal, {{"demonstration", jan(20), true}, {"quote sent", jan(30), false}}});
    CHECK(total().at("dropped") == 1);
    CHECK(total().at("moves") == 1);
    given(Lose{the_deal, "price", {}});
    CHECK(total().at("left_open") == 2);
    CHECK(total().at("open") == 0);
    CHECK(total({}, {{"outcome", "open"}}).at("planned") == 0);
    CHECK(total({}, {{"outcome", "lost"}}).at("planned") == 3);
}

TEST_CASE_METHOD(Schedule, "plans are compared by owner, department and stage model, for days asked", "[projections][schedule_variance]") {
    const auto grouped = ask(schedule_variance, {{"group_by", "owner,department,stage_model"}}).at("groups").at(0).as_object();
    CHECK(grouped.at("owner").at("name") == "Chen Jie");
    CHECK(grouped.at("stage_model").at("name") == "Standard");
    CHECK(grouped.at("planned") == 3);
    CHECK(total({}, {{"from", "2026-01-20"}, {"to", "2026-01-29"}}).at("planned") == 1);
    CHECK(try_ask(schedule_variance, {{"group_by", "colour"}}).error().front().pointer == "group_by");
    CHECK(try_ask(schedule_variance, {{"from", "soon"}}).error().front().pointer == "from");
}

TEST_CASE_METHOD(Answering<>, "without milestones there is no variance", "[projections][schedule_variance]") {
    const auto answer = ask(schedule_variance, {});
    CHECK(answer.at("groups").as_array().empty());
    CHECK(answer.at("total").at("variance_days").at("n") == 0);
}

}  // namespace foxtrail::schedule_variance_test
