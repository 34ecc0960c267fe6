// The story of the moved contact, which must never happen again, told over HTTP with a clock of its own: who was told, when, by
// which rule, and what each query answers before, at and after, in both times.
#include "core/text.hpp"
#include "tests/http/told_company.hpp"

#include <map>

using namespace foxtrail;

namespace {

json::object forecast(int confidence) {
    return {{"opportunity", "opp-1"}, {"confidence", confidence}, {"category", "commit"}, {"amount", {{"amount", "1000.00"}, {"currency", "CNY"}}}, {"close", "2026-03-31"}};
}

const json::object& role(const json::object& coverage, std::string_view name) {
    for (const auto& each : coverage.at("roles").as_array())
        if (each.at("role").as_string() == name) return each.as_object();
    throw std::logic_error("no such role");
}

// A deal of the rep's whose one contact, Wang, is the decision maker; the engineer is in the team; the manager went to
// school with Zhao, who works at the same customer.
struct MovedContact : ToldCompany {
    MovedContact() {
        deal("pumps", "emp-3");
        contact("Wang Fang", "Purchasing"), contact("Zhao Lei", "Production");
        as("emp-3", "contact_role.assign", {{"opportunity", "opp-1"}, {"contact", "con-1"}, {"role", "decision_maker"}, {"final_authority", true}});
        say("deal_team.join", {{"opportunity", "opp-1"}, {"employee", "emp-4"}, {"duty", {{"role", "technical lead"}, {"duty", "trial"}, {"expertise", "pumps"}}}});
        say("tie.record", {{"person", "emp-2"}, {"contact", "con-2"}, {"kind", "classmate"}, {"institution", "Tongji University"}, {"from", "1998-09-01"}, {"until", "2002-07-01"}});
        // Wang confirmed the proposal on which the gate was opened.
        as("emp-3", "document.register", document(caller(), "proposal", "opp-1"));
        as("emp-3", "gate.submit", {{"opportunity", "opp-1"}, {"stage", "Contact"}, {"document", "doc-1"}, {"confirmed_by", "con-1"}});
        as("emp-2", "gate.approve", {{"gate_document", "gtd-1"}});
        pass(us_per_day);
    }
    // Of the alerts to somebody about the deal at an instant: "R1 open, R4 answered".
    std::string states_of(const std::string& who, const std::vector<std::string>& rules, const std::string& instant) {
        std::string states;
        for (const auto& rule : rules)
            for (const auto& alert : alerts(who, rule, "&about=opp-1&state=any&" + instant))
                append_listed(states, rule + ' ' + std::string(alert.at("state").as_string()));
        return states;
    }
    json::object move() const { return {{"contact", "con-1"}, {"to_customer", "cus-1"}, {"to_department", "Logistics"}, {"to_position", "unknown"}, {"evidence", "his own mail"}}; }
};

}  // namespace

