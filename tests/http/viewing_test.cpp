// Who is shown what departments know of a customer is on record before he is shown it.
#include "commands/organisation.hpp"
#include "tests/http/told_company.hpp"

#include <future>
#include <mutex>

namespace foxtrail::viewing_test {

namespace {

struct Viewed : ToldCompany {
    Viewed() {
        as("emp-3", "customer.update_facet", {{"customer", "cus-1"}, {"department", "dep-1"}, {"fields", json::array{json::object{{"name", "credit"}, {"value", "good"}}}}});
        as("emp-4", "customer.update_facet", {{"customer", "cus-1"}, {"department", "dep-2"}, {"fields", json::array{json::object{{"name", "pump"}, {"value", "P7"}}}}});
    }
    std::size_t times_seen(std::string_view facet) {
        const auto types = types_of(facet);
        return static_cast<std::size_t>(std::ranges::count(types, "facet.seen"));
    }
};

}  // namespace

TEST_CASE_METHOD(Viewed, "a customer's page read for somebody notes which facets he was shown, once a day", "[http][access]") {
    read("/v1/customers/cus-1");
    CHECK(times_seen("fac-1") == 0);  // nobody said for whom
    const auto version = read("/v1/customers/cus-1").at("version");
    const auto page = read("/v1/customers/cus-1?as_seen_by=emp-3");
    CHECK(page.at("facets").at(1).as_object().contains("withheld"));
    CHECK(times_seen("fac-1") == 1);
    CHECK(times_seen("fac-2") == 0);
    read("/v1/customers/cus-1?as_seen_by=emp-3"), read("/v1/customers/cus-1?as_seen_by=emp-3&as_of=9");
    CHECK(times_seen("fac-1") == 1);
    CHECK(read("/v1/customers/cus-1").at("version") == version);  // it did not change him
    pass(us_per_day);
    read("/v1/customers/cus-1?as_seen_by=emp-3");
    CHECK(times_seen("fac-1") == 2);
    const auto event = read("/v1/history/fac-1").at("events").as_array().back().as_object();
    CHECK(event.at("data").at("viewer") == "emp-3");
    CHECK(event.at("on_behalf_of") == "emp-3");
    const auto saw = read("/v1/customers/cus-1/access").at("facets").at(0).at("saw").as_array();
    REQUIRE(saw.size() == 1);
    CHECK(saw.at(0).at("days") == 2);
    try_to("facet.note_seen", {{"facets", json::array{"fac-1"}}}, {{"on_behalf_of", "emp-3"}});
    CHECK(caller().last.status == 403);
}

TEST_CASE("a page is not shown when who sees it cannot be noted for now", "[http][access]") {
    TemporaryFolder folder;
    std::mutex hold;
    std::atomic<bool> holds = false, is_holding = false;
    EngineOptions options;
    options.writer.queue_max = 1;
    options.writer.batch_commands_max = 1;
    options.writer.may_write = [&] {
        if (!holds) return true;
        is_holding = true, is_holding.notify_all();
        const std::lock_guard wait(hold);
        return true;
    };
    RunningEdge edge(folder.path, std::move(options), {}, read_models());
    Caller caller(edge.port());
    caller.command("region.define", {{"name", "East"}});
    caller.command("department.open", {{"name", "Sales"}, {"region", "reg-1"}});
    caller.command("employee.hire", {{"name", "Li"}, {"department", "dep-1"}});
    caller.command("customer.register", {{"name", "Acme"}, {"sector", "unknown"}, {"region", "unknown"}});
    const auto facet = caller.command("customer.update_facet", {{"customer", "cus-1"}, {"department", "dep-1"}, {"fields", json::array{json::object{{"name", "credit"}, {"value", "good"}}}}}, {{"actor", "emp-1"}});
    const std::string page = "/v1/customers/cus-1?as_seen_by=emp-1&min_position=" + std::to_string(facet.at("position").to_number<Position>());
    std::unique_lock held(hold);
    holds = true;
    const auto register_one = [&](std::string_view name) { return Caller(edge.port()).command("region.define", {{"name", name}}).contains("position"); };
    auto first = std::async(std::launch::async, register_one, "North");
    is_holding.wait(false);
    Submission waiting;
    waiting.command = DefineRegion{"South", {}};
    std::promise<void> answered;
    REQUIRE(edge.engine().writer().submit(std::move(waiting), [&](CommandOutcome) { answered.set_value(); }));  // the queue is full
    caller.read(page);
    CHECK(caller.last.status == 503);
    CHECK(caller.last.header("Retry-After") == "1");
    holds = false, held.unlock();
    CHECK(first.get());
    answered.get_future().wait();
    CHECK(caller.read(page).at("facets").at(0).as_object().contains("fields"));
    CHECK(caller.last.status == 200);
}

}  // namespace foxtrail::viewing_test
