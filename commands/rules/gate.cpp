#include "commands/rules/gate.hpp"

#include "commands/deal_team.hpp"
#include "commands/document.hpp"
#include "commands/gate_document.hpp"
#include "commands/gate_requirement.hpp"
#include "commands/rules/approval.hpp"
#include "commands/stage_model.hpp"
#include "commands/waiver.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <set>

namespace foxtrail {
namespace rule {
constexpr Rule gate_not_passed{"gate_not_passed", "The stage asks for documents that are not approved: have them approved with gate.submit and gate.approve, or waived."};
constexpr Rule team_role_missing{"team_role_missing", "The stage asks for people who are not on the deal's team: have them join with deal_team.join, or give a member the role with deal_team.assign_duty."};
constexpr Rule gate_walked_round{"gate_walked_round", "A stage on the way asks for documents or people first: go there and advance, or pass over it with opportunity.skip_stages and an approver."};
constexpr Rule gates_left{"gates_left", "So stated, a gate ahead no longer asks for what it asks for now: somebody above the owner of the opportunity states it."};
constexpr Rule waiver_over{"waiver_over", "This stands on a waiver that is over by now: give a reason for recording it late."};
constexpr Rule before_requirement{"before_requirement", "This is dated before the gate asked for documents or people, which it does now: give a reason."};
}  // namespace rule

namespace {

// Of a deal that nobody has said the category or the product of, a gate asks whatever it asks of any: so nobody passes by leaving it out.
// To say it is free, though, and what is asked of others then is not asked any more.
enum class Unstated : std::uint8_t { asks_all, asks_nothing };

bool fits(const GateScope& scope, const Opportunity& o, Unstated unstated) {
    const auto is_of = [&](const auto& fact, const auto& asked_of) {
        return !asked_of || (fact.known() ? fact == std::remove_cvref_t<decltype(fact)>(*asked_of) : unstated == Unstated::asks_all);
    };
    return scope.stage == o.stage.value.name && (!scope.model_version || *scope.model_version == o.model_version) &&
           is_of(o.category.value, scope.category) && is_of(o.product.value, scope.product);
}

struct AskedFor {
    std::set<DocumentKind> kinds;
    std::set<std::string> roles;
    std::optional<Time> later{};  // since when something more is asked for
};

AskedFor asked_for(const Opportunity& o, Time when, const Facts& f, Unstated unstated) {
    AskedFor asked;
    for (const auto id : f.resting_on<GateRequirementId>(o.stage_model.entity())) {
        const GateRequirement& requirement = f.at(id);
        if (!fits(requirement.scope, o, unstated)) continue;
        if (requirement.since > when) {
            asked.later = requirement.since;
            continue;
        }
        asked.kinds.insert(requirement.asked.document_kinds.begin(), requirement.asked.document_kinds.end());
        asked.roles.insert(requirement.asked.team_roles.begin(), requirement.asked.team_roles.end());
    }
    return asked;
}

// Why this submission does not open the gate; nothing when it does.
std::optional<MissingBecause> shortcoming(const GateDocument& g, const Facts& f) {
    switch (g.status) {
        case GateStatus::submitted: return MissingBecause::not_yet_approved;
        case GateStatus::rejected: return MissingBecause::rejected;
        case GateStatus::reopened: return g.reopened_because;
        case GateStatus::approved: break;
    }
    if (f.at(g.document).version.number != g.version) return MissingBecause::superseded;  // while the opportunity was closed
    if (g.changed > f.valid_at()) return MissingBecause::not_yet_approved;
    return std::nullopt;
}

struct Missing {
    std::vector<MissingDocument> documents;
    std::vector<std::string> roles;
    std::optional<Time> asked_later;
    bool by_waiver_over = false;  // nothing is missing for a waiver that there was

