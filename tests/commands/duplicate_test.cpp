// Two contacts who may be one person: suspected, ruled out, merged; and who is asked to call because of it.
#include "commands/alert.hpp"
#include "commands/background.hpp"
#include "commands/contact_identity.hpp"
#include "commands/contact_move.hpp"
#include "commands/duplicate.hpp"
#include "commands/outcome.hpp"
#include "commands/relationship.hpp"
#include "commands/standing_rule.hpp"
#include "commands/task.hpp"
#include "commands/tie.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::duplicate_test {
using namespace buying_tests;

constexpr DuplicateId first{1}, second{2};

TEST_CASE_METHOD(BuyingScenario, "two who may be one person are suspected for a reason, once, until it is ruled out", "[commands][duplicate]") {
    CHECK(refused_by(run(SuspectDuplicate{wang, wang}, ""), {"one_person", "reason_missing"}));
    CHECK(run(SuspectDuplicate{wang, stranger}).events == std::vector<AnyEvent>{DuplicateSuspected{first, wang, stranger}});
    CHECK(run(SuspectDuplicate{stranger, wang}).verdict == Verdict::already_so);
    CHECK(refused_by(run(RuleOutDuplicate{first}, ""), {"reason_missing"}));
    CHECK(run(RuleOutDuplicate{first}).events == std::vector<AnyEvent>{DuplicateRuledOut{first, wang, stranger}});
    CHECK(run(RuleOutDuplicate{first}).verdict == Verdict::already_so);
    CHECK(run(SuspectDuplicate{wang, stranger}).events == std::vector<AnyEvent>{DuplicateSuspected{second, wang, stranger}});  // found anew, for another reason
    given(EraseContactPersonalData{stranger});
    CHECK(refused_by(run(SuspectDuplicate{zhao, stranger}), {"personal_data_erased"}));
}

TEST_CASE_METHOD(BuyingScenario, "what was suspected of two is settled when one is merged into the other", "[commands][duplicate]") {
    given(SuspectDuplicate{wang, stranger});
    CHECK(run(MergeContacts{stranger, wang}).events == std::vector<AnyEvent>{ContactsMerged{stranger, wang}, DuplicateConfirmed{first, wang, stranger}});
    CHECK(refused_by(run(RuleOutDuplicate{first}), {"not_suspected"}));
    CHECK(refused_by(run(SuspectDuplicate{wang, stranger}), {"one_person", "contact_merged"}));
    CHECK(refused_by(run(SuspectDuplicate{zhao, stranger}), {"contact_merged"}));
}

TEST_CASE_METHOD(BuyingScenario, "what is suspected of a record holds for the person into whom it is merged", "[commands][duplicate]") {
    given(SuspectDuplicate{stranger, zhao}).given(MergeContacts{stranger, wang});
    CHECK(run(SuspectDuplicate{wang, zhao}).verdict == Verdict::already_so);
    given(person(CustomerId{2}, "Qian")).given(SuspectDuplicate{ContactId{4}, zhao}).given(MergeContacts{ContactId{4}, wang});
    const std::vector<AnyEvent> both{DuplicateRuledOut{second, ContactId{4}, zhao}, DuplicateRuledOut{first, stranger, zhao}};
    CHECK(run(RuleOutDuplicate{second}).events == both);
    CHECK(run(SuspectDuplicate{wang, zhao}).verdict == Verdict::recorded);
    CHECK(run(MergeContacts{zhao, wang}).events == std::vector<AnyEvent>{ContactsMerged{zhao, wang}, DuplicateConfirmed{DuplicateId{3}, wang, zhao}});
}

