// The gate out of a stage: the documents the stage asks for, held against those approved and those waived, and the roles it asks
// for, held against the duties on the deal's team.
//
// All is judged at the command's valid time: a requirement set, a document approved, a waiver granted or a duty taken on after it
// does not count, so that dating a move back passes no gate that was shut then. Dated back behind a requirement it needs a reason.
#pragma once

#include "commands/opportunity.hpp"
#include "events/gate_document.hpp"

namespace foxtrail {

// Refuses to let the opportunity leave its stage while documents or people are missing, and records that it was tried. `to` is left
// out when it is to be won.
void require_gate(Decision&, const Opportunity&, std::optional<Stage> to, const Facts&);

// Refuses to let the opportunity come past the gates that lie between: those out of the stages from number `from` to before `to`,
// and records that it was tried, when the opportunity is there already.
void require_gates_between(Decision&, Opportunity, std::uint16_t from, std::uint16_t to, const Facts&);

// Refuses to state what kind of deal it is so that gates ahead ask for less than they did, unless somebody above the owner says so.
void require_gates_kept(Decision&, Opportunity before, Opportunity after, const Facts&);

}  // namespace foxtrail
