// GET /v1/risks: what endangers deals, who took note, and whether a manager answered in time.
//
// A manager's answer is guidance given on the flag; its term is the flag's own. With group_by=outcome: what became of
// the deals that had a flag of each kind, beside those without one.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

ReadAnswer risks(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> risks_parameters();

}  // namespace foxtrail
