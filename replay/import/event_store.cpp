#include "replay/import/event_store.hpp"

#include "replay/import/stated_fields.hpp"

#include <algorithm>

namespace foxtrail {

std::uint32_t Names::number(const std::string& name) {
    const auto [found, is_new] = numbers_.emplace(name, static_cast<std::uint32_t>(names_.size()));
    if (is_new) {
        names_.push_back(&found->first);
        bytes_ += name.size();
    }
    return found->second;
}

EventLog::Store::Store(std::string log_path, const EventLogMapping& log_mapping)
    : path(std::move(log_path)), mapping(log_mapping), formats(formats_of(log_mapping.times)), offset(offset_of(log_mapping.times)) {}

EventLog::Store::StoredCase& EventLog::Store::add_case(std::uint64_t line, std::string id, const ReadEvent& from) {
    ImportedCase& head = cases.emplace_back().head;
    head.line = line;
    head.id = std::move(id);
    head.key = external_key(mapping.system, head.id);
    if (head.id.empty())
        head.problems.push_back({line, "\"" + mapping.columns.case_id + "\": a case id is missing"});
    else if (const auto unfit = unfit_key(head.key); !unfit.empty())
        head.problems.push_back({line, "the case id cannot be a key: " + unfit});
    read_head(head, from);
    text_bytes += 2 * head.id.size();
    return cases.back();
}

void EventLog::Store::read_head(ImportedCase& head, const ReadEvent& from) {
    const auto text = [&](const std::optional<std::string>& column) { return column ? from.column(*column) : std::nullopt; };
    head.name = text(mapping.columns.name).value_or(head.id);
    head.customer = text(mapping.columns.customer);
    head.product = text(mapping.columns.product);
    head.facts = mapping.facts;
    if (const auto raw = text(mapping.columns.value)) {
        const auto amount = stated_amount(*raw, text(mapping.columns.currency), *mapping.amounts);
        if (amount)
            head.facts.value = *amount;
        else
            head.problems.push_back({head.line, "\"" + *mapping.columns.value + "\": " + amount.error()});
    }
    for (const std::string& name : mapping.case_attributes) {
        auto value = from.column(name);
        if (!value) continue;
        text_bytes += value->size() + name.size();
        head.attributes.push_back({name, std::move(*value)});
    }
}

bool EventLog::Store::wanted(const ReadEvent& event) {
    if (mapping.lifecycle.empty()) return true;
    const auto lifecycle = event.column(*mapping.columns.lifecycle);
    const bool found = lifecycle && std::ranges::find(mapping.lifecycle, *lifecycle) != mapping.lifecycle.end();
    passed_over += found ? 0 : 1;
    return found;
}

std::optional<ClosedAs> EventLog::Store::outcome_of(const std::string& activity) const {
    const auto found = std::ranges::find(mapping.outcomes, activity, &OutcomeValue::value);
    return found == mapping.outcomes.end() ? std::nullopt : std::optional(found->means);
}

bool EventLog::Store::known_activity(const std::string& activity) const {
    const auto& stages = mapping.stage_model.stages;
    return stages.empty() || outcome_of(activity) || std::ranges::find(stages, activity, &MappedStage::name) != stages.end();
}

std::uint32_t EventLog::Store::keep_attributes(const ReadEvent& event) {
    std::vector<ImportedAttribute> kept;
    for (const std::string& name : mapping.event_attributes) {
        auto value = event.column(name);
        if (!value) continue;
        text_bytes += value->size() + name.size();
        kept.push_back({name, std::move(*value)});
    }
    if (kept.empty()) return none;
    attributes.push_back(std::move(kept));
    return static_cast<std::uint32_t>(attributes.size() - 1);
}

std::optional<InputError> EventLog::Store::add_event(StoredCase& into, const ReadEvent& event) {
    const auto problem = [&](std::string reason) {
        text_bytes += sizeof(LineProblem) + reason.size();
        into.head.problems.push_back({event.line, std::move(reason)});
    };
    const auto activity = event.column(mapping.columns.activity);
    const auto time = event.column(mapping.columns.time);
    const auto actor = mapping.columns.actor ? event.column(*mapping.columns.actor) : std::nullopt;
    if (!activity)
        problem("\"" + mapping.columns.activity + "\": an activity is missing");
    else if (!known_activity(*activity))
        problem("\"" + *activity + "\" is neither a stage of the model nor an outcome");
    if (!time) problem("\"" + mapping.columns.time + "\": an instant is missing");
    const auto at = time ? read_instant(*time, formats, offset, ClockTime{}) : std::unexpected(std::string());
    if (time && !at) problem("\"" + mapping.columns.time + "\": " + at.error());
    if (!activity || !at) return limit_passed(event.line);
    const auto number = static_cast<std::uint32_t>(events.size());
    events.push_back({at->us, static_cast<std::uint32_t>(event.line), activities.number(*activity), actor ? actors.number(*actor) : none,
                      keep_attributes(event), none});
    if (into.last == none)
        into.first = number;
    else
        events[into.last].next = number;
    into.last = number;
    return limit_passed(event.line);
}

std::optional<InputError> EventLog::Store::limit_passed(std::uint64_t line) const {
    const auto error = [&](std::size_t limit, const std::string& of) {
        return InputError{path, "line " + std::to_string(line), "the log has more than " + std::to_string(limit) + ' ' + of};
    };
    if (events.size() > events_max) return error(events_max, "events; import it in parts");
    if (cases.size() > cases_max) return error(cases_max, "cases; import it in parts");
    if (activities.size() > activities_max)
        return error(activities_max, "different activities: is \"" + mapping.columns.activity + "\" the column of the activity?");
    if (actors.size() > actors_max) return error(actors_max, "different actors");
    if (text_bytes + activities.bytes() + actors.bytes() > text_bytes_max)
        return error(text_bytes_max, "bytes of ids, kept attributes and problems; keep fewer attributes or import it in parts");
    return std::nullopt;
}

ImportedCase EventLog::Store::whole(StoredCase&& stored) const {
    ImportedCase row = std::move(stored.head);
    for (std::uint32_t i = stored.first; i != none; i = events[i].next) {
        const StoredEvent& event = events[i];
        const std::string& activity = activities.name(event.activity);
        row.events.push_back({event.line, activity, Time{event.us},
                              event.actor == none ? std::nullopt : std::optional(actors.name(event.actor)), outcome_of(activity),
                              event.attributes == none ? std::vector<ImportedAttribute>{} : attributes[event.attributes]});
    }
    std::ranges::stable_sort(row.events, {}, &ImportedEvent::at);
    if (row.events.empty() && row.problems.empty()) row.problems.push_back({row.line, "the case has no event to record"});
    return row;
}

}  // namespace foxtrail
