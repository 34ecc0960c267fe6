// What rests on people at an instant: the same items that a handover moves and that keep them from departing.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/reading/named_contact.hpp"
#include "projections/work/due.hpp"

namespace foxtrail {

// The tables that hold who has what. Readings are taken in the order of Projections, as the runner takes its locks.
struct RestingContext : DimensionContext {
    RestingContext(const Runner& runner, const Log& of, const Instant& at)
        : DimensionContext(runner, at),
          work(runner.read<Work>()),
          committee(runner.read<Committee>()),
          log(of),
          people(*committee.tables, of, at) {}
    Runner::Reading<Work> work;
    Runner::Reading<Committee> committee;
    const Log& log;
    NamedContacts people;
};

// In the order in which a refused departure names them: of handed_over, then of ids.
std::vector<Entity> resting_on(EmployeeId, const RestingContext&);
// The same of each kind the other tables know, ascending.
std::vector<OpportunityId> open_deals_of(EmployeeId, const RestingContext&);
std::vector<TeamMemberId> team_places_of(EmployeeId, const RestingContext&);
std::vector<ContactRoleId> counterpart_roles_of(EmployeeId, const RestingContext&);

// The customers whose open deals are among the items, ascending: the accounts that somebody looks after.
json::array accounts_json(const std::vector<Entity>& items, const DimensionContext&);

// {"item":"tsk-3","kind":"tsk",...} with what it is, as of the instant.
json::object resting_json(Entity item, const RestingContext&, const Deadlines&);

}  // namespace foxtrail