TEST_CASE("the moved contact: the manager knows before the deal is lost", "[http][stories]") {
    MovedContact story;
    // Weeks 1 and 2: confidence without grounds reaches the manager, whatever the rep reports.
    story.as("emp-3", "forecast.submit", forecast(80));
    auto told = story.alerts("emp-2", "R4");
    REQUIRE(told.size() == 1);
    CHECK(told[0].at("about") == "opp-1");
    CHECK(told[0].at("event").at("why") ==
          "emp-3 states 80 % confidence: no two-way contact with the one who decides in 14 days; contacts known: 1; roles not covered: user, technical_lead, coach");
    story.pass(7 * us_per_day);
    story.as("emp-3", "forecast.submit", forecast(90));
    CHECK(story.alerts("emp-2", "R4").size() == 2);
    CHECK(json::serialize(story.read("/v1/opportunities/opp-1/coverage").at("red_flags")) == R"(["user","technical_lead","coach"])");
    CHECK(story.read("/v1/coverage").at("opportunities").at(0).at("roles").at("coach").at("state") == "never_covered");

    // Unacknowledged, it goes one up (R3).
    CHECK(story.scheduler() > 0);
    CHECK(story.alerts("emp-1", "R3").size() >= 1);

    // Day 0: the move is recorded an hour after it happened. Rep, manager and team are told in the same commit.
    story.pass(6 * us_per_day);
    const Time moved = story.now();
    const Position before = story.head();
    story.pass(hour_us);
    const auto answer = story.as("emp-3", "contact.report_move", story.move(), {{"valid_at", to_text(moved)}});
    const auto recorded = texts_of(answer, "events", "type");
    for (const auto* type : {"contact.moved", "contact_role.vacated", "alert.raised", "task.opened", "forecast.reconfirmation_due", "gate.reopened"}) CHECK(contains(recorded, type));
    for (const auto* who : {"emp-3", "emp-2", "emp-4"}) {
        const auto alerts = story.alerts(who, "R1");
        REQUIRE(alerts.size() == 1);
        CHECK(alerts[0].at("told_at").as_string() == to_text(story.now()));
    }
    // A first meeting is due in 48 hours.
    const auto tasks = story.read("/v1/work?kind=tsk&owner=emp-3").at("items").as_array();
    REQUIRE(tasks.size() == 1);
    CHECK(tasks[0].at("due").as_string() == to_text(Time{story.now().us + 48 * hour_us}));

    // Who was the decision maker, and who did we think it was?
    CHECK(role(story.read("/v1/opportunities/opp-1/coverage"), "decision_maker").at("state") == "vacant");
    CHECK(role(story.read("/v1/opportunities/opp-1/coverage?valid_at=" + to_text(Time{moved.us - hour_us})), "decision_maker").at("state") == "covered");
    CHECK(role(story.read("/v1/opportunities/opp-1/coverage?as_of=" + std::to_string(before)), "decision_maker").at("state") == "covered");

    const auto decision_maker = [](const json::object& said) { return role(said, "decision_maker").at("state"); };
    const auto last_forecast = [](const json::object& said) { return said.at("forecasts").as_array().back().at("state"); };
    const auto gate = [](const json::object& said) { return said.at("documents").at(0).at("state"); };
    const auto is_told = [](const json::object& said) { return !said.at("items").as_array().empty(); };
    const auto moves = [](const json::object& said) { return said.at("moves").as_array().size(); };
    story.check_both_times("/v1/opportunities/opp-1/coverage", moved, before, decision_maker, "covered", "vacant");
    story.check_both_times("/v1/opportunities/opp-1/forecasts", moved, before, last_forecast, "stated", "to_be_reconfirmed");
    story.check_both_times("/v1/opportunities/opp-1/gates", moved, before, gate, "approved", "reopened");
    story.check_both_times("/v1/contacts/con-1", moved, before, moves, 0U, 1U);
    for (const std::string who : {"emp-2", "emp-3", "emp-4"}) story.check_both_times("/v1/work?kind=alr&rule=R1&owner=" + who, story.now(), before, is_told, false, true);  // told when it was recorded

    // The successor is named in the same hour; the network finds the manager's classmate.
    const auto named = story.as("emp-3", "contact.name_successor", {{"contact", "con-1"}, {"successor", "con-2"}});
    CHECK(contains(texts_of(named, "events", "type"), "alert.raised"));
    const auto call = story.read("/v1/work?kind=tsk&owner=emp-2").at("items").as_array();
    REQUIRE(call.size() == 1);
    CHECK(call[0].at("due").as_string() == to_text(Time{story.now().us + 48 * hour_us}));
    CHECK(role(story.read("/v1/opportunities/opp-1/coverage"), "decision_maker").at("state") == "covered");
    const auto paths = story.read("/v1/contacts/con-2/paths").at("paths").as_array();
    REQUIRE(paths.size() == 1);
    CHECK(paths[0].at("colleague").at("id") == "emp-2");
    CHECK(paths[0].at("ties").at(0).at("kind") == "classmate");
    // He calls in time, before day 3, when the successor is said to talk to a competitor: owner and manager hear of that too.
    story.pass(us_per_day);
    story.as("emp-2", "task.complete", {{"task", call[0].at("item").as_string()}, {"result", "he waits for our offer"}});
    story.pass(2 * us_per_day - 2 * hour_us);
    CHECK(story.now().us < moved.us + 3 * us_per_day);
    CHECK(*from_text(call[0].at("due").as_string(), std::type_identity<Time>{}) < Time{moved.us + 3 * us_per_day});
    story.pass(2 * hour_us);
    const Position alone = story.head();
    const Time detected = story.now();
    story.pass(hour_us);
    story.say("competitor.register", {{"name", "Kone"}});
    story.as("emp-3", "competitor.report", {{"opportunity", "opp-1"}, {"competitor", "cmp-1"}, {"evidence", "their van at the gate"}}, {{"valid_at", to_text(detected)}});
    for (const auto* who : {"emp-2", "emp-3"}) CHECK(story.alerts(who, "R12").size() == 1);
    const auto rivals = [](const json::object& said) { return said.at("competitors").as_array().size(); };
    story.check_both_times("/v1/opportunities/opp-1/competitors", detected, alone, rivals, 0U, 1U);

    // After the loss the dossier shows for each alert who was told, when he took note and what he did.
    const auto alert = story.alerts("emp-2", "R1")[0].at("item").as_string();
    CHECK(story.refused("emp-3", "alert.acknowledge", {{"alert", alert}}) == std::vector<std::string>{"not_told"});
    story.as("emp-2", "alert.acknowledge", {{"alert", alert}});
    story.as("emp-2", "alert.act_on", {{"alert", alert}, {"what", "called Zhao"}});
    story.as("emp-3", "opportunity.lose", {{"opportunity", "opp-1"}, {"why", "signed with another"}, {"competitor", "Kone"}});
    const auto done = story.alerts("emp-2", "R1", "&state=done");
    REQUIRE(done.size() == 1);
    CHECK_FALSE(done[0].at("answered_at").is_null());
    CHECK_FALSE(done[0].at("closed_at").is_null());
    const auto dossier = story.types_of("opp-1");
    for (const auto* type : {"forecast.submitted", "contact_role.vacated", "forecast.reconfirmation_due", "gate.reopened", "alert.raised", "contact_role.assigned", "opportunity.lost"}) CHECK(contains(dossier, type));
    // The successor gives another reason than the rep, and the manager agrees with him: told apart, at both times.
    const Position recorded_only = story.head();
    story.pass(us_per_day);
    const Time heard = story.now();
    const auto reason = [](std::string_view by, std::string_view role, std::string_view why) {
        return json::object{{"opportunity", "opp-1"}, {"by", by}, {"role", role}, {"why", why}, {"competitor", "unknown"}, {"evidence", "a call"}, {"document", nullptr}};
    };
    story.as("emp-3", "loss_reason.state", reason("con-2", "decision_maker", "nobody came to see me"), {{"valid_at", to_text(heard)}});
    story.as("emp-2", "loss_reason.state", reason("emp-2", "manager", "nobody came to see me"), {{"valid_at", to_text(heard)}});
    CHECK(story.refused("emp-2", "loss_reason.state", reason("emp-2", "manager", "price")) == std::vector<std::string>{"stated_otherwise"});
    const auto opinions = [](const json::object& said) { return said.at("differing").as_array().size(); };
    const auto under_loss = [](const json::object& said) { return said.at("outcomes").at(0).at("reasons").as_array().size(); };
    story.check_both_times("/v1/loss-reasons", heard, recorded_only, opinions, 0U, 1U);
    story.check_both_times("/v1/opportunities/opp-1/outcomes", heard, recorded_only, under_loss, 0U, 2U);
    // His 90 % enters his calibration: (0.9 - 0)^2.
    const auto accuracy = story.read("/v1/forecast-accuracy").at("by_rep").as_array();
    REQUIRE(accuracy.size() == 1);
    CHECK(accuracy[0].at("by").at("id") == "emp-3");
    CHECK(accuracy[0].at("brier").at("n") == 1);
    CHECK(accuracy[0].at("brier").at("value").to_number<double>() == Approx(0.81));
    CHECK(story.read("/v1/forecast-accuracy?as_of=" + std::to_string(before)).at("all").at("censored_n") == 1);
}

