// Which competitor is or was on which deal, and which one a deal was lost to.
#pragma once

#include "events/competitor.hpp"
#include "events/opportunity.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

struct CompetitorRow {
    Text name, normal;  // `normal`: by which he is known again in what a loss says
};
BOOST_DESCRIBE_STRUCT(CompetitorRow, (), (name, normal))

// One competitor and one deal, numbered in the order they were first named together. There at all times, empty at first.
struct PresenceRow {
    OpportunityId opportunity;
    CompetitorId competitor;
    bool present = false;  // he is on the deal
    bool lost_to = false;  // the deal's last loss names him
    static constexpr auto indexed = std::tuple{&PresenceRow::opportunity};
};
BOOST_DESCRIBE_STRUCT(PresenceRow, (), (opportunity, competitor, present, lost_to))

struct Competition {
    static constexpr std::string_view name = "competition";
    static constexpr std::uint32_t version = 2;
    static constexpr std::string_view doc = "Competitors, the deals each is or was on, and those lost to him.";
    Table<CompetitorRow> competitors;
    Table<PresenceRow> presences;
};
BOOST_DESCRIBE_STRUCT(Competition, (), (competitors, presences))

void project(Competition&, const CompetitorRegistered&, const Meta&);
void project(Competition&, const CompetitorDetected&, const Meta&);
void project(Competition&, const CompetitorWithdrawn&, const Meta&);
void project(Competition&, const OpportunityLost&, const Meta&);

template <>
ProjectionEntry entry_of<Competition>();

}  // namespace foxtrail
