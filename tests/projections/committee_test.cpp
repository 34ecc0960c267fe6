// The buying side at any instant: before, at and after a move, as it was and as it was known.
#include "commands/concern.hpp"
#include "commands/contact_identity.hpp"
#include "commands/contact_move.hpp"
#include "commands/counterpart_fitness.hpp"
#include "commands/deal_team.hpp"
#include "commands/departure.hpp"
#include "projections/customers/contact_card.hpp"
#include "projections/customers/counterpart_fitness.hpp"
#include "projections/customers/coverage.hpp"
#include "projections/customers/coverage_matrix.hpp"
#include "projections/people/deal_team_view.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::committee_test {
using namespace buying_tests;

namespace {

constexpr EmployeeId engineer{3};
constexpr ContactRoleId first{1}, second{2};
const std::pair<std::string, std::string> the_path{"id", "opp-1"};

std::string text(const json::value& value) { return value.is_string() ? std::string(value.get_string()) : json::serialize(value); }

// Wang decides and uses since 20 days. Five days ago he moved, which is recorded today.
struct LateMove : Answering<BuyingScenario> {
    LateMove() {
        given(HireEmployee{"Sun", DepartmentId{1}, EmployeeId{1}, {}});
        given(role(wang, BuyingRole::decision_maker, true), days_ago(20)).given(role(wang, BuyingRole::user), days_ago(20));
        given(AssignCounterpart{second, engineer, "installs pumps"});
        given(RecordConcern{first, ConcernKind::bottom_line, "pays back in two years"});
        known_before = head();
        day_0 = days_ago(5);
        given(ReportContactMove{wang, CustomerId{1}, std::string("Logistics"), std::string("Director"), "his card"}, day_0);
    }
    void succeed() {
        given(NameSuccessor{wang, zhao, {}});
        succeeded = now;
    }
    json::object role_of(BuyingRole role, Instant instant = {}) {
        return ask(coverage, {the_path}, instant).at("roles").at(static_cast<std::size_t>(role) - 1).as_object();
    }
    std::string holder(BuyingRole role, Instant instant = {}) {
        const auto covered = role_of(role, instant);
        return covered.at("holders").as_array().empty() ? text(covered.at("state"))
                                                        : text(covered.at("holders").at(0).at("contact").at("id"));
    }
    Time day_0, succeeded;
    Position known_before = 0;
};

}  // namespace

TEST_CASE_METHOD(LateMove, "who decided on a day, and who we thought did, are two answers", "[projections][coverage]") {
    succeed();
    const Time before{day_0.us - 1}, between{succeeded.us - us_per_day};
    CHECK(holder(BuyingRole::decision_maker, {.valid_at = before}) == "con-1");
    CHECK(holder(BuyingRole::decision_maker, {.valid_at = day_0}) == "vacant");
    CHECK(holder(BuyingRole::decision_maker, {.valid_at = between}) == "vacant");
    CHECK(holder(BuyingRole::decision_maker, {known_before, between}) == "con-1");
    CHECK(holder(BuyingRole::decision_maker, {known_before, now}) == "con-1");
    CHECK(holder(BuyingRole::decision_maker) == "con-2");
    CHECK(holder(BuyingRole::coach) == "never_covered");
    CHECK(text(ask(coverage, {the_path}).at("final_authority").at("id")) == "con-2");
    CHECK(ask(coverage, {the_path}, {.valid_at = day_0}).at("final_authority").is_null());
}

TEST_CASE_METHOD(LateMove, "coverage tells intervals, vacancies and what is uncovered", "[projections][coverage]") {
    CHECK(ask(coverage, {the_path}).at("red_flags") == json::array{"decision_maker", "user", "technical_lead", "coach"});
    CHECK(ask(coverage, {the_path}, {known_before, now}).at("red_flags") == json::array{"technical_lead", "coach"});
    CHECK(role_of(BuyingRole::user).at("vacancies") == json::array{{{"from", to_text(day_0)}, {"until", nullptr}}});
    CHECK(text(role_of(BuyingRole::user).at("since")) == to_text(day_0));
    succeed();
    const auto user = role_of(BuyingRole::user);
    CHECK(user.at("vacancies") == json::array{{{"from", to_text(day_0)}, {"until", to_text(succeeded)}}});
    CHECK(text(user.at("since")) == to_text(succeeded));
    REQUIRE(user.at("intervals").as_array().size() == 2);
    CHECK(text(user.at("intervals").at(0).at("state")) == "filled");
    CHECK(text(user.at("intervals").at(0).at("until")) == to_text(day_0));
    CHECK(text(user.at("intervals").at(0).at("filled_by")) == "rol-4");
    CHECK(text(user.at("holders").at(0).at("counterpart").at("name")) == "Sun");
    CHECK(text(user.at("holders").at(0).at("counterpart").at("duty")) == "installs pumps");
    CHECK(role_of(BuyingRole::decision_maker).at("counterpart_gap") == true);
    CHECK(user.at("counterpart_gap") == false);
}

