// Knowledge latency: how long after it was true something was recorded, per event about an entity or by a person.
#pragma once

#include "projections/reading/read_model.hpp"

namespace foxtrail {

// GET /v1/knowledge-latency
ReadAnswer knowledge_latency(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> knowledge_latency_parameters();

}  // namespace foxtrail
