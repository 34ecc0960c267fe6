// Customers whole: timeline, the page about them, and how late things about them were known.
#include "commands/contact_move.hpp"
#include "commands/task.hpp"
#include "projections/customers/customer_timeline.hpp"
#include "projections/customers/customer_view.hpp"
#include "projections/customers/knowledge_latency.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::customer_view_test {
using namespace buying_tests;

namespace {

const std::pair<std::string, std::string> acme{"id", "cus-1"}, other{"id", "cus-2"};

std::string text(const json::value& value) { return std::string(value.as_string()); }

// Wang decides on Acme's deal. Five days ago he went to the other customer, which is recorded today by employee 2.
struct TwoCustomers : Answering<BuyingScenario> {
    TwoCustomers() {
        given(role(wang, BuyingRole::decision_maker), days_ago(20));
        known_before = head();
        day_0 = days_ago(5);
        actor = EmployeeId{2};
        given(ReportContactMove{wang, CustomerId{2}, std::string("Purchasing"), {}, "his new card"}, day_0);
        actor.reset();
    }
    std::vector<std::string> types(Parameters parameters, Instant instant = {}) {
        std::vector<std::string> found;
        const auto answer = ask(customer_timeline, std::move(parameters), instant);
        for (const auto& event : answer.at("events").as_array()) found.push_back(text(event.at("type")));
        return found;
    }
    std::uint64_t count(const std::vector<std::string>& types, std::string_view type) {
        return static_cast<std::uint64_t>(std::ranges::count(types, type));
    }
    Time day_0;
    Position known_before = 0;
};

}  // namespace

TEST_CASE_METHOD(TwoCustomers, "a timeline has every event about the customer's deals and people once, in the order of the log",
                 "[projections][customer]") {
    const auto answer = ask(customer_timeline, {acme});
    std::vector<std::int64_t> positions;
    std::vector<std::string> found;
    for (const auto& event : answer.at("events").as_array()) {
        positions.push_back(event.at("position").to_number<std::int64_t>());
        found.push_back(text(event.at("type")));
    }
    CHECK(std::ranges::is_sorted(positions, std::less_equal<>()));
    CHECK(count(found, "customer.registered") == 1);
    CHECK(count(found, "opportunity.created") == 1);
    CHECK(count(found, "contact.registered") == 2);
    CHECK(count(found, "contact_role.assigned") == 1);
    CHECK(count(found, "contact.moved") == 1);
    CHECK(count(found, "contact_role.vacated") == 1);
    CHECK_FALSE(answer.contains("next"));
}

TEST_CASE_METHOD(TwoCustomers, "what a contact does after he left is not on the old customer's timeline", "[projections][customer]") {
    UpdateContactProfile update;
    update.contact = wang, update.phone = personal("1234");
    given(update);
    CHECK(count(types({acme}), "contact.profile_updated") == 0);
    CHECK(count(types({other}), "contact.profile_updated") == 1);
    CHECK(count(types({other}), "contact.moved") == 1);
    CHECK(count(types({other}), "contact.registered") == 1);  // Qian's; Wang was not there then
    CHECK(count(types({acme}, {.as_of = known_before}), "contact.moved") == 0);
    CHECK(count(types({acme}, {.valid_at = {day_0.us - 1}}), "contact.moved") == 0);
    CHECK(count(types({acme}, {.valid_at = day_0}), "contact.moved") == 1);
}

TEST_CASE_METHOD(TwoCustomers, "a timeline filters and pages without losing or repeating an event", "[projections][customer]") {
    CHECK(types({acme, {"type", "contact.moved"}}) == std::vector<std::string>{"contact.moved"});
    CHECK(count(types({acme, {"actor", "emp-2"}}), "contact.moved") == 1);
    CHECK(count(types({acme, {"actor", "emp-2"}}), "opportunity.created") == 0);
    CHECK(types({acme, {"from", to_text(now)}}).empty());
    const auto whole = types({acme});
    std::vector<std::string> paged;
    std::string after = "0";
    for (bool more = true; more;) {
        const auto page = ask(customer_timeline, {acme, {"limit", "2"}, {"after", after}});
        for (const auto& event : page.at("events").as_array()) paged.push_back(text(event.at("type")));
        more = page.contains("next");
        if (more) after = text(page.at("next")).substr(6);
    }
    CHECK(paged == whole);
    CHECK_FALSE(try_ask(customer_timeline, {acme, {"type", "contact.flew"}}));
    CHECK_FALSE(try_ask(customer_timeline, {{"id", "cus-9"}}));
}