TEST_CASE_METHOD(BuyingScenario, "one contact is not suspected to be any number of others; who was erased does not count", "[commands][duplicate]") {
    for (std::uint32_t i = 0; i < duplicates_per_contact_max; ++i) given(person(CustomerId{2}, "Qian")).given(SuspectDuplicate{ContactId{4 + i}, wang});
    CHECK(refused_by(run(SuspectDuplicate{wang, zhao}), {"too_many"}));
    given(EraseContactPersonalData{ContactId{4}});
    CHECK(run(SuspectDuplicate{wang, zhao}).verdict == Verdict::recorded);
    CHECK(refused_by(run(SuspectDuplicate{wang, stranger}), {"too_many"}));
    given(RuleOutDuplicate{second});
    CHECK(run(SuspectDuplicate{wang, stranger}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(BuyingScenario, "a suspicion is not put right by another one", "[commands][duplicate]") {
    const auto suspected = run(SuspectDuplicate{wang, stranger});
    CHECK(run(SuspectDuplicate{wang, zhao}, "mistaken", {}, suspected.position).verdict == Verdict::invalid);
}

// Chen, who has the deal, and his manager Li have never spoken with Zhao, who decides.
struct KnownElsewhere : BuyingScenario {
    KnownElsewhere() { given(role(zhao, BuyingRole::decision_maker)); }
    void knows_the_stranger(EmployeeId who) { given(RecordTie{who.entity(), stranger, TieKind::classmate, {}, {}, {}}); }
    static constexpr EmployeeId li{1};
    static constexpr ContactRoleId second_role{2};
};

TEST_CASE_METHOD(KnownElsewhere, "whoever knows the one is asked to call the other, when nobody has spoken with him", "[commands][duplicate]") {
    knows_the_stranger(li);
    const auto outcome = run(SuspectDuplicate{stranger, zhao});
    const std::string why = "nobody has spoken yet with con-2, who is here as decision_maker; Li Wei (emp-1) knows him as a classmate (tie-1), if he is con-3";
    const auto alerts = events_of<AlertRaised>(outcome);
    REQUIRE(alerts.size() == 2);
    for (const auto& alert : alerts) CHECK(alert.why == why);
    const auto tasks = events_of<TaskOpened>(outcome);
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0].assignee == li);
    CHECK(tasks[0].what == "call con-2: nobody has spoken with him yet, and you know him as a classmate (tie-1), if he is con-3");
    CHECK(events_of<AlertRaised>(run(MergeContacts{stranger, zhao})).empty());  // as all know already
}

TEST_CASE_METHOD(KnownElsewhere, "nobody calls somebody because he may be another when it is known that he is not", "[commands][duplicate]") {
    knows_the_stranger(li);
    given(SuspectDuplicate{stranger, zhao});
    CHECK(events_of<TaskCancelled>(run(RuleOutDuplicate{first})) == std::vector{TaskCancelled{TaskId{1}, the_deal.entity(), li}});
    CHECK(events_of<TaskOpened>(run(SuspectDuplicate{stranger, zhao})).size() == 1);  // perhaps after all
}

TEST_CASE_METHOD(KnownElsewhere, "who was suspected while the deal was closed is introduced when it is opened again", "[commands][duplicate]") {
    knows_the_stranger(li);
    given(Lose{the_deal, "price", {}});
    CHECK(run(SuspectDuplicate{stranger, zhao}).count == 1);
    const auto reopened = run(Reopen{the_deal});
    REQUIRE(events_of<TaskOpened>(reopened).size() == 1);
    CHECK(events_of<TaskOpened>(reopened)[0].what.ends_with("you know him as a classmate (tie-1), if he is con-3"));
    CHECK(events_of<AlertRaised>(reopened).size() == 2);
}

TEST_CASE_METHOD(KnownElsewhere, "nobody is introduced to who moved meanwhile, nor told again what he knows", "[commands][duplicate]") {
    knows_the_stranger(li);
    given(Lose{the_deal, "price", {}}).given(SuspectDuplicate{stranger, zhao}).given(ReportContactMove{zhao, CustomerId{2}, {}, {}, "his card"});
    for (const auto& alert : events_of<AlertRaised>(run(Reopen{the_deal}))) CHECK_FALSE(alert.why.contains("who is here"));
}

TEST_CASE_METHOD(KnownElsewhere, "what was suspected before the deal was closed is not told again when it is opened", "[commands][duplicate]") {
    knows_the_stranger(li);
    given(SuspectDuplicate{stranger, zhao}).given(Lose{the_deal, "price", {}});
    CHECK(run(Reopen{the_deal}).count == 1);
}

TEST_CASE_METHOD(KnownElsewhere, "a call is called off by whatever record it names, while the deal is closed too", "[commands][duplicate]") {
    knows_the_stranger(li);
    given(person(CustomerId{2}, "Qian")).given(SuspectDuplicate{stranger, zhao}).given(MergeContacts{stranger, ContactId{4}}).given(Lose{the_deal, "price", {}});
    CHECK(events_of<TaskCancelled>(run(RuleOutDuplicate{first})).size() == 1);
}

TEST_CASE_METHOD(KnownElsewhere, "that two records are one person says the same without an if", "[commands][duplicate]") {
    knows_the_stranger(li);
    const auto outcome = run(MergeContacts{stranger, zhao});
    REQUIRE(events_of<TaskOpened>(outcome).size() == 1);
    CHECK(events_of<TaskOpened>(outcome)[0].what.ends_with("and you know him as a classmate (tie-1)"));
}

TEST_CASE_METHOD(KnownElsewhere, "who may be somebody who turns out to be a third is introduced by who knows that one", "[commands][duplicate]") {
    given(person(CustomerId{2}, "Sun")).given(SuspectDuplicate{zhao, ContactId{4}});
    knows_the_stranger(li);
    const auto tasks = events_of<TaskOpened>(run(MergeContacts{ContactId{4}, stranger}));
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0].what.ends_with("you know him as a classmate (tie-1), if he is con-3"));
}

