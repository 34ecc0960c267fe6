// A handover of a thousand open opportunities with their tasks, documents and teams changes no stage, no history, no past
// credit, no answer at a past instant; counts before and after are equal.
#include "tests/http/told_company.hpp"

#include <map>
#include <sstream>

using namespace foxtrail;

namespace thousand_handover_test {

namespace {

constexpr int deals = 1'000, open_deals = deals - 2, each_tenth = deals / 10, own_places = 10, advanced = 100;
constexpr int tasks = deals + each_tenth;  // a task each, and promises
constexpr int moved = open_deals + tasks + each_tenth + own_places;

std::string numbered(std::string_view kind, int number) { return std::string(kind) + '-' + std::to_string(number); }

using Answers = std::map<std::string, std::string>;

struct Thousand : ToldCompany {
    Thousand() {
        contact("Wang Fang", "Purchasing");
        auto facts = opportunity("deal");
        facts["customer"] = "cus-1", facts["owner"] = "emp-3";
        for (int i = 0; i < deals; ++i) add("opportunity.create", facts);
        proposal_ = stored("a proposal"), better_ = stored("a better proposal");
        for (int i = 1; i <= deals; ++i) equip(i);
        for (int i = 1; i <= advanced; ++i) add("opportunity.advance_stage", {{"opportunity", numbered("opp", i * 7)}, {"stage", "Offer"}});
        add("opportunity.win", {{"opportunity", "opp-1000"}, {"value", yuan("1.00")}});
        add("opportunity.lose", {{"opportunity", "opp-999"}, {"why", "price"}, {"competitor", "unknown"}});
        send();
        pass(us_per_day);
    }

    // What a handover leaves as it was, as it is now. Means of ages go on with the clock.
    Answers standing() {
        Answers answers;
        const auto keep = [&](const std::string& target, const std::string& member) {
            answers[target + ' ' + member] = json::serialize(read(target).at(member));
        };
        for (const std::string by : {"stage", "stage,outcome&outcome=any", "owner&outcome=won"})
            answers[by] = without_ages(read("/v1/board?group_by=" + by));
        for (const std::string by : {"stage", "owner", "owner,stage&period=month"}) keep("/v1/conversion?group_by=" + by, "groups");
        for (const std::string target : {"/v1/documents?limit=1000", "/v1/documents?position=engineer"}) keep(target, "count");
        for (const std::string of : {"kind=tsk", "promised=true", "kind=quo", "kind=gtd"}) keep("/v1/work?" + of, "count");
        keep("/v1/documents?limit=1000", "documents");
        keep("/v1/quotes?limit=1000", "quotes");
        keep("/v1/employees/emp-4/exposure", "team_places");
        for (int i = 1; i <= deals; ++i) keep_deal(i, keep);
        return answers;
    }
    // What was asked of the past, in whole; by what was true then, all but how much is known of it now. With `reached` no answer of
    // before is given again.
    Answers past(const std::string& instant, Position reached) {
        Answers answers;
        const auto keep = [&](const std::string& target) {
            auto answer = read(target + (target.contains('?') ? "&" : "?") + instant + "&min_position=" + std::to_string(reached));
            if (!answer.contains("as_of")) answer.erase("position"), answer.erase("version");
            answers[target] = json::serialize(answer);
        };
        for (const auto* target :
             {"/v1/board?group_by=owner,stage", "/v1/board?group_by=owner,outcome&outcome=any", "/v1/conversion?group_by=owner",
              "/v1/opportunities?owner=emp-3&limit=1000", "/v1/opportunities?owner=emp-5", "/v1/work?owner=emp-3&limit=1000",
              "/v1/work?owner=emp-5", "/v1/documents?limit=1000", "/v1/employees/emp-3/exposure", "/v1/employees/emp-5/exposure"})
            keep(target);
        for (int i = 1; i <= deals; i += 9)
            for (const auto* view : {"", "/team", "/gates"}) keep("/v1/opportunities/" + numbered("opp", i) + view);
        return answers;
    }
    // Every event of an entity but for the handover's own.
    Answers histories() {
        Answers all;
        for (int i = 1; i <= deals; ++i)
            for (const auto* kind : {"opp", "tsk", "doc"}) all[numbered(kind, i)] = history(numbered(kind, i));
        for (const auto* entity : {"cus-1", "con-1", "stm-1"}) all[entity] = history(entity);
        return all;
    }
    std::size_t count(const std::string& of) { return read("/v1/work?" + of).at("count").to_number<std::size_t>(); }
    std::vector<std::string> closed(const std::string& outcome) {
        return texts_of(read("/v1/opportunities?owner=emp-3&outcome=" + outcome), "opportunities", "id");
    }
    int present(int deal) {
        int count = 0;
        const auto team = read("/v1/opportunities/" + numbered("opp", deal) + "/team");
        for (const auto& member : team.at("members").as_array()) count += member.at("left").is_null();
        return count;
    }

private:
    static json::object yuan(std::string_view amount) { return {{"amount", amount}, {"currency", "CNY"}}; }
    static std::string without_ages(json::object answer) {
        for (auto& row : answer.at("groups").as_array())
            for (const auto* age : {"age_days_mean", "stage_age_days_mean"}) row.as_object().erase(age);
        return json::serialize(answer.at("groups"));
    }
    json::object stored(std::string_view content) {
        const auto answer = json::parse(caller().post("/v1/blobs", content).body);
        return {{"content_hash", answer.at("hash")}, {"size_bytes", content.size()}};
    }

