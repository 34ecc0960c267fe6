// The company's documents as columns. What events say of them, their titles and versions, stays in the log: a row holds positions.
#pragma once

#include "events/document.hpp"
#include "projections/reading/dimension.hpp"

namespace foxtrail {

struct DocumentRow {
    Entity about;
    EmployeeId registered_by;  // {} for the system
    DocumentKind kind = DocumentKind::other;
    EventAt registered, newest;  // who says so; `newest` also where every version before was given
    static constexpr auto indexed = std::tuple{&DocumentRow::about, &DocumentRow::registered_by};
};
BOOST_DESCRIBE_STRUCT(DocumentRow, (), (about, registered_by, kind, registered, newest))

struct Documents {
    static constexpr std::string_view name = "documents";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc = "Documents with their versions: about what, and who registered them.";
    Table<DocumentRow> documents;
};
BOOST_DESCRIBE_STRUCT(Documents, (), (documents))

void project(Documents&, const DocumentRegistered&, const Meta&);
void project(Documents&, const DocumentVersionAdded&, const Meta&);

// Documents with their titles, as {"document":"doc-3","about":...,"kind":...,"title":...}.
json::array documents_json(const std::vector<DocumentId>&, const Documents&, const Log&, const DimensionContext&);

template <>
ProjectionEntry entry_of<Documents>();

}  // namespace foxtrail
