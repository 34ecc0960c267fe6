#include "projections/pipeline/deal_dossier.hpp"

#include "projections/pipeline/gate_checklist.hpp"
#include "projections/pipeline/plan_by_stages.hpp"
#include "projections/reading/history.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/reading/seen_events.hpp"

#include <map>

namespace foxtrail {
namespace {

// Those whose wire name begins with one of the nouns.
std::vector<json::object> events_seen(Entity entity, const Log& log, const Instant& instant, std::initializer_list<std::string_view> nouns, SeenOrder order = SeenOrder::log) {
    return seen_events(entity, log, instant, [&](const RecordedEvent& event) -> std::optional<json::object> {
        const bool wanted = std::ranges::find(nouns, event.type.substr(0, event.type.find('.'))) != nouns.end();
        return wanted ? std::optional(printed_event(event)) : std::nullopt;
    }, order);
}

std::string text(const json::object& object, std::string_view name) {
    const auto* found = object.if_contains(name);
    return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

// Items of a kind, by id: the event that opens one gives its members, later ones its state.
class Items {
public:
    json::object& open(const json::object& event, std::string_view id, std::string_view state) {
        json::object& item = items_[text(event.at("data").as_object(), id)];
        for (const auto& member : event.at("data").as_object()) item[member.key()] = member.value();
        item["state"] = state, item["since"] = event.at("valid_at");
        if (const auto* actor = event.if_contains("actor")) item["by"] = *actor;
        return item;
    }
    // Nothing when the instant does not see the one that opened it.
    json::object* change(const json::object& event, std::string_view id, std::string_view state) {
        const auto found = items_.find(text(event.at("data").as_object(), id));
        if (found == items_.end()) return nullptr;
        found->second["state"] = state, found->second["since"] = event.at("valid_at");
        return &found->second;
    }
    json::array printed() const {
        json::array all;
        for (const auto& [id, item] : items_) all.push_back(item);
        return all;
    }

private:
    std::map<std::string, json::object> items_;
};

}  // namespace

ReadAnswer gates(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());
    Items documents, waivers;
    json::array turned_back;
    for (const auto& event : events_seen(id->entity(), log, question.instant, {"gate_document", "gate", "waiver", "opportunity"})) {
        const auto type = text(event, "type");
        if (type == "gate_document.submitted") documents.open(event, "gate_document", "submitted");
        else if (type == "gate_document.approved") {
            if (auto* item = documents.change(event, "gate_document", "approved")) (*item)["approver"] = event.at("data").at("approver");
        }
        else if (type == "gate_document.rejected") documents.change(event, "gate_document", "rejected");
        else if (type == "gate.reopened") documents.change(event, "gate_document", "reopened");
        else if (type == "waiver.requested") waivers.open(event, "waiver", "requested");
        else if (type == "gate_document.waived") waivers.open(event, "waiver", "granted");
        else if (type == "waiver.declined") waivers.change(event, "waiver", "declined");
        else if (type == "waiver.expired") waivers.change(event, "waiver", "expired");
        else if (type == "waiver.withdrawn") waivers.change(event, "waiver", "withdrawn");
        else if (type == "opportunity.stage_advance_rejected") turned_back.push_back(event);
    }
    auto checklist = gate_checklist(*id, deal, context, runner, log, question);
    return json::object{{"opportunity", to_text(*id)}, {"stage", context.stages.at(deal.model, deal.model_version, deal.stage.value.stage).name},
                        {"requirements", std::move(checklist.requirements)}, {"missing", std::move(checklist.missing)},
                        {"documents", documents.printed()}, {"waivers", waivers.printed()}, {"turned_back", std::move(turned_back)}};
}

ReadAnswer advance_plan(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());
    Items milestones;
    std::uint64_t slips = 0;
    bool is_set = false;
    for (const auto& event : events_seen(id->entity(), log, question.instant, {"milestone"})) {
        const auto type = text(event, "type");
        const auto& data = event.at("data").as_object();
        if (type == "milestone.planned") {
            milestones.open(event, "milestone", "planned")["baseline"] = data.at("due");
            is_set |= text(data, "plan") == enum_name(PlanKind::advance);
        }
        else if (type == "milestone.met") milestones.change(event, "milestone", "met");
        else if (type == "milestone.missed") milestones.change(event, "milestone", "missed");
        else if (type == "milestone.dropped") milestones.change(event, "milestone", "dropped");
        else if (type == "milestone.moved" || type == "milestone.resumed") {
            const bool moves = data.at("from") != data.at("to");
            slips += moves;
            auto* item = milestones.change(event, "milestone", "planned");
            if (item && type == "milestone.resumed") (*item)["mutual"] = data.at("mutual");
            if (item && moves) {
                (*item)["due"] = data.at("to");
                (*item)["moves"] = item->contains("moves") ? item->at("moves").to_number<int>() + 1 : 1;
            }
        }
    }
    json::array listed = milestones.printed();
    if (!is_set) {
        auto [by_stages, moves] = plan_by_stages(*id, deal, log, context);
        std::ranges::move(by_stages, std::back_inserter(listed));
        slips += moves;
    }
    return json::object{{"opportunity", to_text(*id)}, {"by_stages", !is_set}, {"moves", slips}, {"milestones", std::move(listed)}};
}

// The state is what came last; a frozen one may be to be confirmed anew all the same.
ReadAnswer forecasts(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());
    Items forecasts;
    for (const auto& event : events_seen(id->entity(), log, question.instant, {"forecast"})) {
        const auto type = text(event, "type");
        const auto& data = event.at("data").as_object();
        if (type == "forecast.submitted") {
            auto& item = forecasts.open(event, "forecast", "stated");
            item["frozen"] = item["reconfirmation_due"] = false;
        }
        else if (type == "forecast.frozen") {
            if (auto* item = forecasts.change(event, "forecast", "frozen")) (*item)["frozen"] = true;
        }
        else if (type == "forecast.reconfirmation_due") {
            if (auto* item = forecasts.change(event, "forecast", "to_be_reconfirmed")) (*item)["reconfirmation_due"] = true;
        }
        else if (type == "forecast.overridden")
            if (auto* item = forecasts.change(event, "forecast", "overridden")) (*item)["overridden"] = data.at("to");
    }
    return json::object{{"opportunity", to_text(*id)}, {"forecasts", forecasts.printed()}};
}

// A reason is about the last loss before it.
ReadAnswer outcomes(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());
    json::array outcomes;
    std::optional<std::size_t> lost;
    for (auto& event : events_seen(id->entity(), log, question.instant, {"opportunity", "loss_reason"}, SeenOrder::valid_time)) {
        const auto type = text(event, "type");
        if (type == "loss_reason.stated" && lost) outcomes[*lost].at("reasons").as_array().push_back(std::move(event));
        if (type == "opportunity.lost") lost = outcomes.size(), event["reasons"] = json::array();
        if (type == "opportunity.won" || type == "opportunity.lost" || type == "opportunity.derailed" || type == "opportunity.reopened")
            outcomes.push_back(std::move(event));
    }
    return json::object{{"opportunity", to_text(*id)}, {"outcome", enum_name(deal.outcome.value)}, {"outcomes", std::move(outcomes)}};
}

}  // namespace foxtrail