    bool nothing() const { return documents.empty() && roles.empty(); }
    std::string documents_in_words() const {
        std::string words;
        for (const auto& [kind, because] : documents) append_listed(words, std::string(enum_name(kind)).append(": ").append(enum_name(because)));
        return words;
    }
    std::string roles_in_words() const { return listed(roles); }
};

void add_missing_documents(Missing& missing, const std::set<DocumentKind>& kinds, const Opportunity& o, const Facts& f) {
    if (kinds.empty()) return;
    const auto submitted = gate_documents_of(f, o.id, o.stage.value);
    for (const DocumentKind kind : kinds) {
        const WaivedDocument what{o.id, o.stage.value, kind};
        if (waived(f, what, f.valid_at())) {
            missing.by_waiver_over = missing.by_waiver_over || !waived(f, what, f.now());
            continue;
        }
        std::optional because{MissingBecause::not_submitted};
        for (const GateDocument& g : submitted)
            if (because && g.kind == kind) because = shortcoming(g, f);
        if (because) missing.documents.push_back({kind, *because});
    }
}

std::vector<std::string> missing_roles(std::set<std::string> roles, const Opportunity& o, const Facts& f) {
    if (roles.empty()) return {};
    for (const auto id : places_on(f, o.id))
        if (const auto& duty = f.at(id).duty; duty.since <= f.valid_at()) roles.erase(duty.value.role);
    return {roles.begin(), roles.end()};
}

// At the gate of the stage the opportunity is in.
Missing missing_at(const Opportunity& o, const Facts& f) {
    const AskedFor asked = asked_for(o, f.valid_at(), f, Unstated::asks_all);
    Missing missing{{}, missing_roles(asked.roles, o, f), asked.later};
    add_missing_documents(missing, asked.kinds, o, f);
    return missing;
}

void require_reason_if_before(Decision& d, const Missing& missing, const Facts& f) {
    d.require(!missing.by_waiver_over || f.has_reason() || f.imported(), rule::waiver_over);
    if (missing.asked_later) d.require(f.has_reason() || f.imported(), rule::before_requirement, *missing.asked_later);
}

}  // namespace

void require_gate(Decision& d, const Opportunity& o, std::optional<Stage> to, const Facts& f) {
    Missing missing = missing_at(o, f);
    if (missing.nothing()) return require_reason_if_before(d, missing, f);
    d.require(missing.documents.empty(), rule::gate_not_passed, missing.documents_in_words());
    d.require(missing.roles.empty(), rule::team_role_missing, missing.roles_in_words());
    d.record_refusal(OpportunityStageAdvanceRejected{o.id, o.stage.value, std::move(to), std::move(missing.documents), std::move(missing.roles)});
}

void require_gates_between(Decision& d, Opportunity o, std::uint16_t from, std::uint16_t to, const Facts& f) {
    if (from >= to || !f.first_resting_on<GateRequirementId>(o.stage_model.entity())) return;
    const auto& stages = f.at(o.stage_model).stages(o.model_version);
    for (; from < to; ++from) {
        o.stage.value = {from, stages[from - 1U].name};
        Missing missing = missing_at(o, f);
        if (missing.nothing()) {
            require_reason_if_before(d, missing, f);
            continue;
        }
        const std::string documents = missing.documents_in_words(), roles = missing.roles_in_words();
        const bool is_first = !d.refused() || d.events().empty();  // one attempt is recorded once
        d.require(false, rule::gate_walked_round, o.stage.value.name + ": " + documents + (documents.empty() || roles.empty() ? "" : "; ") + roles);
        const auto asked = to <= stages.size() ? std::optional(Stage{to, stages[to - 1U].name}) : std::nullopt;
        if (is_first && f.find(o.id)) d.record_refusal(OpportunityStageAdvanceRejected{o.id, o.stage.value, asked, std::move(missing.documents), std::move(missing.roles)});
        return;
    }
}

void require_gates_kept(Decision& d, Opportunity before, Opportunity after, const Facts& f) {
    if (f.imported() || !f.first_resting_on<GateRequirementId>(before.stage_model.entity())) return;
    const auto& stages = f.at(before.stage_model).stages(before.model_version);
    for (auto number = before.stage.value.number; number <= stages.size(); ++number) {
        before.stage.value = after.stage.value = {number, stages[number - 1U].name};
        const AskedFor was = asked_for(before, f.now(), f, Unstated::asks_nothing), is = asked_for(after, f.now(), f, Unstated::asks_nothing);
        if (std::ranges::includes(is.kinds, was.kinds) && std::ranges::includes(is.roles, was.roles)) continue;
        return d.require(has_authority(f, owner_of(before), f.actor()), rule::gates_left, before.stage.value.name);
    }
}

}  // namespace foxtrail
