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
        const json::array hours{{{"from", "09:00"}, {"to", "17:00"}}};
        caller.command("working_calendar.set", {{"time_zone", "Etc/UTC"}, {"working_days", {"monday"}}, {"hours", hours}},
                       {{"reason", "the references are of days in UTC"}});
        REQUIRE(caller.last.status == 200);
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

// Asked of what comes after the instant.
std::string just_after(std::string_view instant) {
    return to_text(Time{from_text(instant, std::type_identity<Time>{}).value().us + 1});
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
    CHECK(std::abs(group.at("stage_entries").to_number<double>() / group.at("opened").to_number<double>() - view.at("events_per_case").at("mean").to_number<double>()) < 0.00006);
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
    CHECK(whole(view.at("activities")) == static_cast<std::int64_t>(entries.size()));
    CHECK(whole(view.at("directly_follows_distinct")) == static_cast<std::int64_t>(moves.size()));
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
        const auto later = history.ask("/v1/conversion?from=" + just_after(instant));
        CHECK(whole(later.at("groups").at(0).at("begun_before")) == whole(state.at("cases_with_later_events")));
    }
    std::map<std::string, std::int64_t> started, events;
    const auto by_month = history.ask("/v1/conversion?period=month");
    for (const auto& period : by_month.at("groups").at(0).at("periods").as_array())
        if (events[text(period.at("period"))] = whole(period.at("entries")); whole(period.at("opened"))) started[text(period.at("period"))] = whole(period.at("opened"));
    const auto by_name = [&](std::string_view pointer) {
        std::map<std::string, std::int64_t> counts;
        for (const auto& [month, count] : history.expected(pointer).as_object()) counts[month] = whole(count);
        return counts;
    };
    CHECK(started == by_name("/months_utc/cases_started"));
    CHECK(events == by_name("/months_utc/events"));
}

// Deals of a group by outcome, with what those won brought.
void check_outcomes(const json::value& group, const json::value& expected) {
    const auto& won = group.at("outcomes").at("won");
    CHECK(whole(won.at("deals")) == whole(expected.at("won")));
    CHECK(whole(group.at("outcomes").at("lost").at("deals")) == whole(expected.at("lost")));
    CHECK(whole(group.at("open")) == whole(expected.at("open")));
    CHECK(amount_of(won.at("amounts")) == whole(expected.at("won_amount")));
    const auto& rate = group.at("outcomes").at("win_rate").at("value");
    CHECK(rate.is_null() == expected.at("win_rate").is_null());
    if (rate.is_null()) return;
    CHECK(std::abs(rate.to_number<double>() - expected.at("win_rate").to_number<double>()) < 5.1e-7);
    CHECK(std::abs(static_cast<double>(amount_of(won.at("amounts"))) / won.at("deals").to_number<double>() - expected.at("mean_won").to_number<double>()) < 0.000051);
}

void check_days(const json::value& summary, const json::value& days) {
    CHECK(whole(summary.at("n")) == whole(days.at("n")));
    CHECK(std::abs(summary.at("mean_s").to_number<double>() / 86'400 - days.at("mean").to_number<double>()) < 0.00006);
    for (const auto* figure : {"median", "min", "max"}) {
        INFO(figure);
        CHECK(summary.at(std::string(figure) + "_s").to_number<double>() / 86'400 == days.at(figure).to_number<double>());
    }
}

// What was won and lost in each period: "2017-03", or "2017-Q1" where the reference says "2017Q1".
void check_closing(const json::value& periods, const json::object& expected) {
    std::size_t seen = 0;
    for (const auto& period : periods.as_array()) {
        std::string name = text(period.at("period"));
        if (name.find('Q') != name.npos) name.erase(name.find('-'), 1);
        const auto* closed = expected.if_contains(name);
        if (!closed) continue;
        INFO(name);
        ++seen;
        CHECK(whole(period.at("won").at("deals")) == whole(closed->at("won")));
        CHECK(whole(period.at("lost").at("deals")) == whole(closed->at("lost")));
        CHECK(amount_of(period.at("won").at("amounts")) == whole(closed->at("won_amount")));
    }
    CHECK(seen == expected.size());
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
        check_outcomes(group, *row);
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

    std::map<std::string, std::int64_t> states, amounts;
    std::int64_t rows = 0;
    const auto standing_now = history.ask("/v1/board?group_by=stage,outcome&outcome=any");
    for (const auto& row : standing_now.at("groups").as_array()) {
        const std::string outcome = text(row.at("outcome"));
        const std::string state = outcome == "open" ? text(row.at("stage").at("name")) : outcome == "won" ? "Won" : "Lost";
        states[state] += whole(row.at("deals")), rows += whole(row.at("deals"));
        amounts[state] += amount_of(row.at("amounts"));
    }
    CHECK(rows == whole(reference.at("rows")));
    for (const auto& [state, count] : reference.at("stage_counts").as_object()) CHECK(states[state] == whole(count));
    for (const auto& [state, amount] : reference.at("stage_amounts").as_object()) CHECK(amounts[state] == whole(amount));

    check_segment(history, "owner", "by_agent");
    check_segment(history, "manager", "by_manager");
    check_segment(history, "region", "by_region");
    check_segment(history, "product", "by_product_raw", {{"GTX Pro", "GTXPro"}});
    check_segment(history, "customer", "by_account", {{"unknown", "(none)"}});

    const auto all = history.ask("/v1/conversion?period=month").at("groups").at(0);
    check_outcomes(all, reference.at("overall"));
    check_days(all.at("outcomes").at("won").at("cycle"), reference.at("days_open_to_close").at("Won"));
    check_days(all.at("outcomes").at("lost").at("cycle"), reference.at("days_open_to_close").at("Lost"));
    check_days(history.ask("/v1/conversion?outcome=won&outcome=lost").at("groups").at(0).at("duration"), reference.at("days_open_to_close_all"));
    check_closing(all.at("periods"), reference.at("by_close_month").as_object());
    check_closing(history.ask("/v1/conversion?period=quarter").at("groups").at(0).at("periods"), reference.at("by_close_quarter").as_object());
    std::map<std::string, std::int64_t> opened;
    for (const auto& period : all.at("periods").as_array()) opened[text(period.at("period"))] = whole(period.at("opened"));
    for (const auto& [month, count] : reference.at("opened_by_month").as_object()) CHECK(opened[month] == whole(count));

    for (const auto& [day, state] : reference.at("as_of_end_of_day").as_object()) {
        INFO("end of " << std::string_view(day));
        std::map<std::string, std::int64_t> by_state;
        std::int64_t won = 0, open_value = 0;
        const auto at_day = history.ask("/v1/board?group_by=outcome&outcome=any&list_prices=true&valid_at=" + std::string(day));
        for (const auto& row : at_day.at("groups").as_array()) {
            const std::string outcome = text(row.at("outcome"));
            by_state[outcome == "open" ? "open" : outcome == "won" ? "Won" : "Lost"] += whole(row.at("deals"));
            if (outcome == "won") won += amount_of(row.at("amounts"));
            if (outcome == "open") open_value = amount_of(row.at("list_amounts"));
        }
        for (const auto& [name, count] : state.at("by_state").as_object()) CHECK(by_state[name] == whole(count));
        CHECK(won == whole(state.at("won_amount_to_date")));
        CHECK(open_value == whole(state.at("open_value_at_list_price")));
    }
}
