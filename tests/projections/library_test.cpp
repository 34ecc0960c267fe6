// The library of documents with their uses, and what somebody new finds on his first day.
#include "commands/appointment.hpp"
#include "commands/departure.hpp"
#include "commands/document.hpp"
#include "commands/handover.hpp"
#include "commands/quote.hpp"
#include "commands/relationship.hpp"
#include "commands/task.hpp"
#include "projections/people/day_one.hpp"
#include "projections/work/document_view.hpp"
#include "projections/work/library.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::library_test {

namespace {

constexpr EmployeeId boss{1}, seller{2}, newcomer{3};
constexpr OpportunityId second{2};
constexpr DocumentId pumps{1}, plan{2}, acme{3};

struct Shelf : Answering<> {
    Shelf() {
        company().deal().deal();
        given(SetCustomerSector{CustomerId{1}, "Chemistry"});
        add(the_deal.entity(), DocumentKind::proposal, "Pumps", "Sales head");
        add(second.entity(), DocumentKind::implementation_plan, "Plan", "Engineer");
        add(CustomerId{1}.entity(), DocumentKind::minutes, "First visit", "Sales head");
    }
    void add(Entity about, DocumentKind kind, std::string title, std::string position) {
        REQUIRE(as(seller, RegisterDocument{about, kind, std::move(title), std::move(position), "sha256:" + std::string(64, '1'), 10}).verdict == Verdict::recorded);
    }
    void does(EmployeeId who, AnyCommand command, std::optional<Time> valid_at = {}) {
        const auto outcome = as(who, std::move(command), "because", valid_at);
        INFO(outcome);
        REQUIRE(outcome.verdict == Verdict::recorded);
    }
    std::vector<std::string> found(Parameters parameters = {}, Instant instant = {}) {
        std::vector<std::string> ids;
        const auto answer = ask(documents, std::move(parameters), instant);
        for (const auto& document : answer.at("documents").as_array()) ids.emplace_back(document.at("document").as_string());
        return ids;
    }
    json::object one(DocumentId id, Instant instant = {}) { return ask(document, {{"id", to_text(id)}}, instant); }
    json::object pack(Instant instant = {}, Parameters more = {}) {
        more.emplace_back("id", to_text(newcomer));
        return ask(day_one, std::move(more), instant);
    }
};
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Shelf, "documents are found by what they are, whose, and by stage, outcome and sector", "[projections][library]") {
    given(AdvanceStage{second, "Offer"}).given(Win{the_deal, cny("900.00")});
    CHECK(found() == Ids{"doc-1", "doc-2", "doc-3"});
    CHECK(found({{"kind", "proposal"}}) == Ids{"doc-1"});
    CHECK(found({{"about_kind", "customer"}}) == Ids{"doc-3"});
    CHECK(found({{"about", "opp-2"}}) == Ids{"doc-2"});
    CHECK(found({{"position", "Sales head"}}) == Ids{"doc-1", "doc-3"});
    CHECK(found({{"position", "Nobody"}}).empty());
    CHECK(found({{"stage", "Offer"}}) == Ids{"doc-2"});
    CHECK(found({{"outcome", "won"}}) == Ids{"doc-1"});
    CHECK(found({{"outcome", "won"}}, {.as_of = head() - 1}).empty());
    CHECK(found({{"sector", "Chemistry"}}) == Ids{"doc-1", "doc-2", "doc-3"});
    CHECK(found({{"sector", "Steel"}}).empty());
    CHECK(found({{"limit", "2"}}) == Ids{"doc-1", "doc-2"});
    CHECK(ask(documents, {{"limit", "2"}}).at("next") == "after=2");
    CHECK(found({{"after", "2"}}) == Ids{"doc-3"});
    CHECK(ask(documents, {}).at("documents").at(0).at("deal").at("outcome") == "won");
    CHECK(ask(documents, {}).at("documents").at(2).at("deal").is_null());
    CHECK(ask(documents, {}).at("documents").at(2).at("title") == "First visit");
}

