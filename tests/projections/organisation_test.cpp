// The organisation tree at an instant, and what differs from another.
#include "commands/departure.hpp"
#include "projections/people/organisation.hpp"
#include "projections/reading/entities.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::organisation_test {

namespace {

constexpr EmployeeId director{1}, seller{2}, inside_head{3}, caller{4};
constexpr DepartmentId sales{1}, inside_sales{2};

// Sales with Inside Sales below it: Li Wei heads Sales, Chen Jie and the head of Inside Sales report to him.
struct Company : Answering<> {
    Company() {
        company().given(OpenDepartment{"Inside Sales", RegionId{1}, sales, {}});
        given(HireEmployee{"Wu Na", inside_sales, director, {}}).given(HireEmployee{"Sun Bo", inside_sales, inside_head, {}});
        day();
    }
    json::object chart(Parameters parameters = {}, Instant instant = {}) { return ask(organisation, std::move(parameters), instant); }
    json::object top(Instant instant = {}) { return chart({}, instant).at("departments").at(0).as_object(); }
    json::object below(Instant instant = {}) { return top(instant).at("departments").at(0).as_object(); }
    json::array tops(Instant instant = {}) { return chart({}, instant).at("departments").as_array(); }
    Company& everybody_to_sales() {
        given(MoveEmployee{inside_head, sales, director}).given(MoveEmployee{caller, sales, director});
        return *this;
    }
    json::object difference(Time since, Parameters parameters = {}) {
        parameters.emplace_back("compared_with", to_text(since));
        return chart(std::move(parameters)).at("difference").as_object();
    }
};

json::value person(EmployeeId id, std::string_view name) { return {{"id", to_text(id)}, {"name", name}}; }

}  // namespace

TEST_CASE_METHOD(Company, "departments are nested, and people stand below whom they report to", "[projections][organisation]") {
    CHECK(chart().at("headcount") == 4);
    CHECK(top().at("department").at("name") == "Sales");
    CHECK(top().at("region").at("name") == "East");
    CHECK(top().at("headcount") == 2);
    CHECK(top().at("headcount_with_departments") == 4);
    CHECK(top().at("heads") == json::array{person(director, "Li Wei")});
    REQUIRE(top().at("employees").as_array().size() == 1);
    CHECK(top().at("employees").at(0).at("manager").is_null());
    CHECK(top().at("employees").at(0).at("reports").at(0).at("employee") == person(seller, "Chen Jie"));
    CHECK(below().at("heads") == json::array{person(inside_head, "Wu Na")});
    CHECK(below().at("line_managers") == json::array{person(director, "Li Wei"), person(inside_head, "Wu Na")});
    CHECK(below().at("employees").at(0).at("manager") == person(director, "Li Wei"));
    CHECK(below().at("employees").at(0).at("reports").at(0).at("employee") == person(caller, "Sun Bo"));
    CHECK(below().at("employees").at(0).at("position") == "unknown");
}

TEST_CASE_METHOD(Company, "the tree of a past day stays as it was and as it was known", "[projections][organisation]") {
    const Time before = now;
    const Position known = head();
    day();
    given(MoveEmployee{caller, sales, director}, Time{before.us + us_per_second});
    given(PromoteEmployee{caller, "key account manager"}).given(AnnounceDeparture{seller, date_of(now)});
    const auto reports = [&](Instant instant) { return top(instant).at("employees").at(0).at("reports").as_array().size(); };
    CHECK(reports({}) == 2);
    CHECK(top().at("employees").at(0).at("reports").at(1).at("position") == "key account manager");
    CHECK(top().at("employees").at(0).at("reports").at(0).at("last_day") == json::value(to_text(date_of(now))));
    CHECK(reports({.valid_at = before}) == 1);
    CHECK(reports({.as_of = known}) == 1);
    CHECK(reports({.valid_at = {before.us + us_per_second}}) == 2);
    CHECK(below().at("heads").as_array().empty());  // nobody left to head
}

TEST_CASE_METHOD(Company, "who has left is not in the tree, and his people report to the next one above",
                 "[projections][organisation]") {
    const Time before = now;
    given(DepartEmployee{inside_head, {}});
    CHECK(chart().at("headcount") == 3);
    CHECK(below().at("employees").at(0).at("employee") == person(caller, "Sun Bo"));
    CHECK(below().at("employees").at(0).at("manager") == person(director, "Li Wei"));
    CHECK(chart({}, {.valid_at = before}).at("headcount") == 4);
}