TEST_CASE_METHOD(TwoCustomers, "a timeline longer than what is asked of one source at a time stays whole", "[projections][customer]") {
    for (int i = 0; i < 1'100; ++i) given(EstimateValue{the_deal, cny(std::to_string(1'000 + i) + ".00")});
    const auto first = ask(customer_timeline, {acme, {"limit", "1000"}});
    CHECK(first.at("events").as_array().size() == 1'000);
    const auto rest = types({acme, {"limit", "1000"}, {"after", text(first.at("next")).substr(6)}});
    CHECK(count(types({acme, {"limit", "1000"}, {"type", "opportunity.value_estimated"}}), "opportunity.value_estimated") == 1'000);
    CHECK(count(rest, "opportunity.value_estimated") + 1'000 > 1'100);
    CHECK(rest.back() == "opportunity.value_estimated");
}

TEST_CASE_METHOD(TwoCustomers, "the page of a customer has its deals by outcome, its people and what is open", "[projections][customer]") {
    deal().given(Win{OpportunityId{2}, cny("500.00")});
    given(role(zhao, BuyingRole::user));
    const auto page = ask(customer, {acme});
    CHECK(page.at("name") == "Acme");
    CHECK(page.at("sector") == "unknown");
    CHECK(page.at("opportunities").at("open").at("count") == 1);
    CHECK(page.at("opportunities").at("won").at("amounts") == json::array{{{"amount", "500.00"}, {"currency", "CNY"}}});
    CHECK(text(page.at("opportunities").at("won").at("opportunities").at(0).at("id")) == "opp-2");
    REQUIRE(page.at("contacts").as_array().size() == 1);
    CHECK(text(page.at("contacts").at(0).at("id")) == "con-2");
    CHECK(text(page.at("contacts").at(0).at("roles").at(0).at("role")) == "user");
    REQUIRE_FALSE(page.at("open_work").as_array().empty());  // the alerts of the move
    CHECK(text(page.at("open_work").at(0).at("about")) == "opp-1");

    const auto believed = ask(customer, {acme}, {known_before, now});
    CHECK(believed.at("contacts").as_array().size() == 2);
    CHECK(text(believed.at("contacts").at(0).at("roles").at(0).at("role")) == "decision_maker");
    CHECK(believed.at("open_work").as_array().empty());
    CHECK(ask(customer, {other}).at("contacts").as_array().size() == 2);
    CHECK_FALSE(try_ask(customer, {{"id", "cus-9"}}));
}

TEST_CASE_METHOD(TwoCustomers, "the last event of each department counts where the actor worked then", "[projections][customer]") {
    CHECK(text(ask(customer, {acme}).at("last_activity").at(0).at("department").at("name")) == "Sales");
    given(OpenDepartment{"Technics", {}, {}, {}}).given(HireEmployee{"Sun", DepartmentId{2}, {}, {}});
    actor = EmployeeId{3};
    given(EstimateValue{the_deal, cny("1.00")});
    actor = EmployeeId{2};
    given(EstimateValue{the_deal, cny("2.00")}).given(EstimateValue{the_deal, cny("3.00")});
    const Position last = head();
    actor.reset();
    given(MoveEmployee{EmployeeId{3}, DepartmentId{1}, {}});
    const auto activity = ask(customer, {acme}).at("last_activity").as_array();
    REQUIRE(activity.size() == 2);
    CHECK(text(activity[0].at("department").at("name")) == "Sales");
    CHECK(activity[0].at("position") == last);
    CHECK(text(activity[1].at("department").at("name")) == "Technics");
    CHECK(text(activity[1].at("actor").at("id")) == "emp-3");
    CHECK(ask(customer, {acme}, {.as_of = known_before}).at("last_activity").as_array().empty());
}

TEST_CASE_METHOD(TwoCustomers, "knowledge latency is told by type, with the slowest", "[projections][latency]") {
    const auto about = ask(knowledge_latency, {{"entity", "con-1"}});
    CHECK(about.at("by_type").at("contact.moved").at("n") == 1);
    CHECK(about.at("by_type").at("contact.moved").at("max_s").to_number<double>() == 5 * 86'400 + 1);
    CHECK(about.at("by_type").at("contact.registered").at("max_s").to_number<double>() == 0);
    CHECK(text(about.at("slowest").at(0).at("type")) == "contact_role.assigned");
    CHECK(about.at("slowest").at(0).at("knowledge_latency_s").as_int64() == 20 * 86'400 + 1);
    CHECK(about.at("slowest").as_array().size() <= 10);

    const auto by = ask(knowledge_latency, {{"actor", "emp-2"}});
    CHECK(by.at("by_type").as_object().contains("contact.moved"));
    CHECK_FALSE(by.at("by_type").as_object().contains("contact_role.assigned"));
    CHECK(ask(knowledge_latency, {{"entity", "con-1"}, {"actor", "emp-1"}}).at("all").at("n") == 0);
    CHECK_FALSE(ask(knowledge_latency, {{"entity", "con-1"}}, {.as_of = known_before}).at("by_type").as_object().contains("contact.moved"));
    CHECK_FALSE(try_ask(knowledge_latency, {}));
    CHECK_FALSE(try_ask(knowledge_latency, {{"entity", "Wang"}}));
}

}  // namespace foxtrail::customer_view_test
