#include "projections/tables/documents.hpp"

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

template <>
ProjectionEntry entry_of<Documents>() {
    return projection_entry<Documents, DocumentEvents>();
}

}  // namespace foxtrail
