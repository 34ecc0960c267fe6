#include "projections/tables/documents.hpp"

#include "projections/reading/recall.hpp"

namespace foxtrail {

void project(Documents& d, const DocumentRegistered& e, const Meta& m) {
    d.documents.born(e.document.number, {e.about, m.actor, d.documents.text(e.owner_position), e.kind, DocumentUse::none, m.position, m.position}, m);
}
void project(Documents& d, const DocumentVersionAdded& e, const Meta& m) {
    d.documents.set<&DocumentRow::newest>(e.document.number, m.position, m);
}
void project(Documents& d, const DocumentShared& e, const Meta& m) {
    d.documents.set<&DocumentRow::last_use>(e.document.number, DocumentUse::shared, m);
}
void project(Documents& d, const DocumentCommented& e, const Meta& m) {
    d.documents.set<&DocumentRow::last_use>(e.document.number, DocumentUse::commented, m);
}
void project(Documents& d, const DocumentReused& e, const Meta& m) {
    d.documents.set<&DocumentRow::last_use>(e.document.number, DocumentUse::reused, m);
}

DocumentUses document_uses(DocumentId id, const Documents& documents, const Instant& instant) {
    using Rows = Table<DocumentRow>;
    DocumentUses uses;
    documents.documents.history(id.number, instant, [&](std::uint32_t, const DocumentRow&, Time, std::span<const Change> changes) {
        for (const Change& change : changes) {
            uses.versions += change.attribute() == Rows::attribute_of<&DocumentRow::newest>();
            if (change.attribute() != Rows::attribute_of<&DocumentRow::last_use>()) continue;
            const auto use = Rows::value_of<&DocumentRow::last_use>(change);
            uses.shared += use == DocumentUse::shared, uses.commented += use == DocumentUse::commented, uses.reused += use == DocumentUse::reused;
            uses.events.push_back(change.position());
        }
    });
    return uses;
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
             {"registered_by", rows[i].registered_by ? json::value(named(rows[i].registered_by.entity(), context))
                                                     : json::value(nullptr)}});
    return printed;
}

template <>
ProjectionEntry entry_of<Documents>() {
    return projection_entry<Documents, DocumentEvents>();
}

}  // namespace foxtrail
