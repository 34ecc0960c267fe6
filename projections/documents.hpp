// The company's documents as columns. What events say of them stays in the log: a row holds positions.
#pragma once

#include "events/document.hpp"
#include "projections/projection.hpp"

namespace foxtrail {

struct DocumentRow {
    Position registered = 0, newest = 0;  // who says so; `newest` also where every version before was given
};
BOOST_DESCRIBE_STRUCT(DocumentRow, (), (registered, newest))

struct Documents {
    static constexpr std::string_view name = "documents";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc = "Documents with their versions.";
    Table<DocumentRow> documents;
};
BOOST_DESCRIBE_STRUCT(Documents, (), (documents))

void project(Documents&, const DocumentRegistered&, const Meta&);
void project(Documents&, const DocumentVersionAdded&, const Meta&);

template <>
ProjectionEntry entry_of<Documents>();

}  // namespace foxtrail
