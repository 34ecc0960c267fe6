#include "projections/history.hpp"

#include "projections/parameters.hpp"

namespace foxtrail {
namespace {

constexpr std::size_t looked_at_max = 100'000;  // events one page of answers may read past

struct HistoryQuestion {
    Entity entity, actor;
    std::vector<std::string> types;
    Time from = Time::min(), to = Time::max();
    Position after = 0;
    std::size_t limit = page_limit_default;

    bool wants(const RecordedEvent& event) const {
        const std::string_view name = event.type.substr(0, event.type.rfind(".v"));
        return (!actor || event.envelope->actor == actor) && event.envelope->valid_at >= from && event.envelope->valid_at < to &&
               (types.empty() || std::ranges::find(types, name) != types.end());
    }
};

Entity read_entity(std::string_view text, std::string_view name, Problems& problems) {
    const auto entity = parse_entity(text);
    if (!entity) problems.push_back({std::string(name), "expected an id like \"opp-7\""});
    return entity.value_or(Entity{});
}

HistoryQuestion read_question(const ReadQuestion& question, Problems& problems) {
    HistoryQuestion asked;
    asked.entity = read_entity(question.find("entity").value_or(""), "entity", problems);
    if (const auto actor = question.find("actor")) asked.actor = read_entity(*actor, "actor", problems);
    for (const auto& [name, value] : question.parameters) {
        if (name != "type") continue;
        asked.types.push_back(value);
        if (std::ranges::none_of(event_entries(), [&](const auto& entry) { return entry.type.name == value; })) problems.push_back({"type", "there is no event type \"" + value + '"'});
    }
    asked.from = read_time(question, "from", asked.from, problems);
    asked.to = read_time(question, "to", asked.to, problems);
    read_number(question, "after", asked.after, std::numeric_limits<Position>::max(), problems);
    read_number(question, "limit", asked.limit, page_limit_max, problems);
    return asked;
}

}  // namespace

json::object printed_event(const RecordedEvent& event) {
    const Envelope& envelope = *event.envelope;
    const auto* entry = find_event(event.type);
    json::object printed{{"position", event.position}, {"type", event.type.substr(0, event.type.rfind(".v"))},
                         {"recorded_at", to_text(envelope.recorded_at)}, {"valid_at", to_text(envelope.valid_at)}};
    if (envelope.actor) printed["actor"] = to_text(envelope.actor);
    if (envelope.on_behalf_of) printed["on_behalf_of"] = to_text(envelope.on_behalf_of);
    if (!envelope.reason.empty()) printed["reason"] = envelope.reason;
    if (envelope.corrects) printed["corrects"] = envelope.corrects;
    if (envelope.causation) printed["causation"] = envelope.causation;
    if (!envelope.correlation.empty()) printed["correlation"] = envelope.correlation;
    if (!envelope.key.empty()) printed["key"] = envelope.key;
    printed["data"] = entry ? entry->to_json(event.payload) : json::object{};
    return printed;
}

ReadAnswer history(const Runner&, const Log& log, const ReadQuestion& question) {
    Problems problems;
    const HistoryQuestion asked = read_question(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const Position upto = std::min(question.instant.as_of, log.head());
    json::array events;
    Position after = asked.after;
    bool more = true;
    for (std::size_t looked_at = 0; more && events.size() < asked.limit && looked_at < looked_at_max;) {
        const auto positions = log.history(asked.entity, after, upto, page_limit_max);
        more = positions.size() == page_limit_max;
        looked_at += positions.size();
        log.read(positions, [&](const RecordedEvent& event) {
            after = event.position;
            if (event.envelope->valid_at <= question.instant.valid_at && asked.wants(event)) events.push_back(printed_event(event));
            return events.size() < asked.limit;
        });
        more |= !positions.empty() && after < positions.back();
    }
    json::object answer{{"entity", to_text(asked.entity)}, {"version", log.version(asked.entity)}, {"events", std::move(events)}};
    if (more) answer["next"] = "after=" + std::to_string(after);
    return answer;
}

std::vector<ReadParameter> history_parameters() {
    return {{"entity", "id of the entity", false, true},
            {"type", "only events of this type", true},
            {"actor", "only events this employee recorded"},
            {"from", "only events valid at or after this instant or date"},
            {"to", "only events valid before this instant or date"},
            {"after", "only events after this position: the cursor of the page before"},
            {"limit", "events in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
