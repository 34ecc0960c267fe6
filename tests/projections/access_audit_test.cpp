// What departments know of a customer, who may see it, and with whom it was shared.
#include "commands/access_grant.hpp"
#include "commands/deal_team.hpp"
#include "commands/departure.hpp"
#include "commands/facet.hpp"
#include "projections/customers/access_audit.hpp"
#include "projections/customers/customer_view.hpp"
#include "tests/commands/department_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::access_audit_test {
using namespace department_tests;

namespace {

constexpr FacetId sales_facet{1}, technical_facet{2};
const std::pair<std::string, std::string> acme{"id", "cus-1"};

// Sales knows that Acme's credit is good, Technical what pump it runs.
struct TwoFacets : Answering<Departments> {
    TwoFacets() {
        REQUIRE(records(seller, UpdateFacet{CustomerId{1}, sales, {{"credit", "good"}, {"terms", "30 days"}}}));
        REQUIRE(records(engineer, UpdateFacet{CustomerId{1}, technical, {{"pump", "P7"}}}));
        day();
    }
    json::array facets(Parameters parameters = {}, Instant instant = {}) {
        parameters.push_back(acme);
        return ask(customer, std::move(parameters), instant).at("facets").as_array();
    }
    // The departments whose facets he sees.
    std::vector<std::string> seen(EmployeeId by, Instant instant = {}) {
        std::vector<std::string> departments;
        for (const auto& facet : facets({{"as_seen_by", to_text(by)}}, instant)) {
            CHECK(facet.as_object().contains("fields") != facet.as_object().contains("withheld"));
            if (facet.as_object().contains("fields")) departments.emplace_back(facet.at("department").at("id").as_string());
        }
        return departments;
    }
    json::object audit(Instant instant = {}) { return ask(customer_access, {acme}, instant); }
    std::vector<std::string> granted_to(EmployeeId employee, Instant instant = {}) {
        std::vector<std::string> grants;
        const auto answer = ask(employee_access, {{"id", to_text(employee)}}, instant);
        for (const auto& grant : answer.at("grants").as_array()) grants.emplace_back(grant.at("grant").as_string());
        return grants;
    }
};
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(TwoFacets, "a customer's page shows what each department knows, since when, from whom", "[projections][access]") {
    const auto all = facets();
    REQUIRE(all.size() == 2);
    CHECK(all.at(0).at("department") == json::value{{"id", "dep-1"}, {"name", "Sales"}});
    CHECK(all.at(0).at("fields").at(0).at("name") == "credit");
    CHECK(all.at(0).at("fields").at(0).at("value") == "good");
    CHECK(all.at(0).at("fields").at(0).at("stated_by").at("id") == "emp-2");
    CHECK(all.at(1).at("fields").at(0).at("value") == "P7");
}

TEST_CASE_METHOD(TwoFacets, "a facet is answered as it stood and as it was known; what is withdrawn is gone", "[projections][access]") {
    const Time before = now;
    const Position known = head();
    REQUIRE(records(seller, UpdateFacet{CustomerId{1}, sales, {{"credit", "bad"}, {"terms", {}}}}));
    CHECK(facets().at(0).at("fields").as_array().size() == 1);
    CHECK(facets().at(0).at("fields").at(0).at("value") == "bad");
    for (const Instant past : {Instant{.valid_at = before}, Instant{.as_of = known}}) {
        CHECK(facets({}, past).at(0).at("fields").as_array().size() == 2);
        CHECK(facets({}, past).at(0).at("fields").at(0).at("value") == "good");
    }
    // Recorded last, true before: the later value stands.
    REQUIRE(as(seller, UpdateFacet{CustomerId{1}, sales, {{"credit", "fair"}}}, "found out", Time{before.us - 10}).verdict ==
            Verdict::recorded);
    CHECK(facets().at(0).at("fields").at(0).at("value") == "bad");
    CHECK(facets({}, {.valid_at = before}).at(0).at("fields").at(0).at("value") == "fair");
}

TEST_CASE_METHOD(TwoFacets, "an employee sees his department's facet and what was granted him, his department or his position",
                 "[projections][access]") {
    CHECK(seen(seller) == Texts{"dep-1"});
    CHECK(seen(engineer) == Texts{"dep-2"});
    CHECK(seen(fitter).empty());
    REQUIRE(records(engineer, GrantAccess{CustomerId{1}.entity(), {service, {}, {}}}));
    CHECK(seen(fitter) == Texts{"dep-2"});  // a whole customer, as far as Technical knows him
    REQUIRE(records(seller, GrantAccess{sales_facet.entity(), {{}, {}, fitter}}));
    CHECK(seen(fitter) == Texts{"dep-1", "dep-2"});
    REQUIRE(records(seller, GrantAccess{sales_facet.entity(), {{}, "controller", {}}}));
    CHECK(seen(technical_head) == Texts{"dep-2"});
    given(PromoteEmployee{technical_head, "controller"});
    CHECK(seen(technical_head) == Texts{"dep-1", "dep-2"});
    CHECK(seen(engineer) == Texts{"dep-2"});
}

TEST_CASE_METHOD(TwoFacets, "a role on the team of an open deal of the customer sees what was shared with the role, while he has it", "[projections][access]") {
    REQUIRE(records(seller, GrantAccess{CustomerId{1}.entity(), {{}, {}, {}, "installer"}}));
    CHECK(seen(fitter).empty());
    given(JoinTeam{the_deal, fitter, {"installer", "installs", "pumps"}}).given(JoinTeam{the_deal, engineer, {"technical lead", "designs", "pumps"}});
    const Time joined = now;
    day();
    CHECK(seen(fitter) == Texts{"dep-1"});
    CHECK(seen(engineer) == Texts{"dep-2"});
    CHECK(audit().at("grants").at(0).at("to").at("team_role") == "installer");
    CHECK(ask(employee_access, {{"id", "emp-5"}}).at("grants").at(0).at("reached_as") == "team_role");
    given(AssignTeamDuty{TeamMemberId{1}, {"driver", "drives", "pumps"}});
    CHECK(seen(fitter).empty());
    given(AssignTeamDuty{TeamMemberId{1}, {"installer", "installs", "pumps"}});
    CHECK(seen(fitter) == Texts{"dep-1"});
    given(SetCustomer{the_deal, {}});
    CHECK(seen(fitter).empty());  // the deal is another's
    given(SetCustomer{the_deal, CustomerId{1}}).given(Lose{the_deal, "price", {}});
    CHECK(seen(fitter).empty());  // it is over
    CHECK(seen(fitter, {.valid_at = joined}) == Texts{"dep-1"});
}

TEST_CASE_METHOD(TwoFacets, "the audit says who was shown a facet and who changed what, at each instant", "[projections][access]") {
    const auto shown_to = [&](EmployeeId viewer, std::vector<Ref<FacetId>> facets) {
        on_behalf_of = Ref(viewer);
        REQUIRE(records(EmployeeId{}, NoteFacetsSeen{std::move(facets)}));
        on_behalf_of = {};
    };
    const auto facet = [&](std::size_t index, Instant instant = {}) { return audit(instant).at("facets").at(index).as_object(); };
    CHECK(facet(0).at("saw").as_array().empty());
    REQUIRE(facet(0).at("changed").as_array().size() == 1);
    CHECK(facet(0).at("changed").at(0).at("by").at("id") == "emp-2");
    CHECK(facet(0).at("changed").at(0).at("fields").at(0).at("to") == "good");
    const Time before = now;
    const std::string first_day = to_text(date_of(now));
    shown_to(seller, {sales_facet, technical_facet});
    day();
    const Position known = head();
    const Time between = now;
    shown_to(seller, {sales_facet}), shown_to(sales_head, {sales_facet});
    REQUIRE(as(sales_head, UpdateFacet{CustomerId{1}, sales, {{"credit", "bad"}}}, "the bank says so").verdict == Verdict::recorded);
    const auto saw = facet(0).at("saw").as_array();
    REQUIRE(saw.size() == 2);
    CHECK(saw.at(0).at("employee").at("id") == "emp-1");
    CHECK(saw.at(1).at("days") == 2);
    CHECK(saw.at(1).at("first") == json::value(first_day));
    CHECK(saw.at(1).at("last") == json::value(to_text(date_of(now))));
    CHECK(facet(1).at("saw").as_array().size() == 1);
    CHECK(facet(0).at("changed").at(1).at("why") == "the bank says so");
    CHECK(facet(0).at("changed").at(1).at("fields").at(0).at("from") == "good");
    for (const Instant past : {Instant{.as_of = known}, Instant{.valid_at = between}}) {
        CHECK(facet(0, past).at("saw").as_array().size() == 1);
        CHECK(facet(0, past).at("changed").as_array().size() == 1);
    }
    CHECK(facet(0, {.valid_at = before}).at("saw").as_array().empty());
    CHECK(facets().at(0).at("fields").as_array().size() == 2);  // seeing changes nothing
}

TEST_CASE_METHOD(TwoFacets, "a grant counts from when it was given until it is revoked, and never for who has left",
                 "[projections][access]") {
    const Position nothing = head();
    const Time before = now;
    REQUIRE(records(seller, GrantAccess{sales_facet.entity(), {service, {}, {}}}));
    const Time granted = now;
    day();
    REQUIRE(as(sales_head, RevokeAccess{AccessGrantId{1}}, "the project is over").verdict == Verdict::recorded);
    CHECK(seen(fitter).empty());
    CHECK(seen(fitter, {.valid_at = granted}) == Texts{"dep-1"});
    CHECK(seen(fitter, {.valid_at = before}).empty());
    CHECK(seen(fitter, {.as_of = nothing}).empty());
    given_as(sales_head, DepartEmployee{seller, sales_head});
    CHECK(seen(seller).empty());
    CHECK(seen(seller, {.valid_at = granted}) == Texts{"dep-1"});
}

TEST_CASE_METHOD(TwoFacets, "the audit has each grant with who, to whom, why, and how long", "[projections][access]") {
    REQUIRE(as(seller, GrantAccess{sales_facet.entity(), {service, {}, {}}}, "joint offer").verdict == Verdict::recorded);
    const Time granted = now;
    REQUIRE(records(engineer, GrantAccess{CustomerId{1}.entity(), {{}, "controller", {}}}));
    REQUIRE(records(engineer, GrantAccess{CustomerId{1}.entity(), {{}, {}, seller}}));
    const Time open = now;
    REQUIRE(as(sales_head, RevokeAccess{AccessGrantId{1}}, "offer sent").verdict == Verdict::recorded);
    const auto answer = audit();
    REQUIRE(answer.at("grants").as_array().size() == 3);
    const auto& first_grant = answer.at("grants").at(0);
    CHECK(first_grant.at("what") == "fac-1");
    CHECK(first_grant.at("department").at("id") == "dep-1");
    CHECK(first_grant.at("to").at("department").at("name") == "Service");
    CHECK(first_grant.at("granted").at("by").at("id") == "emp-2");
    CHECK(first_grant.at("granted").at("why") == "joint offer");
    CHECK(first_grant.at("from") == json::value(to_text(granted)));
    CHECK(first_grant.at("until") == json::value(to_text(now)));
    CHECK(first_grant.at("revoked").at("by").at("id") == "emp-1");
    CHECK(first_grant.at("revoked").at("why") == "offer sent");
    CHECK(first_grant.at("in_force") == false);
    CHECK(answer.at("grants").at(1).at("to").at("position") == "controller");
    CHECK(answer.at("grants").at(1).at("until").is_null());
    CHECK(audit({.valid_at = open}).at("grants").at(0).at("in_force") == true);
    CHECK(audit({.valid_at = open}).at("grants").at(0).at("until").is_null());
    CHECK(ask(customer_access, {acme, {"limit", "2"}}).at("next") == "after=2");
}

TEST_CASE_METHOD(TwoFacets, "the audit says who could see which facet, and through what", "[projections][access]") {
    REQUIRE(records(seller, GrantAccess{sales_facet.entity(), {service, {}, {}}}));
    const auto seen_by = audit().at("facets").at(0).at("seen_by").as_object();
    CHECK(seen_by.at("count") == 3);  // two of Sales, one of Service
    CHECK(seen_by.at("employees").at(0).at("through").at(0) == "own_department");
    CHECK(seen_by.at("employees").at(2).at("employee").at("id") == "emp-5");
    CHECK(seen_by.at("employees").at(2).at("through") == json::array{"grt-1"});
    CHECK(audit().at("facets").at(1).at("seen_by").at("count") == 2);
}

TEST_CASE_METHOD(TwoFacets, "an employee's access names customer, owner and way of each grant in force", "[projections][access]") {
    const Position nothing = head();
    REQUIRE(records(seller, GrantAccess{sales_facet.entity(), {technical, {}, {}}}));
    REQUIRE(records(engineer, GrantAccess{CustomerId{1}.entity(), {{}, {}, engineer}}));  // his own department's: nothing beyond it
    REQUIRE(records(seller, GrantAccess{CustomerId{1}.entity(), {{}, {}, engineer}}));
    CHECK(granted_to(engineer) == Texts{"grt-1", "grt-3"});
    CHECK(granted_to(technical_head) == Texts{"grt-1"});
    CHECK(granted_to(fitter).empty());
    CHECK(granted_to(engineer, {.as_of = nothing}).empty());
    const auto answer = ask(employee_access, {{"id", "emp-4"}});
    CHECK(answer.at("grants").at(0).at("customer").at("name") == "Acme");
    CHECK(answer.at("grants").at(0).at("reached_as") == "department");
    CHECK(answer.at("grants").at(1).at("reached_as") == "employee");
    given(MoveEmployee{engineer, service, {}});
    CHECK(granted_to(engineer) == Texts{"grt-2", "grt-3"});
}

TEST_CASE_METHOD(TwoFacets, "who and what is asked for has to be there", "[projections][access]") {
    given(RegisterCustomer{"Empty", {}, {}, {}});
    CHECK(ask(customer, {{"id", "cus-2"}}).at("facets").as_array().empty());
    CHECK(ask(customer_access, {{"id", "cus-2"}}).at("grants").as_array().empty());
    CHECK(try_ask(customer, {acme, {"as_seen_by", "emp-99"}}).error().at(0).pointer == "as_seen_by");
    CHECK(try_ask(customer, {acme, {"as_seen_by", "Li Wei"}}).error().at(0).pointer == "as_seen_by");
    CHECK(try_ask(customer_access, {{"id", "cus-9"}}).error().at(0).pointer == "id");
    CHECK(try_ask(customer_access, {acme, {"limit", "many"}}).error().at(0).pointer == "limit");
    CHECK(try_ask(employee_access, {{"id", "emp-9"}}).error().at(0).pointer == "id");
}

}  // namespace foxtrail::access_audit_test
