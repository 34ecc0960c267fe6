// Handing work over, and leaving: nobody is gone while anything open rests on him, and nothing else changes.
#include "commands/deal_team.hpp"
#include "commands/departure.hpp"
#include "commands/handover.hpp"
#include "commands/risk_flag.hpp"
#include "commands/task.hpp"
#include "events/alert.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::handover_test {

namespace {

constexpr EmployeeId manager{1}, giver{2}, receiver{3};
constexpr HandoverId packet{1};

// Two deals, a task and a team place rest on the giver; a closed deal does not.
struct Office : Scenario {
    Office() {
        company().deal().deal().deal();
        given(HireEmployee{"Wu Na", DepartmentId{1}, manager, {}});
        given(Win{OpportunityId{3}, cny("900.00")});
        given(OpenTask{the_deal.entity(), giver, "call", {now.us + us_per_day}});
        given(JoinTeam{OpportunityId{2}, giver, {"technical lead", "trial", "pumps"}});
    }
    ProposeHandover all_of_it() const { return {giver, receiver, {}, true, "leaving", {}}; }
};

std::vector<Entity> transferred(const CommandOutcome& outcome) {
    std::vector<Entity> items;
    for (const auto& event : outcome.events)
        if (const auto* moved = event.as<OwnershipTransferred>()) items.push_back(moved->item);
    return items;
}

}  // namespace

