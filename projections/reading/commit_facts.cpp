#include "projections/reading/commit_facts.hpp"

#include "projections/reading/recall.hpp"

namespace foxtrail {

CommitFactsByPosition commit_facts(const Log& log, std::vector<Position> positions) {
    CommitFactsByPosition facts;
    log.read(ascending(std::move(positions)), [&](const RecordedEvent& event) {
        const Envelope& envelope = *event.envelope;
        facts.emplace(event.position,
                      CommitFacts{envelope.valid_at, envelope.recorded_at, EmployeeId{envelope.actor.number}, envelope.reason});
        return true;
    });
    return facts;
}

json::value commit_json(Position position, const CommitFactsByPosition& all, const DimensionContext& context) {
    const auto found = all.find(position);
    if (found == all.end()) return nullptr;
    const CommitFacts& facts = found->second;
    json::object printed{{"position", position}, {"valid_at", to_text(facts.valid_at)}, {"recorded_at", to_text(facts.recorded_at)}};
    printed["by"] = named_or_null(facts.by.entity(), context);
    printed["why"] = facts.why;
    return printed;
}

}  // namespace foxtrail
