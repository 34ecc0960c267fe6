// Work logs: one a day, amended by adding, reviewed by the manager, and missed when nobody hands one in.
#include "commands/alert.hpp"
#include "commands/work_log.hpp"
#include "commands/working_calendar.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::work_log_test {

namespace {

constexpr EmployeeId boss{1}, seller{2};
constexpr WorkLogId the_log{1};
constexpr Date monday{20'458};  // 2026-01-05, on which the scenario begins at 17:00 in Shanghai
constexpr Date after(int days) { return {monday.days + days}; }
WorkLogEntry an_hour(std::optional<std::string> stage = {}) { return {the_deal.entity(), std::move(stage), 60, "talked about the offer"}; }

struct Day : Scenario {
    Day() { company().deal(), actor = seller; }
    CommandOutcome missed(Date day, EmployeeId employee = seller) {
        const auto asking = std::exchange(actor, std::nullopt);
        auto outcome = run(MarkWorkLogMissed{employee, day});
        actor = asking;
        return outcome;
    }
};

}  // namespace

TEST_CASE_METHOD(Day, "a log is handed in once a day and tells the stage the work went into", "[commands][work_log]") {
    given(AdvanceStage{the_deal, "Offer"});
    const auto submitted = run(SubmitWorkLog{monday, {an_hour(), an_hour("Contact"), {CustomerId{1}.entity(), {}, 30, "lunch"}}});
    REQUIRE(submitted.count == 1);
    const auto* handed_in = submitted.events.front().as<WorkLogSubmitted>();
    CHECK(handed_in->employee == seller);
    CHECK(handed_in->minutes == 150);
    CHECK_FALSE(handed_in->late);
    CHECK(handed_in->entries[0].stage == "Offer");
    CHECK(handed_in->entries[1].stage == "Contact");
    CHECK_FALSE(handed_in->entries[2].stage);
    CHECK(refused_by(run(SubmitWorkLog{monday, {an_hour()}}), {"log_exists"}));
    actor = boss;
    CHECK(run(SubmitWorkLog{monday, {an_hour()}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Day, "a log that says too little, too much or what cannot be is refused", "[commands][work_log]") {
    CHECK(refused_by(run(SubmitWorkLog{after(1), {}}), {"day_ahead", "entries_missing"}));
    CHECK(refused_by(run(SubmitWorkLog{after(-62), {an_hour("Nirvana")}}), {"day_too_far_back", "unknown_stage"}));
    CHECK(refused_by(run(SubmitWorkLog{monday, {{CustomerId{1}.entity(), "Offer", 0, " "}}}), {"text_missing", "minutes_amiss", "stage_without_opportunity"}));
    auto day = an_hour();
    day.minutes = 1'400;
    CHECK(refused_by(run(SubmitWorkLog{monday, {day, an_hour()}}), {"minutes_amiss"}));
    CHECK(refused_by(run(SubmitWorkLog{monday, {{boss.entity(), {}, 10, "talked"}}}), {"not_about_work"}));
    actor.reset();
    CHECK(refused_by(run(SubmitWorkLog{monday, {an_hour()}}), {"actor_missing"}));
}

TEST_CASE_METHOD(Day, "a log is amended by adding, by its author and for a reason", "[commands][work_log]") {
    given(SubmitWorkLog{monday, {an_hour()}});
    CHECK(refused_by(run(AmendWorkLog{the_log, {an_hour()}}, ""), {"reason_missing"}));
    const auto amended = run(AmendWorkLog{the_log, {an_hour()}}, "forgot the second call");
    REQUIRE(amended.count == 1);
    CHECK(amended.events.front().as<WorkLogAmended>()->from_minutes == 60);
    CHECK(amended.events.front().as<WorkLogAmended>()->to_minutes == 120);
    auto day = an_hour();
    day.minutes = 1'400;
    CHECK(refused_by(run(AmendWorkLog{the_log, {day}}), {"minutes_amiss"}));
    actor = boss;
    CHECK(refused_by(run(AmendWorkLog{the_log, {an_hour()}}), {"not_the_author"}));
}

TEST_CASE_METHOD(Day, "the line manager reviews a log, again after it was amended", "[commands][work_log]") {
    given(SubmitWorkLog{monday, {an_hour()}});
    CHECK(refused_by(run(ReviewWorkLog{the_log, "fine"}), {"not_line_manager"}));
    actor = boss;
    CHECK(refused_by(run(ReviewWorkLog{the_log, ""}), {"text_missing"}));
    given(ReviewWorkLog{the_log, "fine"});
    CHECK(run(ReviewWorkLog{the_log, "fine"}).verdict == Verdict::already_so);
    actor = seller;
    given(AmendWorkLog{the_log, {an_hour()}});
    actor = boss;
    CHECK(run(ReviewWorkLog{the_log, "fine"}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Day, "a working day without log reaches the manager when it is over in Shanghai", "[commands][work_log]") {
    CHECK(refused_by(run(MarkWorkLogMissed{seller, monday}), {"system_only", "not_yet_due"}));
    now = *from_text("2026-01-05T15:59:00Z", std::type_identity<Time>{});
    CHECK(refused_by(missed(monday), {"not_yet_due"}));
    now = *from_text("2026-01-05T16:00:00Z", std::type_identity<Time>{});
    const auto found = missed(monday);
    REQUIRE(found.count == 2);
    CHECK(*found.events.front().as<WorkLogMissed>() == WorkLogMissed{the_log, seller, monday});
    CHECK(found.events.back().as<AlertRaised>()->told == boss);
    CHECK(found.events.back().as<AlertRaised>()->rule == RuleCode::R6);
    CHECK(missed(monday).verdict == Verdict::already_so);
    CHECK(refused_by(run(AmendWorkLog{the_log, {an_hour()}}), {"log_missing"}));
    const auto late = run(SubmitWorkLog{monday, {an_hour()}});
    REQUIRE(late.count == 1);
    CHECK(late.events.front().as<WorkLogSubmitted>()->work_log == the_log);
    CHECK(late.events.front().as<WorkLogSubmitted>()->late);
    CHECK(refused_by(missed(monday), {"log_exists"}));
    CHECK(refused_by(run(SubmitWorkLog{monday, {an_hour()}}), {"log_exists"}));
}

TEST_CASE_METHOD(Day, "nobody misses a log of a day he did not work", "[commands][work_log]") {
    given(DeclareHoliday{after(1), "a holiday"});
    now.us += 8 * us_per_day;
    CHECK(refused_by(missed(after(1)), {"not_a_working_day"}));
    CHECK(refused_by(missed(after(5)), {"not_a_working_day"}));  // a Saturday
    CHECK(refused_by(missed(after(-3)), {"not_employed_then"}));
    CHECK(missed(after(2)).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Day, "only the last days' logs are known by day", "[commands][work_log]") {
    for (int day = 0; day < 70; ++day) {
        given(SubmitWorkLog{after(day), {an_hour()}});
        now.us += us_per_day;
    }
    CHECK(refused_by(run(SubmitWorkLog{after(8), {an_hour()}}), {"day_too_far_back"}));
    CHECK(refused_by(run(SubmitWorkLog{after(9), {an_hour()}}), {"log_exists"}));
    CHECK(run(SubmitWorkLog{after(70), {an_hour()}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Day, "the stage that work went into is the one of its day, or is named", "[commands][work_log]") {
    now.us += us_per_day;
    given(AdvanceStage{the_deal, "Offer"});
    CHECK(refused_by(run(SubmitWorkLog{monday, {an_hour()}}), {"stage_then_unstated"}));
    CHECK(refused_by(run(SubmitWorkLog{monday, {an_hour("Trial")}}), {"stage_not_reached"}));
    CHECK(run(SubmitWorkLog{monday, {an_hour("Contact")}}).verdict == Verdict::recorded);
    CHECK(run(SubmitWorkLog{after(1), {an_hour()}}).events.front().as<WorkLogSubmitted>()->entries[0].stage == "Offer");
}

TEST_CASE_METHOD(Day, "the log of one who has nobody above him is reviewed by anybody else", "[commands][work_log]") {
    actor = boss;
    given(SubmitWorkLog{monday, {an_hour()}});
    CHECK(refused_by(run(ReviewWorkLog{the_log, "fine"}), {"not_line_manager"}));
    CHECK(as(seller, ReviewWorkLog{the_log, "fine"}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Day, "a review is of what the log says, not of what it said before", "[commands][work_log]") {
    given(SubmitWorkLog{monday, {an_hour()}});
    const Time before = now;
    now.us += us_per_day;
    given(AmendWorkLog{the_log, {an_hour()}});
    CHECK(refused_by(as(boss, ReviewWorkLog{the_log, "fine"}, "r", before), {"dated_before_last_change"}));
    CHECK(as(boss, ReviewWorkLog{the_log, "fine"}).verdict == Verdict::recorded);
}

}  // namespace foxtrail::work_log_test