TEST_CASE_METHOD(Company, "everybody is there once, also when managers report to one another in a circle", "[projections][organisation]") {
    const Time day_1{now.us + us_per_day}, day_2{now.us + 2 * us_per_day};
    now.us += 10 * us_per_day;
    given(ChangeReportingLine{caller, director}, day_2);
    CHECK(refused_by(run(ChangeReportingLine{inside_head, caller}, "because", day_1), {"line_changed_since"}));
    given_history(ChangeReportingLine{inside_head, caller}, day_1);  // as other systems may have had it
    const auto circle = below({.valid_at = day_1});
    CHECK(circle.at("headcount") == 2);
    REQUIRE(circle.at("employees").as_array().size() == 1);
    CHECK(circle.at("employees").at(0).at("employee") == person(inside_head, "Wu Na"));
    CHECK(circle.at("employees").at(0).at("reports").at(0).at("employee") == person(caller, "Sun Bo"));
    CHECK(circle.at("employees").at(0).at("reports").at(0).at("reports").as_array().empty());
    CHECK(below().at("employees").at(0).at("employee") == person(caller, "Sun Bo"));
}

TEST_CASE_METHOD(Company, "a tree's difference says who came, went and changed place", "[projections][organisation]") {
    const Time since = now;
    day();
    given(OpenDepartment{"Service", RegionId{1}, {}, {}}).given(RenameDepartment{sales, "Sales East"});
    given(HireEmployee{"Ma Li", DepartmentId{3}, {}, {}}).given(DepartEmployee{seller, {}});
    given(MoveEmployee{caller, sales, director}).given(PromoteEmployee{caller, "manager"}).given(RenameEmployee{caller, "Sun Bohai"});
    const auto all = difference(since);
    CHECK(all.at("departments").at("opened") == json::array{{{"id", "dep-3"}, {"name", "Service"}}});
    CHECK(all.at("departments").at("renamed").at(0).at("from") == "Sales");
    CHECK(all.at("departments").at("renamed").at(0).at("to") == "Sales East");
    CHECK(all.at("employees").at("joined").at(0).at("employee") == person(EmployeeId{5}, "Ma Li"));
    CHECK(all.at("employees").at("left").at(0).at("employee") == person(seller, "Chen Jie"));
    REQUIRE(all.at("employees").at("moved").as_array().size() == 1);
    CHECK(all.at("employees").at("moved").at(0).at("from").at("id") == "dep-2");
    CHECK(all.at("employees").at("moved").at(0).at("to").at("name") == "Sales East");
    CHECK(all.at("employees").at("manager_changed").at(0).at("from") == person(inside_head, "Wu Na"));
    CHECK(all.at("employees").at("position_changed").at(0).at("from") == "unknown");
    CHECK(all.at("employees").at("renamed").at(0).at("to") == "Sun Bohai");
    CHECK_FALSE(chart().contains("difference"));

    const auto of_inside = difference(since, {{"department", "dep-2"}});  // he went away from there
    CHECK(of_inside.at("employees").at("moved").as_array().size() == 1);
    CHECK(of_inside.at("employees").at("joined").as_array().empty());
    CHECK(of_inside.at("departments").at("opened").as_array().empty());
}

TEST_CASE_METHOD(Company, "a department stands in its old place until it moves", "[projections][organisation]") {
    given(DefineRegion{"West", {}});
    const Time before = now, moved{before.us + us_per_second};
    const Position known = head();
    day();
    given(MoveDepartment{inside_sales, Ref(RegionId{2}), {}}, moved);
    for (const Instant after : {Instant{}, Instant{.valid_at = moved}}) {
        REQUIRE(tops(after).size() == 2);
        CHECK(tops(after).at(1).at("department").at("name") == "Inside Sales");
        CHECK(tops(after).at(1).at("region").at("name") == "West");
        CHECK(top(after).at("headcount_with_departments") == 2);
    }
    for (const Instant earlier : {Instant{.valid_at = before}, Instant{.as_of = known}}) {
        CHECK(tops(earlier).size() == 1);
        CHECK(below(earlier).at("region").at("name") == "East");
    }
}

TEST_CASE_METHOD(Company, "a department is in the tree until it is closed", "[projections][organisation]") {
    const Time before = everybody_to_sales().now, closed{before.us + us_per_second};
    const Position known = head();
    day();
    given_history(CloseDepartment{inside_sales}, closed);
    CHECK(top().at("departments").as_array().empty());
    CHECK(chart().at("headcount") == 4);
    CHECK(top({.valid_at = closed}).at("departments").as_array().empty());
    CHECK(below({.valid_at = before}).at("headcount") == 0);
    CHECK(below({.as_of = known}).at("headcount") == 0);
    CHECK(try_ask(organisation, {{"department", "dep-2"}}).error().at(0).pointer == "department");
    CHECK(chart({{"department", "dep-2"}}, {.valid_at = before}).at("headcount") == 0);
    CHECK(ask(departments, {}).at("departments").at(1).at("closed") == json::value(to_text(closed)));
    CHECK_FALSE(ask(departments, {}, {.as_of = known}).at("departments").at(1).as_object().contains("closed"));
}

