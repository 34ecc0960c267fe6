// The playbook of a deal at an instant, and whether keeping to it has to do with winning.
#include "commands/playbook.hpp"
#include "projections/pipeline/playbooks.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::playbooks_test {
namespace {

constexpr EmployeeId seller{2};

struct Reading : Answering<> {
    Reading() {
        company().deal();
        given(PublishPlaybook{StageModelId{1}, "Pumps", {{"Contact", "meet the user"}, {"Offer", "show the plant"}}});
    }
    void follow(OpportunityId deal, std::string step) { REQUIRE(as(seller, FollowPlaybookStep{deal, std::move(step), "went well"}).verdict == Verdict::recorded); }
    json::object of(std::string deal, Instant instant = {}) { return ask(deal_playbook, {{"id", std::move(deal)}}, instant); }
    json::object share(std::size_t number, Instant instant = {}) { return ask(playbook_adherence, {}, instant).at("adherence").at(number).as_object(); }
};
enum Share : std::size_t { none, some, most, all };

}  // namespace

TEST_CASE_METHOD(Reading, "a deal's playbook is the version it began with, whatever is published later", "[projections][playbooks]") {
    deal();
    const Position before = head();
    given(PublishPlaybook{StageModelId{1}, "Pumps, once more", {{"Contact", "call the decider"}}}).deal();
    CHECK(of("opp-1").at("playbook").is_null());
    CHECK(of("opp-1").at("steps").as_array().empty());
    CHECK(of("opp-2").at("playbook").at("version") == 1);
    CHECK(of("opp-2").at("playbook").at("name") == "Pumps");
    CHECK(of("opp-3").at("playbook").at("version") == 2);
    CHECK(of("opp-2", {.as_of = before}) == of("opp-2"));
    CHECK(ask(playbooks, {}).at("playbooks").as_array().size() == 2);
    CHECK(ask(playbooks, {}, {.as_of = before}).at("playbooks").as_array().size() == 1);
    CHECK(ask(playbooks, {{"stage_model", "stm-1"}}).at("playbooks").at(0).at("steps").at(1).at("stage") == "Offer");
}

TEST_CASE_METHOD(Reading, "steps are open, followed or deviated from, as known and true at the instant", "[projections][playbooks]") {
    deal();
    const Time begun = now;
    day();
    follow({2}, "meet the user");
    const Position before = head();
    REQUIRE(as(seller, DeviateFromPlaybook{{OpportunityId{2}}, "show the plant", "it is being rebuilt"}, "late", Time{now.us - us_per_day / 2}).verdict == Verdict::recorded);
    const auto told = of("opp-2");
    CHECK(told.at("followed") == 1);
    CHECK(told.at("deviated") == 1);
    CHECK(told.at("steps").at(0).at("state") == "followed");
    CHECK(told.at("steps").at(0).at("note") == "went well");
    CHECK(told.at("steps").at(0).at("by").at("id") == "emp-2");
    CHECK(told.at("steps").at(1).at("why") == "it is being rebuilt");
    CHECK(of("opp-2", {.as_of = before}).at("steps").at(1).at("state") == "open");
    CHECK(of("opp-2", {.valid_at = begun}).at("open") == 2);
    CHECK(of("opp-2", {.valid_at = {now.us - us_per_day / 4}}).at("steps").at(0).at("state") == "open");
    CHECK(of("opp-2", {.valid_at = {now.us - us_per_day / 4}}).at("steps").at(1).at("state") == "deviated");
    follow({2}, "show the plant");
    CHECK(of("opp-2").at("followed") == 2);
}

TEST_CASE_METHOD(Reading, "deals are counted by the share of the steps due that they followed, with n", "[projections][playbooks]") {
    deal().deal().deal();
    follow({2}, "meet the user"), follow({3}, "meet the user");
    given(AdvanceStage{OpportunityId{3}, "Offer"});
    CHECK(share(all).at("open") == 1);   // one of one
    CHECK(share(most).at("open") == 1);  // one of two
    CHECK(share(none).at("open") == 1);
    CHECK(ask(playbook_adherence, {}).at("without").at("open") == 1);
    const Time before = now;
    given(Win{OpportunityId{2}, cny("900.00")}).given(Lose{OpportunityId{3}, "price", {}}).given(Lose{OpportunityId{4}, "price", {}});
    CHECK(share(all).at("win_rate").at("value") == 1.0);
    CHECK(share(all).at("win_rate").at("n") == 1);
    CHECK(share(most).at("lost") == 1);
    CHECK(share(none).at("win_rate").at("value") == 0.0);
    CHECK(share(some).at("n") == 0);
    CHECK(share(all, {.valid_at = before}).at("open") == 1);
    CHECK(ask(playbook_adherence, {}).at("by_version").at(0).at("adherence").at(all).at("won") == 1);
    CHECK(try_ask(playbook_adherence, {{"group_by", "owner"}}).error().at(0).pointer == "group_by");
}

TEST_CASE_METHOD(Reading, "a step put right for another was never followed", "[projections][playbooks]") {
    deal();
    follow({2}, "meet the user");
    const Position wrong = head();
    actor = seller;
    const auto outcome = run(FollowPlaybookStep{{OpportunityId{2}}, "show the plant", ""}, "the other one", now, wrong);
    INFO(outcome);
    REQUIRE(outcome.verdict == Verdict::recorded);
    CHECK(of("opp-2").at("steps").at(0).at("state") == "open");
    CHECK(of("opp-2").at("steps").at(1).at("state") == "followed");
    CHECK(of("opp-2", {.as_of = wrong}).at("steps").at(0).at("state") == "followed");
}

}  // namespace foxtrail::playbooks_test