    // A task, a document at the gate in its second version and a colleague; now and then a promise, a quote, a place of the owner's own.
    void equip(int i) {
        const std::string deal = numbered("opp", i), document = numbered("doc", i), due = to_text(Time{now().us + 20 * us_per_day});
        add("task.open", {{"subject", deal}, {"assignee", "emp-3"}, {"what", "call"}, {"due", due}});
        json::object facts{{"about", deal}, {"kind", "proposal"}, {"title", "pumps"}, {"owner_position", i % 2 ? "director" : "engineer"}};
        add_members(facts, proposal_);
        add("document.register", facts);
        json::object version{{"document", document}, {"note", "better"}};
        add_members(version, better_);
        add("document.add_version", version);
        add("gate.submit", {{"opportunity", deal}, {"stage", "Contact"}, {"document", document}}, "emp-3");
        if (i % 2) add("gate.approve", {{"gate_document", numbered("gtd", i)}}, "emp-2");
        join(deal, "emp-4");
        if (i <= own_places) join(deal, "emp-3");
        if (i % 10 != 5) return;
        add("task.promise", {{"subject", deal}, {"promised_to", "con-1"}, {"what", "drawings"}, {"due", due}}, "emp-3");
        const auto price = yuan("900.00");
        add("quote.draft", {{"opportunity", deal}, {"list", price}, {"offered", price}, {"valid_until", "2026-12-31"}}, "emp-3");
    }
    void join(std::string_view deal, std::string_view employee) {
        const json::object duty{{"role", "technical lead"}, {"duty", "trial"}, {"expertise", "pumps"}};
        add("deal_team.join", {{"opportunity", deal}, {"employee", employee}, {"duty", duty}});
    }
    template <class Keep>
    static void keep_deal(int i, Keep&& keep) {
        const std::string deal = "/v1/opportunities/" + numbered("opp", i);
        for (const auto* fact : {"stage", "outcome", "value"}) keep(deal, fact);
        keep(deal + "/gates", "documents");
        if (i > own_places) keep(deal + "/team", "members");
    }
    std::string history(const std::string& entity) {
        json::array events;
        const auto answer = read("/v1/history/" + entity + "?limit=1000");
        for (const auto& event : answer.at("events").as_array())
            if (const auto& type = event.at("type").as_string(); type != "ownership.transferred" && !type.starts_with("handover."))
                events.push_back(event);
        return json::serialize(events);
    }

