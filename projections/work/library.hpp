// The library: the company's documents by what they are about, and how much they are used.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/tables/documents.hpp"

#include <functional>

namespace foxtrail {

// GET /v1/documents
ReadAnswer documents(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> documents_parameters();

struct LibraryDocument {
    DocumentId id;
    DocumentRow row;
    DocumentUses uses;
};

// Those that `wanted` wants, with their uses, by number.
std::vector<LibraryDocument> library_documents(const Documents&, const Instant&, const std::function<bool(DocumentId, const DocumentRow&)>& wanted);
// As lists of documents show them, with their uses.
json::array library_json(std::span<const LibraryDocument>, const Documents&, const Log&, const DimensionContext&);

}  // namespace foxtrail
