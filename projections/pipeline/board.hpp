// The board: per group of deals, how many, worth how much, weighted by probability, and how old. Default: open deals by
// stage. Amounts are given per currency, never mixed; asked with list_prices, also what the deals' products cost by the list. Ages
// end at the question's time, or at the close of a closed deal.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

ReadAnswer board(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> board_parameters();

}  // namespace foxtrail