TEST_CASE("the moved contact: by an alias the network finds who knows the successor", "[http][stories]") {
    MovedContact story;
    // The manager's friend of former years, met again as "Lao Sun" at the customer, where he is Sun Hao; nobody has said that they are one.
    story.contact("Sun Hao", "Production");
    story.say("customer.register", {{"name", "Former"}, {"sector", "machines"}, {"region", "reg-1"}});
    story.say("contact.register", {{"customer", "cus-2"}, {"name", "Sun Da"}, {"department", "Works"}, {"position", "unknown"}});
    story.say("tie.record", {{"person", "emp-2"}, {"contact", "con-4"}, {"kind", "friendship"}, {"institution", "unknown"}, {"from", "unknown"}, {"until", "unknown"}});
    story.say("contact.record_alias", {{"contact", "con-4"}, {"alias", "sun  hao"}});
    const Position unnoticed = story.head();
    story.scheduler();
    CHECK(contains(story.types_of("con-3"), "duplicate.suspected"));
    const auto suspected = story.read("/v1/duplicates").at("duplicates").as_array();
    REQUIRE(suspected.size() == 1);
    CHECK(suspected[0].at("suspected").at("why") == "as far as their names tell");
    CHECK(story.read("/v1/duplicates?as_of=" + std::to_string(unnoticed)).at("count") == 0);
    CHECK(story.scheduler() == 0);

    story.as("emp-3", "contact.report_move", story.move());
    story.as("emp-3", "contact.name_successor", {{"contact", "con-1"}, {"successor", "con-3"}});
    const auto call = story.read("/v1/work?kind=tsk&owner=emp-2").at("items").as_array();
    REQUIRE(call.size() == 1);
    CHECK(call[0].at("event").at("what").as_string().ends_with("and you know him as a friend (tie-2), if he is con-4"));
    CHECK(call[0].at("due").as_string() == to_text(Time{story.now().us + 48 * hour_us}));
    CHECK(story.read("/v1/contacts/con-3/paths").at("paths").at(0).at("ties").at(0).at("kind") == "suspected_duplicate");
}

