#include "projections/tables/playbooks.hpp"

#include "projections/tables/at_all_times.hpp"

namespace foxtrail {
namespace {

// What is put right may have been said of another step: each row of the deal is told.
std::uint32_t step_row(Playbooks& p, OpportunityId opportunity, std::uint16_t number, const Meta& m) {
    std::uint32_t found = 0;
    for (const auto row : p.steps.rows_ever<&PlaybookStepRow::opportunity>(opportunity)) {
        const std::uint16_t known = p.steps.now(row).number;
        if (m.corrects) p.steps.set<&PlaybookStepRow::number>(row, known, m);
        if (known == number) found = row;
    }
    if (found) return found;
    const std::uint32_t row = p.steps.last_id() + 1;
    p.steps.born(row, {opportunity, number}, at_all_times(m));
    return row;
}

void say(Playbooks& p, OpportunityId opportunity, std::uint16_t number, StepState state, const Meta& m) {
    const std::uint32_t row = step_row(p, opportunity, number, m);
    p.steps.set<&PlaybookStepRow::state>(row, Since<StepState>{state, {}}, m);
    p.steps.set<&PlaybookStepRow::said>(row, m.position, m);
}

}  // namespace

void project(Playbooks& p, const PlaybookPublished& e, const Meta& m) {
    p.versions.born(p.versions.last_id() + 1, {e.playbook, e.stage_model, e.version, m.recorded_at, m.position}, m);
}
void project(Playbooks& p, const PlaybookStepFollowed& e, const Meta& m) { say(p, e.opportunity, e.step.number, StepState::followed, m); }
void project(Playbooks& p, const PlaybookDeviated& e, const Meta& m) { say(p, e.opportunity, e.step.number, StepState::deviated, m); }

template <>
ProjectionEntry entry_of<Playbooks>() {
    return projection_entry<Playbooks, PlaybookEvents>();
}

}  // namespace foxtrail
