#include "projections/tables/gate_requirements.hpp"

namespace foxtrail {

void project(GateRequirements& g, const GateRequirementSet& e, const Meta& m) {
    auto& table = g.requirements;
    const auto id = e.requirement.number;
    if (table.is_there(id)) return table.set<&GateRequirementRow::asked>(id, m.position, m);
    const Text category = e.scope.category ? table.text(*e.scope.category) : Text{};
    table.born(id, {e.scope.stage_model, e.scope.model_version.value_or(0), table.text(e.scope.stage), category, e.scope.product.value_or(ProductId{}), m.position}, m);
}
void project(GateRequirements& g, const GateRequirementWithdrawn& e, const Meta& m) {
    g.requirements.set<&GateRequirementRow::asked>(e.requirement.number, Position{0}, m);
}

template <>
ProjectionEntry entry_of<GateRequirements>() {
    return projection_entry<GateRequirements, GateRequirementEvents>();
}

}  // namespace foxtrail
