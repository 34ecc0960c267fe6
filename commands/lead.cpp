#include "commands/lead.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/giving.hpp"
#include "commands/rules/likeness.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "core/names.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule source_missing{"source_missing", "Say where the lead comes from: \"source\" cannot be blank."};
constexpr Rule duplicate_lead{"duplicate_lead", "There is an open lead of this company for the same product: go on with that one."};
constexpr Rule lead_closed{"lead_closed", "The lead is closed: capture it anew if the company might buy after all."};
constexpr Rule before_capture{"before_capture", "This is dated before the lead was captured."};
constexpr Rule before_last_lead_owner{"before_last_lead_owner", "This is dated before the lead got its owner: give a later valid_at."};
constexpr Rule not_his_lead{"not_his_lead", "Who gets a lead is below who assigns it, or takes it himself; and what somebody has already only he or a manager above him gives: use handover.propose to ask for acceptance."};
constexpr Rule lead_nurtured{"lead_nurtured", "The lead is nurtured: use nurture.end, with what has become of it."};
}  // namespace rule

namespace {

// Open leads of one company, by its name or as a customer we know, and of one product interest are alike; a closed lead is in nobody's way.
Entity alike_by(std::string company, const Stated<ProductId>& product) {
    append_number(company, product.value.value_or(ProductId{}).number);
    return likeness(company);
}
Entity alike_by_name(const Lead& lead) { return alike_by(lead.normal_company, lead.product); }
Entity alike_by_customer(const Lead& lead) { return alike_by(to_text(*lead.customer), lead.product); }

std::optional<LeadId> duplicate_of(const Lead& lead, const Facts& f) {
    auto alike = f.resting_on<LeadId>(alike_by_name(lead));
    if (lead.customer) std::ranges::copy(f.resting_on<LeadId>(alike_by_customer(lead)), std::back_inserter(alike));
    const auto same = std::ranges::find_if(alike, [&](LeadId id) {
        const Lead& other = f.at(id);
        const bool are_customers = lead.customer && other.customer;
        return other.product == lead.product && (are_customers ? other.customer == lead.customer : other.normal_company == lead.normal_company);
    });
    return same == alike.end() ? std::nullopt : std::optional(*same);
}

// What every change of a lead needs.
Decision on_open(const Lead& lead, const Facts& f) {
    Decision d;
    d.require(lead.open(), rule::lead_closed, lead.status.value);
    d.require(f.valid_at() >= lead.captured, rule::before_capture, lead.captured);
    return d;
}

bool nurtured(const Lead& lead) { return lead.nurture && lead.nurture->going_on(); }

}  // namespace

RestsOn rests_on(const Lead& lead) {
    RestsOn on;
    if (!lead.open()) return on;
    on.push_back(alike_by_name(lead));
    if (lead.customer) on.push_back(alike_by_customer(lead));
    if (lead.assignee.value) on.push_back(lead.assignee.value->owner.entity());
    return on;
}

void evolve(Lead& lead, const LeadCaptured& e, const Meta& m) {
    lead = {lead.id, normal_name(e.normal_company), e.source, e.customer, e.product, m.valid_at, {LeadStatus::captured, m.valid_at}};
}
void evolve(Lead& lead, const LeadAssigned& e, const Meta& m) { lead.assignee.set(e.to, m.valid_at); }
void evolve(Lead& lead, const LeadQualified& e, const Meta& m) {
    lead.status.set(LeadStatus::qualified, m.valid_at);
    lead.score = e.score;
}
void evolve(Lead& lead, const LeadDisqualified&, const Meta& m) { lead.status.set(LeadStatus::disqualified, m.valid_at); }
void evolve(Lead& lead, const LeadConverted&, const Meta& m) { lead.status.set(LeadStatus::converted, m.valid_at); }
void evolve(Lead& lead, const LeadPersonalDataErased&, const Meta&) { lead.erased = true; }
void evolve(Lead& lead, const OwnershipTransferred& e, const Meta& m) {
    if (e.item == lead.id.entity()) lead.assignee.set(e.to, m.valid_at);
}

EmployeeId owner_of(const Lead& lead) { return lead.assignee.value ? lead.assignee.value->owner : EmployeeId{}; }

void require_after_last_change(Decision& d, const Lead& lead, const Facts& f) {
    d.require(f.valid_at() >= lead.status.since, rule::before_last_lead_change, lead.status.since);
}

