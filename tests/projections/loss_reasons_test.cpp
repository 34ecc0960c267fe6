// Why deals were lost by whose opinion it is: counted once each, and as the instant knows it.
#include "commands/loss_reason.hpp"
#include "projections/pipeline/deal_dossier.hpp"
#include "projections/pipeline/loss_reasons.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::loss_reasons_test {
using namespace buying_tests;

namespace {

constexpr OpportunityId second{2};
constexpr EmployeeId manager{1};

StateLossReason said(OpportunityId deal, Entity by, LossRole role, std::string why) { return {deal, by, role, std::move(why), {}, "on the telephone", {}}; }

struct Lost : Answering<BuyingScenario> {
    Lost() {
        deal();
        for (const auto id : {the_deal, second}) given(Lose{id, "price", {}});
    }
    json::value all(Instant instant = {}, Parameters parameters = {}) {
        const auto answer = ask(loss_reasons, std::move(parameters), instant);
        const auto& groups = answer.at("groups").as_array();
        return groups.empty() ? json::value(nullptr) : groups.at(0);
    }
    // How many deals were lost for this reason, as somebody in this role says.
    std::int64_t deals(std::string_view role, std::string_view why, Instant instant = {}) {
        const auto group = all(instant);
        if (group.is_null()) return 0;
        for (const auto& one : group.at("roles").as_array())
            for (const auto& reason : one.at("reasons").as_array())
                if (one.at("role") == json::value(role) && reason.at("why") == json::value(why)) return reason.at("count").to_number<std::int64_t>();
        return 0;
    }
};

}  // namespace

TEST_CASE_METHOD(Lost, "deals count once for each role and reason, and where reasons differ they are named", "[projections][loss_reasons]") {
    given(said(the_deal, wang.entity(), LossRole::user, "features")).given(said(the_deal, zhao.entity(), LossRole::user, "features"));
    given(said(the_deal, manager.entity(), LossRole::manager, "price")).given(said(second, manager.entity(), LossRole::manager, "price"));
    CHECK(deals("recorder", "price") == 2);
    CHECK(deals("manager", "price") == 2);
    CHECK(deals("user", "features") == 1);
    const auto group = all();
    CHECK(group.at("lost").at("count") == 2);
    CHECK(group.at("lost").at("amounts").at(0).at("amount") == "1800.00");
    CHECK(group.at("opined").at("count") == 2);
    CHECK(group.at("differing").at("count") == 1);
    CHECK(group.at("differing").at("amounts").at(0).at("amount") == "900.00");
    const auto answer = ask(loss_reasons, {});
    REQUIRE(answer.at("differing").as_array().size() == 1);
    CHECK(answer.at("differing").at(0).at("id") == "opp-1");
    CHECK(answer.at("differing").at(0).at("opinions").as_array().size() == 4);
    CHECK(answer.at("differing").at(0).at("opinions").at(1).at("by") == "con-1");
}

TEST_CASE_METHOD(Lost, "a past instant knows no opinion that came later, nor that it was put right", "[projections][loss_reasons]") {
    const Position before = head();
    const Time lost = now;
    day();
    const auto stated = run(said(the_deal, wang.entity(), LossRole::user, "features"));
    const Time heard = now;
    day();
    const auto right = run(said(the_deal, wang.entity(), LossRole::coach, "relationship"), "misheard", {}, stated.position);
    REQUIRE(right.verdict == Verdict::recorded);
    CHECK(deals("coach", "relationship") == 1);
    CHECK(deals("user", "features") == 0);
    CHECK(deals("user", "features", {stated.position, Time::max()}) == 1);
    CHECK(deals("coach", "relationship", {head(), heard}) == 1);  // takes the place of what it puts right
    CHECK(all({head(), lost}).at("opined").at("count") == 0);
    CHECK(all({before, Time::max()}).at("opined").at("count") == 0);
    CHECK(all({head(), days_ago(10)}).is_null());
}

TEST_CASE_METHOD(Lost, "a deal opened again keeps its loss, a second one begins anew", "[projections][loss_reasons]") {
    given(said(the_deal, wang.entity(), LossRole::user, "features")).given(Reopen{the_deal});
    CHECK(deals("user", "features") == 1);
    given(Lose{the_deal, "timing", {}});
    CHECK(deals("user", "features") == 0);
    CHECK(deals("recorder", "timing") == 1);
    CHECK(all().at("lost").at("count") == 2);
}

TEST_CASE_METHOD(Lost, "losses are taken by period, and by who had the deal then", "[projections][loss_reasons]") {
    const std::string today = to_text(date_of(now));
    CHECK(all({}, {{"from", today}}).at("lost").at("count") == 2);
    CHECK(all({}, {{"to", today}}).is_null());
    given(Reopen{the_deal}).given_history(Assign{the_deal, EmployeeId{1}});
    CHECK(all({}, {{"owner", "emp-2"}}).at("lost").at("count") == 2);
    CHECK(all({}, {{"group_by", "owner"}}).at("owner").at("id") == "emp-2");
    CHECK_FALSE(try_ask(loss_reasons, {{"owner", "emp-9"}, {"from", "soon"}}));
}

TEST_CASE_METHOD(Lost, "the dossier shows every outcome with its reason, and under each loss what others say", "[projections][loss_reasons]") {
    given(said(the_deal, wang.entity(), LossRole::user, "features"));
    const Position first = head();
    given(Reopen{the_deal}).given(Lose{the_deal, "timing", std::string("Rival")}).given(said(the_deal, wang.entity(), LossRole::user, "timing"));
    const auto dossier = ask(outcomes, {{"id", "opp-1"}});
    CHECK(dossier.at("outcome") == "lost");
    const auto& steps = dossier.at("outcomes").as_array();
    REQUIRE(steps.size() == 3);
    CHECK(steps[0].at("data").at("why") == "price");
    CHECK(steps[0].at("reasons").as_array().size() == 1);
    CHECK(steps[0].at("reasons").at(0).at("data").at("why") == "features");
    CHECK(steps[1].at("type") == "opportunity.reopened");
    CHECK(steps[2].at("data").at("competitor") == "Rival");
    CHECK(steps[2].at("reasons").at(0).at("data").at("why") == "timing");
    CHECK(ask(outcomes, {{"id", "opp-1"}}, {first, Time::max()}).at("outcomes").as_array().size() == 1);
    CHECK_FALSE(try_ask(outcomes, {{"id", "opp-9"}}));
}

}  // namespace foxtrail::loss_reasons_test
