#include "projections/people/document_view.hpp"

#include "projections/reading/parameters.hpp"
#include "projections/reading/recall.hpp"
#include "projections/tables/documents.hpp"

namespace foxtrail {

static json::object version_json(const Recalled& events, Position position) {
    json::value version = recalled(events, position, "to");
    if (version.is_null()) version = recalled(events, position, "version");
    const RecalledEvent& event = events.at(position);
    json::object printed = version.as_object();
    printed["note"] = event.data.contains("note") ? event.data.at("note") : json::value("");
    printed["by"] = event.actor ? json::value(to_text(event.actor)) : json::value(nullptr);
    printed["valid_at"] = to_text(event.valid_at);
    printed["recorded_at"] = to_text(event.recorded_at);
    return printed;
}

ReadAnswer document(const Runner& runner, const Log& log, const ReadQuestion& question) {
    std::vector<Position> positions;
    std::string id;
    {
        const auto documents = runner.read<Documents>();
        DocumentRow row;
        const auto asked = read_path_id<DocumentId>(question, documents->documents, row);
        if (!asked) return std::unexpected(asked.error());
        id = to_text(*asked);
        documents->documents.history(asked->number, question.instant, [&](std::uint32_t, const DocumentRow& birth, Time, std::span<const Change> changes) {
            positions.push_back(birth.registered);
            for (const Change& change : changes) Table<DocumentRow>::apply(row, change), positions.push_back(row.newest);
        });
    }
    const Recalled events = recall(log, positions);
    json::object answer{{"document", id}};
    for (const auto member : {"about", "kind", "title", "owner_position"}) answer[member] = recalled(events, positions.front(), member);
    json::array versions;
    for (const Position position : positions) versions.push_back(version_json(events, position));
    answer["versions"] = std::move(versions);
    return answer;
}

}  // namespace foxtrail
