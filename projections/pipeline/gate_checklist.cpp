#include "projections/pipeline/gate_checklist.hpp"

#include "projections/reading/company_calendar.hpp"
#include "projections/reading/recall.hpp"
#include "projections/tables/documents.hpp"
#include "projections/tables/gate_requirements.hpp"

#include "events/gate_document.hpp"

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
        const bool fits = texts.at(row.stage) == stage && (row.model_version == 0 || row.model_version == deal.model_version) &&
                          (!row.category || (deal.category && texts.at(row.category) == category)) && (!row.product || row.product == deal.product);
        if (fits && row.asked != 0) found.emplace(id, row.asked);
    });
    return found;
}

// The roles of those on the deal's team.
std::set<std::string> team_roles(OpportunityId deal, const Runner& runner, const Log& log, const Instant& instant) {
    std::vector<Position> duties;
    runner.read<Committee>()->team_members.each_with<&TeamMemberRow::opportunity>(
        deal, instant, [&](std::uint32_t, const TeamMemberRow& row) {
            if (row.left == Time{}) duties.push_back(row.duty);
        });
    std::set<std::string> roles;
    for (const auto& [position, event] : recall(log, duties)) {
        const auto* duty = event.data.if_contains("duty");
        roles.emplace((duty ? *duty : event.data.at("to")).at("role").as_string());
    }
    return roles;
}

bool is_at(const json::value& stage, const Deal& deal) { return stage.at("number").to_number<std::uint16_t>() == deal.stage.value.stage; }

bool is_waived(std::string_view kind, const Deal& deal, const json::array& waivers, Date today) {
    return std::ranges::any_of(waivers, [&](const json::value& waiver) {
        const json::value& waived = waiver.at("waived");
        const auto expires = from_text(std::string_view(waiver.at("expires").as_string()), std::type_identity<Date>{});
        return waiver.at("state") == "granted" && waived.at("kind").as_string() == kind && is_at(waived.at("stage"), deal) && expires && today <= *expires;
    });
}

// Why this submission does not open the gate; nothing when it does.
std::optional<MissingBecause> shortcoming(const json::value& document, const Documents& documents, const Instant& instant) {
    const json::string& state = document.at("state").as_string();
    if (state == "submitted") return MissingBecause::not_yet_approved;
    if (state == "rejected") return MissingBecause::rejected;
    if (state == "reopened") return MissingBecause::superseded;
    const auto id = from_text(std::string_view(document.at("document").as_string()), std::type_identity<DocumentId>{});
    const bool newest = id && document_uses(*id, documents, instant).versions == document.at("version").at("number").to_number<std::uint64_t>();
    return newest ? std::nullopt : std::optional(MissingBecause::superseded);
}

std::optional<MissingBecause> missing_because(std::string_view kind, const Deal& deal, const json::array& submitted, const Documents& documents,
                                              const Instant& instant) {
    std::optional because{MissingBecause::not_submitted};
    for (const auto& document : submitted)
        if (because && document.at("kind").as_string() == kind && is_at(document.at("stage"), deal)) because = shortcoming(document, documents, instant);
    return because;
}

}  // namespace

GateChecklist gate_checklist(OpportunityId id, const Deal& deal, const DimensionContext& context, const json::array& documents,
                             const json::array& waivers, const Runner& runner, const Log& log, const ReadQuestion& question) {
    const auto asked = requirements_for(deal, context, *runner.read<GateRequirements>().tables);
    std::vector<Position> positions;
    for (const auto& [requirement, position] : asked) positions.push_back(position);
    const Recalled events = recall(log, positions);

    GateChecklist list;
    std::set<std::string> kinds, roles;
    for (const auto& [requirement, position] : asked) {
        const RecalledEvent& event = events.at(position);
        const json::object& demand = event.data.at("to").as_object();
        json::object printed = demand;
        printed["requirement"] = event.data.at("requirement"), printed["scope"] = event.data.at("scope"), printed["since"] = to_text(event.valid_at);
        list.requirements.push_back(std::move(printed));
        for (const auto& kind : demand.at("document_kinds").as_array()) kinds.emplace(kind.as_string());
        for (const auto& role : demand.at("team_roles").as_array()) roles.emplace(role.as_string());
    }
    if (deal.outcome.value != Outcome::open) return list;

    const auto registered = runner.read<Documents>();
    const Date today = CompanyCalendar(log, question.instant).time.local_date(question.now);
    for (const auto& kind : kinds) {
        const auto because = missing_because(kind, deal, documents, *registered.tables, question.instant);
        if (because && !is_waived(kind, deal, waivers, today)) list.missing.push_back({{"document_kind", kind}, {"because", enum_name(*because)}});
    }
    if (roles.empty()) return list;
    const auto there = team_roles(id, runner, log, question.instant);
    for (const auto& role : roles)
        if (!there.contains(role)) list.missing.push_back({{"team_role", role}, {"because", "not_on_team"}});
    return list;
}

}  // namespace foxtrail
