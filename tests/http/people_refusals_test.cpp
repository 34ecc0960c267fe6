// What the people's side refuses, over HTTP: by which rule, and that nothing is recorded but what the rule says is.
#include "commands/alert.hpp"
#include "tests/http/told_company.hpp"

namespace foxtrail::people_refusals_test {

namespace {

struct RefusingCompany : ToldCompany {
    RefusingCompany() {
        deal("pumps", "emp-3");
        deal("valves", "emp-3");
        contact("Wang Fang", "Purchasing"), contact("Zhao Lei", "Production");
        say("customer.register", {{"name", "Other"}, {"sector", "unknown"}, {"region", "unknown"}});
        say("contact.register", {{"customer", "cus-2"}, {"name", "Qian"}, {"department", "unknown"}, {"position", "unknown"}});
    }
    // Refused by this rule alone, and the log is as it was.
    void refuses(std::string_view rule, std::string_view who, std::string_view command, json::object data) {
        const Position before = head();
        INFO(command << " is to be refused by " << rule);
        CHECK(refused(who, command, std::move(data)) == std::vector<std::string>{std::string(rule)});
        CHECK(head() == before);
    }
};

}  // namespace

TEST_CASE_METHOD(RefusingCompany, "roles, approval paths and handovers that cannot be are refused by their rule", "[http][refusals]") {
    refuses("contact_of_other_customer", "emp-3", "contact_role.assign", {{"opportunity", "opp-1"}, {"contact", "con-3"}, {"role", "user"}, {"final_authority", false}});

    for (const auto* person : {"con-1", "con-2"})
        as("emp-3", "decision_tree.add_node", {{"opportunity", "opp-1"}, {"kind", "person"}, {"contact", person}, {"scope", "unknown"}});
    const auto step = [](int from, int to) { return json::object{{"from", "nod-" + std::to_string(from)}, {"to", "nod-" + std::to_string(to)}}; };
    refuses("approval_cycle", "emp-3", "decision_tree.change_path", {{"opportunity", "opp-1"}, {"steps", json::array{step(1, 2), step(2, 1)}}});

    as("emp-3", "handover.propose", {{"from", "emp-3"}, {"to", "emp-5"}, {"items", json::array{"opp-1"}}, {"departure", false}, {"note", "a part of it"}});
    refuses("not_offered", "emp-5", "handover.accept", {{"handover", "hnd-1"}, {"items", json::array{"opp-2"}}});
    refuses("not_receiver", "emp-4", "handover.accept", {{"handover", "hnd-1"}, {"items", json::array{}}});
}

TEST_CASE_METHOD(RefusingCompany, "another's alert and one's own waiver are refused by their rule", "[http][refusals]") {
    say_as_scheduler(RaiseAlert{RuleCode::R5, OpportunityId{1}.entity(), {EmployeeId{3}}, "it stands still"});
    refuses("not_told", "emp-5", "alert.acknowledge", {{"alert", "alr-1"}});
    refuses("not_told", "emp-2", "alert.act_on", {{"alert", "alr-1"}, {"what", "done"}});

    say("gate_requirement.set", {{"stage_model", "stm-1"}, {"stage", "Contact"}, {"document_kinds", json::array{"proposal"}}});
    as("emp-4", "gate.request_waiver", {{"opportunity", "opp-1"}, {"stage", "Contact"}, {"document_kind", "proposal"}, {"expires", "2026-02-01"}, {"why", "the trial is over"}});
    refuses("own_approval", "emp-4", "gate.grant_waiver", {{"waiver", "wvr-1"}});
}

TEST_CASE_METHOD(RefusingCompany, "a department is not below itself, nor closed over people, nor chosen once it is closed", "[http][refusals]") {
    say("department.open", {{"name", "Repairs"}, {"region", "reg-1"}, {"parent", "dep-2"}});
    refuses("department_cycle", "emp-1", "department.move", {{"department", "dep-2"}, {"region", "reg-1"}, {"parent", "dep-3"}});
    refuses("department_in_use", "emp-1", "department.close", {{"department", "dep-1"}});
    say("department.move", {{"department", "dep-3"}, {"region", "unknown"}});
    say("department.close", {{"department", "dep-3"}});
    refuses("department_closed", "emp-1", "employee.move", {{"employee", "emp-4"}, {"department", "dep-3"}});
    refuses("department_closed", "emp-3", "work_item.open", {{"subject", "opp-1"}, {"department", "dep-3"}, {"what", "check the pumps"}});
    CHECK(types_of("dep-3").back() == "department.closed");
}

TEST_CASE_METHOD(RefusingCompany, "an advance without its documents is refused, and the attempt is recorded with what was missing", "[http][refusals]") {
    say("gate_requirement.set", {{"stage_model", "stm-1"}, {"stage", "Contact"}, {"document_kinds", json::array{"proposal"}}});
    const Position before = head();
    const auto refusal = try_to("opportunity.advance_stage", {{"opportunity", "opp-1"}, {"stage", "Offer"}}, {{"actor", "emp-3"}});
    CHECK(refusal.at("rules").at(0).at("code") == "gate_not_passed");
    CHECK(refusal.at("events").at(0).at("type") == "opportunity.stage_advance_rejected");
    CHECK(refusal.at("events").at(0).at("position") == before + 1);
    CHECK(head() == before + 1);
    CHECK(types_of("opp-1").back() == "opportunity.stage_advance_rejected");
    CHECK(read("/v1/opportunities/opp-1").at("stage").as_object().at("name") == "Contact");
}

TEST_CASE_METHOD(RefusingCompany, "bytes that are not of their hash are stored nowhere, and a document whose bytes are not here is not recorded", "[http][refusals]") {
    const std::string hash = "sha256:" + std::string(64, 'a');
    const auto answer = caller().request("PUT", "/v1/blobs/" + hash, "not these");
    CHECK(answer.status == 422);
    CHECK(answer.body.find("hash_does_not_match") != std::string::npos);
    CHECK(caller().get("/v1/blobs/" + hash).status == 404);
    refuses("content_missing", "emp-3", "document.register",
            {{"about", "opp-1"}, {"kind", "proposal"}, {"title", "pumps"}, {"owner_position", "sales"}, {"content_hash", hash}, {"size_bytes", 9}});
}

}  // namespace foxtrail::people_refusals_test
