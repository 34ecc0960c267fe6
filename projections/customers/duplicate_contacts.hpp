// Contacts who may be one person, and what became of it: merged, found to be two, or still to be looked into.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

ReadAnswer duplicate_contacts(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> duplicate_contacts_parameters();

}  // namespace foxtrail
