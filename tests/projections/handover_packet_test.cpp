// The handover packet: from, to and state at any instant, and what the receiver must know of each item.
#include "commands/contact.hpp"
#include "commands/deal_team.hpp"
#include "commands/document.hpp"
#include "commands/handover.hpp"
#include "commands/task.hpp"
#include "projections/people/handover_packet.hpp"
#include "projections/work/work_board.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::handover_packet_test {
using namespace buying_tests;

namespace {

constexpr EmployeeId manager{1}, giver{2}, receiver{3};
constexpr HandoverId packet{1};
const std::pair<std::string, std::string> the_packet{"id", "hnd-1"};

// A deal with a buyer, a document and a task, and a place in its team, offered by the giver to the receiver.
struct Offered : Answering<BuyingScenario> {
    Offered() {
        given(HireEmployee{"Wu Na", DepartmentId{1}, manager, {}}).given(role(wang, BuyingRole::user));
        given(OpenTask{the_deal.entity(), giver, "call", {now.us + 9 * us_per_day}})
            .given(JoinTeam{the_deal, giver, {"lead", "sells", "pumps"}});
        given(RegisterDocument{the_deal.entity(), DocumentKind::proposal, "Pumps", "Head of sales",
                               "sha256:" + std::string(64, '1'), 9});
        before = now;
        day();
        REQUIRE(as(giver, ProposeHandover{giver, receiver, {}, true, "leaving", {}}).verdict == Verdict::recorded);
        proposed = now;
        day();
        now.us -= us_per_day / 2;
    }
    json::object packet_at(Instant instant = {}) { return ask(handover, {the_packet}, instant); }
    json::object item(std::string_view id, Instant instant = {}) {
        const auto answer = packet_at(instant);
        for (const auto& item : answer.at("items").as_array())
            if (item.at("item").as_string() == id) return item.as_object();
        FAIL(id);
        return {};
    }
    Time before, proposed;
};

}  // namespace

TEST_CASE_METHOD(Offered, "a packet tells its state, its people and its times", "[projections][handover]") {
    const auto offered = packet_at();
    CHECK(offered.at("state") == "proposed");
    CHECK(offered.at("from").at("name") == "Chen Jie");
    CHECK(offered.at("to").at("name") == "Wu Na");
    CHECK(offered.at("departure") == true);
    CHECK(offered.at("count") == 3);
    CHECK(offered.at("transferred") == 0);
    CHECK(offered.at("proposed_at").as_string() == to_text(proposed));
    CHECK(offered.at("overdue") == false);
    const Time waiting = now;
    REQUIRE(as(receiver, AcceptHandover{packet, {the_deal.entity(), TaskId{1}.entity()}}).verdict == Verdict::recorded);
    const auto completed = packet_at();
    CHECK(completed.at("state") == "completed");
    CHECK(completed.at("transferred") == 2);
    CHECK(completed.at("accepted_at").as_string() == to_text(now));
    CHECK(item("opp-1").at("handed_over") == "transferred");
    CHECK(item("tem-1").at("handed_over") == "left");
    CHECK(packet_at({.valid_at = waiting}).at("state") == "proposed");
    CHECK(item("opp-1", {.valid_at = waiting}).at("handed_over") == "offered");
    CHECK_FALSE(try_ask(handover, {the_packet}, {.valid_at = before}));
}

TEST_CASE_METHOD(Offered, "a packet that is refused says why, and one nobody answers is overdue",
                 "[projections][handover]") {
    now.us += 3 * us_per_day;
    CHECK(packet_at().at("overdue") == true);
    REQUIRE(as(receiver, RejectHandover{packet, "too much"}).verdict == Verdict::recorded);
    CHECK(packet_at().at("state") == "rejected");
    CHECK(packet_at().at("why") == "too much");
    CHECK(packet_at().at("overdue") == false);
    CHECK(item("opp-1").at("handed_over") == "kept");
}

TEST_CASE_METHOD(Offered, "a deal comes with value, people, work, gates, documents and its last events",
                 "[projections][handover]") {
    const auto deal = item("opp-1");
    CHECK(deal.at("opportunity").at("value").at("amount") == "900.00");
    CHECK(deal.at("stage") == "Contact");
    CHECK(deal.at("expected_close") == "unknown");
    CHECK(deal.at("team").at(0).at("duty") == "sells");
    CHECK(deal.at("roles").at(1).at("holders").at(0).at("contact").at("name") == "Wang");
    CHECK(deal.at("gates").at("documents").as_array().empty());
    CHECK(deal.at("documents").at(0).at("title") == "Pumps");
    CHECK(deal.at("open_work").at(0).at("event").at("what") == "call");
    CHECK(item("tsk-1").at("event").at("what") == "call");
    CHECK(item("tem-1").at("duty") == "sells");

    const auto stage = [&](Instant instant) { return item("opp-1", instant).at("stage"); };
    given(AdvanceStage{the_deal, "Offer"});
    CHECK(stage({}) == "Offer");
    CHECK(stage({.valid_at = {now.us - 1}}) == "Contact");
    for (int count = 0; count < 12; ++count) given(EstimateValue{the_deal, cny(std::to_string(count) + ".00")});
    const auto last = item("opp-1").at("last_events").as_array();
    REQUIRE(last.size() == 10);
    CHECK(last.back().at("data").at("to").at("amount") == "11.00");
    given(EraseContactPersonalData{wang});
    CHECK(item("opp-1").at("roles").at(1).at("holders").at(0).at("contact").at("name") ==
          json::object{{"erased", true}});
}

TEST_CASE_METHOD(Offered, "a packet pages, the board of handovers lists it, and no packet is a problem of the path",
                 "[projections][handover]") {
    const auto first = ask(handover, {the_packet, {"limit", "2"}});
    CHECK(first.at("items").as_array().size() == 2);
    CHECK(first.at("next") == "after=2");
    const auto rest = ask(handover, {the_packet, {"limit", "2"}, {"after", "2"}});
    CHECK(rest.at("items").as_array().size() == 1);
    CHECK_FALSE(rest.contains("next"));
    const auto board = ask(work, {{"kind", "hnd"}});
    REQUIRE(board.at("count") == 1);
    CHECK(board.at("items").at(0).at("owner").at("id") == "emp-3");
    CHECK(board.at("items").at(0).at("about") == "emp-2");
    CHECK(board.at("items").at(0).at("event").at("items").as_array().size() == 3);
    for (const auto* id : {"hnd-9", "opp-1", ""}) {
        const auto answered = try_ask(handover, {{"id", id}});
        REQUIRE_FALSE(answered);
        CHECK(answered.error()[0].pointer == "id");
    }
}

}  // namespace foxtrail::handover_packet_test