static Decision decide(const CaptureLead& c, const Facts& f) {
    Decision d = named_newcomer(c.company, LeadId::kind, c.external_key, f);
    d.require(!blank(c.source), rule::source_missing);
    Lead captured{};
    captured.normal_company = normal_company_name(c.company), captured.customer = id_of(c.customer), captured.product = id_of(c.product);
    const auto other = duplicate_of(captured, f);
    d.require(!other, rule::duplicate_lead, other ? to_text(*other) : "");
    if (d.refused()) return d;
    const auto contact = c.contact && !blank(c.contact->text) ? std::optional(c.contact->sealed) : std::nullopt;
    d.record(LeadCaptured{f.next_id<LeadId>(), c.company, captured.normal_company, c.source, captured.customer, contact, id_of(c.region), captured.product,
                          c.external_key});
    return d;
}

static Decision decide(const Lead& lead, const AssignLead& c, const Facts& f) {
    Decision d = on_open(lead, f);
    const Assignee to = assignee_of(c.owner.id, f);
    const bool already = lead.assignee.value == to;
    require_active(d, f, c.owner.id);
    const EmployeeId from = owner_of(lead);
    d.require(already || may_assign(f, from, c.owner.id), rule::not_his_lead, from);
    d.require(!lead.assignee.value || already || f.has_reason(), rule::reason_missing);
    d.require(f.valid_at() >= lead.assignee.since, rule::before_last_lead_owner, lead.assignee.since);
    if (!d.refused() && !already) d.record(LeadAssigned{lead.id, lead.assignee.value, to});
    return d;
}

static Decision decide(const Lead& lead, const QualifyLead& c, const Facts& f) {
    Decision d = on_open(lead, f);
    d.require(!blank(c.why), rule::why_missing);
    require_after_last_change(d, lead, f);
    if (!d.refused() && lead.score != c.score) d.record(LeadQualified{lead.id, lead.score, c.score, c.why});
    return d;
}

static Decision decide(const Lead& lead, const DisqualifyLead& c, const Facts& f) {
    if (lead.status.value == LeadStatus::disqualified) return {};
    Decision d = on_open(lead, f);
    d.require(!blank(c.why), rule::why_missing);
    d.require(!nurtured(lead), rule::lead_nurtured);
    require_after_last_change(d, lead, f);
    if (!d.refused()) d.record(LeadDisqualified{lead.id, lead.status.value, c.why});
    return d;
}

static CreateOpportunity opportunity_of(const Lead& lead, const ConvertLead& c) {
    CreateOpportunity create{
        c.name,        {},           {},      c.stage_model, c.stage,  c.owner,       c.expected_close, lead.source, c.category,
        c.probability, c.importance, c.value, false,         c.budget, c.external_key, c.milestones};
    if (c.customer)
        create.customer = *c.customer;
    else if (lead.customer)
        create.customer = Ref(*lead.customer);
    if (c.product)
        create.product = *c.product;
    else if (lead.product.known())
        create.product = Ref(*lead.product.value);
    if (const EmployeeId owner = owner_of(lead); !c.owner && owner) create.owner = Ref(owner);
    return create;
}

static Decision decide(const Lead& lead, const ConvertLead& c, const Facts& f) {
    if (lead.status.value == LeadStatus::converted) return {};
    Decision d = open_opportunity(opportunity_of(lead, c), owner_of(lead), f);
    d.require(lead.open(), rule::lead_closed, lead.status.value);
    d.require(!lead.open() || lead.status.value == LeadStatus::qualified, rule::not_qualified);
    d.require(!nurtured(lead), rule::lead_nurtured);
    require_after_last_change(d, lead, f);
    if (d.refused()) return d;
    d.record(LeadConverted{lead.id, d.events().front().as<OpportunityCreated>()->opportunity, lead.source});
    return d;
}

static Decision decide(const Lead& lead, const EraseLeadPersonalData&, const Facts& f) {
    Decision d;
    if (lead.erased) return d;
    d.require(f.has_reason(), rule::reason_missing);
    if (!d.refused()) d.record(LeadPersonalDataErased{lead.id});
    return d;
}

NounEntry lead_noun() {
    using Learnt = boost::mp11::mp_append<LeadEvents, NurtureEvents, HandoverEvents>;
    return {command_entries_of<LeadCommands>(), {state_entry<Lead, Learnt>()}};
}

}  // namespace foxtrail