TEST_CASE_METHOD(LateMove, "a role that two held is vacant only where neither did", "[projections][coverage]") {
    given(role(zhao, BuyingRole::decision_maker), days_ago(10));
    CHECK(role_of(BuyingRole::decision_maker).at("vacancies").as_array().empty());
    CHECK(text(role_of(BuyingRole::decision_maker).at("since")) ==
          text(role_of(BuyingRole::decision_maker).at("intervals").at(0).at("from")));
    CHECK(holder(BuyingRole::decision_maker, {.valid_at = days_ago(7)}) == "con-1");
    CHECK(holder(BuyingRole::decision_maker) == "con-2");
}

TEST_CASE_METHOD(LateMove, "a handover gives a role another counterpart with the same duty", "[projections][coverage]") {
    succeed();
    const Time before = now;
    given(AnnounceDeparture{engineer, date_of(now)}).given_as(EmployeeId{1}, DepartEmployee{engineer, EmployeeId{2}});
    const auto counterpart = [&](Instant instant) {
        return role_of(BuyingRole::user, instant).at("holders").at(0).at("counterpart").as_object();
    };
    CHECK(text(counterpart({}).at("id")) == "emp-2");
    CHECK(text(counterpart({}).at("duty")) == "installs pumps");
    CHECK(text(counterpart({.valid_at = before}).at("id")) == "emp-3");
}

TEST_CASE_METHOD(LateMove, "coverage of no opportunity is a problem of the path", "[projections][coverage]") {
    for (const auto* id : {"opp-9", "emp-1", ""}) {
        const auto answered = try_ask(coverage, {{"id", id}});
        REQUIRE_FALSE(answered);
        CHECK(answered.error()[0].pointer == "id");
    }
}

TEST_CASE_METHOD(LateMove, "the coverage matrix shows open deals, and gaps alone when asked", "[projections][coverage]") {
    deal().given(Lose{OpportunityId{2}, "price", {}});
    const auto rows = [&](Parameters parameters, Instant instant = {}) {
        return ask(coverage_matrix, std::move(parameters), instant).at("opportunities").as_array();
    };
    REQUIRE(rows({}).size() == 1);
    CHECK(rows({})[0].at("uncovered") == json::array{"decision_maker", "user", "technical_lead", "coach"});
    CHECK(rows({}, {known_before, now})[0].at("without_counterpart") == json::array{"decision_maker"});
    CHECK(text(rows({}, {known_before, now})[0].at("roles").at("user").at("contacts").at(0)) == "con-1");
    CHECK(rows({{"owner", "emp-1"}}).empty());
    CHECK(rows({{"customer", "cus-1"}, {"gaps", "true"}}).size() == 1);
    succeed();
    given(role(zhao, BuyingRole::technical_lead)).given(role(zhao, BuyingRole::coach));
    for (const std::uint32_t id : {3U, 5U, 6U}) given(AssignCounterpart{ContactRoleId{id}, engineer, "sells pumps"});
    const Time named = now;
    REQUIRE(rows({{"gaps", "true"}}).size() == 1);
    CHECK(rows({{"gaps", "true"}})[0].at("unfit_counterpart") == json::array{"decision_maker", "technical_lead"});
    CHECK(rows({{"gaps", "true"}})[0].at("without_counterpart").as_array().empty());
    CHECK(rows({})[0].at("roles").at("decision_maker").at("counterpart_gap") == true);
    CHECK(rows({})[0].at("roles").at("coach").at("counterpart_gap") == false);
    CHECK(role_of(BuyingRole::decision_maker).at("counterpart_gap") == true);
    CHECK(role_of(BuyingRole::user).at("counterpart_gap") == false);
    CHECK(role_of(BuyingRole::decision_maker).at("holders").at(0).at("counterpart").at("fit") == false);
    day();
    given(PromoteEmployee{engineer, "Technical director"});
    CHECK(rows({{"gaps", "true"}}).empty());
    CHECK(rows({{"gaps", "true"}}, {.valid_at = named}).size() == 1);
    CHECK(rows({{"gaps", "true"}}, {.as_of = head() - 1}).size() == 1);
    const Time promoted = now;
    day();
    given(PromoteEmployee{engineer, "Clerk"});
    CHECK(rows({})[0].at("unfit_counterpart") == json::array{"decision_maker", "technical_lead"});
    given(JoinTeam{the_deal, engineer, {"technical lead", "designs", "knows pumps"}});
    CHECK(rows({})[0].at("unfit_counterpart") == json::array{"decision_maker"});
    given(HireEmployee{"Gao", DepartmentId{1}, engineer, {}});
    CHECK(rows({{"gaps", "true"}}).empty());
    CHECK(rows({{"gaps", "true"}}, {.valid_at = promoted}).empty());
    CHECK(rows({{"gaps", "false"}}).size() == 1);
    CHECK_FALSE(try_ask(coverage_matrix, {{"gaps", "perhaps"}}));
}

