#include "projections/tables/transfers.hpp"

namespace foxtrail {

void project(Transfers& t, const OwnershipTransferred& e, const Meta& m) { t.items.born(t.items.last_id() + 1, {e.item, e.handover.value_or(HandoverId{}), e.from, e.to.owner}, m); }

template <>
ProjectionEntry entry_of<Transfers>() {
    return projection_entry<Transfers, HandoverEvents>();
}

}  // namespace foxtrail
