// Single entities and lists of them: opportunities, employees, departments, regions, products, customers, stage models.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

ReadAnswer opportunity(const Runner&, const Log&, const ReadQuestion&);
ReadAnswer opportunities(const Runner&, const Log&, const ReadQuestion&);
ReadAnswer employees(const Runner&, const Log&, const ReadQuestion&);
ReadAnswer departments(const Runner&, const Log&, const ReadQuestion&);
ReadAnswer regions(const Runner&, const Log&, const ReadQuestion&);
ReadAnswer products(const Runner&, const Log&, const ReadQuestion&);
ReadAnswer customers(const Runner&, const Log&, const ReadQuestion&);
ReadAnswer stage_models(const Runner&, const Log&, const ReadQuestion&);

// An opportunity as lists of other things show it.
json::object deal_json(OpportunityId, const Deal&, const DimensionContext&);

std::vector<ReadParameter> opportunities_parameters();
std::vector<ReadParameter> list_parameters();

}  // namespace foxtrail
