// What is dated back, put right or done in another order than meant changes nothing that has happened since.
#include "commands/alert.hpp"
#include "commands/committee_watch.hpp"
#include "commands/appointment.hpp"
#include "commands/contact_identity.hpp"
#include "commands/contact_move.hpp"
#include "commands/deal_team.hpp"
#include "commands/departure.hpp"
#include "commands/document.hpp"
#include "commands/gate_document.hpp"
#include "commands/handover.hpp"
#include "commands/milestone.hpp"
#include "commands/relationship.hpp"
#include "commands/risk_flag.hpp"
#include "commands/work_item.hpp"
#include "tests/commands/network_scenario.hpp"

namespace foxtrail::dated_back_test {
using namespace network_tests;
using namespace buying_tests;

namespace {

constexpr ContactRoleId first{1}, second{2};

struct Later : NetworkScenario {
    void days_pass(int days) { now.us += days * us_per_day; }
    ReportContactMove leaves(ContactId who) const { return {who, Stated<Ref<CustomerId>>(), {}, {}, "his mail came back"}; }
};

}  // namespace

TEST_CASE_METHOD(Later, "work does not change hands in the past, nor does anybody leave in it", "[commands][handover]") {
    given_as(owner, ProposeHandover{owner, colleague, {}, false, "", {}});
    const Time before = now;
    now.us += us_per_second;
    CHECK(refused_by(as(colleague, AcceptHandover{HandoverId{1}, {}}, "because", before), {"as_of_now"}));
    CHECK(refused_by(as(manager, DepartEmployee{owner, colleague}, "because", before), {"as_of_now"}));
    CHECK(as(colleague, AcceptHandover{HandoverId{1}, {}}).verdict == Verdict::recorded);
    CHECK(refused_by(run(ProposeHandover{colleague, owner, {}, false, "", {}}), {"not_his_to_give"}));  // to leave the actor out is no way
}

TEST_CASE_METHOD(Later, "a post that was held before the present one leaves it as it is", "[commands][organisation]") {
    given(OpenDepartment{"Service", RegionId{1}, {}, {}}).given(OpenDepartment{"Repairs", RegionId{1}, {}, {}});
    const DepartmentId service{2}, repairs{3};
    const Time before = now;
    days_pass(5);
    given(MoveEmployee{owner, service, manager}).given(PromoteEmployee{owner, "senior"}).given(MoveDepartment{repairs, RegionId{1}, service});
    given(MoveEmployee{owner, DepartmentId{1}, colleague}, before).given(PromoteEmployee{owner, "junior"}, before);
    given(ChangeReportingLine{owner, head}, before).given(MoveDepartment{repairs, {}, DepartmentId{1}}, before);
    const auto told = run(AnnounceDeparture{owner, {date_of(now).days + 5}});
    CHECK(told_by(told, RuleCode::R6).front() == manager);
    CHECK(run(MoveEmployee{owner, service, manager}).verdict == Verdict::already_so);
    CHECK(run(MoveDepartment{repairs, RegionId{1}, service}).verdict == Verdict::already_so);
    CHECK(run(PromoteEmployee{owner, "senior"}).verdict == Verdict::already_so);
    CHECK(run(PromoteEmployee{owner, "junior"}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Later, "who is to leave stays after all, for a reason", "[commands][departure]") {
    CHECK(run(WithdrawDeparture{owner}).verdict == Verdict::already_so);
    given(AnnounceDeparture{owner, {date_of(now).days + 5}});
    CHECK(refused_by(run(WithdrawDeparture{owner}, ""), {"reason_missing"}));
    const auto stays = run(WithdrawDeparture{owner});
    CHECK(stays.events == std::vector<AnyEvent>{EmployeeDepartureWithdrawn{owner, {date_of(now).days + 5}}});
    days_pass(1);
    CHECK(run(WatchDeparture{owner}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Later, "a touch that is put right keeps nobody from being told", "[commands][watch]") {
    given(role(wang, BuyingRole::decision_maker));
    days_pass(13);
    const auto said = run(LogTouch{wang, {}, TouchDirection::two_way, "call", "spoke"});
    given(LogTouch{zhao, {}, TouchDirection::two_way, "call", "spoke"});
    const LogTouch sent{wang, {}, TouchDirection::outgoing, "mail", "wrote"};
    REQUIRE(run(sent, "only written", {}, said.position).verdict == Verdict::recorded);
    days_pass(2);
    CHECK(told_by(run(WatchCommittee{the_deal}), RuleCode::R4) == std::vector{owner, manager});
}

TEST_CASE_METHOD(Later, "who moved while the deal was closed holds nothing on it when it is open again", "[commands][contact_role]") {
    given(role(wang, BuyingRole::decision_maker, true)).given(role(zhao, BuyingRole::user)).given(Lose{the_deal, "price", {}});
    days_pass(1);
    given(leaves(wang));
    days_pass(1);
    const auto reopened = run(Reopen{the_deal});
    CHECK(events_of<ContactRoleVacated>(reopened) == std::vector{ContactRoleVacated{first, the_deal, wang, BuyingRole::decision_maker, true}});
    CHECK(told_by(reopened, RuleCode::R1).front() == owner);
    CHECK(told_by(reopened, RuleCode::R2) == std::vector{owner});
}

TEST_CASE_METHOD(Later, "what a record held that was merged while the deal was closed, the person holds when it is open again", "[commands][contact_role]") {
    given(role(zhao, BuyingRole::decision_maker, true)).given(AssignCounterpart{first, Ref(owner), "price"});
    const ContactId again{4};
    given(person(CustomerId{1}, "Wang Wei")).given(role(again, BuyingRole::user)).given(role(zhao, BuyingRole::user)).given(Lose{the_deal, "price", {}});
    days_pass(1);
    given(MergeContacts{zhao, wang}).given(MergeContacts{again, wang});
    const auto reopened = run(Reopen{the_deal});
    const ContactRoleId fourth{4}, fifth{5};
    REQUIRE(events_of<OpportunityReopened>(reopened).size() == 1);
    const std::vector<AnyEvent> after(reopened.events.begin() + 1, reopened.events.end());
    CHECK(after == std::vector<AnyEvent>{ContactRoleRevoked{first, the_deal, zhao, BuyingRole::decision_maker, true},
                                         ContactRoleAssigned{fourth, the_deal, wang, BuyingRole::decision_maker, true, {}},
                                         CounterpartAssigned{fourth, the_deal, {}, {owner, "price"}},
                                         ContactRoleRevoked{second, the_deal, again, BuyingRole::user, false},
                                         ContactRoleAssigned{fifth, the_deal, wang, BuyingRole::user, false, {}},
                                         ContactRoleRevoked{{3}, the_deal, zhao, BuyingRole::user, false}});
    CHECK(events_of<ContactRoleVacated>(run(leaves(wang))).size() == 2);
}

TEST_CASE_METHOD(Later, "a person who left under another record holds nothing when the deal is open again", "[commands][contact_role]") {
    given(role(zhao, BuyingRole::decision_maker)).given(Lose{the_deal, "price", {}});
    days_pass(1);
    given(MergeContacts{zhao, wang}).given(leaves(wang));
    const auto reopened = run(Reopen{the_deal});
    CHECK(events_of<ContactRoleVacated>(reopened) == std::vector{ContactRoleVacated{first, the_deal, zhao, BuyingRole::decision_maker, false}});
    CHECK(events_of<ContactRoleAssigned>(reopened).empty());
}

TEST_CASE_METHOD(Later, "evidence that fell while a deal was closed stands no more when it is open again", "[commands][gate_document]") {
    for (const char letter : {'a', 'b', 'c'})
        given(RegisterDocument{the_deal.entity(), DocumentKind::proposal, std::string("for Acme ") + letter, "sales manager", "sha256:" + std::string(64, letter), 1});
    for (const std::uint32_t document : {1U, 2U, 3U}) {
        given_as(owner, SubmitGateDocument{the_deal, "Contact", DocumentId{document}, document == 2 ? std::optional(Ref(wang)) : std::nullopt});
        given_as(manager, ApproveGateDocument{GateDocumentId{document}});
    }
    given(Lose{the_deal, "price", {}});
    days_pass(1);
    given(AddDocumentVersion{DocumentId{1}, "sha256:" + std::string(64, 'd'), 1, "new prices"}).given(leaves(wang));
    const auto reopened = run(Reopen{the_deal});
    REQUIRE(events_of<GateReopened>(reopened).size() == 2);
    CHECK(events_of<GateReopened>(reopened)[0] == GateReopened{GateDocumentId{1}, the_deal, {1, "Contact"}, DocumentId{1}, 1, 2, manager});
    CHECK(events_of<GateReopened>(reopened)[1] == GateReopened{GateDocumentId{2}, the_deal, {1, "Contact"}, DocumentId{2}, 1, 1, manager});
    CHECK(told_by(reopened, RuleCode::R8) == std::vector{owner, manager, owner, manager});
}

TEST_CASE_METHOD(Later, "who has left the company is on no team of a deal that is open again, and the owner meets whom he met", "[commands][departure]") {
    given(role(wang, BuyingRole::user)).given(AssignCounterpart{first, Ref(colleague), "price"}).given(JoinTeam{the_deal, colleague, {"coach", "trial", "pumps"}});
    given(Lose{the_deal, "price", {}}).given(DepartEmployee{colleague, {}});  // what he did on a closed deal keeps nobody
    const auto reopened = run(Reopen{the_deal});
    CHECK(events_of<TeamMemberLeft>(reopened) == std::vector{TeamMemberLeft{TeamMemberId{1}, the_deal, colleague}});
    CHECK(events_of<CounterpartAssigned>(reopened) == std::vector{CounterpartAssigned{first, the_deal, Counterpart{colleague, "price"}, {owner, "price"}}});
}

TEST_CASE_METHOD(Later, "nothing is said of an employee before he joined", "[commands][organisation]") {
    const Time before = days_ago(3);
    given(HireEmployee{"Gu", DepartmentId{1}, manager, {}});
    const EmployeeId newcomer{5};
    CHECK(refused_by(run(MoveEmployee{newcomer, DepartmentId{1}, head}, "r", before), {"before_employment"}));
    CHECK(refused_by(run(PromoteEmployee{newcomer, "senior"}, "r", before), {"before_employment"}));
    CHECK(refused_by(run(ChangeReportingLine{newcomer, head}, "r", before), {"before_employment"}));
}

TEST_CASE_METHOD(Later, "a role has one holder of the name at a time, and one final authority", "[commands][contact_role]") {
    given(role(wang, BuyingRole::decision_maker, true), days_ago(20)).given(RevokeContactRole{first}, days_ago(10));
    CHECK(refused_by(run(role(wang, BuyingRole::decision_maker), "r", days_ago(15)), {"role_held_then"}));
    given(role(wang, BuyingRole::decision_maker, true), days_ago(9)).given(leaves(wang), days_ago(8));
    given(role(zhao, BuyingRole::user, true), days_ago(6)).given(RevokeContactRole{ContactRoleId{3}}, days_ago(4));
    given(person(CustomerId{1}, "Wang Wei"));
    const auto named = run(NameSuccessor{wang, ContactId{4}, {}}, "r", days_ago(5));
    CHECK(refused_by(named, {"before_workplace"}));
    now.us += 60 * us_per_day;
    const auto later = run(NameSuccessor{wang, ContactId{4}, {}}, "r", days_ago(1));
    REQUIRE(events_of<ContactRoleAssigned>(later).size() == 1);
    CHECK(events_of<ContactRoleAssigned>(later).front().final_authority);
}

TEST_CASE_METHOD(Later, "a vacancy at another customer than the deal's is nobody's to fill", "[commands][contact_role]") {
    given(role(wang, BuyingRole::decision_maker)).given(leaves(wang)).given(SetCustomer{the_deal, Ref(CustomerId{2})});
    const auto assigned = run(role(stranger, BuyingRole::decision_maker));
    REQUIRE(events_of<ContactRoleAssigned>(assigned).size() == 1);
    CHECK_FALSE(events_of<ContactRoleAssigned>(assigned).front().fills);
    CHECK(told_by(assigned, RuleCode::R1).empty());
}

TEST_CASE_METHOD(Later, "who left a role vacant can be merged with whom he is elsewhere", "[commands][contact]") {
    given(role(wang, BuyingRole::user)).given(leaves(wang));
    CHECK(run(MergeContacts{wang, stranger}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Later, "a day put right is no move of a milestone", "[commands][milestone]") {
    given(SetAdvancePlan{the_deal, {{"demo", {date_of(now).days + 30}, false}}});
    const auto moved = run(MoveMilestone{MilestoneId{1}, {date_of(now).days + 40}});
    const auto right = run(MoveMilestone{MilestoneId{1}, {date_of(now).days + 41}}, "a slip of the pen", {}, moved.position);
    REQUIRE(events_of<MilestoneMoved>(right).size() == 1);
    CHECK(events_of<MilestoneMoved>(right).front().moves == 1);
}

TEST_CASE_METHOD(Later, "who has a piece of work changes no more behind a handover of it", "[commands][work_item]") {
    given(OpenDepartment{"Service", RegionId{1}, {}, {}}).given(HireEmployee{"Gu", DepartmentId{2}, manager, {}});
    const EmployeeId engineer{5};
    given_as(owner, OpenWorkItem{the_deal.entity(), DepartmentId{2}, "commission the pumps"});
    const Time before = now;
    days_pass(1);
    given_as(owner, ProposeHandover{owner, colleague, {WorkItemId{1}.entity()}, false, "", {}}).given_as(colleague, AcceptHandover{HandoverId{1}, {}});
    CHECK(refused_by(as(engineer, AcceptWorkItem{WorkItemId{1}}, "because", before), {"dated_before_last_change"}));
    CHECK(as(engineer, AcceptWorkItem{WorkItemId{1}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Later, "a meeting reported late was held when it was held", "[commands][watch]") {
    given(role(wang, BuyingRole::decision_maker));
    const Time begins{now.us + us_per_day}, ends{begins.us + 3'600 * us_per_second};
    const auto scheduled = as(owner, ScheduleAppointment{"visit", the_deal.entity(), begins, ends, "", {Ref(owner)}, {{Ref(wang), {}}}});
    CHECK(events_of<AppointmentScheduled>(scheduled).front().contacts == std::vector{ExternalAttendee{wang, first}});
    days_pass(16);
    given_as(owner, HoldAppointment{AppointmentId{1}, "spoke of the price"});
    CHECK(told_by(run(WatchCommittee{the_deal}), RuleCode::R4) == std::vector{owner, manager});
}

TEST_CASE_METHOD(Later, "a deal of somebody who has left is nobody's when it is open again", "[commands][departure]") {
    given(Lose{the_deal, "price", {}}).given(DepartEmployee{owner, {}});
    const auto reopened = run(Reopen{the_deal});
    REQUIRE(events_of<OpportunityReclaimed>(reopened).size() == 1);
    CHECK(events_of<OpportunityReclaimed>(reopened).front().from->owner == owner);
    CHECK(as(colleague, Assign{the_deal, colleague}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Later, "a deal whose people hold roles on it stays their customer's", "[commands][contact_role]") {
    given(role(wang, BuyingRole::user));
    CHECK(refused_by(run(SetCustomer{the_deal, Ref(CustomerId{2})}), {"roles_held"}));
    given(RevokeContactRole{first});
    CHECK(run(SetCustomer{the_deal, Ref(CustomerId{2})}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Later, "nobody has the final authority at a time when another had it", "[commands][contact_role]") {
    given(role(wang, BuyingRole::decision_maker, true), days_ago(20));
    given(RevokeContactRole{first}, days_ago(10));
    CHECK(refused_by(run(role(zhao, BuyingRole::decision_maker, true), "met him", days_ago(15)), {"before_last_authority"}));
    CHECK(run(role(zhao, BuyingRole::decision_maker, true), "met him", days_ago(10)).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Later, "a deal that stays long in another stage is told of anew", "[commands][alert]") {
    const auto stays = [&](const std::string& stage) { return run(RaiseAlert{RuleCode::R5, the_deal.entity(), {owner}, "90 days in " + stage + "; long"}); };
    CHECK(told_by(stays("Contact"), RuleCode::R5) == std::vector{owner});
    CHECK(told_by(stays("Contact"), RuleCode::R5).empty());
    given(AdvanceStage{the_deal, "Offer"});
    CHECK(told_by(stays("Offer"), RuleCode::R5) == std::vector{owner});
}

TEST_CASE_METHOD(Later, "a rule changed as of a day before its last change is in force until that", "[commands][alert]") {
    const auto days = [](std::uint32_t n) { return ChangeStandingRule{RuleCode::R4, true, {{"days", n}}}; };
    const Time before = now;
    days_pass(2);
    given_as(manager, days(20));
    const auto late = as(manager, days(10), "was so then", before);
    CHECK(late.events.front().as<StandingRuleChanged>()->version == 3);
    given(role(wang, BuyingRole::decision_maker)).given(role(zhao, BuyingRole::user));
    days_pass(21);
    const auto told = events_of<AlertRaised>(run(WatchCommittee{the_deal}));
    REQUIRE(!told.empty());
    CHECK(told.front().rule_version == 2);
    CHECK(told.front().why.find("20 days") != std::string::npos);
    CHECK(as(manager, days(30)).events.front().as<StandingRuleChanged>()->version == 4);
}

TEST_CASE_METHOD(Later, "a rule's numbers have limits, and who is led does not change it", "[commands][alert]") {
    for (const auto& [code, name, value] : {std::tuple{RuleCode::R3, "acknowledge_hours", 4'294'967'295U}, {RuleCode::R6, "reclaim_idle_days", 0U},
                                            {RuleCode::R5, "percentile", 400U}, {RuleCode::R7, "share_percent", 101U}}) {
        INFO(name);
        CHECK(refused_by(as(manager, ChangeStandingRule{code, true, {{name, value}}}), {"threshold_amiss"}));
    }
    CHECK(refused_by(as(owner, ChangeStandingRule{RuleCode::R4, false, {}}), {"leads_nobody"}));
    CHECK(as(manager, ChangeStandingRule{RuleCode::R4, false, {}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Later, "what nobody has is for those who lead people", "[commands][risk_flag]") {
    given_as(manager, ReclaimOpportunity{the_deal});
    given(RaiseRiskFlag{the_deal, RiskKind::other, "no budget in sight"});
    CHECK(refused_by(as(colleague, AcknowledgeRiskFlag{RiskFlagId{1}}), {"not_his_risk"}));
    CHECK(as(manager, AcknowledgeRiskFlag{RiskFlagId{1}}).verdict == Verdict::recorded);
    CHECK(refused_by(as(owner, SkipStages{the_deal, "Trial", colleague}), {"nobodys_deal"}));
    CHECK(as(owner, SkipStages{the_deal, "Trial", manager}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Later, "an offer is over when somebody else got the deal", "[commands][assignment]") {
    given(HireEmployee{"Fang", DepartmentId{1}, manager, {}});
    const EmployeeId third{static_cast<std::uint32_t>(run(HireEmployee{"Gu", DepartmentId{1}, manager, {}}).events.front().as<EmployeeJoined>()->employee.number)};
    given_as(owner, OfferOpportunity{the_deal, third, {}}).given_as(owner, ProposeHandover{owner, colleague, {}, false, "", {}});
    given_as(colleague, AcceptHandover{HandoverId{1}, {}});
    CHECK(refused_by(as(third, AcceptAssignment{the_deal}), {"not_offered_to_actor"}));
    days_pass(10);
    CHECK(run(ExpireOffer{the_deal}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(Later, "nobody is on a team twice at a time, neither who left it nor who handed his place over", "[commands][deal_team]") {
    const Time joined = now;
    given(JoinTeam{the_deal, colleague, {"coach", "trial", "pumps"}}).given(JoinTeam{the_deal, head, {"sponsor", "calls", "sales"}});
    now.us += 2 * us_per_day;
    given(LeaveTeam{TeamMemberId{1}});
    CHECK(refused_by(run(JoinTeam{the_deal, colleague, {"coach", "trial", "pumps"}}, "r", Time{joined.us + us_per_day}), {"member_then"}));
    given(JoinTeam{the_deal, colleague, {"coach", "trial", "pumps"}});
    now.us += 2 * us_per_day;
    given_as(head, ProposeHandover{head, manager, {TeamMemberId{2}.entity()}, false, "", {}}).given_as(manager, AcceptHandover{HandoverId{1}, {}});
    CHECK(refused_by(run(JoinTeam{the_deal, head, {"sponsor", "calls", "sales"}}, "r", Time{joined.us + us_per_day}), {"member_then"}));
    now.us += us_per_day;
    given_as(manager, ProposeHandover{manager, owner, {TeamMemberId{2}.entity()}, false, "", {}}).given_as(owner, AcceptHandover{HandoverId{2}, {}});
    CHECK(refused_by(run(JoinTeam{the_deal, head, {"sponsor", "calls", "sales"}}, "r", Time{joined.us + us_per_day}), {"member_then"}));
    given(LeaveTeam{TeamMemberId{2}});
    CHECK(refused_by(run(LeaveTeam{TeamMemberId{2}}), {"left_already"}));
    CHECK(refused_by(run(JoinTeam{the_deal, head, {"sponsor", "calls", "sales"}}, "r", Time{joined.us + us_per_day}), {"member_then"}));
    CHECK(run(JoinTeam{the_deal, head, {"sponsor", "calls", "sales"}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Later, "a deal is not assigned behind a stage that its owner brought it into", "[commands][assignment]") {
    const Time before = now;
    now.us += us_per_day;
    given_as(owner, AdvanceStage{the_deal, "Offer"});
    CHECK(refused_by(as(manager, Assign{the_deal, colleague}, "r", before), {"before_last_change"}));
    CHECK(as(manager, Assign{the_deal, colleague}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Later, "a handover waits for its answer a month at most", "[commands][handover]") {
    CHECK(refused_by(as(owner, ProposeHandover{owner, colleague, {}, false, "", Time{now.us + 40 * us_per_day}}), {"answer_too_late"}));
}

TEST_CASE_METHOD(Later, "the word of a contact who is merged goes with the whole person", "[commands][gate]") {
    given(RegisterDocument{the_deal.entity(), DocumentKind::proposal, "pumps", "sales director", "sha256:" + std::string(64, 'a'), 9});
    given_as(owner, SubmitGateDocument{the_deal, "Contact", DocumentId{1}, Ref(zhao)}).given_as(manager, ApproveGateDocument{GateDocumentId{1}});
    given(MergeContacts{zhao, wang});
    CHECK(events_of<GateReopened>(run(leaves(wang))).size() == 1);
}

TEST_CASE_METHOD(Later, "a handover that nobody has answered is taken back by the giver or a manager above him, and can be given to another", "[commands][handover]") {
    given_as(owner, ProposeHandover{owner, colleague, {}, false, "", {}});
    CHECK(refused_by(as(colleague, WithdrawHandover{HandoverId{1}, "no"}), {"not_his_to_give"}));
    CHECK(refused_by(as(owner, WithdrawHandover{HandoverId{1}, " "}), {"why_missing"}));
    CHECK(as(manager, WithdrawHandover{HandoverId{1}, "another is to have it"}).events == std::vector<AnyEvent>{HandoverWithdrawn{HandoverId{1}, owner, colleague, "another is to have it"}});
    CHECK(refused_by(as(colleague, AcceptHandover{HandoverId{1}, {}}), {"handover_closed"}));
    CHECK(as(owner, ProposeHandover{owner, manager, {}, false, "", {}}).verdict == Verdict::recorded);
}

}  // namespace foxtrail::dated_back_test
