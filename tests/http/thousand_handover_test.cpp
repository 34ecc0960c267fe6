// A handover of a thousand open opportunities with their tasks, documents and teams changes no stage, no history, no past
// credit, no answer at a past instant; counts before and after are equal.
#include "tests/http/told_company.hpp"

#include <map>
#include <sstream>

using namespace foxtrail;

namespace thousand_handover_test {

namespace {

constexpr int deals = 1'000, with_more = 50, own_places = 10, advanced = 100;

std::string numbered(std::string_view kind, int number) { return std::string(kind) + '-' + std::to_string(number); }

struct Thousand : ToldCompany {
    Thousand() {
        auto facts = opportunity("deal");
        facts["customer"] = "cus-1", facts["owner"] = "emp-3";
        for (int i = 0; i < deals; ++i) add("opportunity.create", facts);
        send();
        const auto stored = json::parse(caller().post("/v1/blobs", "a proposal").body);
        for (int i = 1; i <= with_more; ++i) {
            const std::string deal = numbered("opp", i);
            add("task.open", {{"subject", deal}, {"assignee", "emp-3"}, {"what", "call"}, {"due", to_text(Time{now().us + us_per_day})}});
            add("document.register", {{"about", deal}, {"kind", "proposal"}, {"title", "proposal"}, {"owner_position", i % 2 ? "sales director" : "engineer"},
                                      {"content_hash", stored.at("hash")}, {"size_bytes", 10}});
            add("deal_team.join", {{"opportunity", deal}, {"employee", "emp-4"}, {"duty", duty()}});
            if (i <= own_places) add("deal_team.join", {{"opportunity", deal}, {"employee", "emp-3"}, {"duty", duty()}});
        }
        for (int i = 1; i <= advanced; ++i) add("opportunity.advance_stage", {{"opportunity", numbered("opp", i * 7)}, {"stage", "Offer"}});
        add("opportunity.win", {{"opportunity", "opp-1000"}, {"value", {{"amount", "1.00"}, {"currency", "CNY"}}}});
        add("opportunity.lose", {{"opportunity", "opp-999"}, {"why", "price"}, {"competitor", "unknown"}});
        send();
        pass(us_per_day);
    }