TEST_CASE_METHOD(LateMove, "a contact is found by name and by alias, at each instant, and by nobody once he was erased", "[projections][contact]") {
    const auto found = [&](std::string name, Instant instant = {}, Parameters more = {}) {
        more.emplace_back("called", std::move(name));
        std::vector<std::string> ids;
        const auto answer = ask(contacts, std::move(more), instant);
        for (const auto& contact : answer.at("contacts").as_array()) ids.emplace_back(contact.at("id").as_string());
        return ids;
    };
    using Ids = std::vector<std::string>;
    const Time before = now;
    const Position known = head();
    day();
    CHECK(found("wang") == Ids{"con-1"});
    CHECK(found("David").empty());
    given(RecordAlias{wang, personal("Lao Wang")}).given(RecordAlias{wang, personal("David Wong")}).given(RecordAlias{stranger, personal("Davy")});
    CHECK(found("DAV") == Ids{"con-1", "con-3"});
    CHECK(found("DAV", {}, {{"customer", "cus-2"}}) == Ids{"con-3"});
    CHECK(found("DAV", {}, {{"limit", "1"}}) == Ids{"con-1"});
    CHECK(ask(contacts, {{"called", "wong"}}).at("contacts").at(0).at("called") == "David Wong");
    CHECK(found("wong", {.as_of = known}).empty());
    CHECK(found("wong", {.valid_at = before}).empty());
    const Position with_him = head();
    given(EraseContactPersonalData{wang});
    CHECK(found("DAV") == Ids{"con-3"});
    CHECK(found("wang", {.as_of = with_him}).empty());
}

TEST_CASE_METHOD(LateMove, "who suits a role is answered as it was set at the instant, and by whom", "[projections][coverage]") {
    const auto of_coach = [&](Instant instant = {}) { return ask(counterpart_fitness, {}, instant).at("roles").at(3).as_object(); };
    given(role(zhao, BuyingRole::coach)).given(AssignCounterpart{ContactRoleId{3}, engineer, "plays chess with him"});
    const Time before = now;
    const Position known = head();
    day();
    CHECK(of_coach().at("anybody") == true);
    CHECK(of_coach().at("changed").is_null());
    REQUIRE(as(EmployeeId{1}, SetCounterpartFitness{BuyingRole::coach, false, true, {"service"}}, "too many coaches").verdict == Verdict::recorded);
    CHECK(of_coach().at("leads_people") == true);
    CHECK(of_coach().at("words") == json::array{"service"});
    CHECK(of_coach().at("version") == 2);
    CHECK(of_coach().at("changed").at("why") == "too many coaches");
    CHECK(role_of(BuyingRole::coach).at("counterpart_gap") == true);
    for (const Instant past : {Instant{.valid_at = before}, Instant{.as_of = known}}) {
        CHECK(of_coach(past).at("anybody") == true);
        CHECK(role_of(BuyingRole::coach, past).at("counterpart_gap") == false);
    }
    // What was true before the first change that was recorded stands from then on.
    const Time earlier{before.us - us_per_day / 2};
    REQUIRE(as(EmployeeId{1}, SetCounterpartFitness{BuyingRole::coach, false, false, {"coach"}}, "said at the meeting", earlier).verdict == Verdict::recorded);
    CHECK(of_coach({.valid_at = before}).at("words") == json::array{"coach"});
    CHECK(of_coach({.valid_at = {earlier.us - 1}}).at("anybody") == true);
    CHECK(of_coach().at("words") == json::array{"service"});
}

