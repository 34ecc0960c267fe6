// Playbooks: their versions, the one of a deal with its steps, and whether following them has to do with winning.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/tables/playbooks.hpp"

#include <map>

namespace foxtrail {

// GET /v1/playbooks: every version, with its steps.
ReadAnswer playbooks(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> playbooks_parameters();

// GET /v1/opportunities/{id}/playbook: the steps of the version the deal began with: followed, deviated from, or open.
ReadAnswer deal_playbook(const Runner&, const Log&, const ReadQuestion&);

// GET /v1/playbook-adherence: deals by the share of the steps due that they followed.
ReadAnswer playbook_adherence(const Runner&, const Log&, const ReadQuestion&);
std::vector<ReadParameter> playbook_adherence_parameters();

// The version that was the newest when the deal began; nothing when its stage model had none.
std::optional<PlaybookVersionRow> pinned_playbook(const Deal&, const Playbooks&, const Instant&);
// What was said of the deal's steps, by their numbers.
std::map<std::uint16_t, PlaybookStepRow> steps_said(OpportunityId, const Playbooks&, const Instant&);

}  // namespace foxtrail