    // What a handover leaves as it was, as it is now. Means of ages go on with the clock.
    std::map<std::string, std::string> standing() {
        std::map<std::string, std::string> answers;
        const auto keep = [&](const std::string& target, std::string_view member) { answers[target] = json::serialize(read(target).at(member)); };
        for (const std::string target : {"/v1/board?group_by=stage", "/v1/board?group_by=stage,outcome&outcome=any", "/v1/board?group_by=owner&outcome=won"}) answers[target] = without_ages(read(target));
        for (const std::string target : {"/v1/conversion", "/v1/conversion?group_by=owner", "/v1/conversion?group_by=owner,stage&period=month"}) keep(target, "groups");
        for (const std::string target : {"/v1/documents?limit=1000", "/v1/documents?position=engineer", "/v1/work?kind=tsk"}) keep(target, "count");
        keep("/v1/documents?limit=1000", "documents");
        for (const int i : {1, own_places + 1, with_more, with_more + 1}) {
            const std::string deal = "/v1/opportunities/" + numbered("opp", i);
            keep(deal, "stage"), keep(deal, "outcome"), keep(deal, "value");
        }
        for (const int i : {own_places + 1, with_more, with_more + 1}) keep("/v1/opportunities/" + numbered("opp", i) + "/team", "members");
        return answers;
    }
    // What was asked of the past.
    std::map<std::string, std::string> past(Position known) {
        std::map<std::string, std::string> answers;
        const std::string as_of = "as_of=" + std::to_string(known);
        for (const std::string target : {"/v1/board?group_by=owner,stage&", "/v1/board?group_by=owner,outcome&outcome=any&", "/v1/conversion?group_by=owner&"}) answers[target] = json::serialize(read(target + as_of).at("groups"));
        for (const std::string target : {"/v1/work?kind=tsk&owner=emp-3&", "/v1/work?kind=tsk&owner=emp-5&", "/v1/documents?owner=emp-3&"}) answers[target] = json::serialize(read(target + as_of).at("count"));
        for (const int i : {1, with_more}) answers[numbered("opp", i)] = json::serialize(read("/v1/opportunities/" + numbered("opp", i) + "/team?" + as_of).at("members"));
        return answers;
    }
    // Every event of an entity but for the handover's own.
    std::string history(const std::string& entity) {
        json::array events;
        const auto answer = read("/v1/history/" + entity + "?limit=1000");
        for (const auto& event : answer.at("events").as_array())
            if (event.at("type") != "ownership.transferred" && !event.at("type").as_string().starts_with("handover.")) events.push_back(event);
        return json::serialize(events);
    }
    std::map<std::string, std::string> histories() {
        std::map<std::string, std::string> all;
        for (const auto* entity : {"opp-1", "opp-7", "opp-50", "opp-999", "opp-1000", "tsk-1", "tsk-50", "doc-1", "doc-50", "cus-1", "stm-1"}) all[entity] = history(entity);
        return all;
    }
    int present(int deal) {
        int count = 0;
        const auto team = read("/v1/opportunities/" + numbered("opp", deal) + "/team");
        for (const auto& member : team.at("members").as_array()) count += member.at("left").is_null();
        return count;
    }

private:
    static json::object duty() { return {{"role", "technical lead"}, {"duty", "trial"}, {"expertise", "pumps"}}; }
    static std::string without_ages(json::object answer) {
        for (auto& row : answer.at("groups").as_array()) row.as_object().erase("age_days_mean"), row.as_object().erase("stage_age_days_mean");
        return json::serialize(answer.at("groups"));
    }
    void add(std::string_view command, const json::object& data) { lines_ += json::serialize(json::object{{"command", command}, {"data", data}, {"reason", "as it happened"}}) + '\n'; }
    void send() {
        const auto answers = caller().post("/v1/commands", std::exchange(lines_, {}), {{"Content-Type", "application/x-ndjson"}}).body;
        std::istringstream in(answers);
        for (std::string line; std::getline(in, line);)
            if (line.find(R"("verdict":"recorded")") == line.npos) FAIL(line);
    }
    std::string lines_;
};

}  // namespace

TEST_CASE("a thousand deals are handed over in one commit and change nothing but their owner", "[http][stories]") {
    Thousand company;
    const auto before = company.standing();
    const auto histories = company.histories();
    const Position known = company.head();
    const auto past = company.past(known);
    REQUIRE(company.read("/v1/work?kind=tsk&owner=emp-3").at("count") == with_more);
    REQUIRE(company.present(1) == 2);

    company.as("emp-3", "handover.propose", {{"from", "emp-3"}, {"to", "emp-5"}, {"departure", false}, {"note", "all"}});
    const auto rejected = company.as("emp-5", "handover.reject", {{"handover", "hnd-1"}, {"why", "too much at once"}});
    CHECK(rejected.at("events").at(0).at("type") == "handover.rejected");
    CHECK(company.standing() == before);
    company.as("emp-3", "handover.propose", {{"from", "emp-3"}, {"to", "emp-5"}, {"departure", false}, {"note", "all"}});
    const auto accepted = company.as("emp-5", "handover.accept", {{"handover", "hnd-2"}});
    constexpr int open = deals - 2;
    CHECK(accepted.at("count") == 1 + open + with_more + own_places + 1);  // accepted, deals, tasks, team places, completed

    for (const auto& [asked, answer] : company.standing()) {
        INFO(asked);
        CHECK(answer == before.at(asked));
    }
    for (const auto& [asked, answer] : company.past(known)) {
        INFO(asked);
        CHECK(answer == past.at(asked));
    }
    for (const auto& [entity, events] : company.histories()) {
        INFO(entity);
        CHECK(events == histories.at(entity));
    }
    CHECK(texts_of(company.read("/v1/opportunities?owner=emp-3&outcome=won"), "opportunities", "id") == std::vector<std::string>{"opp-1000"});
    CHECK(texts_of(company.read("/v1/opportunities?owner=emp-3&outcome=lost"), "opportunities", "id") == std::vector<std::string>{"opp-999"});
    CHECK(company.read("/v1/board?owner=emp-5").at("total").at("deals") == open);
    CHECK(company.read("/v1/board?owner=emp-3").at("total").at("deals") == 0);
    CHECK(company.read("/v1/work?kind=tsk&owner=emp-5").at("count") == with_more);
    CHECK(company.present(1) == 2);  // his own place is filled by his successor
}

}  // namespace thousand_handover_test
