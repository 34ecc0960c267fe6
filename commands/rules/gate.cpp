#include "commands/rules/gate.hpp"

#include "commands/document.hpp"
#include "commands/gate_document.hpp"
#include "commands/gate_requirement.hpp"
#include "commands/waiver.hpp"

#include <set>

namespace foxtrail {
namespace rule {
constexpr Rule gate_not_passed{"gate_not_passed", "The stage asks for documents that are not approved: have them approved with gate.submit and gate.approve, or waived."};
}

namespace {

bool fits(const GateScope& scope, const Opportunity& o) {
    return scope.stage == o.stage.value.name && (!scope.model_version || *scope.model_version == o.model_version) &&
           (!scope.category || o.category.value == Stated<std::string>(*scope.category)) &&
           (!scope.product || o.product.value == Stated<ProductId>(*scope.product));
}

std::set<DocumentKind> kinds_asked_for(const Opportunity& o, const Facts& f) {
    std::set<DocumentKind> kinds;
    for (const auto id : f.resting_on<GateRequirementId>(o.stage_model.entity())) {
        const GateRequirement& requirement = f.at(id);
        if (requirement.since <= f.valid_at() && fits(requirement.scope, o)) kinds.insert(requirement.kinds.begin(), requirement.kinds.end());
    }
    return kinds;
}

// Why this submission does not open the gate; nothing when it does.
std::optional<MissingBecause> shortcoming(const GateDocument& g, const Facts& f) {
    switch (g.status) {
        case GateStatus::submitted: return MissingBecause::not_yet_approved;
        case GateStatus::rejected: return MissingBecause::rejected;
        case GateStatus::reopened: return MissingBecause::superseded;
        case GateStatus::approved: break;
    }
    if (f.at(g.document).version.number != g.version) return MissingBecause::superseded;  // while the opportunity was closed
    if (g.changed > f.valid_at()) return MissingBecause::not_yet_approved;
    return std::nullopt;
}

}  // namespace

std::vector<MissingDocument> missing_documents(const Opportunity& o, const Facts& f) {
    std::vector<MissingDocument> missing;
    const auto kinds = kinds_asked_for(o, f);
    if (kinds.empty()) return missing;
    const auto submitted = gate_documents_of(f, o.id, o.stage.value);
    for (const DocumentKind kind : kinds) {
        if (waived(f, {o.id, o.stage.value, kind})) continue;
        std::optional because{MissingBecause::not_submitted};
        for (const GateDocument& g : submitted)
            if (because && g.kind == kind) because = shortcoming(g, f);
        if (because) missing.push_back({kind, *because});
    }
    return missing;
}

void require_gate(Decision& d, const Opportunity& o, std::optional<Stage> to, const Facts& f) {
    auto missing = missing_documents(o, f);
    if (missing.empty()) return;
    std::string detail;
    for (const auto& [kind, because] : missing)
        ((detail.append(detail.empty() ? "" : ", ") += enum_name(kind)) += ": ") += enum_name(because);
    d.require(false, rule::gate_not_passed, detail);
    d.record_refusal(OpportunityStageAdvanceRejected{o.id, o.stage.value, std::move(to), std::move(missing)});
}

}  // namespace foxtrail
