#include "projections/reading/event_selection.hpp"

#include "projections/reading/entity_version.hpp"
#include "projections/reading/history.hpp"

namespace foxtrail {

namespace {

const std::vector<Kind>& all_kinds() {
    static const auto kinds_of_nouns = [] {
        std::vector<Kind> kinds;
        boost::mp11::mp_for_each<Nouns>([&]<class Noun>(Noun) { kinds.push_back(Id<Noun>::kind); });
        return kinds;
    }();
    return kinds_of_nouns;
}

std::string what_kinds_there_are() {
    std::string text;
    for (const Kind kind : all_kinds()) (text += text.empty() ? "there are only the kinds " : ", ") += to_text(kind);
    return text;
}

}  // namespace

Entity read_entity(std::string_view text, std::string_view name, Problems& problems) {
    const auto entity = parse_entity(text);
    if (!entity) problems.push_back({std::string(name), "expected an id like \"opp-7\""});
    else if (std::ranges::find(all_kinds(), entity->kind) == all_kinds().end()) problems.push_back({std::string(name), what_kinds_there_are()});
    else return *entity;
    return {};
}

Entity read_recorded(const ReadQuestion& question, std::string_view name, const Log& log, Problems& problems) {
    const auto text = question.find(name);
    const Entity entity = text ? read_entity(*text, name, problems) : Entity{};
    if (!entity || version_at(log, entity, question.instant.as_of) != 0) return entity;
    problems.push_back({std::string(name), "there was no " + to_text(entity) + " at this instant"});
    return {};
}

EventSelection::EventSelection(const ReadQuestion& question, const Log& log, Problems& problems)
    : actor_(read_recorded(question, "actor", log, problems)), times_(read_times(question, CompanyDays(log, question.instant), problems)) {
    for (const auto& [name, value] : question.parameters) {
        if (name != "type") continue;
        types_.push_back(value);
        const bool known = std::ranges::any_of(event_entries(), [&](const auto& entry) { return entry.type.name == value; });
        if (!known) problems.push_back({"type", "there is no event type \"" + value + '"'});
    }
    read_number(question, "after", after_, std::numeric_limits<Position>::max(), problems);
    read_limit(question, limit_, problems);
}

bool EventSelection::wants(const RecordedEvent& event) const {
    const std::string_view name = event.type.substr(0, event.type.rfind(".v"));
    return (!actor_ || event.envelope->actor == actor_) && times_.has(event.envelope->valid_at) &&
           (types_.empty() || std::ranges::find(types_, name) != types_.end());
}

json::object EventSelection::page(const Log& log, std::span<const HistorySource> sources, const ReadQuestion& question) const {
    json::array events;
    const auto read = read_history(log, sources, after_, std::min(question.instant.as_of, log.head()), [&](const RecordedEvent& event) {
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
            {"from", "only events valid at or after this instant or the beginning of this day"},
            {"to", "only events valid before this instant or the beginning of this day"},
            {"after", "only events after this position: the cursor of the page before"},
            {"limit", "events in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