TEST_CASE_METHOD(Shelf, "uses are counted as known and true at the instant, and told with who and what", "[projections][library]") {
    const Time start = now;
    day();
    does(seller, ShareDocument{plan, DepartmentId{1}.entity()});
    does(boss, CommentDocument{plan, "good"});
    does(seller, RecordDocumentReuse{plan, the_deal});
    const Position known = head();
    does(boss, RecordDocumentReuse{pumps, second}, start);
    does(seller, AddDocumentVersion{plan, "sha256:" + std::string(64, '2'), 20, "with prices"});
    given(new_deal());
    does(seller, RecordDocumentReuse{plan, OpportunityId{3}});
    CHECK(found({{"sort", "reuse"}}) == Ids{"doc-2", "doc-1", "doc-3"});
    CHECK(found({{"sort", "reuse"}}, {.valid_at = start}) == Ids{"doc-1", "doc-2", "doc-3"});
    CHECK(found({{"sort", "newest"}}).front() == "doc-2");
    const auto printed = ask(documents, {{"about", "opp-2"}}).at("documents").at(0).as_object();
    CHECK(printed.at("reused") == 2);
    CHECK(printed.at("shared") == 1);
    CHECK(printed.at("commented") == 1);
    CHECK(printed.at("versions") == 2);

    const auto of_plan = one(plan);
    REQUIRE(of_plan.at("versions").as_array().size() == 2);
    CHECK(of_plan.at("versions").at(1).at("note") == "with prices");
    CHECK(of_plan.at("shared").at(0).at("with") == "dep-1");
    CHECK(of_plan.at("comments").at(0).at("text") == "good");
    CHECK(of_plan.at("comments").at(0).at("by") == "emp-1");
    CHECK(of_plan.at("reused").at(1).at("opportunity") == "opp-3");
    CHECK(of_plan.at("uses").at("reused") == 2);
    CHECK(one(plan, {.as_of = known}).at("uses").at("reused") == 1);
    CHECK(one(plan, {.as_of = known}).at("versions").as_array().size() == 1);
    CHECK(one(pumps, {.as_of = known}).at("reused").as_array().empty());
    CHECK(one(pumps, {.valid_at = start}).at("uses").at("reused") == 1);
}

TEST_CASE_METHOD(Shelf, "somebody new finds his position's documents, proposals that were used, and what was handed to him", "[projections][day_one]") {
    given(HireEmployee{"Sun", DepartmentId{1}, boss, {}});
    const Time hired = now;
    CHECK(pack().at("documents").at("count") == 0);
    CHECK(pack().at("position") == "unknown");
    given(PromoteEmployee{newcomer, "Sales head"});
    CHECK(pack().at("documents").at("count") == 2);
    CHECK(pack({.valid_at = hired}).at("documents").at("count") == 0);
    CHECK(pack().at("people").at("manager").at("name") == "Li Wei");
    CHECK(pack().at("people").at("colleagues").at("employees").at(0).at("name") == "Chen Jie");
    CHECK(pack().at("people").at("colleagues").at("count") == 1);

    add(the_deal.entity(), DocumentKind::proposal, "Pumps again", "Engineer");
    does(seller, RecordDocumentReuse{DocumentId{4}, second});
    given(Win{the_deal, cny("900.00")});
    const auto won = pack().at("proposals_won").as_object();
    CHECK(won.at("count") == 2);
    CHECK(won.at("documents").at(0).at("title") == "Pumps again");
    CHECK(pack().at("proposals_lost").at("count") == 0);
    CHECK(pack({}, {{"limit", "1"}}).at("proposals_won").at("documents").as_array().size() == 1);

    does(boss, ProposeHandover{seller, newcomer, {second.entity()}, false, "yours", {}});
    does(boss, WithdrawHandover{HandoverId{1}, "another's"});
    CHECK(pack().at("handed_over").at("count") == 0);
    const Position before = head();
    does(boss, ProposeHandover{seller, newcomer, {second.entity()}, false, "take care of it", {}});
    CHECK(pack().at("handed_over").at("handovers").at(0).at("state") == "proposed");
    does(newcomer, AcceptHandover{HandoverId{2}, {}});
    given(OpenTask{second.entity(), newcomer, "call Acme", {now.us + us_per_day}});
    const auto handed = pack().at("handed_over").at("handovers").at(0).as_object();
    CHECK(handed.at("state") == "completed");
    CHECK(handed.at("from").at("name") == "Chen Jie");
    CHECK(handed.at("items") == json::array{"opp-2"});
    CHECK(handed.at("note") == "take care of it");
    CHECK(pack().at("deals").at("opportunities").at(0).at("id") == "opp-2");
    CHECK(pack().at("work").at("count") == 1);
    CHECK(pack({.as_of = before}).at("handed_over").at("count") == 0);
    CHECK(pack({.as_of = before}).at("deals").at("count") == 0);
}

