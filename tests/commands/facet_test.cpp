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
    CHECK(as_system(credit("imported")).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Departments, "a field known before needs a reason to change, also when it is withdrawn", "[commands][facet]") {
    CHECK(already_so(seller, credit({})));
    CHECK(records(seller, credit("good")));
    CHECK(refused_by(as(seller, credit("bad"), ""), {"reason_missing"}));
    CHECK(refused_by(as(seller, credit({}), " "), {"reason_missing"}));
    CHECK(first<FacetUpdated>(as(seller, credit({}))).fields == Fields{{"credit", "good", {}}});
    CHECK(already_so(seller, credit({})));
}

TEST_CASE_METHOD(Departments, "a fact from the past does not undo what is known to have come later", "[commands][facet]") {
    CHECK(records(seller, credit("good")));
    CHECK(first<FacetUpdated>(as(seller, credit("bad"), "found in the files", yesterday())).fields == Fields{{"credit", {}, "bad"}});
    CHECK(already_so(seller, credit("good")));
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
