// The version of an entity at any position.
#include "projections/reading/entity_version.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::entity_version_test {

TEST_CASE("the version of an entity is its last event up to the position, of now or of long before", "[projections][read_model]") {
    Scenario scenario;
    scenario.company().deal();
    const Entity deal = the_deal.entity();
    const Position created = scenario.log->version(deal);
    for (int i = 0; i < 4'200; ++i) scenario.given(DefineRegion{"R" + std::to_string(i), {}});
    scenario.given(AdvanceStage{the_deal, "Offer"});
    const Log& log = *scenario.log;
    CHECK(version_at(log, deal, log.head()) == log.head());
    CHECK(version_at(log, deal, log.head() - 1) == created);
    CHECK(version_at(log, deal, created) == created);
    CHECK(version_at(log, deal, log.history(deal, 0, log.head(), 1).front() - 1) == 0);
    CHECK(version_at(log, deal, 0) == 0);
    CHECK(version_at(log, OpportunityId{99}.entity(), log.head()) == 0);
}

}  // namespace foxtrail::entity_version_test
