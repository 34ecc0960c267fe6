// The real histories in ../shared/data, imported with the repository's own mappings; every figure is asked for over HTTP
// and held against reference.json, which was computed independently.
#include "replay/import/run.hpp"
#include "tests/http/running_edge.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

using namespace foxtrail;

namespace {

std::string data_folder() {
    const char* given = std::getenv("FOXTRAIL_DATA");
    return given ? given : "../shared/data";
}

bool is_absent() {
    if (std::filesystem::exists(data_folder())) return false;
    WARN("SKIPPED: no " << data_folder() << ": the real histories were not compared");
    return true;
}

struct ImportedHistory {
    ImportedHistory(const std::string& name, const std::string& file) : server(folder.path, {}, {}, read_models()), caller(server.port()) {
        std::ifstream in(data_folder() + '/' + name + "/reference.json");
        std::stringstream text;
        text << in.rdbuf();
        reference = json::parse(text.str());
        const auto mapping = read_mapping("replay/import/mappings/" + name + ".json");
        REQUIRE(mapping);
        const auto summary = import_file(server.engine().log(), server.engine().writer(), data_folder() + '/' + name + '/' + file, *mapping);
        REQUIRE(summary);
        REQUIRE(server.engine().runner().wait_for(server.engine().log().head(), std::chrono::seconds(30)));
    }
    json::object ask(const std::string& target) {
        auto answer = caller.read(target);
        INFO(target << ' ' << caller.last.body.substr(0, 500));
        REQUIRE(caller.last.status == 200);
        return answer;
    }
    const json::value& expected(std::string_view pointer) const { return reference.at_pointer(pointer); }

