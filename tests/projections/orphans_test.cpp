// Who leaves, and what would be nobody's: the same items for which the commands refuse a departure.
#include "commands/appointment.hpp"
#include "commands/assistance.hpp"
#include "commands/deal_team.hpp"
#include "commands/departure.hpp"
#include "commands/lead.hpp"
#include "commands/quote.hpp"
#include "commands/risk_flag.hpp"
#include "commands/rules/open_items.hpp"
#include "commands/task.hpp"
#include "commands/work_item.hpp"
#include "commands/work_plan.hpp"
#include "projections/people/orphans.hpp"
#include "projections/work/work_board.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

#include <set>

namespace foxtrail::orphans_test {
using namespace buying_tests;

namespace {

constexpr EmployeeId boss{1}, leaver{2}, engineer{3};
constexpr WorkPlanId the_plan{1};

// One item of every kind rests on the leaver, who shares an appointment with his boss.
struct Leaving : Answering<BuyingScenario> {
    Leaving() {
        given(OpenDepartment{"Technical", RegionId{1}, {}, {}}).given(HireEmployee{"Sun", DepartmentId{2}, {}, {}});
        given(CaptureLead{"Other Pumps", "fair", {}, {}, {}, {}, {}}).given(AssignLead{LeadId{1}, leaver});
        given(OpenTask{the_deal.entity(), leaver, "call", {now.us + us_per_day}});
        given(JoinTeam{the_deal, leaver, {"lead", "sells", "pumps"}});
        given(role(wang, BuyingRole::user)).given(AssignCounterpart{ContactRoleId{1}, leaver, "knows him"});
        given(RaiseRiskFlag{the_deal, RiskKind::other, "no budget"});
        by(engineer,
           RequestAssistance{the_deal.entity(), DepartmentId{1}, "seller", "explain", {now.us + 5 * us_per_day}});
        by(leaver, AcceptAssistance{AssistanceId{1}});
        by(leaver, DraftQuote{the_deal, cny("1000.00"), cny("950.00"), {today().days + 30}});
        by(leaver, PromiseTask{the_deal.entity(), wang, {}, "the drawings", {now.us + 3 * us_per_day}});
        by(leaver, OpenWorkItem{the_deal.entity(), DepartmentId{2}, "a trial"});
        given(ScheduleAppointment{
            "visit", the_deal.entity(), {now.us + us_per_day}, {now.us + us_per_day + 1}, "there", {boss, leaver}, {}});
        by(leaver,
           DraftWorkPlan{leaver,
                         "January",
                         today(),
                         {today().days + 25},
                         {{{}, "visit", {today().days + 1}, the_deal.entity()}, {{}, "call", {today().days + 4}, {}}}});
        drafted = now;
        by(boss, ApproveWorkPlan{the_plan});
        before = now;
        day();
    }
    void by(EmployeeId who, AnyCommand command) {
        const auto outcome = as(who, std::move(command));
        INFO(outcome);
        REQUIRE(outcome.verdict == Verdict::recorded);
    }
    Date today() const { return date_of(now); }
    // Announces the departure; what the commands say rests on him.
    std::vector<std::string> announce(EmployeeId who) {
        const auto outcome = run(AnnounceDeparture{who, {today().days + 10}});
        REQUIRE(outcome.verdict == Verdict::recorded);
        std::vector<std::string> resting;
        for (const Entity item : outcome.events.front().as<EmployeeDepartureAnnounced>()->resting)
            resting.push_back(to_text(item));
        return resting;
    }
    std::vector<std::string> orphaned(Parameters parameters = {}, Instant instant = {}) {
        std::vector<std::string> items;
        const auto answer = ask(orphans, std::move(parameters), instant);
        for (const auto& item : answer.at("items").as_array()) items.emplace_back(item.at("item").as_string());
        return items;
    }
    Time before, drafted;
};
using Items = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Leaving, "what is orphaned is what the commands refuse a departure for, of every kind",
                 "[projections][orphans]") {
    CHECK(orphaned().empty());
    const auto resting = announce(leaver);
    std::set<std::string> kinds;
    for (const auto& item : resting) kinds.insert(item.substr(0, item.find('-')));
    for (const Kind kind : handed_over)
        if (kind != MilestoneId::kind) CHECK(kinds.contains(to_text(kind)));  // a milestone is its deal's
    CHECK(orphaned() == resting);
    CHECK(orphaned({}, {.valid_at = before}).empty());
    CHECK(orphaned({}, {head() - 1, now}) == resting);  // the last event tells his manager
    given_as(leaver, CompleteTask{TaskId{1}, "called"})
        .given(Lose{the_deal, "price", {}})
        .given(CancelAppointment{AppointmentId{1}});
    const auto left = orphaned();
    CHECK(left.size() < resting.size() - 3);  // the flag went with its deal
    for (const auto* gone : {"opp-1", "tsk-1", "apt-1", "flg-1"}) CHECK(std::ranges::count(left, gone) == 0);
    CHECK(refused_by(run(DepartEmployee{leaver, {}}), {"items_open"}));
}

TEST_CASE_METHOD(Leaving, "whoever accepts everything has it once, and the leaver leaves nothing",
                 "[projections][orphans]") {
    const auto resting = announce(leaver);
    const Time announced = now;
    day();
    given_as(boss, DepartEmployee{leaver, boss});
    CHECK(orphaned().empty());
    CHECK(orphaned({}, {.valid_at = announced}) == resting);
    CHECK(orphaned({}, {.valid_at = now}).empty());
    const auto of_boss = announce(boss);
    CHECK(std::ranges::count(of_boss, "apt-1") == 1);
    CHECK(orphaned() == of_boss);
    CHECK(orphaned({{"owner", "emp-1"}}) == of_boss);
    CHECK(orphaned({{"owner", "emp-2"}}).empty());
}

TEST_CASE_METHOD(Leaving, "an orphan says whose it is, until which day, and what it is", "[projections][orphans]") {
    given(HireEmployee{"Gao", DepartmentId{1}, leaver, {}});
    announce(leaver);
    const auto answer = ask(orphans, {});
    REQUIRE(answer.at("people").as_array().size() == 1);
    CHECK(answer.at("people").at(0).at("id") == "emp-2");
    CHECK(answer.at("people").at(0).at("last_day").as_string() == to_text(Date{today().days + 10}));
    CHECK(answer.at("people").at(0).at("departed").is_null());
    CHECK(answer.at("people").at(0).at("reports").at(0).at("name") == "Gao");
    CHECK(answer.at("people").at(0).at("items") == answer.at("count"));
    for (const auto& item : answer.at("items").as_array()) {
        CHECK(item.at("owner").at("name") == "Chen Jie");
        if (item.at("kind") == "opp") CHECK(item.at("stage") == "Contact");
        if (item.at("item") == "tsk-1") CHECK(item.at("event").at("what") == "call");
        if (item.at("item") == "tsk-2") CHECK(item.at("promised_to").at("name") == "Wang");
        if (item.at("kind") == "quo") CHECK(item.at("event").at("terms").at("offered").at("amount") == "950.00");
        if (item.at("kind") == "tem") CHECK(item.at("duty") == "sells");
        if (item.at("kind") == "rol") CHECK(item.at("contact").at("name") == "Wang");
    }
}

TEST_CASE_METHOD(Leaving, "orphans come in pages, and a bad question is a problem", "[projections][orphans]") {
    const auto resting = announce(leaver);
    Items paged;
    std::string after = "0";
    for (std::size_t page = 0; page < resting.size(); ++page) {
        const auto answer = ask(orphans, {{"limit", "3"}, {"after", after}});
        for (const auto& item : answer.at("items").as_array()) paged.emplace_back(item.at("item").as_string());
        if (!answer.contains("next")) break;
        after = std::string(answer.at("next").as_string()).substr(6);
    }
    CHECK(paged == resting);
    CHECK_FALSE(try_ask(orphans, {{"owner", "opp-1"}}));
    CHECK_FALSE(try_ask(orphans, {{"limit", "many"}}));
}

TEST_CASE_METHOD(Leaving, "each item of a plan is open work until it is done or dropped", "[projections][work]") {
    const auto numbers = [&](Instant instant = {}) {
        std::vector<std::int64_t> found;
        const auto answer = ask(work, {{"kind", "wpl"}}, instant);
        for (const auto& item : answer.at("items").as_array())
            found.push_back(item.at("number").to_number<std::int64_t>());
        return found;
    };
    using Numbers = std::vector<std::int64_t>;
    CHECK(numbers() == Numbers{1, 2});
    CHECK(numbers({.valid_at = drafted}).empty());
    by(leaver, CompletePlanItem{the_plan, 1, "done"});
    const Time done = now;
    CHECK(numbers() == Numbers{2});
    CHECK(numbers({.valid_at = before}) == Numbers{1, 2});
    day();
    by(leaver, ReviseWorkPlan{the_plan, {{{}, "write", {today().days + 3}, {}}}});
    const Time revised = now;
    CHECK(numbers() == Numbers{2});
    CHECK(std::ranges::count(announce(leaver), "wpl-1") == 1);
    by(boss, ApproveWorkPlan{the_plan});
    CHECK(numbers() == Numbers{3});
    CHECK(numbers({.valid_at = done}) == Numbers{2});
    CHECK(numbers({.valid_at = revised}) == Numbers{2});
    CHECK(ask(work, {{"kind", "wpl"}}).at("items").at(0).at("event").at("to").at(0).at("what") == "write");
    by(leaver, CompletePlanItem{the_plan, 3, "done"});
    CHECK(std::ranges::count(orphaned(), "wpl-1") == 0);
}

TEST_CASE_METHOD(Leaving, "a lead is open work until it is given up", "[projections][work]") {
    const auto state = [&](Instant instant = {}) {
        const auto items = ask(work, {{"kind", "led"}}, instant).at("items").as_array();
        return items.empty() ? std::string("none") : std::string(items[0].at("state").as_string());
    };
    CHECK(state() == "open");
    given(QualifyLead{LeadId{1}, Percent{60}, "asked for a price"});
    CHECK(state() == "answered");
    CHECK(state({.valid_at = before}) == "open");
    given(DisqualifyLead{LeadId{1}, "no budget"});
    CHECK(state() == "none");
    CHECK(ask(work, {{"kind", "led"}, {"state", "refused"}}).at("count") == 1);
}

}  // namespace foxtrail::orphans_test
