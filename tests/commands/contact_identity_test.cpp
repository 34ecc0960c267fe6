// Who a contact is: aliases, and two records of one person.
#include "commands/background.hpp"
#include "commands/contact_identity.hpp"
#include "commands/contact_move.hpp"
#include "commands/decision_tree.hpp"
#include "commands/relationship.hpp"
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

TEST_CASE_METHOD(BuyingScenario, "contacts are merged for a reason, into somebody else, who has the roles from then on, and nobody is told of a loss",
                 "[commands][contact]") {
    given(role(zhao, BuyingRole::user, true)).given(role(wang, BuyingRole::coach));
    CHECK(refused_by(run(MergeContacts{zhao, stranger}, ""), {"roles_left", "reason_missing"}));
    CHECK(refused_by(run(MergeContacts{wang, wang}), {"into_himself"}));
    const auto merged = run(MergeContacts{zhao, wang});
    REQUIRE(merged.count == 3);
    CHECK(events_of<ContactRoleRevoked>(merged).size() == 1);
    CHECK(events_of<ContactRoleAssigned>(merged) == std::vector{ContactRoleAssigned{ContactRoleId{3}, the_deal, wang, BuyingRole::user, true, {}}});
    CHECK(refused_by(run(MergeContacts{stranger, zhao}), {"contact_merged"}));
    CHECK(refused_by(run(MergeContacts{zhao, stranger}), {"contact_merged"}));
}

TEST_CASE_METHOD(BuyingScenario, "what both records have the person has once, with the final authority of either", "[commands][contact]") {
    given(role(zhao, BuyingRole::user, true)).given(role(wang, BuyingRole::user));
    const auto merged = run(MergeContacts{zhao, wang});
    CHECK(events_of<ContactRoleRevoked>(merged).size() == 2);
    CHECK(events_of<ContactRoleAssigned>(merged) == std::vector{ContactRoleAssigned{ContactRoleId{3}, the_deal, wang, BuyingRole::user, true, {}}});
}

TEST_CASE_METHOD(BuyingScenario, "what several records had of a deal that was closed the person has once when it is opened again", "[commands][outcome]") {
    given(person(CustomerId{1}, "Sun"));
    constexpr ContactId sun{4};
    given(role(wang, BuyingRole::user)).given(role(zhao, BuyingRole::user, true)).given(role(sun, BuyingRole::user)).given(Lose{the_deal, "price", {}});
    given(MergeContacts{wang, sun}).given(MergeContacts{zhao, sun});
    const auto reopened = run(Reopen{the_deal});
    CHECK(events_of<ContactRoleRevoked>(reopened).size() == 3);
    CHECK(events_of<ContactRoleAssigned>(reopened) == std::vector{ContactRoleAssigned{ContactRoleId{4}, the_deal, sun, BuyingRole::user, true, {}}});
}

TEST_CASE_METHOD(BuyingScenario, "a merge is not dated before the roles were given", "[commands][contact]") {
    given(role(zhao, BuyingRole::user), days_ago(5));
    CHECK(refused_by(run(MergeContacts{zhao, wang}, "same", days_ago(6)), {"before_assignment"}));
    given(role(wang, BuyingRole::user), days_ago(2));
    CHECK(refused_by(run(MergeContacts{zhao, wang}, "same", days_ago(4)), {"before_assignment"}));
    CHECK(run(MergeContacts{zhao, wang}, "same", days_ago(1)).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(BuyingScenario, "roles on a closed deal do not keep contacts from being merged", "[commands][contact]") {
    given(role(zhao, BuyingRole::user)).given(Derail{the_deal, "no budget"});
    CHECK(run(MergeContacts{zhao, wang}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(BuyingScenario, "erasing a person erases the records merged into his", "[commands][contact]") {
    given(MergeContacts{stranger, zhao}).given(MergeContacts{zhao, wang});
    CHECK(refused_by(run(EraseContactPersonalData{wang}, ""), {"reason_missing"}));
    const std::vector<AnyEvent> all{ContactPersonalDataErased{wang}, ContactPersonalDataErased{zhao}, ContactPersonalDataErased{stranger}};
    CHECK(run(EraseContactPersonalData{wang}).events == all);
    CHECK(run(EraseContactPersonalData{wang}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(BuyingScenario, "a person is erased whole, whichever of his records is named, and merged with nobody who is not", "[commands][contact]") {
    given(person(CustomerId{1}, "Sun"));
    given(MergeContacts{stranger, wang});
    CHECK(run(EraseContactPersonalData{stranger}).events == std::vector<AnyEvent>{ContactPersonalDataErased{wang}, ContactPersonalDataErased{stranger}});
    CHECK(refused_by(run(MergeContacts{zhao, wang}), {"personal_data_erased"}));
    CHECK(refused_by(run(MergeContacts{wang, zhao}), {"personal_data_erased"}));
    given(EraseContactPersonalData{zhao});
    CHECK(run(MergeContacts{zhao, wang}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(BuyingScenario, "a touch of a record merged since is put right where it was recorded", "[commands][contact]") {
    const auto touched = run(LogTouch{stranger, {}, TouchDirection::two_way, "call", "the offer"});
    given(MergeContacts{stranger, wang});
    CHECK(refused_by(run(LogTouch{stranger, {}, TouchDirection::two_way, "call", "the offer"}), {"contact_merged"}));
    CHECK(run(LogTouch{stranger, {}, TouchDirection::outgoing, "mail", "he did not answer"}, "mistaken", {}, touched.position).verdict == Verdict::recorded);
}

}  // namespace foxtrail::contact_identity_test
