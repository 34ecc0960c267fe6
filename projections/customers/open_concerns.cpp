#include "projections/customers/open_concerns.hpp"

namespace foxtrail {

void add_open_concerns(std::vector<OpenConcern>& open, ContactRoleId role, const Committee& committee, const DimensionContext& context) {
    committee.concerns.each_with<&ConcernRow::contact_role>(role, context.instant, [&](std::uint32_t id, const ConcernRow& row) {
        if (row.state.value == ConcernState::open && is_open_deal(row.opportunity, context)) open.push_back({ConcernId{id}, row});
    });
}

json::array concerns_json(const std::vector<OpenConcern>& open, const Recalled& events) {
    json::array printed;
    for (const auto& [id, row] : open)
        printed.push_back({{"concern", to_text(id)},
                           {"opportunity", to_text(row.opportunity)},
                           {"contact_role", to_text(row.contact_role)},
                           {"role", enum_name(row.role)},
                           {"kind", enum_name(row.kind)},
                           {"open_since", to_text(row.state.since)},
                           {"text", recalled(events, row.recorded, "text")}});
    return printed;
}

}  // namespace foxtrail
