// Contacts who may be one person, and what became of it: merged, found to be two, or still to be looked into.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

ReadAnswer duplicates(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> duplicates_parameters();

}  // namespace foxtrail
