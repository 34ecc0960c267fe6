// Documents as answers show them: one with its versions, or several.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/tables/documents.hpp"

namespace foxtrail {

// {document, about, kind, title, owner_position, versions: [{number, content_hash, size_bytes, note, by, valid_at, recorded_at}]},
// the newest version last.
ReadAnswer document(const Runner&, const Log&, const ReadQuestion&);

// Documents with their titles, as {"document":"doc-3","about":...,"kind":...,"title":...}.
json::array documents_json(const std::vector<DocumentId>&, const Documents&, const Log&, const DimensionContext&);
// The same of all those that are about a deal.
json::array documents_about(OpportunityId, const Runner&, const Log&, const Instant&);

}  // namespace foxtrail