TEST_CASE_METHOD(Answering<>, "an empty library, and what cannot be read", "[projections][library][day_one]") {
    CHECK(ask(documents, {}) == json::object{{"count", 0}, {"documents", json::array()}});
    CHECK(try_ask(documents, {{"kind", "poem"}}).error().front().pointer == "kind");
    CHECK(try_ask(documents, {{"sort", "size"}}).error().front().pointer == "sort");
    CHECK(try_ask(documents, {{"about", "it"}}).error().front().pointer == "about");
    CHECK(try_ask(day_one, {{"id", "emp-1"}}).error().front().detail == "there was no emp-1 at this instant");
    company();
    CHECK(ask(day_one, {{"id", "emp-1"}}).at("people").at("reports").at("count") == 1);
    CHECK(try_ask(day_one, {{"id", "emp-1"}, {"limit", "x"}}).error().front().pointer == "limit");
}

TEST_CASE_METHOD(Shelf, "somebody new is told of the deals won and lost where he works, as they were at any instant", "[projections][day_one]") {
    given(HireEmployee{"Sun", DepartmentId{1}, boss, {}});
    given(buying_tests::person(CustomerId{1}, "Wang"));
    const auto past = [&](std::string_view outcome, Instant instant = {}) { return pack(instant).at("past_deals").at(outcome).as_object(); };
    CHECK(past("won").at("count") == 0);
    does(seller, LogTouch{ContactId{1}, the_deal, TouchDirection::two_way, "visit", "wants a trial"});
    does(seller, ScheduleAppointment{"trial", the_deal.entity(), {now.us + us_per_day / 2}, {now.us + us_per_day / 2 + us_per_second}, "there", {seller}, {{ContactId{1}, {}}}});
    now.us += us_per_day;
    does(seller, HoldAppointment{AppointmentId{1}, "went well"});
    does(seller, DraftQuote{the_deal, cny("1000.00"), cny("950.00"), {date_of(now).days + 30}});
    does(seller, SendQuote{QuoteId{1}, {}, {}});
    const Time open = now;
    const Position known = head();
    day();
    given(Lose{the_deal, "price", std::string("Kone")}).given(Win{second, cny("900.00")});
    const auto lost = past("lost");
    REQUIRE(lost.at("deals").as_array().size() == 1);
    const auto& deal = lost.at("deals").at(0).as_object();
    CHECK(deal.at("name") == "Pumps for Acme");
    REQUIRE(deal.at("met").as_array().size() == 1);
    CHECK(deal.at("met").at(0).at("contact").at("name") == "Wang");
    CHECK(deal.at("met").at(0).at("touches") == 1);
    CHECK(deal.at("met").at(0).at("meetings") == 1);
    CHECK(deal.at("documents").at(0).at("title") == "Pumps");
    CHECK(deal.at("quotes").at(0).at("state") == "sent");
    CHECK(deal.at("outcomes").at(0).at("data").at("why") == "price");
    CHECK(deal.at("outcomes").at(0).at("data").at("competitor") == "Kone");
    CHECK(deal.at("decision_tree").as_object().contains("nodes"));
    CHECK(deal.at("playbook").at("playbook").is_null());
    CHECK(past("won").at("deals").at(0).at("outcomes").at(0).at("type") == "opportunity.won");
    CHECK(past("won").at("deals").at(0).at("met").as_array().empty());
    CHECK(past("lost", {.valid_at = open}).at("count") == 0);
    CHECK(past("lost", {.as_of = known}).at("count") == 0);
    given(new_deal()).given(Lose{OpportunityId{3}, "price", {}});
    CHECK(past("lost").at("deals").at(0).at("id") == "opp-3");
    CHECK(pack({}, {{"limit", "1"}}).at("past_deals").at("lost").at("count") == 2);
    CHECK(pack({}, {{"limit", "1"}}).at("past_deals").at("lost").at("deals").as_array().size() == 1);
}

}  // namespace foxtrail::library_test
