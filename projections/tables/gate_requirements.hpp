// What stage models ask for before a stage is left: each requirement with the deals it is for.
#pragma once

#include "events/gate_requirement.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

// A scope never changes. What is asked for is read from the log, at `asked`.
struct GateRequirementRow {
    StageModelId model;
    std::uint16_t model_version = 0;  // 0: every version
    Text stage, category;             // no category: any
    ProductId product;                // {}: any
    EventAt asked;                    // none when it is withdrawn
    static constexpr auto indexed = std::tuple{&GateRequirementRow::model};
};
BOOST_DESCRIBE_STRUCT(GateRequirementRow, (), (model, model_version, stage, category, product, asked))

struct GateRequirements {
    static constexpr std::string_view name = "gate_requirements";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc = "What stages ask for before they are left: for which deals, since when.";
    Table<GateRequirementRow> requirements;
};
BOOST_DESCRIBE_STRUCT(GateRequirements, (), (requirements))

void project(GateRequirements&, const GateRequirementSet&, const Meta&);
void project(GateRequirements&, const GateRequirementWithdrawn&, const Meta&);

template <>
ProjectionEntry entry_of<GateRequirements>();

}  // namespace foxtrail
