// Risk flags with the manager's answers, and what became of the deals that had one.
#include "commands/guidance.hpp"
#include "commands/risk_flag.hpp"
#include "projections/pipeline/risks.hpp"
#include "tests/commands/network_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::risks_test {
using namespace network_tests;
using namespace buying_tests;

namespace {

constexpr RiskFlagId flag{1};

struct Risks : Answering<NetworkScenario> {
    static RaiseRiskFlag risk(RiskKind kind = RiskKind::dwell, OpportunityId on = the_deal) {
        return {on, kind, "long in Contact"};
    }
    json::object asked(Parameters parameters = {}, Instant instant = {}) {
        return ask(risks, std::move(parameters), instant);
    }
    std::vector<std::string> flags(Parameters parameters = {}, Instant instant = {}) {
        std::vector<std::string> found;
        const auto answer = asked(std::move(parameters), instant);
        for (const auto& risk : answer.at("risks").as_array()) found.emplace_back(risk.at("flag").as_string());
        return found;
    }
    json::object only(Instant instant = {}) { return asked({}, instant).at("risks").at(0).as_object(); }
    json::object of_kind(std::string_view kind, Instant instant = {}) {
        const auto answer = asked({{"group_by", "outcome"}}, instant);
        for (const auto& group : answer.at("kinds").as_array())
            if (group.at("kind") == json::value(kind)) return group.as_object();
        FAIL("no kind " << kind);
        return {};
    }
};
using Flags = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Risks, "a flag is there from when it was raised, with its age, its deal's amount and its term",
                 "[projections][risks]") {
    const Time before = now;
    given(risk());
    const Time raised = now;
    const Position known = Answering::head();
    now.us += 3'600 * us_per_second;
    CHECK(flags({}, {.valid_at = before}).empty());
    CHECK(flags({}, {.valid_at = raised}) == Flags{"flg-1"});
    CHECK(only().at("kind") == "dwell");
    CHECK(only().at("status") == "open");
    CHECK(only().at("age_s") == 3'600);
    CHECK(only().at("owner").at("id") == "emp-2");
    CHECK(only().at("amount").at("amount") == "900.00");
    CHECK(only().at("text") == "long in Contact");
    CHECK(only().at("due") == json::value(to_text(Time{raised.us + us_per_day})));
    REQUIRE(as(owner, AcknowledgeRiskFlag{flag}).verdict == Verdict::recorded);
    REQUIRE(as(owner, ClearRiskFlag{flag, "advanced"}).verdict == Verdict::recorded);
    CHECK(only().at("status") == "cleared");
    CHECK(only({.as_of = known}).at("status") == "open");
    CHECK(asked().at("summary").at("by_kind").at("dwell").at("cleared") == 1);
}

TEST_CASE_METHOD(Risks, "guidance on the flag is the manager's answer, in term or not", "[projections][risks]") {
    given(risk()).given(risk(RiskKind::slipped)).given(risk(RiskKind::competitor));
    CHECK(only().at("answered_in_term").is_null());
    CHECK(asked().at("summary").at("unanswered") == 3);
    CHECK(asked().at("summary").at("answered_in_term").at("censored_n") == 3);
    REQUIRE(as(manager, GiveGuidance{the_deal.entity(), "on the deal, not the flag"}).verdict == Verdict::recorded);
    REQUIRE(as(manager, GiveGuidance{flag.entity(), "call him"}).verdict == Verdict::recorded);
    const Position known = Answering::head();
    CHECK(only().at("answered_in_term") == true);
    CHECK(only().at("guidance").at("text") == "call him");
    CHECK(only().at("guidance").at("by").at("id") == "emp-1");
    CHECK(only().at("guidance").at("acted_on_at").is_null());
    now.us += 2 * us_per_day;
    REQUIRE(as(network_tests::head, GiveGuidance{RiskFlagId{2}.entity(), "too late"}).verdict == Verdict::recorded);
    REQUIRE(as(owner, ReportBack{GuidanceId{2}, "called"}).verdict == Verdict::recorded);
    CHECK(only().at("guidance").at("acted_on_at") == json::value(to_text(now)));
    CHECK(asked().at("risks").at(1).at("answered_in_term") == false);
    CHECK(asked().at("risks").at(2).at("answered_in_term") == false);
    CHECK(asked().at("summary").at("answered_in_term").at("n") == 3);
    CHECK(flags({{"unanswered", "true"}}) == Flags{"flg-3"});
    CHECK(flags({{"unanswered", "true"}}, {.as_of = known}) == Flags{"flg-2", "flg-3"});
}

TEST_CASE_METHOD(Risks, "an escalated flag says whom it reached", "[projections][risks]") {
    given(risk());
    now.us += us_per_day;
    const Time before = now;
    given(EscalateRiskFlag{flag});
    CHECK(only().at("escalated") == true);
    CHECK(only().at("escalations").at(0).at("owner").at("id") == "emp-1");
    CHECK(only({.valid_at = before}).at("escalated") == false);
    CHECK(only({.valid_at = before}).at("escalations").as_array().empty());
}

TEST_CASE_METHOD(Risks, "deals at risk count once, with the amount they had at the instant", "[projections][risks]") {
    const auto at_risk = [&](Instant instant = {}) {
        return asked({}, instant).at("summary").at("deals_at_risk").as_object();
    };
    const Position nothing = Answering::head();
    given(risk(), days_ago(3)).given(risk(RiskKind::slipped));
    CHECK(at_risk().at("count") == 1);
    CHECK(at_risk({.valid_at = days_ago(2)}).at("count") == 1);
    CHECK(at_risk({nothing, days_ago(2)}).at("count") == 0);
    const auto wrong = run(EstimateValue{the_deal, cny("90000.00")});
    const Position known = Answering::head();
    REQUIRE(run(EstimateValue{the_deal, cny("9000.00")}, "misread", {}, wrong.position).verdict == Verdict::recorded);
    CHECK(at_risk().at("amounts").at(0).at("amount") == "9000.00");
    CHECK(at_risk({.as_of = known}).at("amounts").at(0).at("amount") == "90000.00");
    given(Lose{the_deal, "price", {}});
    CHECK(at_risk().at("count") == 0);
    CHECK(only().at("status") == "lapsed");
}

TEST_CASE_METHOD(Risks, "deals with a flag of a kind end otherwise than those without, counted at the instant",
                 "[projections][risks]") {
    deal().deal().deal();
    given(risk()).given(risk(RiskKind::dwell, OpportunityId{2})).given(risk(RiskKind::slipped, OpportunityId{3}));
    const Time before = now;
    given(Lose{the_deal, "price", {}})
        .given(Win{OpportunityId{2}, cny("500.00")})
        .given(Win{OpportunityId{4}, cny("500.00")});
    const auto dwell = of_kind("dwell");
    CHECK(dwell.at("with").at("won") == 1);
    CHECK(dwell.at("with").at("lost") == 1);
    CHECK(dwell.at("with").at("open") == 0);
    CHECK(dwell.at("with").at("win_rate").at("value") == 0.5);
    CHECK(dwell.at("without").at("won") == 1);
    CHECK(dwell.at("without").at("open") == 1);
    CHECK(dwell.at("without").at("win_rate").at("value") == 1.0);
    CHECK(dwell.at("without").at("win_rate").at("censored_n") == 1);
    CHECK(of_kind("any").at("with").at("open") == 1);
    CHECK(of_kind("any").at("without").at("won") == 1);
    CHECK(of_kind("dwell", {.valid_at = before}).at("with").at("open") == 2);
    CHECK(of_kind("any", {.as_of = 1}).at("without").at("win_rate").at("value").is_null());
}

TEST_CASE_METHOD(Risks, "flagged deals are told apart by the guidance they had before their outcome, and whether it was acted on by then",
                 "[projections][risks]") {
    for (int more = 0; more < 6; ++more) deal();
    day();
    const Time flagged = now;
    for (std::uint32_t id = 1; id <= 7; ++id) given(risk(RiskKind::dwell, OpportunityId{id}));
    given(risk(RiskKind::slipped));
    day();
    const Position unguided = Answering::head();
    const auto guide = [&](Entity about) { given_as(manager, GiveGuidance{about, "call him"}); };
    guide(flag.entity()), guide(RiskFlagId{2}.entity()), guide(OpportunityId{4}.entity());
    guide(RiskFlagId{5}.entity()), guide(RiskFlagId{6}.entity()), guide(RiskFlagId{7}.entity());
    day();
    given_as(owner, ReportBack{GuidanceId{1}, "called"});
    given(Win{the_deal, cny("500.00")}).given(Lose{OpportunityId{2}, "price", {}}).given(Lose{OpportunityId{3}, "price", {}});
    given(Lose{OpportunityId{6}, "price", {}}).given_as(owner, ReportBack{GuidanceId{5}, "called too late"});
    const Position known = Answering::head();
    given(Lose{OpportunityId{5}, "price", {}}, Time{flagged.us + us_per_day / 2});  // before the guidance
    given(Lose{OpportunityId{7}, "price", {}}, flagged);                            // before the flag
    given_as(owner, ReportBack{GuidanceId{4}, "called"});

    const auto counts = [&](std::string_view kind, Instant instant = {}) {
        const auto of = of_kind(kind, instant);
        std::string printed;
        for (const auto* group : {"with", "without", "guided", "acted_on", "unanswered"})
            for (const auto* count : {"won", "lost", "open"})
                printed += (count == std::string_view("won") ? " " : "/") + json::serialize(of.at(group).at(count));
        return printed;
    };
    CHECK(counts("dwell") == " 1/4/1 0/1/0 1/2/0 1/0/0 0/2/1");
    CHECK(counts("any") == counts("dwell"));
    CHECK(counts("slipped") == " 1/0/0 0/5/1 0/0/0 0/0/0 1/0/0");
    CHECK(counts("dwell", {.as_of = known}) == " 1/3/3 0/0/0 1/2/2 1/0/0 0/1/1");
    CHECK(counts("dwell", {.as_of = unguided}) == " 0/0/7 0/0/0 0/0/0 0/0/0 0/0/7");
    CHECK(of_kind("dwell").at("guided").at("n") == 3);
    CHECK(of_kind("dwell").at("guided").at("win_rate").at("value").as_double() == Approx(1.0 / 3));
    CHECK(of_kind("dwell").at("unanswered").at("win_rate").at("n") == 2);
    CHECK(of_kind("dwell").at("unanswered").at("win_rate").at("censored_n") == 1);
    CHECK(asked({{"group_by", "outcome"}}).at("definition").as_string().find("association") != json::string::npos);
}

TEST_CASE_METHOD(Risks, "the time to guidance is of each flag; one that ended without any, or whose deal did, says nothing of later",
                 "[projections][risks]") {
    deal().deal().deal().given(risk());
    const Time raised = now, half_a_day{now.us + us_per_day / 2};
    for (std::uint32_t id = 2; id <= 4; ++id) given(risk(RiskKind::dwell, OpportunityId{id}));
    const auto until = [&] { return of_kind("dwell").at("until_guidance").as_object(); };
    CHECK(until().at("n") == 0);
    CHECK(until().at("censored_n") == 4);
    CHECK(until().at("median_of_all_s").is_null());
    day();
    given_as(manager, GiveGuidance{flag.entity(), "call him"});
    const json::value waited = static_cast<double>(now.us - raised.us) / 1e6;
    day();
    given_as(manager, GiveGuidance{flag.entity(), "call him again"});
    CHECK(until().at("n") == 1);
    CHECK(until().at("censored_n") == 3);
    CHECK(until().at("median_s") == waited);
    CHECK(until().at("median_of_all_s").is_null());  // a quarter of them
    given(Lose{OpportunityId{2}, "price", {}}, half_a_day);
    CHECK(until().at("median_of_all_s").is_null());  // one of the three that were there by then
    REQUIRE(as(owner, ClearRiskFlag{RiskFlagId{3}, "advanced"}, "because", half_a_day).verdict == Verdict::recorded);
    CHECK(until().at("median_of_all_s") == waited);
    CHECK(until().at("censored_n") == 3);
}

TEST_CASE_METHOD(Risks, "flags are found by kind, status and the deal's owner, in pages; what cannot be read is said",
                 "[projections][risks]") {
    CHECK(flags().empty());
    given(risk()).given(risk(RiskKind::slipped)).given(risk(RiskKind::competitor));
    REQUIRE(as(owner, AcknowledgeRiskFlag{flag}).verdict == Verdict::recorded);
    CHECK(flags({{"kind", "slipped"}}) == Flags{"flg-2"});
    CHECK(flags({{"status", "acknowledged"}}) == Flags{"flg-1"});
    CHECK(flags({{"owner", "emp-4"}}).empty());
    CHECK(flags({{"department", "dep-1"}, {"limit", "2"}}) == Flags{"flg-1", "flg-2"});
    given_history(Assign{the_deal, colleague});
    CHECK(flags({{"owner", "emp-4"}}).size() == 3);
    const auto refused = [&](Parameters parameters) {
        return try_ask(risks, std::move(parameters)).error().at(0).pointer;
    };
    CHECK(refused({{"kind", "weather"}}) == "kind");
    CHECK(refused({{"status", "forgotten"}}) == "status");
    CHECK(refused({{"group_by", "stage"}}) == "group_by");
    CHECK(refused({{"owner", "nobody"}}) == "owner");
}

}  // namespace foxtrail::risks_test
