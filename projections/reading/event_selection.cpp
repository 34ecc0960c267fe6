#include "projections/reading/event_selection.hpp"

#include "projections/reading/history.hpp"

namespace foxtrail {

Entity read_entity(std::string_view text, std::string_view name, Problems& problems) {
    const auto entity = parse_entity(text);
    if (!entity) problems.push_back({std::string(name), "expected an id like \"opp-7\""});
    return entity.value_or(Entity{});
}

EventSelection::EventSelection(const ReadQuestion& question, Problems& problems) {
    if (const auto actor = question.find("actor")) actor_ = read_entity(*actor, "actor", problems);
    for (const auto& [name, value] : question.parameters) {
        if (name != "type") continue;
        types_.push_back(value);
        const bool known = std::ranges::any_of(event_entries(), [&](const auto& entry) { return entry.type.name == value; });
        if (!known) problems.push_back({"type", "there is no event type \"" + value + '"'});
    }
    from_ = read_time(question, "from", from_, problems);
    to_ = read_time(question, "to", to_, problems);
    read_number(question, "after", after_, std::numeric_limits<Position>::max(), problems);
    read_number(question, "limit", limit_, page_limit_max, problems);
}

bool EventSelection::wants(const RecordedEvent& event) const {
    const std::string_view name = event.type.substr(0, event.type.rfind(".v"));
    return (!actor_ || event.envelope->actor == actor_) && event.envelope->valid_at >= from_ && event.envelope->valid_at < to_ &&
           (types_.empty() || std::ranges::find(types_, name) != types_.end());
}

json::object EventSelection::page(const Log& log, std::span<const HistorySource> sources, const ReadQuestion& question) const {
    json::array events;
    HistoryRead read{after_, true};
    if (limit_ > 0)
        read = read_history(log, sources, after_, std::min(question.instant.as_of, log.head()), [&](const RecordedEvent& event) {
            if (event.envelope->valid_at <= question.instant.valid_at && wants(event)) events.push_back(printed_event(event));
            return events.size() < limit_;
        });
    json::object answer{{"events", std::move(events)}};
    if (read.more) answer["next"] = "after=" + std::to_string(read.upto);
    return answer;
}

std::vector<ReadParameter> EventSelection::parameters() {
    return {{"type", "only events of this type", true},
            {"actor", "only events this employee recorded"},
            {"from", "only events valid at or after this instant or date"},
            {"to", "only events valid before this instant or date"},
            {"after", "only events after this position: the cursor of the page before"},
            {"limit", "events in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
