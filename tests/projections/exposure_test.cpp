// What rests on one employee, and on whom most: before, at and after it changes hands.
#include "commands/activity.hpp"
#include "commands/alert.hpp"
#include "commands/deal_team.hpp"
#include "commands/departure.hpp"
#include "commands/document.hpp"
#include "commands/relationship.hpp"
#include "commands/task.hpp"
#include "commands/tie.hpp"
#include "projections/people/exposure.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::exposure_test {
using namespace buying_tests;

namespace {

constexpr EmployeeId boss{1}, seller{2}, clerk{3};
const std::pair<std::string, std::string> of_seller{"id", "emp-2"};

struct Exposed : Answering<BuyingScenario> {
    Exposed() {
        given(OpenDepartment{"Service", RegionId{1}, {}, {}}).given(HireEmployee{"Sun", DepartmentId{2}, seller, {}});
        before = now;
        day();
    }
    void by(EmployeeId who, AnyCommand command) {
        const auto outcome = as(who, std::move(command));
        INFO(outcome);
        REQUIRE(outcome.verdict == Verdict::recorded);
    }
    void touch(EmployeeId who, ContactId contact) {
        by(who, LogTouch{contact, {}, TouchDirection::two_way, "visit", "talked"});
    }
    json::object of(std::string_view part, Instant instant = {}) {
        return ask(employee_exposure, {of_seller}, instant).at(part).as_object();
    }
    std::vector<std::string> sole(Instant instant = {}) {
        std::vector<std::string> ids;
        const auto told = of("sole_contacts", instant);
        for (const auto& contact : told.at("contacts").as_array()) ids.emplace_back(contact.at("id").as_string());
        return ids;
    }
    Time before;
};
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Exposed, "deals, places, counterparts, work and documents that rest on one are told with their facts",
                 "[projections][exposure]") {
    given(JoinTeam{the_deal, seller, {"lead", "sells", "pumps"}}).given(role(wang, BuyingRole::user));
    given(AssignCounterpart{ContactRoleId{1}, seller, "knows him"})
        .given(OpenTask{the_deal.entity(), seller, "call", {now.us + us_per_day}});
    by(seller, RegisterDocument{the_deal.entity(), DocumentKind::proposal, "Pumps", "Head of sales",
                                "sha256:" + std::string(64, '1'), 9});
    given(RaiseAlert{RuleCode::R5, the_deal.entity(), {seller}, "long in Contact"});
    CHECK(of("deals").at("count") == 1);
    CHECK(of("deals").at("amounts").at(0).at("amount") == "900.00");
    CHECK(of("deals").at("opportunities").at(0).at("stage") == "Contact");
    CHECK(of("team_places").at("members").at(0).at("duty") == "sells");
    CHECK(of("counterparts").at("by_role") == json::object{{"user", 1}});
    CHECK(of("counterparts").at("contact_roles").at(0).at("contact").at("name") == "Wang");
    CHECK(of("open_items") == json::object{{"alr", 1}, {"flg", 1}, {"tsk", 1}});  // R5 flags the deal too
    CHECK(of("documents").at("documents").at(0).at("title") == "Pumps");
    CHECK(of("reports").at("employees").at(0).at("name") == "Sun");
    CHECK(of("alerts_unanswered").at("count") == 1);

    const Instant then{.valid_at = before};
    CHECK(of("deals", then).at("count") == 1);
    for (const auto* part : {"team_places", "counterparts", "documents", "alerts_unanswered"})
        CHECK(of(part, then).at("count") == 0);
    CHECK(of("open_items", then).empty());

    by(seller, AcknowledgeAlert{AlertId{1}});
    CHECK(of("alerts_unanswered").at("count") == 0);
    const Time with_him = now;
    day();
    given_as(boss, DepartEmployee{seller, boss});
    for (const auto* part : {"deals", "team_places", "counterparts"}) {
        CHECK(of(part).at("count") == 0);
        CHECK(of(part, {.valid_at = with_him}).at("count") == 1);
    }
    CHECK(of("documents").at("count") == 1);  // he registered it all the same
}

TEST_CASE_METHOD(Exposed, "a contact is one's own while nobody else who is there met or knows him",
                 "[projections][exposure]") {
    CHECK(sole().empty());
    touch(seller, wang);
    by(seller, RecordActivity{{zhao.entity()}, ActivityKind::call, "called", 5});
    CHECK(sole() == Ids{"con-1", "con-2"});
    CHECK(sole({.valid_at = before}).empty());
    const Time alone = now;
    touch(clerk, wang);
    CHECK(sole() == Ids{"con-2"});
    CHECK(sole({.valid_at = alone}) == Ids{"con-1", "con-2"});
    given(RecordTie{boss.entity(), zhao, TieKind::friendship, {}, {}, {}});
    CHECK(sole().empty());
    given(WithdrawTie{TieId{1}});
    CHECK(sole() == Ids{"con-2"});
    given_as(boss, DepartEmployee{clerk, boss});
    CHECK(sole() == Ids{"con-1", "con-2"});
}

