// Builds of one projection: loading what the store keeps of one, making one from the log, letting it take the place of others.
#pragma once

#include "core/log/log.hpp"
#include "projections/runner/model.hpp"

namespace foxtrail {

// What the store keeps of a build; nothing when it cannot be read.
std::unique_ptr<Model> load_build(const ProjectionEntry&, const Store&, Build);
// Names the build that answers from now on, and lets go of the segments of all others.
void settle_build(Store&, std::string_view projection, Build);
// Applies the log up to `upto` to one model that nobody reads yet, keeping segments in `keep_in` unless it is null.
// Errors: what project() throws.
void apply_log(const ProjectionEntry&, Model&, const Log&, Position upto, Store* keep_in);
// The event read. Errors: CorruptLog, with the position.
const void* value_of(const EventEntry&, const RecordedEvent&);

}  // namespace foxtrail
