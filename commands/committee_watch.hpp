// The daily look at the people of a deal: roles that nobody holds (R2), confidence without grounds and deciders who are not
// spoken to (R4). It tells of what nobody reported.
#pragma once

#include "commands/opportunity.hpp"

namespace foxtrail {

struct WatchCommittee {
    static constexpr CommandType type{"opportunity.watch_committee", "巡检决策链", AskedBy::scheduler};
    static constexpr std::string_view doc =
        "Look whether an open opportunity's buying roles are held (R2) and its deciders spoken to (R4); when not, tell its owner and his manager and flag it. "
        "Only the scheduler asks this.";
    Ref<OpportunityId> opportunity;
    static constexpr auto target = &WatchCommittee::opportunity;
};
BOOST_DESCRIBE_STRUCT(WatchCommittee, (), (opportunity))

using CommitteeWatchCommands = boost::mp11::mp_list<WatchCommittee>;
NounEntry committee_watch_noun();

}  // namespace foxtrail
