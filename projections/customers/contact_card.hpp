// Contacts: who they are, where they work, which roles they hold and held, how they moved and how late we knew it, what they still want
// answered.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

// GET /v1/contacts/{id}
ReadAnswer contact(const Runner&, const Log&, const ReadQuestion&);
// GET /v1/contacts: those of a customer, or all.
ReadAnswer contacts(const Runner&, const Log&, const ReadQuestion&);

std::vector<ReadParameter> contacts_parameters();

}  // namespace foxtrail
