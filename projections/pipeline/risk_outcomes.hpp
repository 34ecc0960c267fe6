// What became of deals with and without a flag of each kind, and of those with by what a manager said about it and when.
#pragma once

#include "projections/pipeline/risk_selection.hpp"

namespace foxtrail {

json::object risk_outcomes(const RiskSelection&, Time now);

}  // namespace foxtrail