TEST_CASE("the moved contact: an alias that becomes known after the successor was named is told too", "[http][stories]") {
    MovedContact story;
    story.contact("Sun Hao", "Production"), story.contact("Sun Da", "Works");
    story.say("tie.record", {{"person", "emp-2"}, {"contact", "con-4"}, {"kind", "friendship"}, {"institution", "unknown"}, {"from", "unknown"}, {"until", "unknown"}});
    story.as("emp-3", "contact.report_move", story.move());
    story.as("emp-3", "contact.name_successor", {{"contact", "con-1"}, {"successor", "con-3"}});
    CHECK(story.read("/v1/work?kind=tsk&owner=emp-2").at("items").as_array().empty());
    story.say("contact.record_alias", {{"contact", "con-4"}, {"alias", "Sun Hao"}});
    story.scheduler();
    const auto call = story.read("/v1/work?kind=tsk&owner=emp-2").at("items").as_array();
    REQUIRE(call.size() == 1);
    CHECK(call[0].at("event").at("what") == "call con-3: nobody has spoken with him yet, and you know him as a friend (tie-2), if he is con-4");
}

TEST_CASE("the moved contact, recorded on day 5: the log shows five days of not knowing", "[http][stories]") {
    MovedContact story;
    story.as("emp-3", "forecast.submit", forecast(90));
    const Time moved = story.now();
    // The rep says nothing. The manager hears of it all the same: R4 at the statement, R3 when nobody answers.
    story.pass(2 * us_per_day);
    story.scheduler();
    CHECK(story.alerts("emp-2", "R4").size() == 1);
    CHECK(story.alerts("emp-1", "R3").size() == 1);
    const Position unknown = story.head();
    std::map<int, Position> known{{2, unknown}};
    const auto end_day = [&](int day) { story.pass(us_per_day), story.scheduler(), known[day] = story.head(); };
    end_day(3);
    story.as("emp-2", "alert.acknowledge", {{"alert", story.alerts("emp-2", "R4")[0].at("item").as_string()}});
    end_day(4), end_day(5);
    story.as("emp-3", "contact.report_move", story.move(), {{"valid_at", to_text(moved)}});
    const auto card = story.read("/v1/contacts/con-1");
    const auto latency_s = card.at("moves").at(0).at("knowledge_latency_s").to_number<std::int64_t>();
    CHECK(latency_s / 86'400 == 5);
    const std::string day_2 = to_text(Time{moved.us + 2 * us_per_day});
    CHECK(role(story.read("/v1/opportunities/opp-1/coverage?valid_at=" + day_2), "decision_maker").at("state") == "vacant");
    CHECK(role(story.read("/v1/opportunities/opp-1/coverage?valid_at=" + day_2 + "&as_of=" + std::to_string(unknown)), "decision_maker").at("state") == "covered");
    const auto told_of_move = story.alerts("emp-2", "R1");
    REQUIRE(told_of_move.size() == 1);
    end_day(6);
    story.as("emp-2", "alert.act_on", {{"alert", told_of_move[0].at("item").as_string()}, {"what", "asked for the successor"}});
    end_day(7);
    // For every day: what was true, what was known, who was told, who had taken note, and what had been done.
    const std::map<int, std::string> manager{{2, "R4 open"}, {3, "R4 open"}, {4, "R4 answered"}, {5, "R4 answered"},
                                              {6, "R1 open, R4 answered, R4 open"}, {7, "R1 done, R4 answered, R4 open"}};  // that nobody decides now, he is told too
    for (const auto& [day, head] : known) {
        INFO("day " << day);
        const std::string then = "valid_at=" + to_text(Time{moved.us + day * us_per_day + 2 * hour_us}), as_known = then + "&as_of=" + std::to_string(head);
        const bool is_recorded = day > 5;
        CHECK(role(story.read("/v1/opportunities/opp-1/coverage?" + then), "decision_maker").at("state") == "vacant");
        CHECK(role(story.read("/v1/opportunities/opp-1/coverage?" + as_known), "decision_maker").at("state") == (is_recorded ? "vacant" : "covered"));
        CHECK(story.read("/v1/contacts/con-1?" + as_known).at("moves").as_array().empty() != is_recorded);
        CHECK(story.states_of("emp-2", {"R1", "R4"}, as_known) == manager.at(day));
        CHECK(story.states_of("emp-1", {"R3"}, as_known).starts_with("R3 open"));  // the head has not answered
    }
}

TEST_CASE("the moved contact, never recorded: R4, the stale relationship and R3 reach the manager all the same", "[http][stories]") {
    MovedContact story;
    story.as("emp-3", "contact_role.assign", {{"opportunity", "opp-1"}, {"contact", "con-2"}, {"role", "user"}, {"final_authority", false}});
    const Time last = story.now();
    for (const auto* contact : {"con-1", "con-2"})
        story.as("emp-3", "contact.log_touch", {{"contact", contact}, {"opportunity", "opp-1"}, {"direction", "two_way"}, {"channel", "visit"}, {"text", "nearly done"}});
    const auto days_pass = [&](int days) {
        for (; days > 0; --days) story.pass(us_per_day), story.scheduler();
    };
    const auto told_of = [&](std::string_view who, std::string_view rule, std::string_view about) {
        const auto alerts = story.alerts(who, rule, "&state=open");
        return std::ranges::count_if(alerts, [&](const auto& alert) { return alert.at("event").at("why").as_string().find(about) != json::string::npos; });
    };
    // The rep writes and says that it goes well; nobody answers him.
    days_pass(13);
    story.as("emp-3", "contact.log_touch", {{"contact", "con-1"}, {"opportunity", "opp-1"}, {"direction", "outgoing"}, {"channel", "mail"}, {"text", "no answer"}});
    CHECK(told_of("emp-2", "R4", "con-1") == 0);
    days_pass(2);
    CHECK(told_of("emp-2", "R4", "no two-way contact with con-1, who decides, in 14 days") == 1);
    CHECK(contains(story.types_of("opp-1"), "risk_flag.raised"));
    days_pass(2);
    CHECK(told_of("emp-1", "R3", "emp-2 has not acknowledged: no two-way contact with con-1") == 1);  // nor did the manager take note
    CHECK(told_of("emp-2", "R4", "con-2") == 0);
    days_pass(14);
    CHECK(told_of("emp-2", "R4", "no two-way contact with con-2, user, in 30 days") == 1);  // K6: not only who decides
    const auto stale = story.read("/v1/relationships?stale=true&valid_at=" + to_text(story.now())).at("relationships").as_array();
    REQUIRE(stale.size() == 2);
    CHECK(stale[0].at("role") == "decision_maker");
    CHECK(stale[0].at("last_two_way_touch").at("text") == "nearly done");
    CHECK(story.read("/v1/relationships?stale=true&valid_at=" + to_text(Time{last.us + us_per_day})).at("total").at("stale") == 0);
    CHECK(story.read("/v1/relationships?valid_at=" + to_text(Time{last.us + us_per_day})).at("total").at("relationships") == 2);
}
