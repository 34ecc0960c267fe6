#include "projections/tables/spending.hpp"

#include "projections/tables/at_all_times.hpp"

namespace foxtrail {

// The account, opened with the first event about it. What is booked next may have been true earlier.
static std::uint32_t account(Spending& spending, EffortId id, OpportunityId opportunity, const Stage& stage, const Meta& m) {
    if (spending.accounts.is_there(id.number)) return id.number;
    EffortRow row;
    row.opportunity = opportunity, row.stage = stage.number;
    spending.accounts.born(id.number, row, at_all_times(m));
    return id.number;
}

void project(Spending& s, const ResourceAllocated& e, const Meta& m) {
    const auto id = account(s, e.effort, e.opportunity, e.stage, m);
    if (m.corrects || e.from.minutes != e.to.minutes) s.accounts.set<&EffortRow::ceiling_minutes>(id, e.to.minutes, m);
    if (m.corrects || e.from.cost != e.to.cost) s.accounts.set<&EffortRow::ceiling_cost>(id, e.to.cost ? Amount(*e.to.cost) : Amount(), m);
}
void project(Spending& s, const EffortBooked& e, const Meta& m) {
    const auto id = account(s, e.effort, e.opportunity, e.stage, m);
    s.accounts.set<&EffortRow::booked_minutes>(id, e.minutes, m);
    if (!e.cost) return;
    s.accounts.set<&EffortRow::booked_cost>(id, e.cost->minor, m);
    s.accounts.set<&EffortRow::currency>(id, e.cost->currency.code, m);  // each, since any of them may be put right to nothing
}

bool StageSpending::is_over() const {
    const bool same_currency = account.ceiling_cost.currency().code == account.currency;
    return (account.ceiling_minutes && minutes > *account.ceiling_minutes) ||
           (account.ceiling_cost && same_currency && cost > account.ceiling_cost.minor());
}

template <>
ProjectionEntry entry_of<Spending>() {
    return projection_entry<Spending, EffortEvents>();
}

}  // namespace foxtrail
