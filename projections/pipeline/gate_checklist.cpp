#include "projections/pipeline/gate_checklist.hpp"

#include "projections/reading/company_calendar.hpp"
#include "projections/reading/recall.hpp"
#include "projections/reading/seen_events.hpp"
#include "projections/tables/documents.hpp"
#include "projections/tables/gate_requirements.hpp"

#include "events/event_entry.hpp"
#include "events/gate_document.hpp"
#include "events/waiver.hpp"

#include <map>
#include <set>

namespace foxtrail {
namespace {

// By requirement, where it says what is asked for.
std::map<std::uint32_t, Position> requirements_for(const Deal& deal, const DimensionContext& context, const GateRequirements& all) {
    const auto& texts = all.requirements.texts();
    const std::string& stage = context.stages.at(deal.model, deal.model_version, deal.stage.value.stage).name;
    const std::string& category = context.deals->deals.texts().at(deal.category);
    std::map<std::uint32_t, Position> found;
    all.requirements.each_with<&GateRequirementRow::model>(deal.model, context.instant, [&](std::uint32_t id, const GateRequirementRow& row) {
        // Of a deal that nobody has said the category or the product of, it is asked whatever is asked of any.
        const bool fits = texts.at(row.stage) == stage && (row.model_version == 0 || row.model_version == deal.model_version) &&
                          (!row.category || !deal.category || texts.at(row.category) == category) && (!row.product || !deal.product || row.product == deal.product);
        if (fits && row.asked != 0) found.emplace(id, row.asked);
    });
    return found;
}

// The roles of those on the deal's team.
std::set<std::string> team_roles(OpportunityId deal, const Runner& runner, const Log& log, const Instant& instant) {
    std::set<std::string> roles;
    runner.read<Committee>()->team_members.each_with<&TeamMemberRow::opportunity>(deal, instant, [&](std::uint32_t, const TeamMemberRow& row) {
        if (row.left != Time{}) return;
        if (const auto joined = event_at<TeamMemberJoined>(log, row.duty)) roles.insert(joined->duty.role);
        if (const auto assigned = event_at<TeamDutyAssigned>(log, row.duty)) roles.insert(assigned->to.role);
    });
    return roles;
}

// What was handed in at the gate out of the deal's stage, and what was waived there.
class AtGate {
public:
    AtGate(OpportunityId id, const Deal& deal, const Log& log, const Instant& instant) : stage_(deal.stage.value.stage) {
        const auto events = seen_events(id.entity(), log, instant, [](const RecordedEvent& event) -> std::optional<AnyEvent> {
            if (!event.type.starts_with("gate") && !event.type.starts_with("waiver")) return std::nullopt;
            return AnyEvent(*find_event(event.type), event.payload);
        }, SeenOrder::log);
        for (const AnyEvent& event : events) take_document(event), take_waiver(event);
    }

    // Nothing when what was handed in, or a waiver, opens the gate.
    std::optional<MissingBecause> missing_because(DocumentKind kind, Date today, const Documents& documents, const Instant& instant) const {
        std::optional because{MissingBecause::not_submitted};
        for (const auto& [id, handed_in] : documents_)
            if (because && handed_in.kind == kind) because = shortcoming(handed_in, documents, instant);
        const bool waived = std::ranges::any_of(waived_, [&](const auto& waiver) { return waiver.second.waived.kind == kind && today <= waiver.second.expires; });
        return waived ? std::nullopt : because;
    }

private:
    struct HandedIn {
        DocumentKind kind;
        DocumentId document;
        std::uint32_t version;
        std::optional<MissingBecause> because;  // nothing once it is approved
    };

    void take_document(const AnyEvent& event) {
        const auto judge = [&](const auto& judged, std::optional<MissingBecause> because) {
            if (const auto found = documents_.find(judged.gate_document); found != documents_.end()) found->second.because = because;
        };
        if (const auto* e = event.as<GateDocumentSubmitted>(); e && e->stage.number == stage_)
            documents_[e->gate_document] = {e->kind, e->document, e->version.number, MissingBecause::not_yet_approved};
        if (const auto* e = event.as<GateDocumentApproved>()) judge(*e, std::nullopt);
        if (const auto* e = event.as<GateDocumentRejected>()) judge(*e, MissingBecause::rejected);
        if (const auto* e = event.as<GateReopened>()) judge(*e, e->because());
    }
    void take_waiver(const AnyEvent& event) {
        if (const auto* e = event.as<GateDocumentWaived>(); e && e->waived.stage.number == stage_) waived_[e->waiver] = *e;
        if (const auto* e = event.as<WaiverExpired>()) waived_.erase(e->waiver);
        if (const auto* e = event.as<WaiverWithdrawn>()) waived_.erase(e->waiver);
    }
    static std::optional<MissingBecause> shortcoming(const HandedIn& handed_in, const Documents& documents, const Instant& instant) {
        if (handed_in.because) return handed_in.because;
        const bool newest = document_uses(handed_in.document, documents, instant).versions == handed_in.version;
        return newest ? std::nullopt : std::optional(MissingBecause::superseded);
    }

    const std::uint16_t stage_;
    std::map<GateDocumentId, HandedIn> documents_;
    std::map<WaiverId, GateDocumentWaived> waived_;
};

}  // namespace

GateChecklist gate_checklist(OpportunityId id, const Deal& deal, const DimensionContext& context, const Runner& runner, const Log& log,
                             const ReadQuestion& question) {
    const auto asked = requirements_for(deal, context, *runner.read<GateRequirements>().tables);
    GateChecklist list;
    std::set<DocumentKind> kinds;
    std::set<std::string> roles;
    for (const auto& [requirement, position] : asked) log.read(position - 1, position, [&](const RecordedEvent& event) {
        const auto set = event_as<GateRequirementSet>(event.type, event.payload);
        if (!set) return false;
        json::object printed = to_json(set->to).as_object();
        printed["requirement"] = to_text(set->requirement), printed["scope"] = to_json(set->scope), printed["since"] = to_text(event.envelope->valid_at);
        list.requirements.push_back(std::move(printed));
        kinds.insert(set->to.document_kinds.begin(), set->to.document_kinds.end());
        roles.insert(set->to.team_roles.begin(), set->to.team_roles.end());
        return false;
    });
    if (deal.outcome.value != Outcome::open) return list;

    const auto registered = runner.read<Documents>();
    const Date today = CompanyCalendar(log, question.instant).time.local_date(question.now);
    const AtGate gate(id, deal, log, question.instant);
    for (const DocumentKind kind : kinds)
        if (const auto because = gate.missing_because(kind, today, *registered.tables, question.instant))
            list.missing.push_back({{"document_kind", enum_name(kind)}, {"because", enum_name(*because)}});
    if (roles.empty()) return list;
    const auto there = team_roles(id, runner, log, question.instant);
    for (const auto& role : roles)
        if (!there.contains(role)) list.missing.push_back({{"team_role", role}, {"because", "not_on_team"}});
    return list;
}

}  // namespace foxtrail
