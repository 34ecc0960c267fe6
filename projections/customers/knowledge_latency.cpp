#include "projections/customers/knowledge_latency.hpp"

#include "projections/reading/event_selection.hpp"
#include "projections/reading/history.hpp"
#include "projections/reading/statistics.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::size_t slowest_max = 10;

struct Late {
    std::int64_t us;
    json::object event;
};

// Keeps the slowest, the earlier one first among equals.
void add(std::vector<Late>& slowest, std::int64_t us, const RecordedEvent& event) {
    if (slowest.size() == slowest_max && slowest.back().us >= us) return;
    const auto place = std::ranges::upper_bound(slowest, us, std::greater<>(), &Late::us);
    slowest.insert(place, {us, printed_event(event)});
    if (slowest.size() > slowest_max) slowest.pop_back();
}

}  // namespace

ReadAnswer knowledge_latency(const Runner&, const Log& log, const ReadQuestion& question) {
    Problems problems;
    const Entity entity = read_recorded(question, "entity", log, problems), actor = read_recorded(question, "actor", log, problems);
    if (!question.find("entity") && !question.find("actor")) problems.push_back({"entity", "say of what, or of which \"actor\""});
    Position after = 0;
    read_number(question, "after", after, std::numeric_limits<Position>::max(), problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    std::map<std::string, Durations, std::less<>> by_type;
    Durations all;
    std::vector<Late> slowest;
    const HistorySource source{entity ? entity : actor};
    const auto read = read_history(log, {&source, 1}, after, std::min(question.instant.as_of, log.head()), [&](const RecordedEvent& event) {
        const Envelope& envelope = *event.envelope;
        if (envelope.valid_at > question.instant.valid_at || (actor && envelope.actor != actor)) return true;
        if (actor && event.position != envelope.first) return true;  // what follows from what he recorded is no fact of his
        const std::int64_t us = envelope.recorded_at.us - envelope.valid_at.us;
        by_type[std::string(event.type.substr(0, event.type.rfind(".v")))].add(us);
        all.add(us);
        add(slowest, us, event);
        return true;
    });

    json::object types;
    for (const auto& [type, durations] : by_type) types[type] = durations.summary();
    json::array printed;
    for (auto& late : slowest) {
        late.event["knowledge_latency_s"] = late.us / us_per_second;
        printed.push_back(std::move(late.event));
    }
    json::object answer{{"all", all.summary()}, {"by_type", std::move(types)}, {"slowest", std::move(printed)}};
    if (read.more) answer["next"] = "after=" + std::to_string(read.upto);
    return answer;
}

std::vector<ReadParameter> knowledge_latency_parameters() {
    return {{"entity", "id of what the events are about"},
            {"actor", "id of the employee who recorded them; with entity: those about it that he recorded"},
            {"after", "only events after this position: the cursor when there were more than 100,000"}};
}

}  // namespace foxtrail
