#include "projections/reading/history.hpp"

#include "projections/reading/entity_version.hpp"
#include "projections/reading/event_selection.hpp"

namespace foxtrail {

json::object printed_event(const RecordedEvent& event) {
    const Envelope& envelope = *event.envelope;
    const auto* entry = find_event(event.type);
    json::object printed{{"position", event.position},
                         {"type", event.type.substr(0, event.type.rfind(".v"))},
                         {"recorded_at", to_text(envelope.recorded_at)},
                         {"valid_at", to_text(envelope.valid_at)}};
    if (envelope.actor) printed["actor"] = to_text(envelope.actor);
    if (envelope.on_behalf_of) printed["on_behalf_of"] = to_text(envelope.on_behalf_of);
    if (!envelope.reason.empty()) printed["reason"] = envelope.reason;
    if (envelope.corrects) printed["corrects"] = envelope.corrects;
    if (envelope.causation) printed["causation"] = envelope.causation;
    if (!envelope.correlation.empty()) printed["correlation"] = envelope.correlation;
    if (!envelope.key.empty()) printed["key"] = envelope.key;
    printed["data"] = entry ? entry->json_of(event.payload) : json::object{};
    return printed;
}

ReadAnswer history(const Runner&, const Log& log, const ReadQuestion& question) {
    Problems problems;
    const Entity entity = read_entity(question.find("entity").value_or(""), "entity", problems);
    const EventSelection selection(question, log, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    const Position version = version_at(log, entity, question.instant.as_of);
    if (version == 0) return std::unexpected(Problems{{"entity", "there was no " + to_text(entity) + " at this instant"}});

    json::object answer{{"entity", to_text(entity)}, {"version", version}};
    const HistorySource source{entity};
    add_members(answer, selection.page(log, {&source, 1}, question));
    return answer;
}

std::vector<ReadParameter> history_parameters() {
    auto parameters = EventSelection::parameters();
    parameters.insert(parameters.begin(), {"entity", "id of the entity", false, true});
    return parameters;
}

}  // namespace foxtrail