TEST_CASE_METHOD(Company, "a closing that is said to have been earlier takes nobody out of the tree", "[projections][organisation]") {
    const Time early{now.us + us_per_second};
    day();
    everybody_to_sales();
    const Time late = now;
    given_history(CloseDepartment{inside_sales}, early);
    CHECK(below({.valid_at = early}).at("headcount") == 2);
    CHECK(top({.valid_at = late}).at("departments").as_array().empty());
}

TEST_CASE_METHOD(Company, "every department is there once, also when they are below one another in a circle",
                 "[projections][organisation]") {
    const Time day_1{now.us + us_per_day}, day_2{now.us + 2 * us_per_day};
    now.us += 10 * us_per_day;
    given(MoveDepartment{inside_sales, Ref(RegionId{1}), {}}, day_2);
    CHECK(refused_by(run(MoveDepartment{sales, Ref(RegionId{1}), Ref(inside_sales)}, "because", day_1), {"place_changed_since"}));
    given_history(MoveDepartment{sales, Ref(RegionId{1}), Ref(inside_sales)}, day_1);
    REQUIRE(tops({.valid_at = day_1}).size() == 1);
    CHECK(top({.valid_at = day_1}).at("department").at("name") == "Sales");
    CHECK(below({.valid_at = day_1}).at("departments").as_array().empty());
    CHECK(chart({{"department", "dep-2"}}, {.valid_at = day_1}).at("headcount") == 2);
    CHECK(top().at("department").at("name") == "Inside Sales");
    CHECK(top().at("headcount_with_departments") == 4);
}

TEST_CASE_METHOD(Company, "a tree's difference says which departments moved and which were closed", "[projections][organisation]") {
    given(DefineRegion{"West", {}}).given(OpenDepartment{"Service", RegionId{1}, {}, {}});
    const Time since = now;
    day();
    given(MoveDepartment{inside_sales, Ref(RegionId{2}), {}}).given(CloseDepartment{DepartmentId{3}});
    const auto changed = difference(since).at("departments").as_object();
    REQUIRE(changed.at("moved").as_array().size() == 1);
    CHECK(changed.at("moved").at(0).at("department").at("name") == "Inside Sales");
    CHECK(changed.at("moved").at(0).at("from").at("region").at("name") == "East");
    CHECK(changed.at("moved").at(0).at("from").at("parent").at("name") == "Sales");
    CHECK(changed.at("moved").at(0).at("to").at("region").at("name") == "West");
    CHECK(changed.at("moved").at(0).at("to").at("parent").is_null());
    CHECK(changed.at("closed") == json::array{{{"id", "dep-3"}, {"name", "Service"}}});
    CHECK(changed.at("gone").as_array().empty());

    const auto of_sales = difference(since, {{"department", "dep-1"}}).at("departments").as_object();  // it went away from there
    CHECK(of_sales.at("moved").as_array().size() == 1);
    CHECK(of_sales.at("closed").as_array().empty());
}

TEST_CASE_METHOD(Company, "a deal stays in the region it was assigned in when its department moves", "[projections][organisation]") {
    deal().given(DefineRegion{"West", {}}).given(MoveDepartment{sales, Ref(RegionId{2}), {}});
    const auto region_of_deal = [&] { return ask(opportunities, {}).at("opportunities").at(0).at("region").at("name"); };
    CHECK(region_of_deal() == "East");
    given(Assign{the_deal, seller});
    CHECK(region_of_deal() == "West");
}

TEST_CASE_METHOD(Company, "one department is asked for with what is below it; what cannot be read is said", "[projections][organisation]") {
    CHECK(chart({{"department", "dep-2"}}).at("headcount") == 2);
    CHECK(chart({{"department", "dep-2"}}).at("departments").at(0).at("department").at("name") == "Inside Sales");
    CHECK(try_ask(organisation, {{"department", "dep-9"}}).error().at(0).pointer == "department");
    CHECK(try_ask(organisation, {{"compared_with", "yesterday"}}).error().at(0).pointer == "compared_with");
}

TEST_CASE_METHOD(Answering<>, "an empty company has an empty tree", "[projections][organisation]") {
    const auto answer = ask(organisation, {});
    CHECK(answer.at("headcount") == 0);
    CHECK(answer.at("departments").as_array().empty());
}

}  // namespace foxtrail::organisation_test
