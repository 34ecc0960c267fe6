// The story of the departing director, which must never happen again, told over HTTP with a clock of its own: who was told, when,
// by which rule, and what each query answers before, at and after, in both times.
#include "tests/http/told_company.hpp"

using namespace foxtrail;

namespace {

json::object yuan(std::string_view amount) { return {{"amount", amount}, {"currency", "CNY"}}; }

// A director (the rep emp-3) on whom everything rests: two deals of 100 days, one won and one lost long ago, and nobody else knows.
struct DepartingDirector : ToldCompany {
    DepartingDirector() {
        say("playbook.publish", {{"stage_model", "stm-1"}, {"name", "standard"}, {"steps", json::array{json::object{{"stage", "Contact"}, {"name", "meet the user"}}}}});
        contact("Wang Fang", "Purchasing");
        deal("won long ago", "emp-3");
        sell("opp-1");
        as("emp-3", "quote.accept", {{"quote", "quo-1"}, {"by", "con-1"}});
        say("opportunity.win", {{"opportunity", "opp-1"}, {"value", yuan("500.00")}});
        deal("near-signed", "emp-3"), deal("nearer still", "emp-3");
        for (const auto* near : {"opp-2", "opp-3"}) as("emp-3", "contact_role.assign", {{"opportunity", near}, {"contact", "con-1"}, {"role", "decision_maker"}, {"final_authority", true}});
        as("emp-1", "standing_rule.change", {{"rule", "R5"}, {"enabled", true}, {"thresholds", json::array{json::object{{"name", "deals_min"}, {"value", 3}}}}});
        for (int other = 4; other <= 24; ++other) {
            deal("other", "emp-5");
            pass(hour_us);
            say("opportunity.advance_stage", {{"opportunity", "opp-" + std::to_string(other)}, {"stage", "Offer"}});
            say("opportunity.lose", {{"opportunity", "opp-" + std::to_string(other)}, {"why", "price"}, {"competitor", "unknown"}});
        }
        deal("lost long ago", "emp-3");
        sell("opp-25");
        say("opportunity.lose", {{"opportunity", "opp-25"}, {"why", "price"}, {"competitor", "Kone"}});
        pass(100 * us_per_day);
    }
    Date day(int days) const { return {date_of(now()).days + days}; }
    // He meets the user as the playbook says, and sends him a quote.
    void sell(std::string_view opportunity) {
        as("emp-3", "contact.log_touch", {{"contact", "con-1"}, {"opportunity", opportunity}, {"direction", "two_way"}, {"channel", "visit"}, {"text", "wants ten"}});
        as("emp-3", "playbook.follow_step", {{"opportunity", opportunity}, {"step", "meet the user"}, {"note", "at the fair"}});
        as("emp-3", "decision_tree.add_node", {{"opportunity", opportunity}, {"kind", "person"}, {"contact", "con-1"}, {"scope", "unknown"}});
        const auto quote = quoted(opportunity, 30);
        as("emp-3", "quote.send", {{"quote", quote}, {"to", "con-1"}});
    }
    std::string quoted(std::string_view opportunity, int days) {
        const auto drafted = as("emp-3", "quote.draft", {{"opportunity", opportunity}, {"list", yuan("540.00")}, {"offered", yuan("500.00")}, {"valid_until", to_text(day(days))}});
        return std::string(drafted.at("events").at(0).at("data").at("quote").as_string());
    }
    // Of stages, histories, documents and closed deals, without the handover's own events.
    std::vector<std::string> counts() {
        std::vector<std::string> all;
        const auto standing = read("/v1/board?group_by=stage,outcome&outcome=any");
        for (const auto& row : standing.at("groups").as_array()) all.push_back(json::serialize(row.at("stage").at("name")) + json::serialize(row.at("outcome")) + json::serialize(row.at("deals")) + json::serialize(row.at("amounts")));
        for (const auto* entity : {"opp-1", "opp-2", "opp-3", "cus-1", "con-1", "doc-1", "doc-2"}) {
            auto types = types_of(entity);
            std::erase_if(types, [](const std::string& type) { return type == "ownership.transferred" || type.starts_with("handover.") || type.starts_with("alert."); });
            all.push_back(entity + std::string(" ") + std::to_string(types.size()));
        }
        for (const std::string target : {"/v1/documents", "/v1/documents?position=sales%20director"}) all.push_back("documents " + json::serialize(read(target).at("count")));
        return all;
    }
    std::vector<std::string> orphans() { return texts_of(read("/v1/orphans"), "items", "item"); }
    std::vector<std::string> digests() {
        std::vector<std::string> all;
        for (const auto& entry : projection_entries()) all.push_back(std::to_string(runner().digest(entry.name)->first));
        return all;
    }
};

const json::object& item(const json::object& answer, std::string_view id) {
    for (const auto& each : answer.at("items").as_array())
        if (each.at("item").as_string() == id) return each.as_object();
    throw std::logic_error("no such item");
}

}  // namespace

