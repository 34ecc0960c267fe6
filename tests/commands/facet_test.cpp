// What each department knows of a customer: stated by itself only, field by field, each change with a reason.
#include "commands/facet.hpp"
#include "tests/commands/department_scenario.hpp"

namespace foxtrail::facet_test {
using namespace department_tests;

namespace {

constexpr CustomerId acme{1};

UpdateFacet credit(std::optional<std::string> value) { return {acme, sales, {{"credit", std::move(value)}}}; }
using Fields = std::vector<FacetFieldChange>;

}  // namespace

TEST_CASE_METHOD(Departments, "a department has one facet of a customer and only its people state it", "[commands][facet]") {
    const auto stated = first<FacetUpdated>(as(seller, UpdateFacet{acme, sales, {{"credit", "good"}, {"terms", "30 days"}}}, ""));
    CHECK(stated == FacetUpdated{FacetId{1}, acme, sales, {{"credit", {}, "good"}, {"terms", {}, "30 days"}}});
    CHECK(refused_by(as(engineer, credit("bad")), {"not_of_department"}));
    CHECK(first<FacetUpdated>(as(engineer, UpdateFacet{acme, technical, {{"credit", "unknown to us"}}})).facet == FacetId{2});
    CHECK(first<FacetUpdated>(as(sales_head, credit("fair"))) == FacetUpdated{FacetId{1}, acme, sales, {{"credit", "good", "fair"}}});
    CHECK(already_so(seller, credit("fair")));
    CHECK(refused_by(as_system(credit("anybody")), {"actor_missing"}));
    given_history(credit("imported"));
}

TEST_CASE_METHOD(Departments, "a field known before needs a reason to change, also when it is withdrawn", "[commands][facet]") {
    CHECK(already_so(seller, credit({})));
    CHECK(records(seller, credit("good")));
    CHECK(refused_by(as(seller, credit("bad"), ""), {"reason_missing"}));
    CHECK(refused_by(as(seller, credit({}), " "), {"reason_missing"}));
    CHECK(first<FacetUpdated>(as(seller, credit({}))).fields == Fields{{"credit", "good", {}}});
    CHECK(already_so(seller, credit({})));
}

TEST_CASE_METHOD(Departments, "who was shown a facet is noted by the server, once a day of the company", "[commands][facet]") {
    REQUIRE(records(seller, credit("good")));
    REQUIRE(records(engineer, UpdateFacet{acme, technical, {{"pump", "P7"}}}));
    const NoteFacetsSeen both{{FacetId{1}, FacetId{2}}}, one{{FacetId{1}}};
    CHECK(refused_by(as_system(one), {"viewer_missing"}));
    on_behalf_of = Ref(seller);
    CHECK(refused_by(as(seller, one), {"system_only"}));
    now = *from_text("2026-01-06T15:58:00Z", std::type_identity<Time>{});
    const auto seen = as_system(both);
    REQUIRE(seen.count == 2);
    CHECK(*seen.events.back().as<FacetSeen>() == FacetSeen{FacetId{2}, seller, *from_text("2026-01-06", std::type_identity<Date>{})});
    CHECK(already_so(EmployeeId{}, both));
    on_behalf_of = Ref(sales_head);
    CHECK(as_system(one).count == 1);
    CHECK(as_system(both).count == 1);
    now = *from_text("2026-01-06T16:00:00Z", std::type_identity<Time>{});  // the 7th in Shanghai
    CHECK(first<FacetSeen>(as_system(one)).day == *from_text("2026-01-07", std::type_identity<Date>{}));
    CHECK(already_so(EmployeeId{}, one));
}

TEST_CASE_METHOD(Departments, "a fact from the past does not undo what is known to have come later", "[commands][facet]") {
    CHECK(records(seller, credit("good")));
    CHECK(first<FacetUpdated>(as(seller, credit("bad"), "found in the files", yesterday())).fields == Fields{{"credit", {}, "bad"}});
    CHECK(already_so(seller, credit("good")));
}

TEST_CASE_METHOD(Departments, "what is put right of a facet keeps what was right in it", "[commands][facet]") {
    const auto stated = as(seller, UpdateFacet{acme, sales, {{"credit", "good"}, {"terms", "30 days"}}});
    REQUIRE(stated.verdict == Verdict::recorded);
    actor = seller;
    CHECK(run(credit("good"), "nothing wrong", {}, stated.position).verdict == Verdict::already_so);
    const auto right = run(credit("fair"), "misheard", {}, stated.position);
    CHECK(first<FacetUpdated>(right).fields == Fields{{"credit", "good", "fair"}, {"terms", "30 days", "30 days"}});
}

TEST_CASE_METHOD(Departments, "every amiss field is named, and a facet does not grow without end", "[commands][facet]") {
    CHECK(refused_by(as(seller, UpdateFacet{acme, sales, {}}), {"no_fields"}));
    CHECK(refused_by(as(engineer, UpdateFacet{acme, sales, {{" ", "a"}, {"b", " "}, {"c", "1"}, {"c", "2"}}}),
                     {"not_of_department", "field_unnamed", "value_blank", "field_twice"}));
    UpdateFacet many{acme, sales, {}};
    for (std::size_t i = 0; i < facet_fields_max; ++i) many.fields.push_back({"field " + std::to_string(i), "known"});
    CHECK(records(seller, many));
    CHECK(refused_by(as(seller, credit("one too many")), {"too_many_fields"}));
    CHECK(records(seller, UpdateFacet{acme, sales, {{"field 0", "changed"}}}));
}

}  // namespace foxtrail::facet_test