    // Many commands in one request, each line a commit of its own.
    void add(std::string_view command, const json::object& data, std::string_view actor = {}) {
        json::object line{{"command", command}, {"data", data}, {"reason", "as it happened"}};
        if (!actor.empty()) line["actor"] = actor;
        lines_ += json::serialize(line) + '\n';
        if (++line_count_ % 1'000 == 0) send();
    }
    void send() {
        const auto answers = caller().post("/v1/commands", std::exchange(lines_, {}), {{"Content-Type", "application/x-ndjson"}}).body;
        std::istringstream in(answers);
        for (std::string line; std::getline(in, line);)
            if (line.find(R"("verdict":"recorded")") == line.npos) FAIL(line);
    }
    std::string lines_;
    int line_count_ = 0;
    json::object proposal_, better_;
};

void check_equal(const Answers& now, const Answers& before) {
    REQUIRE(now.size() == before.size());
    for (const auto& [asked, answer] : now) {
        INFO(asked);
        REQUIRE(answer == before.at(asked));
    }
}

}  // namespace

TEST_CASE("a thousand deals are handed over in one commit and change nothing but their owner", "[http][stories]") {
    Thousand company;
    const auto before = company.standing(), histories = company.histories();
    const Position known = company.head();
    const std::string as_of = "as_of=" + std::to_string(known), valid_at = "valid_at=" + to_text(company.now());
    const auto known_then = company.past(as_of, known), true_then = company.past(valid_at, known);
    REQUIRE(company.count("kind=tsk&owner=emp-3") == tasks);
    REQUIRE(company.count("promised=true&owner=emp-3") == each_tenth);
    REQUIRE(company.count("kind=quo&owner=emp-3") == each_tenth);
    REQUIRE(company.read("/v1/documents").at("count") == deals);
    REQUIRE(company.count("kind=gtd") == deals / 2);
    REQUIRE(company.present(1) == 2);

    company.as("emp-3", "handover.propose", {{"from", "emp-3"}, {"to", "emp-5"}, {"departure", false}, {"note", "all"}});
    const auto rejected = company.as("emp-5", "handover.reject", {{"handover", "hnd-1"}, {"why", "too much at once"}});
    CHECK(rejected.at("events").at(0).at("type") == "handover.rejected");
    CHECK(company.count("kind=tsk&owner=emp-3") == tasks);
    company.as("emp-3", "handover.propose", {{"from", "emp-3"}, {"to", "emp-5"}, {"departure", false}, {"note", "all"}});
    const auto accepted = company.as("emp-5", "handover.accept", {{"handover", "hnd-2"}});
    CHECK(accepted.at("count") == 1 + moved + 1);  // accepted, each item, completed

    check_equal(company.standing(), before);
    check_equal(company.histories(), histories);
    check_equal(company.past(as_of, company.head()), known_then);
    check_equal(company.past(valid_at, company.head()), true_then);
    CHECK(company.closed("won") == std::vector<std::string>{"opp-1000"});
    CHECK(company.closed("lost") == std::vector<std::string>{"opp-999"});
    CHECK(company.read("/v1/board?owner=emp-5").at("total").at("deals") == open_deals);
    CHECK(company.read("/v1/board?owner=emp-3").at("total").at("deals") == 0);
    CHECK(company.count("kind=tsk&owner=emp-5") == tasks);
    CHECK(company.count("promised=true&owner=emp-5") == each_tenth);
    CHECK(company.count("kind=quo&owner=emp-5") == each_tenth);
    CHECK(company.count("owner=emp-3") == 1);  // that his first handover was turned down
    CHECK(company.present(1) == 2);            // his own place is filled by his successor
}

}  // namespace thousand_handover_test
