// Sharing what a department knows: by whom, with whom, and why, on record.
#include "commands/access_grant.hpp"
#include "commands/departure.hpp"
#include "commands/facet.hpp"
#include "tests/commands/department_scenario.hpp"

namespace foxtrail::access_grant_test {
using namespace department_tests;

namespace {

constexpr FacetId sales_facet{1};
constexpr AccessGrantId grant{1};

struct Kept : Departments {
    Kept() { REQUIRE(records(seller, UpdateFacet{CustomerId{1}, sales, {{"credit", "good"}}})); }
    static GrantAccess to_technical() { return {sales_facet.entity(), {technical, {}, {}}}; }
};

}  // namespace

TEST_CASE_METHOD(Kept, "a department shares its facet with a department, a position, an employee or a role on deal teams", "[commands][access_grant]") {
    CHECK(first<AccessGranted>(as(seller, to_technical())) == AccessGranted{grant, sales_facet.entity(), sales, {technical, {}, {}}});
    CHECK(already_so(sales_head, to_technical()));
    CHECK(first<AccessGranted>(as(seller, GrantAccess{sales_facet.entity(), {{}, "controller", {}}})).to == Recipient{{}, "controller", {}});
    CHECK(first<AccessGranted>(as(seller, GrantAccess{sales_facet.entity(), {{}, {}, fitter}})).to == Recipient{{}, {}, fitter});
    CHECK(first<AccessGranted>(as(seller, GrantAccess{sales_facet.entity(), {{}, {}, {}, "technical lead"}})).to == Recipient{{}, {}, {}, "technical lead"});
}

TEST_CASE("grants of the first version name no role", "[commands][access_grant]") {
    const Recipient1 before{technical, "controller", fitter};
    const Recipient after{technical, "controller", fitter, {}};
    CHECK(upcast(AccessGranted1{grant, sales_facet.entity(), sales, before}) == AccessGranted{grant, sales_facet.entity(), sales, after});
    CHECK(upcast(AccessRevoked1{grant, sales_facet.entity(), sales, before}) == AccessRevoked{grant, sales_facet.entity(), sales, after});
}

TEST_CASE_METHOD(Kept, "a customer is shared as far as one's own department knows him", "[commands][access_grant]") {
    const GrantAccess all{CustomerId{1}.entity(), {service, {}, {}}};
    CHECK(first<AccessGranted>(as(engineer, all)).department == technical);
    CHECK(first<AccessGranted>(as(seller, all)).department == sales);
    CHECK(already_so(technical_head, all));
}

TEST_CASE_METHOD(Kept, "sharing needs the department, one recipient and a reason", "[commands][access_grant]") {
    CHECK(refused_by(as(engineer, to_technical(), ""), {"not_of_department", "reason_missing"}));
    CHECK(refused_by(as_system(to_technical()), {"actor_missing"}));
    CHECK(refused_by(as(seller, GrantAccess{sales_facet.entity(), {}}), {"one_recipient"}));
    CHECK(refused_by(as(seller, GrantAccess{sales_facet.entity(), {technical, " ", {}}}), {"one_recipient", "position_blank"}));
    CHECK(refused_by(as(seller, GrantAccess{sales_facet.entity(), {technical, {}, {}, " "}}), {"one_recipient", "role_blank"}));
    CHECK(refused_by(as(seller, GrantAccess{the_deal.entity(), {technical, {}, {}}}), {"neither_facet_nor_customer"}));
    given(DepartEmployee{fitter, {}});
    CHECK(refused_by(as(seller, GrantAccess{sales_facet.entity(), {{}, {}, fitter}}), {"employee_departed"}));
}

TEST_CASE_METHOD(Kept, "a grant is taken back by the department, with a reason, once", "[commands][access_grant]") {
    CHECK(records(seller, to_technical()));
    CHECK(refused_by(as(engineer, RevokeAccess{grant}, ""), {"not_of_department", "reason_missing"}));
    CHECK(refused_by(as(seller, RevokeAccess{grant}, "because", yesterday()), {"before_granting"}));
    CHECK(first<AccessRevoked>(as(sales_head, RevokeAccess{grant})) == AccessRevoked{grant, sales_facet.entity(), sales, {technical, {}, {}}});
    CHECK(already_so(seller, RevokeAccess{grant}));
    CHECK(first<AccessGranted>(as(seller, to_technical())).grant == AccessGrantId{2});
}

TEST_CASE_METHOD(Kept, "a facet has a limited number of grants at a time", "[commands][access_grant]") {
    const auto to_position = [](std::size_t i) { return GrantAccess{sales_facet.entity(), {{}, "position " + std::to_string(i), {}}}; };
    for (std::size_t i = 0; i < grants_per_object_max; ++i) REQUIRE(records(seller, to_position(i)));
    CHECK(refused_by(as(seller, to_technical()), {"too_many"}));
    CHECK(already_so(seller, to_position(0)));
    CHECK(records(seller, RevokeAccess{grant}));
    CHECK(records(seller, to_technical()));
}

}  // namespace foxtrail::access_grant_test
