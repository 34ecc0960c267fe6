// Work logs by day and the gaps between them, at any instant.
#include "commands/work_log.hpp"
#include "commands/working_calendar.hpp"
#include "projections/work/work_log_gaps.hpp"
#include "projections/work/work_log_view.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::work_log_view_test {

namespace {

constexpr EmployeeId boss{1}, seller{2};
constexpr WorkLogId the_log{1};
constexpr Date monday{20'458};  // 2026-01-05, over at 16:00 UTC
const std::pair<std::string, std::string> of_seller{"employee", "emp-2"};

Time utc(std::string_view text) { return *from_text(text, std::type_identity<Time>{}); }
WorkLogEntry work(std::uint32_t minutes, std::optional<std::string> stage = {}) {
    return {the_deal.entity(), std::move(stage), minutes, "called"};
}

struct Logs : Answering<> {
    Logs() { company().deal(); }
    void missed(Date day, EmployeeId employee = seller) {
        REQUIRE(as({}, MarkWorkLogMissed{employee, day}).verdict == Verdict::recorded);
    }
    CommandOutcome submit(Date day, std::vector<WorkLogEntry> entries, std::optional<Time> valid_at = {}) {
        return as(seller, SubmitWorkLog{day, std::move(entries)}, "because", valid_at);
    }
    json::object gaps(Parameters parameters = {}, Instant instant = {}) {
        return ask(work_log_gaps, std::move(parameters), instant);
    }
    json::object logs(Parameters parameters = {of_seller}, Instant instant = {}) {
        return ask(work_logs, std::move(parameters), instant);
    }
};

}  // namespace

TEST_CASE_METHOD(Logs, "a log is a gap from when it was found missing until it is handed in late",
                 "[projections][work_log]") {
    now = utc("2026-01-06T01:00:00Z");
    const Time before = now;
    missed(monday);
    CHECK(gaps().at("total").at("missing") == 1);
    CHECK(gaps().at("total").at("late").at("censored_n") == 1);
    CHECK(gaps().at("gaps").at(0).at("submitted_at").is_null());
    CHECK(gaps({}, {.valid_at = before}).at("gaps").as_array().empty());
    CHECK(gaps({}, {.valid_at = now}).at("total").at("missing") == 1);
    const Position known = head();
    now = utc("2026-01-06T15:59:59Z");
    const Time found = {now.us - us_per_second};
    REQUIRE(submit(monday, {work(60)}).verdict == Verdict::recorded);
    CHECK(gaps().at("total").at("missing") == 0);
    CHECK(gaps().at("gaps").at(0).at("late_s") == 24 * 3'600);
    CHECK(gaps().at("total").at("late").at("median_s") == 24.0 * 3'600);
    CHECK(gaps({{"missing", "true"}}).at("gaps").as_array().empty());
    CHECK(gaps({}, {.as_of = known}).at("total").at("missing") == 1);
    CHECK(gaps({}, {.valid_at = found}).at("total").at("missing") == 1);
}

TEST_CASE_METHOD(Logs, "a log dated back was there on its day; how late it came is told all the same",
                 "[projections][work_log]") {
    now = utc("2026-01-06T01:00:00Z");
    missed(monday);
    const Position known = head();
    REQUIRE(submit(monday, {work(60)}, utc("2026-01-05T10:00:00Z")).verdict == Verdict::recorded);
    CHECK(gaps({}, {.valid_at = utc("2026-01-06T01:00:02Z")}).at("total").at("missing") == 0);
    CHECK(gaps().at("gaps").at(0).at("late_s") == 9 * 3'600 + 2);
    CHECK(logs({of_seller}, {.valid_at = utc("2026-01-05T11:00:00Z")}).at("work_logs").as_array().size() == 1);
    CHECK(logs({of_seller}, {known, utc("2026-01-05T11:00:00Z")}).at("work_logs").as_array().empty());
}

TEST_CASE_METHOD(Logs, "gaps are told by employee and by the department he worked in on the day",
                 "[projections][work_log]") {
    given(OpenDepartment{"Technics", {}, {}, {}});
    now = utc("2026-01-07T01:00:00Z");
    given(MoveEmployee{seller, DepartmentId{2}, boss});
    now = utc("2026-01-08T01:00:00Z");
    for (const int day : {0, 1, 2}) missed({monday.days + day});
    missed(monday, boss);
    const auto all = gaps();
    REQUIRE(all.at("by_employee").as_array().size() == 2);
    CHECK(all.at("by_employee").at(1).at("employee").at("name") == "Chen Jie");
    CHECK(all.at("by_employee").at(1).at("missing") == 3);
    CHECK(all.at("by_department").at(0).at("missing") == 3);
    CHECK(all.at("by_department").at(1).at("missing") == 1);
    CHECK(gaps({{"department", "dep-2"}}).at("gaps").at(0).at("day") == "2026-01-07");
    CHECK(gaps({of_seller, {"from", "2026-01-06"}, {"to", "2026-01-06"}}).at("total").at("missing") == 1);
    CHECK(gaps({{"limit", "2"}}).at("next") == "after=2");
    CHECK(gaps({{"limit", "2"}, {"after", "2"}}).at("gaps").as_array().size() == 2);
}

TEST_CASE_METHOD(Logs, "a day tells its entries, amendments and review, and the stages the effort went into",
                 "[projections][work_log]") {
    given(AdvanceStage{the_deal, "Offer"}).given(RegressStage{the_deal, "Contact"});
    REQUIRE(submit(monday, {work(60), work(30, "Offer"), {CustomerId{1}.entity(), {}, 15, "lunch"}}).verdict ==
            Verdict::recorded);
    const Position handed_in = head();
    REQUIRE(as(boss, ReviewWorkLog{the_log, "fine"}).verdict == Verdict::recorded);
    const Time reviewed = now;
    REQUIRE(as(seller, AmendWorkLog{the_log, {work(45)}}, "forgot a call").verdict == Verdict::recorded);
    const auto written = logs().at("work_logs").at(0).as_object();
    CHECK(written.at("day") == "2026-01-05");
    CHECK(written.at("minutes") == 150);
    CHECK(written.at("entries").as_array().size() == 3);
    CHECK(written.at("amendments").at(0).at("reason") == "forgot a call");
    CHECK(written.at("review").at("comment") == "fine");
    CHECK(written.at("reviewed") == false);
    CHECK(logs().at("effort").at("by_stage") ==
          json::array{{{"stage", "Contact"}, {"minutes", 105}}, {{"stage", "Offer"}, {"minutes", 30}}});
    CHECK(logs().at("effort").at("by_subject").at(0).at("minutes") == 15);
    CHECK(logs({of_seller}, {.valid_at = reviewed}).at("work_logs").at(0).at("reviewed") == true);
    CHECK(logs({of_seller}, {.valid_at = reviewed}).at("effort").at("minutes") == 105);
    CHECK(logs({of_seller}, {.as_of = handed_in}).at("work_logs").at(0).at("review").is_null());
}

TEST_CASE_METHOD(Logs, "an amendment put right counts with what is right", "[projections][work_log]") {
    REQUIRE(submit(monday, {work(60)}).verdict == Verdict::recorded);
    const auto amended = as(seller, AmendWorkLog{the_log, {work(400)}}, "forgot a call");
    const Position known = head();
    actor = seller;
    REQUIRE(run(AmendWorkLog{the_log, {work(40)}}, "forty, not four hundred", {}, amended.position).verdict ==
            Verdict::recorded);
    CHECK(logs().at("work_logs").at(0).at("minutes") == 100);
    CHECK(logs().at("effort").at("minutes") == 100);
    CHECK(logs({of_seller}, {.as_of = known}).at("work_logs").at(0).at("minutes") == 460);
    CHECK(as(seller, AmendWorkLog{the_log, {work(1'340)}}, "all day").verdict == Verdict::recorded);  // deciders count so too
}

TEST_CASE_METHOD(Logs, "what was amended of late is not reviewed, though the amendment is dated before the review", "[projections][work_log]") {
    REQUIRE(submit(monday, {work(60)}).verdict == Verdict::recorded);
    const Time before = now;
    now.us += us_per_day;
    REQUIRE(as(boss, ReviewWorkLog{the_log, "fine"}).verdict == Verdict::recorded);
    CHECK(logs().at("work_logs").at(0).at("reviewed") == true);
    REQUIRE(as(seller, AmendWorkLog{the_log, {work(45)}}, "forgot a call", before).verdict == Verdict::recorded);
    CHECK(logs().at("work_logs").at(0).at("reviewed") == false);
}

TEST_CASE_METHOD(Logs, "what was kept as it came equals what is built anew from the log", "[projections][work_log]") {
    now = utc("2026-01-06T01:00:00Z");
    missed(monday);
    runner.catch_up();
    REQUIRE(submit(monday, {work(60)}, utc("2026-01-05T10:00:00Z")).verdict == Verdict::recorded);
    runner.catch_up();
    const auto live = runner.digest("diary");
    CHECK(Runner(*log).digest("diary") == live);  // from the kept segments
    REQUIRE(runner.rebuild("diary"));
    CHECK(runner.digest("diary") == live);
}

TEST_CASE_METHOD(Logs, "who has written nothing has no logs; who is not there is a problem",
                 "[projections][work_log]") {
    CHECK(logs().at("work_logs").as_array().empty());
    CHECK(gaps().at("gaps").as_array().empty());
    const auto refused = [&](Answer answer, Parameters parameters) {
        return try_ask(answer, std::move(parameters)).error().at(0).pointer;
    };
    CHECK(refused(work_logs, {}) == "employee");
    CHECK(refused(work_logs, {{"employee", "emp-99"}}) == "employee");
    CHECK(refused(work_logs, {of_seller, {"from", "Monday"}}) == "from");
    CHECK(refused(work_log_gaps, {{"department", "dep-99"}}) == "department");
    CHECK(refused(work_log_gaps, {{"missing", "perhaps"}}) == "missing");
    CHECK(refused(work_log_gaps, {{"from", "2026-02-01"}, {"to", "2026-01-01"}}) == "to");
}

TEST_CASE_METHOD(Logs, "a day that was declared a holiday since is no gap any more; as known before, it was", "[projections][work_log]") {
    now = utc("2026-01-06T01:00:00Z");
    missed(monday);
    const Position known = head();
    given(DeclareHoliday{monday, "flood"});
    CHECK(gaps().at("total").at("missing") == 0);
    CHECK(gaps().at("gaps").as_array().empty());
    CHECK(gaps({}, {.as_of = known}).at("total").at("missing") == 1);
}

}  // namespace foxtrail::work_log_view_test