TEST_CASE_METHOD(LateMove, "a contact's card tells his roles, his moves and how late they were known", "[projections][contact]") {
    const auto card = ask(contact, {{"id", "con-1"}});
    CHECK(card.at("name") == "Wang");
    CHECK(card.at("profile").at("phone") == "unknown");
    CHECK(card.at("department") == "Logistics");
    CHECK(text(card.at("customer").at("name")) == "Acme");
    REQUIRE(card.at("moves").as_array().size() == 1);
    const auto& move = card.at("moves").at(0);
    CHECK(text(move.at("moved_at")) == to_text(day_0));
    CHECK(move.at("knowledge_latency_s").as_int64() == 5 * 86'400 + 1);
    CHECK(move.at("from").at("department") == "Purchasing");
    REQUIRE(card.at("roles").as_array().size() == 2);
    CHECK(text(card.at("roles").at(0).at("state")) == "vacant");
    CHECK(text(card.at("roles").at(0).at("until")) == to_text(day_0));

    const auto believed = ask(contact, {{"id", "con-1"}}, {known_before, now});
    CHECK(believed.at("department") == "Purchasing");
    CHECK(believed.at("moves").as_array().empty());
    CHECK(text(believed.at("roles").at(0).at("state")) == "held");
    CHECK(ask(contact, {{"id", "con-1"}}, {.valid_at = {day_0.us - 1}}).at("department") == "Purchasing");
    CHECK(ask(contact, {{"id", "con-1"}}, {.valid_at = day_0}).at("department") == "Logistics");
    CHECK_FALSE(try_ask(contact, {{"id", "con-9"}}));
}

TEST_CASE_METHOD(LateMove, "open concerns pass with the role to the successor's card", "[projections][contact]") {
    const auto concerns = [&](const char* id) { return ask(contact, {{"id", id}}).at("open_concerns").as_array(); };
    REQUIRE(concerns("con-1").size() == 1);
    CHECK(concerns("con-1")[0].at("text") == "pays back in two years");
    CHECK(concerns("con-2").empty());
    succeed();
    CHECK(concerns("con-1").empty());
    REQUIRE(concerns("con-2").size() == 1);
    given(AnswerConcern{ConcernId{1}, ContactRoleId{3}, "in 20 months", "he signed", {}});
    CHECK(concerns("con-2").empty());
    CHECK(text(ask(contact, {{"id", "con-1"}}).at("successor").at("id")) == "con-2");
}

TEST_CASE_METHOD(Answering<BuyingScenario>, "what a record was asked, before it was merged, is on the card of the person", "[projections][contact]") {
    given(role(zhao, BuyingRole::user)).given(RecordConcern{first, ConcernKind::work_to_be_done, "who trains us"}).given(MergeContacts{zhao, wang});
    const auto open = [&](const char* id) { return ask(contact, {{"id", id}}).at("open_concerns").as_array().size(); };
    CHECK(open("con-1") == 1);
    CHECK(open("con-2") == 0);
}

TEST_CASE_METHOD(Answering<BuyingScenario>, "a concern answered after a move of which nobody had heard is open again", "[projections][contact]") {
    given(role(wang, BuyingRole::user), days_ago(20)).given(RecordConcern{first, ConcernKind::work_to_be_done, "who trains us"}, days_ago(19));
    const Time answered = days_ago(2);
    given(AnswerConcern{ConcernId{1}, {}, "we do", "he signed", {}}, answered);
    const auto open = [&](Instant instant = {}) { return ask(contact, {{"id", "con-1"}}, instant).at("open_concerns").as_array().size(); };
    CHECK(open() == 0);
    const Position known = head();
    given(ReportContactMove{wang, CustomerId{1}, std::string("Logistics"), std::string("Director"), "his card"}, days_ago(5));
    CHECK(open() == 1);
    CHECK(open({known, now}) == 0);
}

TEST_CASE_METHOD(LateMove, "what is known of a person changes with its time, and is gone at every instant when erased",
                 "[projections][contact]") {
    const Time before = now;
    UpdateContactProfile update;
    update.contact = wang, update.phone = personal("1234");
    given(update);
    CHECK(ask(contact, {{"id", "con-1"}}).at("profile").at("phone") == "1234");
    CHECK(ask(contact, {{"id", "con-1"}}, {.valid_at = before}).at("profile").at("phone") == "unknown");
    given(EraseContactPersonalData{wang});
    const json::object erased{{"erased", true}};
    CHECK(ask(contact, {{"id", "con-1"}}).at("name") == erased);
    CHECK(ask(contact, {{"id", "con-1"}}, {known_before, before}).at("name") == erased);
    CHECK(run(update).verdict == Verdict::refused);  // sealing it has given him another key
    CHECK(ask(contact, {{"id", "con-1"}}, {known_before, before}).at("name") == erased);
    CHECK(ask(contacts, {}).at("contacts").at(0).at("name") == erased);
    CHECK(ask(contacts, {}).at("contacts").at(1).at("name") == "Zhao");
}

TEST_CASE_METHOD(LateMove, "contacts are listed by the customer they worked at then, in pages", "[projections][contact]") {
    given(ReportContactMove{zhao, CustomerId{2}, std::string("Purchasing"), {}, "his new card"}, days_ago(3));
    const auto ids = [&](Parameters parameters, Instant instant = {}) {
        std::vector<std::string> found;
        const auto answer = ask(contacts, std::move(parameters), instant);
        for (const auto& item : answer.at("contacts").as_array()) found.push_back(text(item.at("id")));
        return found;
    };
    using Ids = std::vector<std::string>;
    CHECK(ids({{"customer", "cus-1"}}) == Ids{"con-1"});
    CHECK(ids({{"customer", "cus-2"}}) == Ids{"con-2", "con-3"});
    CHECK(ids({{"customer", "cus-1"}}, {.valid_at = days_ago(4)}) == Ids{"con-1", "con-2"});
    CHECK(ids({{"customer", "cus-1"}}, {known_before, now}) == Ids{"con-1", "con-2"});
    CHECK(ids({{"customer", "cus-2"}, {"limit", "1"}, {"after", "2"}}) == Ids{"con-3"});
    CHECK(ids({{"limit", "2"}}) == Ids{"con-1", "con-2"});
    CHECK(ask(contacts, {{"limit", "2"}}).at("next") == "after=2");
    CHECK_FALSE(try_ask(contacts, {{"customer", "Acme"}}));
}

TEST_CASE_METHOD(LateMove, "a team tells who entered and left when, as what, also when a stay passes to another",
                 "[projections][deal_team]") {
    given(JoinTeam{the_deal, engineer, {"technical lead", "designs", "knows pumps"}}, days_ago(10));
    const Time before = now;
    day();
    given(AssignTeamDuty{TeamMemberId{1}, {"technical lead", "installs", "knows pumps"}});
    day();
    given(AnnounceDeparture{engineer, date_of(now)}).given_as(EmployeeId{1}, DepartEmployee{engineer, EmployeeId{1}});
    const Time handed = now;
    day();
    given(LeaveTeam{TeamMemberId{1}});
    const auto members = [&](Instant instant = {}) { return ask(deal_team, {the_path}, instant).at("members").as_array(); };
    REQUIRE(members().size() == 2);
    CHECK(text(members()[0].at("employee").at("name")) == "Sun");
    CHECK(members()[0].at("duty") == "installs");
    CHECK(text(members()[0].at("left")) == to_text(handed));
    CHECK(text(members()[1].at("employee").at("name")) == "Li Wei");
    CHECK(text(members()[1].at("entered")) == to_text(handed));
    CHECK(text(members()[1].at("left")) == to_text(now));
    REQUIRE(members({.valid_at = before}).size() == 1);
    CHECK(members({.valid_at = before})[0].at("left").is_null());
    CHECK(members({.valid_at = before})[0].at("duty") == "designs");
    CHECK(members({.valid_at = days_ago(30)}).empty());
    CHECK(members({known_before, now}).empty());
}

}  // namespace foxtrail::committee_test
