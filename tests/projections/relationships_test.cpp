// How alive relationships are: only touches both ways count, and how long one lasts is R4's to say.
#include "commands/appointment.hpp"
#include "commands/contact_identity.hpp"
#include "commands/contact_move.hpp"
#include "commands/relationship.hpp"
#include "commands/standing_rule.hpp"
#include "projections/customers/relationships.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::relationships_test {
using namespace buying_tests;

namespace {

// Wang decides and Zhao uses, since 20 days; nobody has been in touch.
struct Holders : Answering<BuyingScenario> {
    Holders() {
        given(role(wang, BuyingRole::decision_maker), days_ago(20)).given(role(zhao, BuyingRole::user), days_ago(20));
    }
    static LogTouch touch(ContactId contact, TouchDirection direction) {
        return {contact, {}, direction, "call", "spoke of the trial"};
    }
    json::object asked(Parameters parameters = {}, Instant instant = {}) {
        return ask(relationships, std::move(parameters), instant);
    }
    std::vector<std::string> stale(Instant instant = {}) {
        std::vector<std::string> found;
        const auto answer = asked({{"stale", "true"}}, instant);
        for (const auto& item : answer.at("relationships").as_array())
            found.emplace_back(item.at("contact").at("id").as_string());
        return found;
    }
    json::object with_wang(Instant instant = {}) {
        return asked({{"role", "decision_maker"}}, instant).at("relationships").at(0).as_object();
    }
};
using Contacts = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Holders, "without a touch both ways a relationship goes stale after its role's days",
                 "[projections][relationships]") {
    CHECK(stale() == Contacts{"con-1"});  // 14 days for who decides, 30 for a user
    CHECK(with_wang().at("days_since").is_null());
    CHECK(with_wang().at("stale_after_days") == 14);
    CHECK(asked().at("total").at("never_touched") == 2);
    now.us += 11 * us_per_day;
    CHECK(stale() == Contacts{"con-1", "con-2"});
    CHECK(asked().at("by_role").at("user").at("stale") == 1);
    CHECK(asked().at("by_role").at("coach").at("relationships") == 0);
}

TEST_CASE_METHOD(Holders, "a touch counts from when it was, and only both ways", "[projections][relationships]") {
    given(touch(wang, TouchDirection::outgoing)).given(touch(wang, TouchDirection::incoming));
    const Position known = head();
    CHECK(stale() == Contacts{"con-1"});
    CHECK(with_wang().at("last_touch").at("direction") == "incoming");
    const Time called = days_ago(3);
    given(touch(wang, TouchDirection::two_way), called);
    CHECK(stale().empty());
    CHECK(with_wang().at("days_since") == 3);
    CHECK(with_wang().at("last_two_way_touch").at("at") == json::value(to_text(called)));
    CHECK(with_wang().at("last_two_way_touch").at("text") == "spoke of the trial");
    CHECK(with_wang().at("last_touch").at("direction") == "incoming");
    CHECK(with_wang().at("two_way_touches") == 1);
    CHECK(with_wang({.as_of = known}).at("last_two_way_touch").is_null());
    CHECK(with_wang({.valid_at = {called.us - 1}}).at("last_two_way_touch").is_null());
    CHECK(with_wang({.valid_at = called}).at("days_since") == 3);
    now = {called.us + 14 * us_per_day};
    CHECK(with_wang().at("stale") == false);
    now.us += 1;
    CHECK(with_wang().at("stale") == true);
}

