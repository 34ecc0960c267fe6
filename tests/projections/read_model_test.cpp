#include "projections/pipeline/board.hpp"
#include "projections/pipeline/conversion.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/history.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::read_model_test {

TEST_CASE_METHOD(Answering<>, "the board counts, sums and weighs open deals by stage", "[projections][board]") {
    company().deal().deal();
    given(AdvanceStage{the_deal, "Offer"});
    day();
    const auto answer = ask(board, {});
    REQUIRE(answer.at("groups").as_array().size() == 2);
    const auto& contact = answer.at("groups").at(0).as_object();
    CHECK(contact.at("stage").at("name") == "Contact");
    CHECK(contact.at("weighted_amounts").at(0).at("amount") == "90.00");
    CHECK(answer.at("total").at("deals") == 2);
    CHECK(answer.at("total").at("amounts").at(0).at("amount") == "1800.00");
    CHECK(answer.at("total").at("weighted_amounts").at(0).at("amount") == "450.00");
}

TEST_CASE_METHOD(Answering<>, "the board says what deals are worth at the list prices of the instant", "[projections][board]") {
    const Time before = now;
    company().deal().deal();
    CreateOpportunity of_no_product = new_deal();
    of_no_product.product = {};
    given(of_no_product);
    day();
    const Time listed = now;
    given(RepriceProduct{ProductId{1}, cny("130.00")});
    const auto total = [&](Instant instant) { return ask(board, {{"list_prices", "true"}, {"group_by", "product"}}, instant).at("total"); };
    CHECK(total({}).at("list_amounts").at(0).at("amount") == "260.00");
    CHECK(total({}).at("list_price_unknown") == 1);
    CHECK(total({head(), listed}).at("list_amounts").at(0).at("amount") == "200.00");
    given(new_deal(), before);  // before the product was listed here
    CHECK(total({head(), before}).at("list_amounts").at(0).at("amount") == "100.00");
    CHECK_FALSE(ask(board, {}).at("total").as_object().contains("list_amounts"));
}

TEST_CASE_METHOD(Answering<>, "a handover changes nothing that a past date answers", "[projections][board]") {
    company().deal();
    day();
    const Time before = now;
    const Position known = log->head();
    const auto then = json::serialize(ask(board, {{"group_by", "owner"}}, {known, before}));
    given_history(Assign{the_deal, EmployeeId{1}}).given(RenameEmployee{EmployeeId{2}, "Somebody Else"});
    Scenario::now = before;
    CHECK(json::serialize(ask(board, {{"group_by", "owner"}}, {known, before})) == then);
    CHECK(json::serialize(ask(board, {{"group_by", "owner"}})) != then);
}

TEST_CASE_METHOD(Answering<>, "what is unknown to the board is a problem that names the parameter", "[projections][board]") {
    company();
    runner.catch_up();
    const auto answered = board(runner, *log, {{{"group_by", "colour"}, {"owner", "nobody"}}, {}, now});
    REQUIRE_FALSE(answered);
    CHECK(answered.error().size() == 2);
}

TEST_CASE_METHOD(Answering<>, "conversion counts moves, cohorts, dwell and the win rate", "[projections][conversion]") {
    company();
    for (int i = 0; i < 4; ++i) deal();
    day();
    for (std::uint32_t id : {1U, 2U, 3U}) given(AdvanceStage{OpportunityId{id}, "Offer"});
    day();
    given(Win{OpportunityId{1}, cny("500.00")}).given(Lose{OpportunityId{2}, "price", {}});
    const auto answer = ask(conversion, {});
    const auto& group = answer.at("groups").at(0);
    CHECK(group.at("opened") == 4);
    CHECK(group.at("open") == 2);
    CHECK(group.at("outcomes").at("win_rate").at("value") == 0.5);
    CHECK(group.at("outcomes").at("won").at("amounts").at(0).at("amount") == "500.00");
    const auto& moves = group.at("moves").as_array();
    REQUIRE(moves.size() == 5);  // contact -> offer, and by cohort also contact -> won, contact -> lost; offer -> won, lost
    for (const auto& move : moves)
        if (move.at("from") == "Contact" && move.at("to") == "Offer") {
            CHECK(move.at("moves") == 3);
            CHECK(move.at("cohort").at("entered") == 4);
            CHECK(move.at("cohort").at("reached") == 3);
            CHECK(move.at("cohort").at("censored_n") == 2);
        }
    for (const auto& stage : group.at("stages").as_array())
        if (stage.at("stage") == "Contact") {
            CHECK(stage.at("dwell").at("n") == 3);
            CHECK(stage.at("dwell").at("censored_n") == 1);
        }
}

TEST_CASE_METHOD(Answering<>, "conversion says which deals were there before the period", "[projections][conversion]") {
    company().deal().deal();
    day();
    const Parameters since{{"from", to_text(now)}};
    deal().given(AdvanceStage{the_deal, "Offer"}).given(AdvanceStage{OpportunityId{3}, "Offer"});
    const auto later = ask(conversion, since).at("groups").at(0);
    CHECK(later.at("deals") == 2);
    CHECK(later.at("begun_before") == 1);
    CHECK(ask(conversion, {}).at("groups").at(0).at("begun_before") == 0);
}

TEST_CASE_METHOD(Answering<>, "a backdated stage entry takes its place in the path", "[projections][conversion]") {
    company().deal();
    const Time entered = now;
    day();
    day();
    given(AdvanceStage{the_deal, "Offer"});
    given(RecordStageEntry{the_deal, "Trial"}, Time{entered.us + us_per_day});
    const auto answer = ask(conversion, {});
    std::vector<std::string> moves;
    for (const auto& move : answer.at("groups").at(0).at("moves").as_array())
        if (move.at("moves") == 1) moves.push_back(std::string(move.at("from").as_string()) + ">" + std::string(move.at("to").as_string()));
    CHECK(moves == std::vector<std::string>{"Contact>Trial", "Trial>Offer"});
}

TEST_CASE_METHOD(Answering<>, "the history of any entity pages and filters", "[projections][history]") {
    company();
    actor = EmployeeId{2};
    for (int i = 0; i < 5; ++i) deal();
    const auto first = ask(history, {{"entity", "cus-1"}, {"limit", "3"}});
    CHECK(first.at("events").as_array().size() == 3);
    REQUIRE(first.contains("next"));
    const auto rest = ask(history, {{"entity", "cus-1"}, {"limit", "9"}, {"after", std::string(first.at("next").as_string()).substr(6)}});
    CHECK(rest.at("events").as_array().size() == 3);
    CHECK_FALSE(rest.contains("next"));
    CHECK(ask(history, {{"entity", "emp-2"}, {"type", "opportunity.created"}}).at("events").as_array().size() == 5);
    CHECK(ask(history, {{"entity", "opp-1"}, {"actor", "emp-1"}}).at("events").as_array().empty());
}

TEST_CASE_METHOD(Answering<>, "the cursor of a full page leads to the next page", "[projections][entities]") {
    company();
    for (int i = 0; i < 5; ++i) deal();
    std::vector<std::string> ids;
    std::string after = "0";
    for (int page = 0; page < 3; ++page) {
        const auto answer = ask(opportunities, {{"limit", "2"}, {"after", after}});
        for (const auto& item : answer.at("opportunities").as_array()) ids.emplace_back(item.at("id").as_string());
        if (!answer.contains("next")) break;
        after = std::string(answer.at("next").as_string()).substr(6);
    }
    CHECK(ids == std::vector<std::string>{"opp-1", "opp-2", "opp-3", "opp-4", "opp-5"});
}

}  // namespace foxtrail::read_model_test
