#include "commands/gate_document.hpp"

#include "commands/alert.hpp"
#include "commands/contact_role.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/document.hpp"
#include "commands/rules/approval.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule document_of_another{"document_of_another", "The document is about another customer or opportunity: register one about this."};
constexpr Rule version_rejected{"version_rejected", "This version was rejected: add another one with document.add_version."};
constexpr Rule too_many_submissions{"too_many_submissions", "An opportunity has at most 500 documents at its gates, and a document is at most at 100 gates."};
constexpr Rule not_submitted{"not_submitted", "Only what is submitted can be judged: submit it with gate.submit."};
constexpr Rule newer_version{"newer_version", "The document has a newer version than the one submitted: submit that one."};
}  // namespace rule

RestsOn rests_on(const GateDocument& g) {
    const Entity opportunity = g.opportunity.entity(), document = g.document.entity();
    return g.confirmed_by ? RestsOn{opportunity, document, g.confirmed_by->entity()} : RestsOn{opportunity, document};
}

void evolve(GateDocument& g, const GateDocumentSubmitted& e, const Meta& m) {
    g = {g.id, e.opportunity, e.stage, e.document, e.kind, e.version.number, m.actor, m.on_behalf_of, {}, GateStatus::submitted, m.valid_at, e.confirmed_by};
}
void evolve(GateDocument& g, const GateDocumentApproved& e, const Meta& m) {
    g.status = GateStatus::approved, g.approver = e.approver, g.changed = m.valid_at;
}
void evolve(GateDocument& g, const GateDocumentRejected&, const Meta& m) { g.status = GateStatus::rejected, g.changed = m.valid_at; }
void evolve(GateDocument& g, const GateReopened& e, const Meta& m) {
    g.status = GateStatus::reopened, g.reopened_because = e.because(), g.changed = std::max(g.changed, m.valid_at);
}

std::vector<GateDocument> gate_documents_of(const Facts& f, OpportunityId opportunity, const Stage& stage) {
    std::vector<GateDocument> found;
    for (const auto id : f.resting_on<GateDocumentId>(opportunity.entity()))
        if (const GateDocument& g = f.at(id); g.stage == stage) found.push_back(g);
    return found;
}

static void reopen(Decision& d, const Facts& f, const GateDocument& g, const Opportunity& o, std::uint32_t newest_version, const std::string& because) {
    if (g.status != GateStatus::approved) return;
    d.record(GateReopened{g.id, g.opportunity, g.stage, g.document, g.version, newest_version, g.approver});
    tell_occurrence(d, f, RuleCode::R8, g.id.entity(), {keepers_of(f, o).keeper, g.approver},
                    because + ": version " + std::to_string(g.version) + " of " + to_text(g.document) + " was approved for leaving " + g.stage.name + " of " + to_text(o.id));
}

static void reopen_superseded(Decision& d, const Facts& f, const GateDocument& g, const Opportunity& o, std::uint32_t newest_version) {
    reopen(d, f, g, o, newest_version, to_text(g.document) + " got version " + std::to_string(newest_version));
}
static void reopen_unconfirmed(Decision& d, const Facts& f, const GateDocument& g, const Opportunity& o) {
    reopen(d, f, g, o, g.version, to_text(*g.confirmed_by) + ", who had confirmed it, has no say in it any more");
}

void reopen_gates(Decision& d, const Facts& f, DocumentId document, std::uint32_t newest_version) {
    for (const auto id : f.resting_on<GateDocumentId>(document.entity())) {
        const GateDocument& g = f.at(id);
        if (const Opportunity& o = f.at(g.opportunity); o.open()) reopen_superseded(d, f, g, o, newest_version);
    }
}

void reopen_confirmed_by(Decision& d, const Facts& f, ContactId contact, std::optional<OpportunityId> only) {
    for (const auto id : f.resting_on<GateDocumentId>(contact.entity())) {
        const GateDocument& g = f.at(id);
        const Opportunity& o = f.at(g.opportunity);
        if (o.open() && (!only || *only == o.id)) reopen_unconfirmed(d, f, g, o);
    }
}