TEST_CASE("the departing director: what he knew stays", "[http][stories]") {
    DepartingDirector story;
    // 1. Long before: the pipeline rests on one person, his deals stand still, his logs are missing.
    CHECK(story.scheduler() > 0);
    const auto key_person = story.alerts("emp-1", "R7");
    CHECK(contains(texts_of(json::object{{"all", key_person}}, "all", "about"), "emp-3"));
    const std::string standing = "; of 2 open deals, with one known contact at most: 2, without a team: 2, without gate documents: 2";
    CHECK(std::ranges::any_of(key_person, [&](const auto& alert) { return alert.at("event").at("why").as_string().ends_with("rests on emp-3" + standing); }));
    CHECK(story.alerts("emp-2", "R5").size() == 2);
    CHECK(story.alerts("emp-3", "R5").size() == 2);
    CHECK(contains(story.types_of("opp-2"), "risk_flag.raised"));
    CHECK(contains(story.types_of("quo-2"), "quote.expired"));  // nobody answered
    CHECK(story.scheduler() == 0);  // nobody is told twice
    CHECK(story.read("/v1/work-log-gaps").at("gaps").as_array().empty());
    const std::string worked = to_text(date_of(Time{story.now().us + 8 * hour_us}));  // the day in Shanghai, a Thursday
    story.as("emp-5", "work_log.submit", {{"day", worked}, {"entries", json::array{json::object{{"subject", "cus-1"}, {"minutes", 60}, {"text", "called"}}}}});
    story.pass(us_per_day);
    CHECK(story.scheduler() > 0);
    const auto gaps = story.read("/v1/work-log-gaps?missing=true&employee=emp-3");
    REQUIRE(texts_of(gaps, "gaps", "day") == std::vector<std::string>{worked});
    CHECK(gaps.at("total").at("missing") == 1);
    CHECK(story.alerts("emp-2", "R6", "&about=" + texts_of(gaps, "gaps", "work_log").front()).size() == 1);
    for (const std::string near : {"/v1/opportunities/opp-2", "/v1/opportunities/opp-3"}) {
        INFO(near);
        CHECK(story.read(near + "/coverage").at("red_flags").as_array().size() == 3);  // one known contact
        CHECK(story.read(near + "/team").at("members").as_array().empty());
        CHECK(story.read(near + "/gates").at("documents").as_array().empty());
    }

    // 2. A stage cannot be left without its documents, so the proposal and the plan are the company's.
    story.say("gate_requirement.set", {{"stage_model", "stm-1"}, {"stage", "Contact"}, {"document_kinds", json::array{"proposal", "implementation_plan"}}});
    CHECK_FALSE(story.refused("emp-3", "opportunity.advance_stage", {{"opportunity", "opp-2"}, {"stage", "Offer"}}).empty());
    CHECK(contains(story.types_of("opp-2"), "opportunity.stage_advance_rejected"));
    int number = 0;
    for (const auto* kind : {"proposal", "implementation_plan"}) {
        ++number;
        story.as("emp-3", "document.register", document(story.caller(), kind, "opp-2"));
        story.as("emp-3", "gate.submit", {{"opportunity", "opp-2"}, {"stage", "Contact"}, {"document", "doc-" + std::to_string(number)}});
        CHECK(story.refused("emp-3", "gate.approve", {{"gate_document", "gtd-" + std::to_string(number)}}) == std::vector<std::string>{"own_approval"});
        story.as("emp-2", "gate.approve", {{"gate_document", "gtd-" + std::to_string(number)}});
    }
    story.as("emp-3", "opportunity.advance_stage", {{"opportunity", "opp-2"}, {"stage", "Offer"}});

    // 3. The departure is announced: head and manager are told that day; he cannot go while anything rests on him.
    const Position before = story.head();
    const auto board_before = json::serialize(story.read("/v1/board?group_by=owner&as_of=" + std::to_string(before)).at("groups"));
    story.as("emp-3", "contact.log_touch", {{"contact", "con-1"}, {"opportunity", "opp-2"}, {"direction", "two_way"}, {"channel", "visit"}, {"text", "wants a trial"}});
    story.as("emp-3", "decision_tree.add_node", {{"opportunity", "opp-2"}, {"kind", "person"}, {"contact", "con-1"}, {"scope", "unknown"}});
    CHECK(story.read("/v1/employees/emp-3/exposure").at("sole_contacts").at("count") == 1);
    CHECK(story.orphans().empty());
    story.as("emp-3", "contact_role.assign", {{"opportunity", "opp-2"}, {"contact", "con-1"}, {"role", "user"}, {"final_authority", false}});
    story.as("emp-2", "contact_role.assign_counterpart", {{"contact_role", "rol-3"}, {"employee", "emp-3"}, {"duty", "knows his work"}});
    const std::string due = to_text(Time{story.now().us + 20 * us_per_day});
    story.as("emp-2", "task.open", {{"subject", "opp-2"}, {"assignee", "emp-3"}, {"what", "prepare the trial"}, {"due", due}});
    story.as("emp-3", "task.promise", {{"subject", "opp-2"}, {"promised_to", "con-1"}, {"what", "drawings of the site"}, {"due", due}});
    CHECK(story.quoted("opp-3", 40) == "quo-3");
    const auto announced = story.say("employee.announce_departure", {{"employee", "emp-3"}, {"last_day", to_text(date_of(Time{story.now().us + 5 * us_per_day}))}});
    const auto listed = announced.at("events").at(0).at("data").at("resting").as_array();
    for (const std::string resting : {"opp-2", "opp-3", "rol-3", "tsk-1", "tsk-2", "quo-3"}) {
        CHECK(std::ranges::find(listed, json::value(resting)) != listed.end());
        CHECK(contains(story.orphans(), resting));
    }
    const auto orphaned = story.read("/v1/orphans");
    CHECK(texts_of(orphaned.at("people").at(0).as_object(), "accounts", "id") == std::vector<std::string>{"cus-1"});
    CHECK(item(orphaned, "tsk-2").at("promised_to").at("name") == "Wang Fang");
    CHECK(item(orphaned, "quo-3").at("event").at("terms").at("offered").at("amount") == "500.00");
    CHECK(story.read("/v1/work?owner=emp-3&promised=true").at("count") == 1);
    const Position known = story.head();
    for (const auto* who : {"emp-1", "emp-2"}) CHECK(story.alerts(who, "R6").size() >= 1);
    CHECK(contains(story.refused("emp-2", "employee.depart", {{"employee", "emp-3"}}), "items_open"));
    // Nobody proposes a handover: they hear of it again the next day, with a day less.
    const auto told = story.alerts("emp-1", "R6").size();
    story.pass(us_per_day);
    CHECK(story.scheduler() > 0);
    CHECK(story.alerts("emp-1", "R6").size() > told);
    story.as("emp-2", "handover.propose", {{"from", "emp-3"}, {"to", "emp-5"}, {"departure", true}, {"note", "leaves"}});
    story.pass(25 * hour_us);
    CHECK(story.scheduler() > 0);  // nobody answered: it expires, and the managers are told
    CHECK(contains(story.types_of("hnd-1"), "handover.expired"));
    story.as("emp-2", "handover.propose", {{"from", "emp-3"}, {"to", "emp-5"}, {"departure", true}, {"note", "leaves"}});
    CHECK(story.refused("emp-3", "handover.accept", {{"handover", "hnd-2"}}) == std::vector<std::string>{"not_receiver"});
    const auto handover_case = story.read("/v1/handovers/hnd-2");
    CHECK(texts_of(handover_case, "accounts", "id") == std::vector<std::string>{"cus-1"});
    CHECK(handover_case.at("count") == story.read("/v1/orphans").at("count"));
    for (const auto& resting : listed) {  // but for the flags that he speaks with nobody, which he did
        INFO(resting);
        const std::string id(resting.as_string());
        CHECK((contains(texts_of(handover_case, "items", "item"), id) || contains(story.types_of(id), "risk_flag.cleared")));
    }
    CHECK(item(handover_case, "tsk-2").at("promised_to").at("name") == "Wang Fang");
    CHECK(item(handover_case, "opp-3").at("quotes").at(0).at("quote") == "quo-3");
    CHECK(item(handover_case, "opp-3").at("playbook").at("steps").at(0).at("state") == "open");
    const auto counts = story.counts();
    story.as("emp-5", "handover.accept", {{"handover", "hnd-2"}});
    CHECK(story.counts() == counts);
    CHECK(story.orphans().empty());
    CHECK(contains(texts_of(story.read("/v1/orphans?as_of=" + std::to_string(known)), "items", "item"), "opp-2"));
    story.say("employee.depart", {{"employee", "emp-3"}});

    // 4. The new owner's first day: his deals, their past, and the director's results still as his.
    const auto his = texts_of(story.read("/v1/opportunities?owner=emp-5&outcome=open"), "opportunities", "id");
    CHECK(his == std::vector<std::string>{"opp-2", "opp-3"});
    const auto his_past = story.types_of("opp-2");
    for (const auto* type : {"document.registered", "gate_document.approved", "contact.touched", "decision_tree.node_added"}) CHECK(contains(his_past, type));
    CHECK(story.read("/v1/opportunities/opp-2/decision-tree").at("nodes").as_array().size() == 1);
    CHECK(contains(story.types_of("opp-4"), "opportunity.lost"));
    const auto first_day = story.read("/v1/employees/emp-5/day-one");
    CHECK(first_day.at("handed_over").at("count") == 1);
    CHECK(first_day.at("handed_over").at("handovers").at(0).at("from").at("id") == "emp-3");
    CHECK(first_day.at("deals").at("count") == 2);
    // For won and lost customers alike: as things stand, who was met, what was sent, the tree, the loss, the playbook.
    for (const auto& [outcome, id] : {std::pair("won", "opp-1"), std::pair("lost", "opp-25")}) {
        INFO(outcome);
        const auto& past = first_day.at("past_deals").at(outcome).as_object();
        const auto& deals = past.at("deals").as_array();
        CHECK(past.at("count").to_number<std::size_t>() >= deals.size());
        const auto found = std::ranges::find_if(deals, [&](const json::value& deal) { return deal.at("id") == id; });
        REQUIRE(found != deals.end());
        CHECK(found->at("owner").at("id") == "emp-3");  // still his
        CHECK(found->at("met").at(0).at("contact").at("name") == "Wang Fang");
        CHECK(found->at("quotes").at(0).at("versions").at(0).at("offered").at("amount") == "500.00");
        CHECK(found->at("decision_tree").at("nodes").as_array().size() == 1);
        CHECK(found->at("playbook").at("steps").at(0).at("state") == "followed");
        CHECK(found->at("outcomes").as_array().back().at("type") == json::value("opportunity." + std::string(outcome)));
        const auto then = story.read(std::string(found->at("links").at("state").as_string()));
        CHECK(then.at("outcome") == outcome);
    }
    const auto lost = story.read("/v1/employees/emp-5/day-one?limit=1").at("past_deals").at("lost").at("deals").as_array();
    REQUIRE(lost.size() == 1);
    CHECK(lost[0].at("outcomes").at(0).at("data").at("why") == "price");
    CHECK(lost[0].at("outcomes").at(0).at("data").at("competitor") == "Kone");
    CHECK(story.read("/v1/employees/emp-5/day-one?as_of=" + std::to_string(before)).at("handed_over").at("count") == 0);
    const auto packet = story.read("/v1/handovers/hnd-2");
    CHECK(packet.at("state") == "completed");
    CHECK(packet.at("transferred") == packet.at("count"));
    const auto& items = packet.at("items").as_array();
    const auto of_opp_2 = std::ranges::find_if(items, [](const json::value& item) { return item.at("item") == "opp-2"; });
    REQUIRE(of_opp_2 != items.end());
    CHECK(of_opp_2->at("documents").as_array().size() == 2);
    CHECK(of_opp_2->at("gates").at("documents").as_array().size() == 2);
    CHECK(of_opp_2->at("roles").as_array().size() == 4);
    CHECK(of_opp_2->at("opportunity").at("stage").at("name") == "Offer");
    CHECK(texts_of(story.read("/v1/opportunities?owner=emp-3&outcome=won"), "opportunities", "id") == std::vector<std::string>{"opp-1"});
    CHECK(json::serialize(story.read("/v1/board?group_by=owner&as_of=" + std::to_string(before)).at("groups")) == board_before);

    // 5. Rebuilt from event 0, every read model is equal.
    const auto digests = story.digests();
    for (const auto& entry : projection_entries()) REQUIRE(story.runner().rebuild(entry.name));
    CHECK(story.digests() == digests);
}
