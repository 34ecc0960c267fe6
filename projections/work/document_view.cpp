#include "projections/work/document_view.hpp"

#include "projections/reading/parameters.hpp"
#include "projections/reading/recall.hpp"

namespace foxtrail {

static constexpr std::size_t uses_listed_max = 1'000;

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

// Shares, comments and reuses by the events that tell of them: who, when, with whom, for what, what he said.
static void add_uses(DocumentUses uses, const Log& log, json::object& answer) {
    if (uses.events.size() > uses_listed_max) uses.events.erase(uses.events.begin(), uses.events.end() - uses_listed_max);
    const Recalled events = recall(log, uses.events);
    json::array shared, commented, reused;
    for (const Position position : uses.events) {
        const RecalledEvent& event = events.at(position);
        json::object use{{"by", event.actor ? json::value(to_text(event.actor)) : json::value(nullptr)},
                         {"valid_at", to_text(event.valid_at)},
                         {"recorded_at", to_text(event.recorded_at)}};
        for (const auto member : {"with", "text", "opportunity", "version"})
            if (const auto* value = event.data.if_contains(member)) use[member] = *value;
        (use.contains("with") ? shared : use.contains("text") ? commented : reused).push_back(std::move(use));
    }
    answer["uses"] = {{"shared", uses.shared}, {"commented", uses.commented}, {"reused", uses.reused}};
    answer["shared"] = std::move(shared), answer["comments"] = std::move(commented), answer["reused"] = std::move(reused);
}

ReadAnswer document(const Runner& runner, const Log& log, const ReadQuestion& question) {
    std::vector<Position> positions;
    DocumentUses uses;
    std::string id;
    {
        const auto documents = runner.read<Documents>();
        DocumentRow row;
        const auto asked = read_path_id<DocumentId>(question, documents->documents, row);
        if (!asked) return std::unexpected(asked.error());
        id = to_text(*asked);
        uses = document_uses(*asked, *documents.tables, question.instant);
        documents->documents.history(asked->number, question.instant, [&](std::uint32_t, const DocumentRow& birth, Time, std::span<const Change> changes) {
            positions.push_back(birth.registered);
            for (const Change& change : changes)
                if (change.attribute() == Table<DocumentRow>::attribute_of<&DocumentRow::newest>()) positions.push_back(Table<DocumentRow>::value_of<&DocumentRow::newest>(change));
        });
    }
    const Recalled events = recall(log, positions);
    json::object answer{{"document", id}};
    for (const auto member : {"about", "kind", "title", "owner_position"}) answer[member] = recalled(events, positions.front(), member);
    json::array versions;
    for (const Position position : positions) versions.push_back(version_json(events, position));
    answer["versions"] = std::move(versions);
    add_uses(std::move(uses), log, answer);
    return answer;
}

json::array documents_json(const std::vector<DocumentId>& ids, const Documents& documents, const Log& log,
                           const DimensionContext& context) {
    std::vector<DocumentRow> rows(ids.size());
    std::vector<Position> positions;
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (documents.documents.at(ids[i].number, context.instant, rows[i])) positions.push_back(rows[i].registered);
    const Recalled events = recall(log, std::move(positions));
    json::array printed;
    for (std::size_t i = 0; i < ids.size(); ++i)
        printed.push_back(
            {{"document", to_text(ids[i])},
             {"about", to_text(rows[i].about)},
             {"kind", enum_name(rows[i].kind)},
             {"title", recalled(events, rows[i].registered, "title")},
             {"owner_position", recalled(events, rows[i].registered, "owner_position")},
             {"registered_by", named_or_null(rows[i].registered_by.entity(), context)}});
    return printed;
}

json::array documents_about(OpportunityId id, const Runner& runner, const Log& log, const Instant& instant) {
    const DimensionContext context(runner, instant);
    const auto documents = runner.read<Documents>();
    std::vector<DocumentId> found;
    documents->documents.each_with<&DocumentRow::about>(
        id.entity(), instant, [&](std::uint32_t document, const DocumentRow&) { found.push_back({document}); });
    return documents_json(found, *documents.tables, log, context);
}

}  // namespace foxtrail
