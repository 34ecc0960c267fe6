// Why deals were lost, as each party says. What was recorded with the loss is the deal's (projections/tables/deals.hpp).
#pragma once

#include "events/loss_reason.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

struct LossReasonRow {
    OpportunityId opportunity;
    Entity by;
    LossRole role = LossRole::colleague;
    Since<Text> why;
};
BOOST_DESCRIBE_STRUCT(LossReasonRow, (), (opportunity, by, role, why))

struct Losses {
    static constexpr std::string_view name = "losses";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc = "Why deals were lost, as each party says.";
    Table<LossReasonRow> reasons;
};
BOOST_DESCRIBE_STRUCT(Losses, (), (reasons))

void project(Losses&, const LossReasonStated&, const Meta&);

template <>
ProjectionEntry entry_of<Losses>();

}  // namespace foxtrail