TEST_CASE_METHOD(KnownElsewhere, "of who was erased nobody is told that he may be another, nor asked to call him", "[commands][duplicate]") {
    knows_the_stranger(li);
    given(EraseContactPersonalData{zhao});
    CHECK(refused_by(run(SuspectDuplicate{stranger, zhao}), {"personal_data_erased"}));
    given(SuspectDuplicate{stranger, wang}).given(EraseContactPersonalData{stranger});
    CHECK(refused_by(run(SuspectDuplicate{stranger, wang}), {"personal_data_erased"}));
    CHECK(refused_by(run(SuspectDuplicate{wang, stranger}), {"personal_data_erased"}));
    CHECK(run(role(wang, BuyingRole::user)).verdict == Verdict::recorded);
    given(RevokeContactRole{second_role}).given(role(zhao, BuyingRole::user));
    for (const auto& alert : events_of<AlertRaised>(run(role(wang, BuyingRole::user)))) CHECK(alert.why.find("if he is") == std::string::npos);
}

TEST_CASE_METHOD(KnownElsewhere, "switched off, R1 neither tells nor asks anybody", "[commands][duplicate]") {
    knows_the_stranger(li);
    given_as(li, ChangeStandingRule{RuleCode::R1, false, {}});
    CHECK(run(SuspectDuplicate{stranger, zhao}).count == 1);
}

TEST_CASE_METHOD(KnownElsewhere, "nobody is asked for what brings nothing new", "[commands][duplicate]") {
    CHECK(run(SuspectDuplicate{stranger, zhao}).count == 1);  // whom nobody knows
    given(RuleOutDuplicate{first});
    knows_the_stranger(li);
    given(RecordTie{li.entity(), zhao, TieKind::friendship, {}, {}, {}});
    CHECK(run(SuspectDuplicate{stranger, zhao}).count == 1);  // he knows him anyway
    given(WithdrawTie{TieId{2}}).given(RuleOutDuplicate{second}).given(LogTouch{zhao, {}, TouchDirection::two_way, "call", "the offer"});
    CHECK(run(SuspectDuplicate{stranger, zhao}).count == 1);  // he was spoken with
}

TEST_CASE_METHOD(KnownElsewhere, "who was spoken with under the record merged into his was spoken with", "[commands][duplicate]") {
    knows_the_stranger(li);
    given(LogTouch{stranger, {}, TouchDirection::two_way, "call", "the offer"});
    CHECK(run(MergeContacts{stranger, zhao}).count == 1);
}

}  // namespace foxtrail::duplicate_test
