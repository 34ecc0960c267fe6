// The company's documents as columns. What events say of them, their titles and versions, stays in the log: a row holds positions.
#pragma once

#include "events/document.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

enum class DocumentUse : std::uint8_t { none = 0, shared = 1, commented = 2, reused = 3 };
BOOST_DESCRIBE_ENUM(DocumentUse, none, shared, commented, reused)

struct DocumentRow {
    Entity about;
    EmployeeId registered_by;  // {} for the system
    Text owner_position;
    DocumentKind kind = DocumentKind::other;
    DocumentUse last_use = DocumentUse::none;  // each use is a change of it: they are counted, and found in the log, by its changes
    EventAt registered, newest;                // who says so; `newest` also where every version before was given
    static constexpr auto indexed = std::tuple{&DocumentRow::about, &DocumentRow::registered_by};
};
BOOST_DESCRIBE_STRUCT(DocumentRow, (), (about, registered_by, owner_position, kind, last_use, registered, newest))

struct Documents {
    static constexpr std::string_view name = "documents";
    static constexpr std::uint32_t version = 2;
    static constexpr std::string_view doc = "Documents with their versions and uses: about what, whose they are, who registered them.";
    Table<DocumentRow> documents;
};
BOOST_DESCRIBE_STRUCT(Documents, (), (documents))

void project(Documents&, const DocumentRegistered&, const Meta&);
void project(Documents&, const DocumentVersionAdded&, const Meta&);
void project(Documents&, const DocumentShared&, const Meta&);
void project(Documents&, const DocumentCommented&, const Meta&);
void project(Documents&, const DocumentReused&, const Meta&);

// How a document was used by an instant, and by which events.
struct DocumentUses {
    std::uint64_t versions = 1, shared = 0, commented = 0, reused = 0;
    std::vector<Position> events;  // of the uses, in the order of valid time
};
DocumentUses document_uses(DocumentId, const Documents&, const Instant&);

template <>
ProjectionEntry entry_of<Documents>();

}  // namespace foxtrail
