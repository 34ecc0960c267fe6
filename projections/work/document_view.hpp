// One document with its versions.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// {document, about, kind, title, owner_position, versions: [{number, content_hash, size_bytes, note, by, valid_at, recorded_at}]},
// the newest version last.
ReadAnswer document(const Runner&, const Log&, const ReadQuestion&);

}  // namespace foxtrail