    TemporaryFolder folder;
    RunningEdge server;
    Caller caller;
    json::value reference;
};

std::int64_t whole(const json::value& value) { return value.to_number<std::int64_t>(); }
std::string text(const json::value& value) { return std::string(value.as_string()); }

std::string label(const json::value& group, std::string_view dimension) {
    const auto& value = group.at(dimension);
    return value.is_object() ? text(value.at("name")) : text(value);
}

std::int64_t amount_of(const json::value& amounts) {
    return amounts.as_array().empty() ? 0 : std::llround(std::stod(text(amounts.at(0).at("amount"))));
}

// Counts in reference.json are lists of [name, count] or [name, name, count].
std::map<std::string, std::int64_t> counts(const json::value& list) {
    std::map<std::string, std::int64_t> counts;
    for (const auto& row : list.as_array()) {
        const auto& fields = row.as_array();
        counts[fields.size() == 2 ? text(fields[0]) : text(fields[0]) + " > " + text(fields[1])] = whole(fields.back());
    }
    return counts;
}

void check_seconds(const json::value& summary, const json::value& expected) {
    REQUIRE(summary.at("n").to_number<std::int64_t>() == whole(expected.at("n")));
    if (whole(expected.at("n")) == 0) return;
    for (const auto* figure : {"mean_s", "median_s", "p90_s", "min_s", "max_s"}) {
        INFO(figure);
        CHECK(std::abs(summary.at(figure).to_number<double>() - expected.at(figure).to_number<double>()) < 0.0006);
    }
}

void check_event_log(const std::string& name, const std::string& file) {
    ImportedHistory history(name, file);
    const auto& view = history.reference.at("views").at("name");
    const auto group = history.ask("/v1/conversion").at("groups").at(0);
    CHECK(whole(group.at("opened")) == whole(view.at("cases")));
    CHECK(whole(group.at("stage_entries")) == whole(view.at("events")));
    std::map<std::string, std::int64_t> entries, reaching, first, last, moves;
    std::int64_t self_loops = 0;
    for (const auto& stage : group.at("stages").as_array()) {
        const std::string stage_name = text(stage.at("stage"));
        entries[stage_name] = whole(stage.at("entries"));
        reaching[stage_name] = whole(stage.at("deals"));
        if (whole(stage.at("first"))) first[stage_name] = whole(stage.at("first"));
        if (whole(stage.at("last"))) last[stage_name] = whole(stage.at("last"));
        INFO("dwell in " << stage_name);
        if (const auto* dwell = view.at("dwell_by_activity").as_object().if_contains(stage_name)) check_seconds(stage.at("dwell"), *dwell);
        else CHECK(whole(stage.at("dwell").at("n")) == 0);
    }
    for (const auto& move : group.at("moves").as_array()) {
        if (whole(move.at("moves")) == 0) continue;
        moves[text(move.at("from")) + " > " + text(move.at("to"))] = whole(move.at("moves"));
        if (move.at("from") == move.at("to")) self_loops += whole(move.at("moves"));
    }
    CHECK(entries == counts(view.at("activity_counts")));
    CHECK(reaching == counts(view.at("cases_reaching_activity")));
    CHECK(first == counts(view.at("start_activity_cases")));
    CHECK(last == counts(view.at("end_activity_cases")));
    CHECK(moves == counts(view.at("directly_follows_all")));
    CHECK(self_loops == whole(view.at("self_loops")));
    check_seconds(group.at("duration"), view.at("case_duration"));
    const auto& hands = history.reference.at("resources");
    CHECK(whole(group.at("hands").at("changed")) == whole(hands.at("handovers")));
    CHECK(whole(group.at("hands").at("kept")) == whole(hands.at("consecutive_same_resource")));
    CHECK(whole(group.at("hands").at("deals_with_change")) == whole(hands.at("cases_with_a_handover")));

    for (const auto& [instant, state] : view.at("as_of").as_object()) {
        INFO("as of " << std::string_view(instant));
        const auto board = history.ask("/v1/board?group_by=stage&outcome=any&valid_at=" + std::string(instant));
        std::map<std::string, std::int64_t> standing;
        for (const auto& row : board.at("groups").as_array()) standing[text(row.at("stage").at("name"))] = whole(row.at("deals"));
        CHECK(standing == counts(state.at("by_latest_activity")));
        CHECK(whole(board.at("total").at("deals")) == whole(state.at("cases_started")));
        std::int64_t entered = 0;
        const auto so_far = history.ask("/v1/conversion?valid_at=" + std::string(instant));
        for (const auto& part : so_far.at("groups").as_array()) entered += whole(part.at("stage_entries"));
        CHECK(entered == whole(state.at("events_so_far")));
    }
    std::map<std::string, std::int64_t> started;
    const auto by_month = history.ask("/v1/conversion?period=month");
    for (const auto& period : by_month.at("groups").at(0).at("periods").as_array())
        if (whole(period.at("opened"))) started[text(period.at("period"))] = whole(period.at("opened"));
    std::map<std::string, std::int64_t> expected_started;
    for (const auto& [month, count] : history.reference.at("months_utc").at("cases_started").as_object()) expected_started[month] = whole(count);
    CHECK(started == expected_started);
}

void check_segment(ImportedHistory& history, const std::string& dimension, const std::string& key, const std::map<std::string, std::string>& renamed = {}) {
    INFO("by " << dimension);
    std::size_t seen = 0;
    const auto segments = history.ask("/v1/conversion?group_by=" + dimension);
    for (const auto& group : segments.at("groups").as_array()) {
        std::string name = label(group, dimension);
        if (const auto found = renamed.find(name); found != renamed.end()) name = found->second;
        const auto* row = history.reference.at(key).as_object().if_contains(name);
        if (!row) continue;  // a manager without deals of his own
        ++seen;
        INFO(name);
        CHECK(whole(group.at("outcomes").at("won").at("deals")) == whole(row->at("won")));
        CHECK(whole(group.at("outcomes").at("lost").at("deals")) == whole(row->at("lost")));
        CHECK(whole(group.at("open")) == whole(row->at("open")));
        CHECK(amount_of(group.at("outcomes").at("won").at("amounts")) == whole(row->at("won_amount")));
        if (row->at("win_rate").is_null()) CHECK(group.at("outcomes").at("win_rate").at("value").is_null());
        else CHECK(std::abs(group.at("outcomes").at("win_rate").at("value").to_number<double>() - row->at("win_rate").to_number<double>()) < 5.1e-7);
    }
    CHECK(seen == history.reference.at(key).as_object().size());
}

}  // namespace

TEST_CASE("the helpdesk history answers as the reference says", "[http][real]") {
    if (!is_absent()) check_event_log("helpdesk", "helpdesk.xes.gz");
}
TEST_CASE("the receipt history answers as the reference says", "[http][real]") {
    if (!is_absent()) check_event_log("receipt", "receipt.xes.gz");
}
TEST_CASE("the road traffic history answers as the reference says", "[http][real]") {
    if (!is_absent()) check_event_log("roadtraffic", "roadtraffic100traces.csv");
}

