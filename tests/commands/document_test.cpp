// Documents: registered, versioned, shared, discussed, reused.
#include "tests/commands/gate_scenario.hpp"

namespace foxtrail::document_test {
using namespace gate_tests;

TEST_CASE("a document belongs to a position and starts with version 1", "[commands][document]") {
    Scenario scenario;
    scenario.company().deal();
    const auto registered = scenario.run(proposal_document());
    REQUIRE(registered.count == 1);
    CHECK(*registered.events.front().as<DocumentRegistered>() ==
          DocumentRegistered{the_proposal, the_deal.entity(), DocumentKind::proposal, "Pumps for Acme", "Head of sales", {1, hash_of('1'), 1'024}});
    CHECK(scenario.run(proposal_document(CustomerId{1}.entity())).verdict == Verdict::recorded);
}

TEST_CASE("a document needs a title, an owner, a hash as it should be, and something it can be about", "[commands][document]") {
    Scenario scenario;
    scenario.company().deal();
    CHECK(refused_by(scenario.run(RegisterDocument{EmployeeId{1}.entity(), DocumentKind::other, " ", "", "sha256:12", 1}),
                     {"about_other_kind", "text_missing", "text_missing", "malformed_hash"}));
    for (const std::string& hash : {std::string(), std::string(71, '1'), "md5:" + std::string(64, '1'), hash_of('A'), hash_of('g'), hash_of('1') + "1", "SHA256:" + std::string(64, '1')}) {
        INFO(hash);
        auto document = proposal_document();
        document.content_hash = hash;
        CHECK(refused_by(scenario.run(document), {"malformed_hash"}));
    }
    CHECK(scenario.run(proposal_document(OpportunityId{9}.entity())).verdict == Verdict::invalid);
}

TEST_CASE("another hash is another version, the same one is nothing new", "[commands][document]") {
    Scenario scenario;
    scenario.company().deal().given(proposal_document());
    CHECK(scenario.run(AddDocumentVersion{the_proposal, hash_of('1'), 1'024, "again"}).verdict == Verdict::already_so);
    const auto added = scenario.run(AddDocumentVersion{the_proposal, hash_of('2'), 2'048, "with prices"});
    REQUIRE(added.count == 1);
    const DocumentVersion first{1, hash_of('1'), 1'024}, second{2, hash_of('2'), 2'048};
    CHECK(*added.events.front().as<DocumentVersionAdded>() == DocumentVersionAdded{the_proposal, the_deal.entity(), first, second, "with prices"});
    CHECK(refused_by(scenario.run(AddDocumentVersion{the_proposal, "sha256:2", 1, ""}), {"malformed_hash"}));
    CHECK(refused_by(scenario.run(AddDocumentVersion{the_proposal, hash_of('3'), 1, ""}, "", Time{scenario.now.us - us_per_day}), {"dated_before_last_change"}));
    const auto back = scenario.run(AddDocumentVersion{the_proposal, hash_of('1'), 1'024, "without prices"});
    REQUIRE(back.count == 1);
    CHECK(back.events.front().as<DocumentVersionAdded>()->to.number == 3);
}

TEST_CASE("a document has no more versions than it may", "[commands][document]") {
    Scenario scenario;
    scenario.company().deal().given(proposal_document());
    for (std::uint32_t number = 2; number <= document_versions_max; ++number)
        REQUIRE(scenario.run(AddDocumentVersion{the_proposal, hash_of(number % 2 == 0 ? '2' : '1'), 1, ""}).count == 1);
    CHECK(refused_by(scenario.run(AddDocumentVersion{the_proposal, hash_of('3'), 1, ""}), {"too_many_document_versions"}));
}

TEST_CASE("a document is shared once with a person or a department that is there", "[commands][document]") {
    Scenario scenario;
    scenario.company().deal().given(proposal_document());
    CHECK(scenario.run(ShareDocument{the_proposal, DepartmentId{1}.entity()}).verdict == Verdict::recorded);
    CHECK(scenario.run(ShareDocument{the_proposal, seller.entity()}).verdict == Verdict::recorded);
    CHECK(scenario.run(ShareDocument{the_proposal, seller.entity()}).verdict == Verdict::already_so);
    CHECK(refused_by(scenario.run(ShareDocument{the_proposal, CustomerId{1}.entity()}), {"shared_with_other_kind"}));
    CHECK(scenario.run(ShareDocument{the_proposal, EmployeeId{9}.entity()}).verdict == Verdict::invalid);
}

TEST_CASE("a comment is about the version there is then", "[commands][document]") {
    Scenario scenario;
    scenario.company().deal().given(proposal_document()).given(AddDocumentVersion{the_proposal, hash_of('2'), 1, ""});
    const auto commented = scenario.run(CommentDocument{the_proposal, "the prices are old"});
    REQUIRE(commented.count == 1);
    CHECK(commented.events.front().as<DocumentCommented>()->version == 2);
    CHECK(refused_by(scenario.run(CommentDocument{the_proposal, " "}), {"text_missing"}));
}

TEST_CASE("reuse is noted once for each other deal", "[commands][document]") {
    Scenario scenario;
    scenario.company().deal().deal().given(proposal_document());
    CHECK(refused_by(scenario.run(RecordDocumentReuse{the_proposal, the_deal}), {"not_elsewhere"}));
    const auto reused = scenario.run(RecordDocumentReuse{the_proposal, OpportunityId{2}});
    REQUIRE(reused.count == 1);
    CHECK(*reused.events.front().as<DocumentReused>() == DocumentReused{the_proposal, the_deal.entity(), OpportunityId{2}, 1});
    CHECK(scenario.run(RecordDocumentReuse{the_proposal, OpportunityId{2}}).verdict == Verdict::already_so);
}

}  // namespace foxtrail::document_test
