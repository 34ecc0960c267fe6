// Who a contact is: aliases, and two records that are, or may be, of one person.
#include "commands/background.hpp"
#include "commands/contact_identity.hpp"
#include "commands/alert.hpp"
#include "commands/contact_move.hpp"
#include "commands/decision_tree.hpp"
#include "commands/relationship.hpp"
#include "commands/task.hpp"
#include "commands/tie.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::contact_identity_test {
using namespace buying_tests;

TEST_CASE_METHOD(BuyingScenario, "an alias is sealed and recorded once", "[commands][contact]") {
    CHECK(run(RecordAlias{wang, personal("Lao Wang")}).events ==
          std::vector<AnyEvent>{AliasRecorded{wang, sealed_for(*this, wang, "Lao Wang")}});
    CHECK(run(RecordAlias{wang, personal("Lao Wang")}).verdict == Verdict::already_so);
    CHECK(refused_by(run(RecordAlias{wang, personal(" ")}), {"name_missing"}));
    for (std::size_t i = 1; i < contact_aliases_max; ++i) given(RecordAlias{wang, personal("Wang " + std::to_string(i))});
    CHECK(refused_by(run(RecordAlias{wang, personal("David")}), {"too_many"}));
    CHECK(run(RecordAlias{wang, personal("Lao Wang")}).verdict == Verdict::already_so);
    given(EraseContactPersonalData{wang});
    CHECK(refused_by(run(RecordAlias{wang, personal("David")}), {"personal_data_erased"}));
    CHECK(refused_by(run(RecordContactEducation{wang, "Tsinghua", {}, {}}), {"personal_data_erased"}));
}

