// Risk flags with the deal they are on and the manager's answer, and which of them a question is about.
#pragma once

#include "projections/reading/dimension.hpp"

namespace foxtrail {

enum class RiskStatus : std::uint8_t { open, acknowledged, cleared, lapsed };
BOOST_DESCRIBE_ENUM(RiskStatus, open, acknowledged, cleared, lapsed)

struct Risk {
    RiskFlagId flag;
    WorkRow row;
    Deal deal;
    std::optional<WorkRow> guidance;  // the first given on it

    OpportunityId opportunity() const { return {row.about.number}; }
    RiskStatus status() const;
    Time until(Time now) const { return row.closed() != Time{} ? row.closed() : now; }
    // Whether a manager answered in time; nothing while he still can.
    std::optional<bool> answered_in_term(Time now) const;
};

class RiskSelection {
public:
    // Adds to `problems` what cannot be read.
    RiskSelection(const ReadQuestion&, const DimensionContext&, const Work&, Problems& problems);

    // Nothing for other items, and for flags the question is not about.
    std::optional<Risk> risk(const WorkRow&) const;

    const DimensionContext& context;
    const Work& work;
    const DealSelection deals;

private:
    std::optional<RiskKind> kind_;
    std::optional<RiskStatus> status_;
    bool only_unanswered_;
};

}  // namespace foxtrail
