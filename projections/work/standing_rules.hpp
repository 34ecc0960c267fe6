// The standing rules R1 to R12 as they stand at an instant: on or off, their thresholds, and who changed them last.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

ReadAnswer standing_rules(const Runner&, const Log&, const ReadQuestion&);

}  // namespace foxtrail
