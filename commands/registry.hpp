// Every command and every decision state there is.
#pragma once

#include "commands/customer.hpp"
#include "commands/opportunity.hpp"
#include "commands/organisation.hpp"
#include "commands/product.hpp"
#include "commands/stage_model.hpp"

namespace foxtrail {

using DecisionStates = boost::mp11::mp_list<Region, Department, Employee, Product, Customer, StageModel, Opportunity>;

}  // namespace foxtrail