TEST_CASE_METHOD(Office, "a handover moves everything open and nothing closed, when the receiver accepts", "[commands][handover]") {
    REQUIRE(as(giver, all_of_it()).verdict == Verdict::recorded);
    CHECK(refused_by(as(giver, AcceptHandover{packet, {}}), {"not_receiver"}));
    const auto accepted = as(receiver, AcceptHandover{packet, {}});
    CHECK(transferred(accepted) == std::vector{the_deal.entity(), OpportunityId{2}.entity(), TaskId{1}.entity(), TeamMemberId{1}.entity()});
    CHECK(accepted.events.back().as<HandoverCompleted>()->transferred == 4);
    CHECK(refused_by(as(receiver, AcceptHandover{packet, {}}), {"handover_closed"}));
    CHECK(refused_by(as(giver, all_of_it()), {"nothing_open"}));
    CHECK(as(receiver, CompleteTask{TaskId{1}, "called"}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Office, "the open flags of a deal go with it, those handed over themselves once", "[commands][handover][risk_flag]") {
    given(RaiseRiskFlag{the_deal, RiskKind::other, "no budget"}).given(RaiseRiskFlag{OpportunityId{2}, RiskKind::other, "no budget"});
    given_as(giver, ProposeHandover{giver, receiver, {the_deal.entity(), OpportunityId{2}.entity(), RiskFlagId{2}.entity()}, false, "", {}});
    const auto accepted = as(receiver, AcceptHandover{packet, {}});
    CHECK(transferred(accepted) == std::vector{the_deal.entity(), OpportunityId{2}.entity(), RiskFlagId{2}.entity()});
    std::vector<RiskFlagPassedOn> passed;
    for (const auto& event : accepted.events)
        if (const auto* flag = event.as<RiskFlagPassedOn>()) passed.push_back(*flag);
    CHECK(passed == std::vector{RiskFlagPassedOn{RiskFlagId{1}, the_deal, giver, receiver}});
    CHECK(as(receiver, ClearRiskFlag{RiskFlagId{1}, "there is one"}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Office, "an item is offered once at a time, by those whose work it is", "[commands][handover]") {
    CHECK(refused_by(as(receiver, all_of_it()), {"not_his_to_give"}));
    CHECK(refused_by(as(giver, ProposeHandover{giver, giver, {}, false, "", {}}), {"to_himself"}));
    CHECK(refused_by(as(giver, ProposeHandover{giver, receiver, {OpportunityId{3}.entity()}, false, "", {}}), {"not_resting"}));
    CHECK(refused_by(as(giver, ProposeHandover{giver, receiver, {the_deal.entity(), the_deal.entity()}, false, "", {}}), {"item_twice"}));
    CHECK(as(manager, ProposeHandover{giver, receiver, {the_deal.entity()}, false, "", {}}).verdict == Verdict::recorded);
    CHECK(refused_by(as(giver, all_of_it()), {"offered_already"}));
    CHECK(refused_by(as(receiver, AcceptHandover{packet, {OpportunityId{2}.entity()}}), {"not_offered"}));
    CHECK(refused_by(as(receiver, RejectHandover{packet, " "}), {"why_missing"}));
    CHECK(as(receiver, RejectHandover{packet, "too much"}).verdict == Verdict::recorded);
    CHECK(as(giver, all_of_it()).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Office, "what is left out, and what was closed meanwhile, stays", "[commands][handover]") {
    REQUIRE(as(giver, all_of_it()).verdict == Verdict::recorded);
    given(Lose{OpportunityId{2}, "price", {}});
    const auto accepted = as(receiver, AcceptHandover{packet, {the_deal.entity(), OpportunityId{2}.entity()}});
    CHECK(transferred(accepted) == std::vector{the_deal.entity()});
    CHECK(accepted.events.front().as<HandoverAccepted>()->left == std::vector{OpportunityId{2}.entity(), TaskId{1}.entity(), TeamMemberId{1}.entity()});
}

TEST_CASE_METHOD(Office, "a handover nobody answers expires, and both managers are told once", "[commands][handover]") {
    REQUIRE(as(giver, all_of_it()).verdict == Verdict::recorded);
    CHECK(refused_by(run(ExpireHandover{packet}), {"not_yet_due"}));
    now.us += us_per_day;
    const auto expired = run(ExpireHandover{packet});
    REQUIRE(expired.count == 2);
    CHECK(expired.events.back().as<AlertRaised>()->told == manager);
    CHECK(run(ExpireHandover{packet}).verdict == Verdict::already_so);
    CHECK(refused_by(as(receiver, AcceptHandover{packet, {}}), {"handover_closed"}));
}

TEST_CASE_METHOD(Office, "who is to take over from a leaver is told so; a handover for another cause speaks for itself", "[commands][handover]") {
    const auto told = as(giver, all_of_it());
    REQUIRE(told.count == 2);
    CHECK(told.events.back().as<AlertRaised>()->told == receiver);
    CHECK(told.events.back().as<AlertRaised>()->rule == RuleCode::R6);
    REQUIRE(as(receiver, RejectHandover{packet, "too much"}).verdict == Verdict::recorded);
    auto holiday = all_of_it();
    holiday.departure = false;
    CHECK(as(giver, holiday).count == 1);
}

TEST_CASE_METHOD(Office, "a manager who was to take over hears that he did not answer", "[commands][handover]") {
    REQUIRE(as(giver, ProposeHandover{giver, manager, {}, true, "leaving", {}}).count == 2);
    now.us += us_per_day;
    const auto expired = run(ExpireHandover{packet});
    REQUIRE(expired.count == 2);
    CHECK(expired.events.back().as<AlertRaised>()->told == manager);
}

TEST_CASE_METHOD(Office, "nobody departs while open items rest on him, unless somebody accepts them all", "[commands][departure]") {
    const auto announced = run(AnnounceDeparture{giver, date_of(now)});
    CHECK(announced.events.front().as<EmployeeDepartureAnnounced>()->resting.size() == 4);
    CHECK(announced.events.back().as<AlertRaised>()->told == manager);
    CHECK(refused_by(run(DepartEmployee{giver, {}}), {"items_open"}));
    CHECK(refused_by(as(manager, DepartEmployee{giver, giver}), {"accepts_himself"}));
    CHECK(refused_by(as(manager, DepartEmployee{giver, receiver}, ""), {"reason_missing"}));
    const auto departed = as(manager, DepartEmployee{giver, receiver});
    CHECK(transferred(departed).size() == 4);
    CHECK(run(DepartEmployee{giver, {}}).verdict == Verdict::already_so);
    CHECK(refused_by(as(manager, Assign{the_deal, giver}), {"employee_departed"}));
    CHECK(refused_by(run(OpenTask{the_deal.entity(), giver, "call", {now.us + us_per_day}}), {"employee_departed"}));
    CHECK(refused_by(run(AnnounceDeparture{giver, date_of(now)}), {"departed_already"}));
}

TEST_CASE_METHOD(Office, "people are promoted and report to others, never in a circle", "[commands][departure]") {
    CHECK(run(PromoteEmployee{giver, "director"}).verdict == Verdict::recorded);
    CHECK(run(PromoteEmployee{giver, "director"}).verdict == Verdict::already_so);
    CHECK(refused_by(run(PromoteEmployee{giver, " "}), {"position_missing"}));
    CHECK(run(ChangeReportingLine{receiver, giver}).verdict == Verdict::recorded);
    CHECK(refused_by(run(ChangeReportingLine{manager, receiver}), {"reporting_cycle"}));
    CHECK(refused_by(run(ChangeReportingLine{manager, manager}), {"reporting_cycle"}));
    CHECK(refused_by(run(AnnounceDeparture{giver, Date{1}}), {"last_day_passed"}));
}

TEST_CASE_METHOD(Office, "a team has members for an interval", "[commands][deal_team]") {
    CHECK(run(FormTeam{the_deal, "trial"}).verdict == Verdict::recorded);
    CHECK(refused_by(run(FormTeam{OpportunityId{3}, " "}), {"already_closed", "purpose_missing"}));
    CHECK(refused_by(run(JoinTeam{OpportunityId{2}, giver, {" ", "", ""}}), {"duty_role_missing", "member_already"}));
    const Time earlier{now.us - 3 * us_per_day};
    CHECK(refused_by(run(AssignTeamDuty{TeamMemberId{1}, {"coach", "", ""}}, "because", earlier), {"before_joining"}));
    CHECK(run(AssignTeamDuty{TeamMemberId{1}, {"coach", "", ""}}).verdict == Verdict::recorded);
    CHECK(run(AssignTeamDuty{TeamMemberId{1}, {"coach", "", ""}}).verdict == Verdict::already_so);
    CHECK(refused_by(run(LeaveTeam{TeamMemberId{1}}, "because", earlier), {"before_joining"}));
    CHECK(run(LeaveTeam{TeamMemberId{1}}).verdict == Verdict::recorded);
    CHECK(refused_by(run(LeaveTeam{TeamMemberId{1}}), {"left_already"}));
    CHECK(refused_by(run(AssignTeamDuty{TeamMemberId{1}, {"coach", "", ""}}), {"left_already"}));
}

TEST_CASE_METHOD(Office, "a thousand open deals pass to the receiver in one commit, and their facts stay as they are", "[commands][handover]") {
    constexpr std::uint32_t deals = 1'000, already = 3;
    for (std::uint32_t i = 0; i < deals; ++i) deal();
    REQUIRE(as(giver, all_of_it()).verdict == Verdict::recorded);
    const auto accepted = as(receiver, AcceptHandover{packet, {}});
    CHECK(accepted.events.back().as<HandoverCompleted>()->transferred == deals + 4);
    CHECK(accepted.count == deals + 4 + 2);  // accepted, transferred one by one, completed
    const OpportunityId last{deals + already};
    CHECK(run(Assign{last, receiver}).verdict == Verdict::already_so);
    CHECK(run(AdvanceStage{last, "Contact"}).verdict == Verdict::already_so);
    CHECK(as(giver, DepartEmployee{giver, {}}).verdict == Verdict::recorded);
}

}  // namespace foxtrail::handover_test
