// GET /v1/establishment: which opportunities became projects, how soon, and whether projects are won more often; and the requests
// that wait for an answer.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

ReadAnswer establishment(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> establishment_parameters();

}  // namespace foxtrail