TEST_CASE_METHOD(Exposed, "a touch put right is not counted as it was first recorded", "[projections][exposure]") {
    touch(clerk, wang);
    const Position wrong = head();
    touch(seller, wang);
    CHECK(sole().empty());
    actor = seller;
    REQUIRE(run(LogTouch{wang, {}, TouchDirection::two_way, "visit", "it was me"}, "mistaken", {}, wrong).verdict ==
            Verdict::recorded);
    actor.reset();
    CHECK(sole() == Ids{"con-1"});
    CHECK(sole({wrong + 1, now}).empty());
}

TEST_CASE_METHOD(Exposed, "people are ranked by their share of what rests on people", "[projections][exposure]") {
    const auto order = [&](Parameters parameters, Instant instant = {}) {
        Ids ids;
        const auto answer = ask(exposure, std::move(parameters), instant);
        for (const auto& row : answer.at("employees").as_array())
            ids.emplace_back(row.at("employee").at("id").as_string());
        return ids;
    };
    CHECK(order({}).front() == "emp-2");
    const auto first = ask(exposure, {}).at("employees").at(0).as_object();
    CHECK(first.at("rank") == 1);
    CHECK(first.at("value_share") == 1.0);
    CHECK(first.at("deals") == 1);
    CHECK(first.at("share").to_number<double>() ==
          Approx(0.8333).margin(0.0001));  // all deals and value, half of the reports
    CHECK(ask(exposure, {}).at("departments").at(0).at("first").at("id") == "emp-2");

    for (const ContactId contact : {wang, zhao, stranger}) touch(clerk, contact);
    for (int count = 0; count < 3; ++count)
        given(OpenTask{the_deal.entity(), clerk, "call " + std::to_string(count), {now.us + us_per_day}});
    CHECK(order({{"rank_by", "sole_contacts"}}).front() == "emp-3");
    CHECK(order({{"rank_by", "open_items"}}).front() == "emp-3");
    CHECK(order({{"rank_by", "value"}}).front() == "emp-2");
    CHECK(order({{"rank_by", "sole_contacts"}}, {.valid_at = before}).front() == "emp-1");  // none had any: by id
    CHECK(order({{"department", "dep-2"}}) == Ids{"emp-3"});
    CHECK(order({{"rank_by", "value"}, {"limit", "1"}, {"after", "1"}}).size() == 1);
    CHECK_FALSE(try_ask(exposure, {{"rank_by", "salary"}}));
    CHECK_FALSE(try_ask(exposure, {{"department", "Sales"}}));

    given_history(Assign{the_deal, boss});
    CHECK(order({{"rank_by", "value"}}).front() == "emp-1");
    given_as(boss, DepartEmployee{clerk, boss});
    CHECK(order({{"department", "dep-2"}}).empty());
}

TEST_CASE_METHOD(Exposed, "one employee is told with place, line and last day as of the instant",
                 "[projections][employee]") {
    const auto of_clerk = [&](std::string_view member, Instant instant = {}) {
        return ask(employee, {{"id", "emp-3"}}, instant).at(member);
    };
    const auto line = [&](Instant instant = {}) {
        Ids ids;
        const auto told = of_clerk("line", instant);
        for (const auto& above : told.as_array()) ids.emplace_back(above.at("id").as_string());
        return ids;
    };
    CHECK(line() == Ids{"emp-2", "emp-1"});
    CHECK(of_clerk("position") == "unknown");
    given(PromoteEmployee{clerk, "Head of service"}).given(ChangeReportingLine{clerk, boss});
    given(AnnounceDeparture{clerk, date_of(now)});
    CHECK(line() == Ids{"emp-1"});
    CHECK(line({.valid_at = before}) == Ids{"emp-2", "emp-1"});
    CHECK(of_clerk("position") == "Head of service");
    CHECK(of_clerk("last_day").as_string() == to_text(date_of(now)));
    CHECK(of_clerk("last_day", {.valid_at = before}).is_null());
    CHECK(of_clerk("departed").is_null());
    given(DepartEmployee{clerk, {}});
    CHECK(of_clerk("departed").as_string() == to_text(now));
    CHECK(ask(employee, {of_seller}).at("reports").as_array().empty());
    CHECK(ask(employee, {of_seller}, {.valid_at = before}).at("reports").at(0).at("id") == "emp-3");
    CHECK_FALSE(try_ask(employee, {{"id", "emp-9"}}));
    CHECK_FALSE(try_ask(employee_exposure, {{"id", "opp-1"}}));
    CHECK_FALSE(try_ask(employee, {{"id", "emp-3"}}, {.valid_at = {}}));
}

}  // namespace foxtrail::exposure_test