TEST_CASE_METHOD(Holders, "who came to a meeting was spoken with; the subject of one who was not there was not", "[projections][relationships]") {
    const Time begins{now.us + us_per_day}, ends{begins.us + 3'600 * us_per_second};
    given(ScheduleAppointment{"demonstration", zhao.entity(), begins, ends, "their office", {EmployeeId{2}}, {{wang, {}}}});
    now = ends;
    given(HoldAppointment{AppointmentId{1}, "he wants a trial"});
    CHECK(stale().empty());
    CHECK(with_wang().at("two_way_touches") == 1);
    CHECK(with_wang().at("last_two_way_touch").at("appointment") == "apt-1");
    CHECK(with_wang().at("last_two_way_touch").at("outcome") == "he wants a trial");
    CHECK(asked({{"role", "user"}}).at("relationships").at(0).at("last_touch").is_null());
    CHECK(with_wang({.valid_at = begins}).at("last_two_way_touch").is_null());
}

TEST_CASE_METHOD(Holders, "an earlier touch recorded later is not the last, but warms",
                 "[projections][relationships]") {
    given(touch(wang, TouchDirection::two_way), days_ago(2)).given(touch(wang, TouchDirection::two_way), days_ago(9));
    given(touch(wang, TouchDirection::two_way), days_ago(15));
    CHECK(with_wang().at("days_since") == 2);
    CHECK(with_wang().at("two_way_touches") == 2);  // in 14 days
}

TEST_CASE_METHOD(Holders, "what was said of a record counts for the person into whom it is merged, since it is", "[projections][relationships]") {
    const Time called = days_ago(3);
    given(touch(stranger, TouchDirection::two_way), called).given(AssessRelationship{stranger, 4, "calls back at once"});
    given(touch(wang, TouchDirection::two_way), days_ago(18)).given(AssessRelationship{wang, 1, "the first meeting"}, days_ago(18));
    CHECK(stale() == Contacts{"con-1"});
    const Position two = head();
    given(MergeContacts{stranger, wang});
    CHECK(stale().empty());
    CHECK(with_wang().at("last_two_way_touch").at("at") == json::value(to_text(called)));
    CHECK(with_wang().at("two_way_touches") == 1);
    CHECK(with_wang().at("assessment").at("strength") == 4);
    CHECK(with_wang({.as_of = two}).at("assessment").at("strength") == 1);
    CHECK(stale({.as_of = two}) == Contacts{"con-1"});
}

TEST_CASE_METHOD(Holders, "a touch put right as one way keeps nothing alive", "[projections][relationships]") {
    const auto touched = run(touch(wang, TouchDirection::two_way));
    const Position known = head();
    CHECK(stale().empty());
    REQUIRE(run(touch(wang, TouchDirection::outgoing), "he did not answer", {}, touched.position).verdict ==
            Verdict::recorded);
    CHECK(stale() == Contacts{"con-1"});
    CHECK(with_wang().at("last_touch").at("direction") == "outgoing");
    CHECK(stale({.as_of = known}).empty());
}

TEST_CASE_METHOD(Holders, "the days are R4's as it stood at the instant", "[projections][relationships]") {
    const Time before = now;
    given_as(EmployeeId{1}, ChangeStandingRule{RuleCode::R4, true, {{"user_days", 10}, {"days", 25}}});
    CHECK(stale() == Contacts{"con-2"});
    CHECK(stale({.valid_at = before}) == Contacts{"con-1"});
}

TEST_CASE_METHOD(Holders, "the last assessment is told with its basis", "[projections][relationships]") {
    CHECK(with_wang().at("assessment").is_null());
    given(AssessRelationship{wang, 4, "calls by himself"});
    const Position known = head();
    given(AssessRelationship{wang, 2, "met twice"}, days_ago(8));
    CHECK(with_wang().at("assessment").at("strength") == 4);
    CHECK(with_wang().at("assessment").at("basis") == "calls by himself");
    CHECK(with_wang({.valid_at = days_ago(7)}).at("assessment").at("strength") == 2);
    CHECK(with_wang({known, days_ago(7)}).at("assessment").is_null());
}

TEST_CASE_METHOD(Holders, "only who holds a role in an open deal is listed", "[projections][relationships]") {
    const Time before = now;
    given(ReportContactMove{wang, CustomerId{2}, std::string("Purchasing"), {}, "his new card"});
    CHECK(asked().at("total").at("relationships") == 1);
    CHECK(asked({}, {.valid_at = before}).at("total").at("relationships") == 2);
    CHECK(asked({{"owner", "emp-1"}}).at("relationships").as_array().empty());
    CHECK(asked({{"owner", "emp-2"}, {"customer", "cus-1"}}).at("relationships").as_array().size() == 1);
    given(Lose{the_deal, "price", {}});
    CHECK(asked().at("relationships").as_array().empty());
    const auto refused = [&](Parameters parameters) {
        return try_ask(relationships, std::move(parameters)).error().at(0).pointer;
    };
    CHECK(refused({{"role", "boss"}}) == "role");
    CHECK(refused({{"stale", "perhaps"}}) == "stale");
    CHECK(refused({{"owner", "nobody"}}) == "owner");
    CHECK(refused({{"limit", "1001"}}) == "limit");
}

TEST_CASE("terms recorded before a rule got a threshold have it as every company starts with it",
          "[events][standing_rule]") {
    const RuleTerms terms = completed(RuleCode::R4, {false, {{"days", 7}}});
    CHECK(threshold(terms, "days") == 7);
    CHECK(threshold(terms, "user_days") == threshold(terms_at_first(RuleCode::R4), "user_days"));
    CHECK_FALSE(terms.enabled);
}

}  // namespace foxtrail::relationships_test