void reopen_what_fell(Decision& d, const Facts& f, const Opportunity& o, Time since) {
    for (const auto id : f.resting_on<GateDocumentId>(o.id.entity())) {
        const GateDocument& g = f.at(id);
        const std::uint32_t newest = f.at(g.document).version.number;
        if (newest != g.version) reopen_superseded(d, f, g, o, newest);
        else if (g.confirmed_by && has_left_since(f, *g.confirmed_by, o.customer.value, since)) reopen_unconfirmed(d, f, g, o);
    }
}

static void require_confirming(Decision& d, const Facts& f, const Opportunity& o, ContactId contact) {
    const Contact& by = f.at(contact);
    require_unmerged(d, by);
    d.require(!by.left() && by.workplace.value.customer == o.customer.value, rule::contact_of_other_customer);
}

static Decision decide(const Opportunity& o, const SubmitGateDocument& c, const Facts& f) {
    Decision d = on_open(o, f);
    const auto stage = f.at(o.stage_model).stage(o.model_version, c.stage);
    const Document& document = f.at(c.document.id);
    const auto& customer = o.customer.value.value;
    d.require(f.imported() || f.actor(), rule::actor_missing);
    d.require(stage.has_value(), rule::unknown_stage, c.stage);
    if (c.confirmed_by) require_confirming(d, f, o, c.confirmed_by->id);
    d.require(document.about == o.id.entity() || (customer && document.about == customer->entity()), rule::document_of_another, document.about);
    d.require(f.valid_at() >= document.changed, rule::dated_before_last_change, document.changed);
    if (d.refused()) return d;

    const auto at_gate = gate_documents_of(f, o.id, *stage);
    const auto before = std::ranges::find(at_gate, document.id, &GateDocument::document);
    if (before == at_gate.end()) {
        const bool room = f.resting_on<GateDocumentId>(o.id.entity(), gate_documents_per_opportunity_max).size() < gate_documents_per_opportunity_max &&
                          f.resting_on<GateDocumentId>(document.id.entity(), gates_per_document_max).size() < gates_per_document_max;
        d.require(room, rule::too_many_submissions);
    } else {
        const bool same = before->version == document.version.number;
        if (same && (before->status == GateStatus::submitted || before->status == GateStatus::approved)) return d;
        d.require(!same || before->status != GateStatus::rejected, rule::version_rejected, before->version);
        d.require(f.valid_at() >= before->changed, rule::dated_before_last_change, before->changed);
    }
    if (d.refused()) return d;
    const auto id = before == at_gate.end() ? f.next_id<GateDocumentId>() : before->id;
    d.record(GateDocumentSubmitted{id, o.id, *stage, document.id, document.kind, document.version, id_of(c.confirmed_by)});
    return d;
}

// What every judgement of a submission needs.
static Decision on_submitted(const GateDocument& g, const Facts& f) {
    Decision d = on_open(f.at(g.opportunity), f);
    d.require(g.status == GateStatus::submitted, rule::not_submitted, g.status);
    d.require(f.valid_at() >= g.changed, rule::dated_before_last_change, g.changed);
    return d;
}

static Decision decide(const GateDocument& g, const ApproveGateDocument&, const Facts& f) {
    if (g.status == GateStatus::approved) return {};
    Decision d = on_submitted(g, f);
    require_approver(d, f, {g.submitter, g.submitted_for, owner_of(f.at(g.opportunity))});
    d.require(f.at(g.document).version.number == g.version, rule::newer_version);
    if (!d.refused()) d.record(GateDocumentApproved{g.id, g.opportunity, g.stage, g.document, g.version, f.actor()});
    return d;
}

static Decision decide(const GateDocument& g, const RejectGateDocument& c, const Facts& f) {
    if (g.status == GateStatus::rejected) return {};
    Decision d = on_submitted(g, f);
    d.require(f.imported() || f.actor(), rule::actor_missing);
    d.require(!blank(c.why), rule::why_missing);
    if (!d.refused()) d.record(GateDocumentRejected{g.id, g.opportunity, g.stage, g.document, g.version, c.why});
    return d;
}

NounEntry gate_document_noun() { return {command_entries_of<GateDocumentCommands>(), {state_entry<GateDocument, GateDocumentEvents>()}}; }

}  // namespace foxtrail