TEST_CASE_METHOD(BuyingScenario, "a merged contact takes no new facts of any kind", "[commands][contact]") {
    CHECK(run(MergeContacts{zhao, wang}).events == std::vector<AnyEvent>{ContactsMerged{zhao, wang}});
    CHECK(run(MergeContacts{zhao, wang}).verdict == Verdict::already_so);
    UpdateContactProfile update;
    update.contact = zhao;
    update.phone = personal("139");
    CHECK(refused_by(run(update), {"contact_merged"}));
    CHECK(refused_by(run(role(zhao, BuyingRole::user)), {"contact_merged"}));
    CHECK(refused_by(run(ReportContactMove{zhao, Stated<Ref<CustomerId>>(), {}, {}, "he said so"}), {"contact_merged"}));
    CHECK(refused_by(run(LogTouch{zhao, {}, TouchDirection::two_way, "call", "x"}), {"contact_merged"}));
    CHECK(refused_by(run(AssessRelationship{zhao, 1, "x"}), {"contact_merged"}));
    CHECK(refused_by(run(RecordAlias{zhao, personal("Zhao Y.")}), {"contact_merged"}));
    CHECK(refused_by(run(RecordContactEmployment{zhao, "Huaxin", {}, {}}), {"contact_merged"}));
    CHECK(refused_by(run(RecordContactEducation{zhao, "Tsinghua", {}, {}}), {"contact_merged"}));
    CHECK(refused_by(run(RecordTie{EmployeeId{1}.entity(), zhao, TieKind::friendship, {}, {}, {}}), {"contact_merged"}));
    CHECK(refused_by(run(RecordTie{zhao.entity(), wang, TieKind::friendship, {}, {}, {}}), {"contact_merged"}));
    CHECK(refused_by(run(AddDecisionNode{the_deal, DecisionNodeKind::person, {}, Ref(zhao), {}}), {"contact_merged"}));
    CHECK(run(role(wang, BuyingRole::user)).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(BuyingScenario, "contacts are merged for a reason, into somebody else, without open roles left behind",
                 "[commands][contact]") {
    given(role(zhao, BuyingRole::user));
    CHECK(refused_by(run(MergeContacts{zhao, wang}, ""), {"roles_left", "reason_missing"}));
    CHECK(refused_by(run(MergeContacts{wang, wang}), {"into_himself"}));
    given(role(wang, BuyingRole::user)).given(RevokeContactRole{ContactRoleId{1}});
    CHECK(run(MergeContacts{zhao, wang}).verdict == Verdict::recorded);
    CHECK(refused_by(run(MergeContacts{stranger, zhao}), {"contact_merged"}));
    CHECK(refused_by(run(MergeContacts{zhao, stranger}), {"contact_merged"}));
}

TEST_CASE_METHOD(BuyingScenario, "roles on a closed deal do not keep contacts from being merged", "[commands][contact]") {
    given(role(zhao, BuyingRole::user)).given(Derail{the_deal, "no budget"});
    CHECK(run(MergeContacts{zhao, wang}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(BuyingScenario, "two who may be one person are suspected for a reason, once, until it is ruled out or they are merged", "[commands][contact]") {
    CHECK(refused_by(run(SuspectDuplicate{wang, wang}, ""), {"duplicate_of_himself", "reason_missing"}));
    CHECK(refused_by(run(RuleOutDuplicate{wang, stranger}), {"not_suspected"}));
    CHECK(run(SuspectDuplicate{wang, stranger}).events == std::vector<AnyEvent>{ContactDuplicateSuspected{wang, stranger}});
    CHECK(run(SuspectDuplicate{stranger, wang}).verdict == Verdict::already_so);
    CHECK(refused_by(run(RuleOutDuplicate{stranger, wang}, ""), {"reason_missing"}));
    CHECK(run(RuleOutDuplicate{stranger, wang}).events == std::vector<AnyEvent>{ContactDuplicateRuledOut{stranger, wang}});
    CHECK(refused_by(run(RuleOutDuplicate{wang, stranger}), {"not_suspected"}));
    given(SuspectDuplicate{wang, stranger});  // found anew, for another reason
    given(MergeContacts{stranger, wang});
    CHECK(refused_by(run(RuleOutDuplicate{wang, stranger}), {"not_suspected"}));
    CHECK(refused_by(run(SuspectDuplicate{zhao, stranger}), {"contact_merged"}));
    given(EraseContactPersonalData{wang});
    CHECK(refused_by(run(SuspectDuplicate{zhao, wang}), {"personal_data_erased"}));
}

TEST_CASE_METHOD(BuyingScenario, "one contact is not suspected to be any number of others", "[commands][contact]") {
    for (std::uint32_t i = 0; i < contacts_suspected_max; ++i) given(person(CustomerId{2}, "Qian")).given(SuspectDuplicate{ContactId{4 + i}, wang});
    CHECK(refused_by(run(SuspectDuplicate{wang, zhao}), {"too_many"}));
    given(RuleOutDuplicate{wang, ContactId{4}});
    CHECK(run(SuspectDuplicate{wang, zhao}).verdict == Verdict::recorded);
}

// Chen, who has the deal, and his manager Li have never spoken with Zhao, who decides.
struct KnownElsewhere : BuyingScenario {
    KnownElsewhere() { given(role(zhao, BuyingRole::decision_maker)); }
    void knows_the_stranger(EmployeeId who) { given(RecordTie{who.entity(), stranger, TieKind::classmate, {}, {}, {}}); }
    static constexpr EmployeeId li{1};
};

TEST_CASE_METHOD(KnownElsewhere, "whoever knows the one is asked to call the other, when nobody has spoken with him", "[commands][contact]") {
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

TEST_CASE_METHOD(KnownElsewhere, "that two records are one person says the same without an if", "[commands][contact]") {
    knows_the_stranger(li);
    const auto outcome = run(MergeContacts{stranger, zhao});
    REQUIRE(events_of<TaskOpened>(outcome).size() == 1);
    CHECK(events_of<TaskOpened>(outcome)[0].what.ends_with("and you know him as a classmate (tie-1)"));
}

TEST_CASE_METHOD(KnownElsewhere, "nobody is asked for what brings nothing new", "[commands][contact]") {
    CHECK(run(SuspectDuplicate{stranger, zhao}).count == 1);  // whom nobody knows
    given(RuleOutDuplicate{stranger, zhao});
    knows_the_stranger(li);
    given(RecordTie{li.entity(), zhao, TieKind::friendship, {}, {}, {}});
    CHECK(run(SuspectDuplicate{stranger, zhao}).count == 1);  // he knows him anyway
    given(WithdrawTie{TieId{2}}).given(RuleOutDuplicate{stranger, zhao}).given(LogTouch{zhao, {}, TouchDirection::two_way, "call", "the offer"});
    CHECK(run(SuspectDuplicate{stranger, zhao}).count == 1);  // he was spoken with
}

TEST_CASE_METHOD(BuyingScenario, "erasing a person erases the records merged into his", "[commands][contact]") {
    given(MergeContacts{stranger, zhao}).given(MergeContacts{zhao, wang});
    CHECK(refused_by(run(EraseContactPersonalData{wang}, ""), {"reason_missing"}));
    const std::vector<AnyEvent> all{ContactPersonalDataErased{wang}, ContactPersonalDataErased{zhao}, ContactPersonalDataErased{stranger}};
    CHECK(run(EraseContactPersonalData{wang}).events == all);
    CHECK(run(EraseContactPersonalData{wang}).verdict == Verdict::already_so);
}

}  // namespace foxtrail::contact_identity_test
