// Leads: captured once, qualified, converted with their source, or given up.
#include "commands/contact.hpp"
#include "core/vault.hpp"
#include "tests/commands/funnel_scenario.hpp"

namespace foxtrail::lead_test {
using namespace funnel_tests;

namespace {

ConvertLead conversion() {
    ConvertLead convert;
    convert.lead = the_lead;
    convert.name = "Pumps for Beta";
    convert.stage_model = StageModelId{1};
    convert.value = cny("500.00");
    return convert;
}

}  // namespace

TEST_CASE_METHOD(FunnelScenario, "the same company and product is captured once while open", "[commands][lead]") {
    const auto refused = run(lead("BETA, LTD"));
    CHECK(refused_by(refused, {"duplicate_lead"}));
    CHECK(refused.broken[0].text.ends_with("(led-1)"));
    CaptureLead other_interest = lead();
    other_interest.product = {};
    CHECK(run(other_interest).verdict == Verdict::recorded);
    CHECK(refused_by(run(other_interest), {"duplicate_lead"}));
    given(DisqualifyLead{the_lead, "no budget"});
    CHECK(run(lead()).verdict == Verdict::recorded);
    CHECK(refused_by(run(lead()), {"duplicate_lead"}));
}

TEST_CASE_METHOD(FunnelScenario, "one company is captured once, under whatever name", "[commands][lead]") {
    CHECK(refused_by(run(lead("BETA")), {"duplicate_lead"}));
    CaptureLead known = lead("Acme Pumps");
    known.customer = Ref(CustomerId{1});
    given(known);
    known.company = "Acme Water";
    CHECK(refused_by(run(known), {"duplicate_lead"}));
    CaptureLead namesake = known;
    namesake.company = "Acme Pumps GmbH", namesake.customer = Ref(CustomerId{2});
    given(RegisterCustomer{"Acme Pumps GmbH", {}, RegionId{1}, {}});
    CHECK(run(namesake).verdict == Verdict::recorded);  // another customer of this name
    known.product = {};
    CHECK(run(known).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(FunnelScenario, "a lead changes hands without losing its place among duplicates", "[commands][lead]") {
    as(manager).given(AssignLead{the_lead, seller}).given(AssignLead{the_lead, other_seller});
    CHECK(refused_by(run(lead()), {"duplicate_lead"}));
}

TEST_CASE_METHOD(FunnelScenario, "a lead needs a company and a source; its contact is kept sealed", "[commands][lead]") {
    CaptureLead capture = lead(" ");
    capture.source = "";
    CHECK(refused_by(run(capture), {"name_missing", "source_missing"}));
    capture = lead("Gamma");
    capture.contact = PersonalText{"Mr Zhou, 139 0000", {}};
    capture.external_key = ExternalKey{"fair:7"};
    const auto outcome = run(capture);
    REQUIRE(outcome.count == 1);
    CHECK(opened(*store, outcome.events[0].as<LeadCaptured>()->contact.value()) == "Mr Zhou, 139 0000");
    capture.company = "Delta";
    CHECK(refused_by(run(capture), {"external_key_taken"}));
}

TEST_CASE_METHOD(FunnelScenario, "a lead is assigned with from and to; another owner needs a reason", "[commands][lead]") {
    as(manager);
    const auto first = run(AssignLead{the_lead, seller}, "");
    REQUIRE(first.count == 1);
    CHECK(first.events[0].as<LeadAssigned>()->to == Assignee{seller, DepartmentId{1}, RegionId{1}, manager});
    CHECK(run(AssignLead{the_lead, seller}).verdict == Verdict::already_so);
    CHECK(refused_by(run(AssignLead{the_lead, other_seller}, ""), {"reason_missing"}));
    CHECK(refused_by(run(AssignLead{the_lead, other_seller}, "r", yesterday()), {"before_capture", "before_last_lead_owner"}));
    CHECK(run(AssignLead{the_lead, other_seller}).events.at(0).as<LeadAssigned>()->from->owner == seller);
}

TEST_CASE_METHOD(FunnelScenario, "a lead is given by who is above and disposes of it, or taken", "[commands][lead]") {
    as(seller);
    CHECK(refused_by(run(AssignLead{the_lead, other_seller}), {"not_his_lead"}));
    given(AssignLead{the_lead, seller});  // out of the pool, for himself
    as(other_seller);
    CHECK(refused_by(run(AssignLead{the_lead, other_seller}), {"not_his_lead"}));
    as_system();
    CHECK(refused_by(run(AssignLead{the_lead, other_seller}), {"not_his_lead"}));
    as(manager).given(AssignLead{the_lead, other_seller});
}

TEST_CASE_METHOD(FunnelScenario, "qualifying says why; another score is another fact", "[commands][lead]") {
    CHECK(refused_by(run(QualifyLead{the_lead, {70}, " "}), {"why_missing"}));
    CHECK(refused_by(run(QualifyLead{the_lead, {70}, "fits"}, "r", yesterday()), {"before_capture", "before_last_lead_change"}));
    given(QualifyLead{the_lead, {70}, "fits"});
    CHECK(run(QualifyLead{the_lead, {70}, "fits"}).verdict == Verdict::already_so);
    CHECK(run(QualifyLead{the_lead, {80}, "budget named"}).events.at(0) ==
          AnyEvent(LeadQualified{the_lead, Percent{70}, {80}, "budget named"}));
}

TEST_CASE_METHOD(FunnelScenario, "a lead given up stays so, and takes no more changes", "[commands][lead]") {
    CHECK(refused_by(run(DisqualifyLead{the_lead, ""}), {"why_missing"}));
    const auto outcome = run(DisqualifyLead{the_lead, "no need"});
    CHECK(outcome.events.at(0) == AnyEvent(LeadDisqualified{the_lead, LeadStatus::captured, "no need"}));
    CHECK(run(DisqualifyLead{the_lead, "no need"}).verdict == Verdict::already_so);
    CHECK(refused_by(run(QualifyLead{the_lead, {70}, "fits"}), {"lead_closed"}));
    CHECK(refused_by(run(AssignLead{the_lead, seller}), {"lead_closed"}));
    CHECK(refused_by(run(conversion()), {"lead_closed"}));
}

TEST_CASE_METHOD(FunnelScenario, "converting opens an opportunity with the lead's source, product and owner in one commit",
                 "[commands][lead]") {
    CHECK(refused_by(run(conversion()), {"not_qualified"}));
    given(AssignLead{the_lead, seller}).given(QualifyLead{the_lead, {70}, "fits"});
    const auto outcome = run(conversion());
    REQUIRE(outcome.count == 3);
    const auto* created = outcome.events[0].as<OpportunityCreated>();
    REQUIRE(created);
    CHECK(created->opportunity == OpportunityId{2});
    CHECK(created->source == Stated<std::string>("trade fair"));
    CHECK(created->product == Stated<ProductId>(ProductId{1}));
    CHECK_FALSE(created->customer.known());
    CHECK(created->established == Stated<bool>(false));
    CHECK(outcome.events[1].as<OpportunityAssigned>()->to.owner == seller);
    CHECK(outcome.events[2] == AnyEvent(LeadConverted{the_lead, OpportunityId{2}, "trade fair"}));
    CHECK(run(conversion()).verdict == Verdict::already_so);
    CHECK(refused_by(run(DisqualifyLead{the_lead, "late"}), {"lead_closed"}));
    CHECK(run(lead()).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(FunnelScenario, "what a conversion states goes before what the lead had; every rule that refuses is named",
                 "[commands][lead]") {
    given(AssignLead{the_lead, seller});
    ConvertLead convert = conversion();
    convert.name = " ";
    convert.stage = "Nowhere";
    CHECK(refused_by(run(convert), {"name_missing", "unknown_stage", "not_qualified"}));
    given(QualifyLead{the_lead, {70}, "fits"});
    convert.name = "Pumps", convert.stage = "Offer";
    convert.customer = CustomerId{1}, convert.owner = other_seller;
    CHECK(refused_by(run(convert), {"acceptance_needed"}));
    as(other_seller);
    CHECK(refused_by(run(convert), {"acceptance_needed"}));  // the lead is another's
    as(manager);
    const auto outcome = run(convert);
    REQUIRE(outcome.count == 3);
    CHECK(outcome.events[0].as<OpportunityCreated>()->customer == Stated<CustomerId>(CustomerId{1}));
    CHECK(outcome.events[0].as<OpportunityCreated>()->stage == Stage{2, "Offer"});
    CHECK(outcome.events[1].as<OpportunityAssigned>()->to.owner == other_seller);
}

TEST_CASE_METHOD(FunnelScenario, "a conversion states the plan of the opportunity it opens", "[commands][lead]") {
    given(QualifyLead{the_lead, {70}, "fits"});
    ConvertLead convert = conversion();
    convert.milestones = {{"trial", {20'000}, true}};
    CHECK(refused_by(run(convert), {"due_past"}));
    convert.milestones.front().due = {date_of(now).days + 30};
    const auto outcome = run(convert);
    REQUIRE(outcome.verdict == Verdict::recorded);
    const auto* planned = outcome.events[outcome.count - 3].as<MilestonePlanned>();
    REQUIRE(planned);
    CHECK(planned->opportunity == outcome.events.front().as<OpportunityCreated>()->opportunity);
    CHECK(outcome.events.back().as<LeadConverted>());
}

TEST_CASE("an open lead rests on its owner, whom a handover changes; a closed one rests on nobody", "[commands][lead]") {
    const auto owned_by = [](EmployeeId owner) { return Assignee{owner, DepartmentId{1}, {}, {}}; };
    const auto rests_on_owner = [](const Lead& lead, EmployeeId owner) {
        const RestsOn on = rests_on(lead);
        return std::find(on.begin(), on.end(), owner.entity()) != on.end();
    };
    Lead lead;
    lead.id = the_lead;
    evolve(lead, LeadAssigned{the_lead, {}, owned_by(seller)}, Meta{});
    CHECK(rests_on_owner(lead, seller));
    evolve(lead, OwnershipTransferred{LeadId{2}.entity(), seller, owned_by(other_seller), HandoverId{1}}, Meta{});
    CHECK(rests_on_owner(lead, seller));
    evolve(lead, OwnershipTransferred{the_lead.entity(), seller, owned_by(other_seller), HandoverId{1}}, Meta{});
    CHECK_FALSE(rests_on_owner(lead, seller));
    CHECK(rests_on_owner(lead, other_seller));
    evolve(lead, LeadDisqualified{the_lead, LeadStatus::captured, "no need"}, Meta{});
    CHECK(rests_on(lead).empty());
}

TEST_CASE_METHOD(FunnelScenario, "erasing who a lead's contact was needs a reason, is done once and touches nobody else",
                 "[commands][lead]") {
    const auto captured = [this](const std::string& company, const std::string& contact) {
        CaptureLead capture = lead(company);
        capture.contact = PersonalText{contact, {}};
        return *run(capture).events.at(0).as<LeadCaptured>();
    };
    const auto zhou = captured("Gamma", "Mr Zhou"), qian = captured("Delta", "Ms Qian");
    RegisterContact person;  // the first contact there is: not to be mistaken for a lead's
    person.customer = CustomerId{1}, person.name = PersonalText{"Mr Sun", {}};
    given(person).given(EraseContactPersonalData{ContactId{1}});
    CHECK(opened(*store, *zhou.contact) == "Mr Zhou");
    CHECK(refused_by(run(EraseLeadPersonalData{zhou.lead}, ""), {"reason_missing"}));
    CHECK(run(EraseLeadPersonalData{zhou.lead}).events == std::vector<AnyEvent>{LeadPersonalDataErased{zhou.lead}});
    CHECK(run(EraseLeadPersonalData{zhou.lead}).verdict == Verdict::already_so);
    CHECK(opened(*store, *zhou.contact) == std::nullopt);
    CHECK(opened(*store, *qian.contact) == "Ms Qian");
}

}  // namespace foxtrail::lead_test
