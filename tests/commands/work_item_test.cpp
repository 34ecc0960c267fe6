// Work that passes between departments: it leaves none before the next accepts it, and the waiting can be told from events.
#include "commands/departure.hpp"
#include "commands/handover.hpp"
#include "commands/work_item.hpp"
#include "tests/commands/department_scenario.hpp"

namespace foxtrail::work_item_test {
using namespace department_tests;

namespace {

constexpr WorkItemId item{1};

struct Opened : Departments {
    Opened() { REQUIRE(records(seller, OpenWorkItem{the_deal.entity(), technical, "survey the site"})); }
};

struct Won : Departments {
    Won() { given(Win{the_deal, cny("900.00")}); }
};

}  // namespace

TEST_CASE_METHOD(Departments, "work is laid before a department about a customer or an opportunity", "[commands][work_item]") {
    const auto opened = first<WorkItemOpened>(as(seller, OpenWorkItem{CustomerId{1}.entity(), technical, "survey the site"}));
    CHECK(opened == WorkItemOpened{item, CustomerId{1}.entity(), seller, sales, technical, "survey the site"});
    CHECK(refused_by(as_system(OpenWorkItem{seller.entity(), technical, " "}), {"actor_missing", "neither_customer_nor_deal", "text_missing"}));
}

TEST_CASE_METHOD(Opened, "only the department asked accepts, and the event says since when it waited", "[commands][work_item]") {
    const Time opened = now;
    CHECK(refused_by(as(fitter, AcceptWorkItem{item}), {"not_of_department"}));
    CHECK(refused_by(as_system(AcceptWorkItem{item}), {"actor_missing"}));
    CHECK(refused_by(as(engineer, AcceptWorkItem{item}, "because", yesterday()), {"dated_before_last_change"}));
    now.us += us_per_day;
    CHECK(first<WorkItemAccepted>(as(engineer, AcceptWorkItem{item})) == WorkItemAccepted{item, the_deal.entity(), seller, engineer, technical, opened});
    CHECK(already_so(engineer, AcceptWorkItem{item}));
    CHECK(refused_by(as(technical_head, AcceptWorkItem{item}), {"waits_for_nobody"}));
}

TEST_CASE_METHOD(Opened, "the department asked may give it back, and it is the giver's again", "[commands][work_item]") {
    const Time opened = now;
    CHECK(refused_by(as(seller, ReturnWorkItem{item, ""}), {"not_of_department", "why_missing"}));
    const auto returned = first<WorkItemReturned>(as(engineer, ReturnWorkItem{item, "ask service"}));
    CHECK(returned == WorkItemReturned{item, the_deal.entity(), engineer, technical, opened, "ask service"});
    CHECK(refused_by(as(engineer, ReturnWorkItem{item, "again"}), {"waits_for_nobody"}));
    CHECK(first<WorkItemPassedOn>(as(seller, PassOnWorkItem{item, service})).from == sales);
}

TEST_CASE_METHOD(Opened, "only who has it passes it on, and to one department at a time", "[commands][work_item]") {
    CHECK(already_so(seller, PassOnWorkItem{item, technical}));
    CHECK(refused_by(as(seller, PassOnWorkItem{item, service}), {"waits_already"}));
    CHECK(records(engineer, AcceptWorkItem{item}));
    CHECK(refused_by(as(seller, PassOnWorkItem{item, service}), {"not_holder"}));
    CHECK(already_so(engineer, PassOnWorkItem{item, technical}));
    CHECK(first<WorkItemPassedOn>(as(engineer, PassOnWorkItem{item, service})) == WorkItemPassedOn{item, the_deal.entity(), engineer, technical, service});
    CHECK(refused_by(as(fitter, CloseWorkItem{item, "done"}), {"not_holder"}));
    CHECK(first<WorkItemAccepted>(as(fitter, AcceptWorkItem{item})).from == engineer);
}

TEST_CASE_METHOD(Opened, "who has it closes it with a result, even while it waits", "[commands][work_item]") {
    CHECK(refused_by(as(engineer, CloseWorkItem{item, " "}), {"not_holder", "text_missing"}));
    const auto closed = first<WorkItemClosed>(as(seller, CloseWorkItem{item, "not wanted any more"}));
    CHECK(closed == WorkItemClosed{item, the_deal.entity(), seller, sales, "not wanted any more"});
    CHECK(already_so(seller, CloseWorkItem{item, "not wanted any more"}));
    CHECK(refused_by(as(engineer, AcceptWorkItem{item}), {"not_open"}));
    CHECK(refused_by(as(seller, PassOnWorkItem{item, service}), {"not_open"}));
}

TEST_CASE_METHOD(Opened, "while it waits it rests on the giver, whose handover moves it", "[commands][work_item]") {
    CHECK(refused_by(as_system(DepartEmployee{seller, {}}), {"items_open"}));
    CHECK(records(seller, ProposeHandover{seller, sales_head, {}, true, "leaving", {}}));
    CHECK(records(sales_head, AcceptHandover{HandoverId{1}, {}}));
    CHECK(records(EmployeeId{}, DepartEmployee{seller, {}}));
    CHECK(first<WorkItemAccepted>(as(engineer, AcceptWorkItem{item})).from == sales_head);
}

TEST_CASE_METHOD(Departments, "only a won opportunity is taken over for delivery, by somebody else", "[commands][work_item]") {
    CHECK(refused_by(as_system(AcceptDeliveryHandover{the_deal, ""}), {"actor_missing", "not_won", "text_missing"}));
    CHECK(refused_by(as(seller, AcceptDeliveryHandover{the_deal, "two pumps"}), {"not_won", "from_himself"}));
    given(Lose{the_deal, "price", {}});
    CHECK(refused_by(as(fitter, AcceptDeliveryHandover{the_deal, "two pumps"}), {"not_won"}));
}

TEST_CASE_METHOD(Won, "a delivery is taken over once and is a work item from then on", "[commands][work_item]") {
    const Time won = now;
    CHECK(refused_by(as(fitter, AcceptDeliveryHandover{the_deal, "two pumps"}, "because", yesterday()), {"dated_before_last_change"}));
    const auto delivery = first<DeliveryHandoverAccepted>(as(fitter, AcceptDeliveryHandover{the_deal, "two pumps"}));
    CHECK(delivery == DeliveryHandoverAccepted{item, the_deal, sales, service, fitter, "two pumps", won});
    CHECK(already_so(fitter, AcceptDeliveryHandover{the_deal, "two pumps"}));
    CHECK(refused_by(as(engineer, AcceptDeliveryHandover{the_deal, "two pumps"}), {"delivered_by_others"}));
    CHECK(refused_by(as_system(DepartEmployee{fitter, {}}), {"items_open"}));
    CHECK(records(fitter, CloseWorkItem{item, "delivered"}));
    CHECK(already_so(fitter, AcceptDeliveryHandover{the_deal, "two pumps"}));
    CHECK(records(EmployeeId{}, DepartEmployee{fitter, {}}));
}

}  // namespace foxtrail::work_item_test
