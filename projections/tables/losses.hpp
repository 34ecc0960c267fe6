// Why deals were lost: as it was recorded, and as each party says.
#pragma once

#include "events/loss_reason.hpp"
#include "events/opportunity.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

// One deal that was lost, numbered in the order of the first losses. There at all times, empty at first; reopening keeps it.
struct LossRow {
    OpportunityId opportunity;
    Since<Text> why;  // of its last loss, by who recorded it
    static constexpr auto indexed = std::tuple{&LossRow::opportunity};
};
BOOST_DESCRIBE_STRUCT(LossRow, (), (opportunity, why))

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
    static constexpr std::string_view doc = "Why deals were lost: as it was recorded, and as each party says.";
    Table<LossRow> losses;
    Table<LossReasonRow> reasons;
};
BOOST_DESCRIBE_STRUCT(Losses, (), (losses, reasons))

void project(Losses&, const OpportunityLost&, const Meta&);
void project(Losses&, const LossReasonStated&, const Meta&);

template <>
ProjectionEntry entry_of<Losses>();

}  // namespace foxtrail