TEST_CASE("the opportunities of the hardware seller answer as the reference says", "[http][real]") {
    if (is_absent()) return;
    ImportedHistory history("crm-sales-opportunities", "sales_pipeline.csv");
    const auto& reference = history.reference;

    std::map<std::string, std::int64_t> states;
    std::int64_t won_amount = 0;
    const auto standing_now = history.ask("/v1/board?group_by=stage,outcome&outcome=any");
    for (const auto& row : standing_now.at("groups").as_array()) {
        const std::string outcome = text(row.at("outcome"));
        states[outcome == "open" ? text(row.at("stage").at("name")) : outcome == "won" ? "Won" : "Lost"] += whole(row.at("deals"));
        if (outcome == "won") won_amount += amount_of(row.at("amounts"));
    }
    for (const auto& [state, count] : reference.at("stage_counts").as_object()) CHECK(states[state] == whole(count));
    CHECK(won_amount == whole(reference.at("stage_amounts").at("Won")));

    check_segment(history, "owner", "by_agent");
    check_segment(history, "manager", "by_manager");
    check_segment(history, "region", "by_region");
    check_segment(history, "product", "by_product_raw", {{"GTX Pro", "GTXPro"}});
    check_segment(history, "customer", "by_account", {{"unknown", "(none)"}});

    const auto all = history.ask("/v1/conversion?period=month").at("groups").at(0);
    for (const auto& [outcome, name] : {std::pair{"won", "Won"}, std::pair{"lost", "Lost"}}) {
        const auto& cycle = all.at("outcomes").at(outcome).at("cycle");
        const auto& days = reference.at("days_open_to_close").at(name);
        CHECK(whole(cycle.at("n")) == whole(days.at("n")));
        CHECK(std::abs(cycle.at("mean_s").to_number<double>() / 86'400 - days.at("mean").to_number<double>()) < 0.00006);
        CHECK(cycle.at("median_s").to_number<double>() / 86'400 == days.at("median").to_number<double>());
        CHECK(cycle.at("max_s").to_number<double>() / 86'400 == days.at("max").to_number<double>());
    }
    std::map<std::string, std::int64_t> opened;
    std::size_t closing_months = 0;
    for (const auto& period : all.at("periods").as_array()) {
        const std::string month = text(period.at("period"));
        if (month < "2018") opened[month] = whole(period.at("opened"));  // deals without any date open at the import
        if (const auto* closed = reference.at("by_close_month").as_object().if_contains(month)) {
            INFO(month);
            ++closing_months;
            CHECK(whole(period.at("won").at("deals")) == whole(closed->at("won")));
            CHECK(whole(period.at("lost").at("deals")) == whole(closed->at("lost")));
            CHECK(amount_of(period.at("won").at("amounts")) == whole(closed->at("won_amount")));
        }
    }
    CHECK(closing_months == reference.at("by_close_month").as_object().size());
    for (const auto& [month, count] : reference.at("opened_by_month").as_object()) CHECK(opened[month] == whole(count));

    std::map<std::string, std::int64_t> list_price;
    const auto products = history.ask("/v1/products");
    for (const auto& product : products.at("products").as_array()) list_price[text(product.at("name"))] = std::llround(std::stod(text(product.at("list_price").at("amount"))));
    for (const auto& [day, state] : reference.at("as_of_end_of_day").as_object()) {
        INFO("end of " << std::string_view(day));
        std::map<std::string, std::int64_t> by_state;
        std::int64_t won = 0, open_value = 0;
        const auto at_day = history.ask("/v1/board?group_by=outcome,product&outcome=any&valid_at=" + std::string(day));
        for (const auto& row : at_day.at("groups").as_array()) {
            const std::string outcome = text(row.at("outcome"));
            by_state[outcome == "open" ? "open" : outcome == "won" ? "Won" : "Lost"] += whole(row.at("deals"));
            if (outcome == "won") won += amount_of(row.at("amounts"));
            if (outcome == "open") open_value += whole(row.at("deals")) * list_price.at(label(row, "product"));
        }
        for (const auto& [name, count] : state.at("by_state").as_object()) CHECK(by_state[name] == whole(count));
        CHECK(won == whole(state.at("won_amount_to_date")));
        CHECK(open_value == whole(state.at("open_value_at_list_price")));
    }
}
