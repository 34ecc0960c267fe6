#include "projections/pipeline/leads.hpp"

#include "core/vault.hpp"
#include "events/event_entry.hpp"
#include "projections/pipeline/lead_selection.hpp"
#include "projections/reading/commit_facts.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/recall.hpp"
#include "projections/reading/seen_events.hpp"

#include <map>

namespace foxtrail {
namespace {

json::object lead_json(LeadId id, const LeadCourse& lead, const Prospects& prospects, const Log& log, const DimensionContext& context) {
    const LeadRow& row = lead.row;
    const LeadCaptured captured = event_at<LeadCaptured>(log, row.captured).value();
    json::object printed{{"lead", to_text(id)},
                         {"company", captured.company},
                         {"status", enum_name(row.status)},
                         {"since", to_text(lead.since())},
                         {"source", prospects.leads.texts().at(row.source)},
                         {"owner", named_or_unknown(row.holder.owner.entity(), context)},
                         {"department", named_or_unknown(row.holder.department.entity(), context)},
                         {"region", named_or_unknown(row.region.entity(), context)},
                         {"customer", named_or_unknown(row.customer.entity(), context)},
                         {"captured_at", to_text(lead.captured)}};
    printed["product"] = named_or_unknown(captured.product.value.value_or(ProductId{}).entity(), context);
    printed["score"] = row.score ? json::value(row.score->value) : json::value(nullptr);
    printed["opportunity"] = row.opportunity ? json::value(to_text(row.opportunity)) : json::value(nullptr);
    return printed;
}

std::optional<LeadCourse> lead_course(LeadId id, const Prospects& prospects, const Instant& instant) {
    std::optional<LeadCourse> course;
    prospects.leads.history(id.number, instant, [&](std::uint32_t, const LeadRow& birth, Time born, std::span<const Change> changes) {
        course = LeadCourse::of(birth, born, changes);
    });
    return course;
}

struct LeadEvent {
    Position position;
    AnyEvent event;
};

std::vector<LeadEvent> lead_events(LeadId id, const Log& log, const Instant& instant) {
    return seen_events(id.entity(), log, instant, [](const RecordedEvent& event) -> std::optional<LeadEvent> {
        const bool wanted = event.type.starts_with("lead.") || event.type.starts_with("nurture.");
        return wanted ? std::optional(LeadEvent{event.position, find_event(event.type)->newest(event.payload)}) : std::nullopt;
    });
}

// What the event brought; null for one that is no step of the lead.
json::value lead_step_json(const AnyEvent& event, const DimensionContext& context) {
    if (event.as<LeadCaptured>()) return json::object{{"step", "captured"}};
    if (const auto* e = event.as<LeadAssigned>())
        return json::object{{"step", "assigned"}, {"owner", named(e->to.owner.entity(), context)}};
    if (const auto* e = event.as<LeadQualified>())
        return json::object{{"step", "qualified"}, {"score", e->score.value}, {"finding", e->why}};
    if (const auto* e = event.as<LeadDisqualified>()) return json::object{{"step", "disqualified"}, {"finding", e->why}};
    if (const auto* e = event.as<LeadConverted>()) return json::object{{"step", "converted"}, {"opportunity", to_text(e->opportunity)}};
    if (event.as<LeadPersonalDataErased>()) return json::object{{"step", "personal_data_erased"}};
    return nullptr;
}

// The nurturings, each with its steps and its end.
void add_nurture_event(json::array& nurturings, const AnyEvent& event, json::value&& commit) {
    if (const auto* e = event.as<NurtureStarted>()) {
        nurturings.push_back(
            {{"plan", e->plan}, {"until", to_text(e->until)}, {"state", "open"}, {"started", std::move(commit)}, {"steps", json::array()}});
        return;
    }
    if (nurturings.empty()) return;
    json::object& last = nurturings.back().as_object();
    if (const auto* e = event.as<NurtureStepDone>())
        last["steps"].as_array().push_back({{"step", e->step}, {"what", e->what}, {"done", std::move(commit)}});
    if (const auto* e = event.as<NurtureProlonged>()) last["until"] = to_text(e->to);
    if (const auto* e = event.as<NurtureEnded>())
        last["state"] = enum_name(e->end), last["finding"] = e->why, last["ended"] = std::move(commit);
}

// Erased once, it is erased at every instant.
json::value lead_contact_json(const std::vector<LeadEvent>& events, const Log& log) {
    for (const auto& [position, event] : events)
        if (const auto* captured = event.as<LeadCaptured>(); captured && captured->contact) {
            const auto text = opened(log.store(), *captured->contact);
            return text ? json::value(*text) : json::value(json::object{{"erased", true}});
        }
    return "unknown";
}

}  // namespace

ReadAnswer leads(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto prospects = runner.read<Prospects>();
    Problems problems;
    const LeadSelection selection(question, *prospects.tables, *context.directory.tables, CompanyDays(log, question.instant), problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    std::map<LeadStatus, std::uint64_t> statuses;
    each_lead(*prospects.tables, question.instant, [&](LeadId, const LeadCourse& one) {
        if (selection.selects(one)) ++statuses[one.row.status];
    });
    json::object answer = listed(prospects->leads, "leads", question.instant, page, [&](std::uint32_t id, const LeadRow&) {
        const auto course = lead_course({id}, *prospects.tables, question.instant);
        return course && selection.selects(*course) ? lead_json({id}, *course, *prospects.tables, log, context) : json::object{};
    });
    json::object counts;
    for (const auto status : enum_values<LeadStatus>()) counts[enum_name(status)] = statuses[status];
    answer["by_status"] = std::move(counts);
    return answer;
}

ReadAnswer lead(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto prospects = runner.read<Prospects>();
    LeadRow row;
    const auto id = read_path_id<LeadId>(question, prospects->leads, row);
    if (!id) return std::unexpected(id.error());
    const auto events = lead_events(*id, log, question.instant);
    std::vector<Position> positions;
    for (const auto& event : events) positions.push_back(event.position);
    const CommitFactsByPosition commits = commit_facts(log, positions);

    json::object printed = lead_json(*id, *lead_course(*id, *prospects.tables, question.instant), *prospects.tables, log, context);
    json::array steps, nurturings;
    for (const auto& [position, event] : events) {
        json::value step = lead_step_json(event, context);
        if (step.is_null()) {
            add_nurture_event(nurturings, event, commit_json(position, commits, context));
            continue;
        }
        step.as_object()["recorded"] = commit_json(position, commits, context);
        steps.push_back(std::move(step));
    }
    printed["history"] = std::move(steps), printed["nurturings"] = std::move(nurturings);
    printed["contact"] = lead_contact_json(events, log);
    return printed;
}

std::vector<ReadParameter> leads_parameters() {
    auto parameters = list_parameters();
    std::ranges::move(LeadSelection::parameters(), std::back_inserter(parameters));
    return parameters;
}

}  // namespace foxtrail
