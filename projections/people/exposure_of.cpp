#include "projections/people/exposure_of.hpp"

namespace foxtrail {

std::vector<EmployeeId> reports_of(EmployeeId manager, const DimensionContext& context) {
    std::vector<EmployeeId> reports;
    const auto add = [&](std::uint32_t id, const EmployeeRow& row) {
        if (!row.departed.value) reports.push_back({id});
    };
    context.directory->employees.each_with<&EmployeeRow::manager>(manager, context.instant, add);
    return reports;
}

Exposure exposure_of(EmployeeId id, const ExposureContext& context) {
    Exposure found;
    found.deals = open_deals_of(id, context);
    found.team_places = team_places_of(id, context);
    found.counterpart_roles = counterpart_roles_of(id, context);
    found.sole_contacts = sole_contacts(id, *context.footprint.tables, *context.directory.tables, context.instant);
    Deal deal;
    for (const OpportunityId owned : found.deals)
        if (context.deals->deals.at(owned.number, context.instant, deal)) found.deal_total.add(deal);
    context.work->items.each_with<&WorkRow::owner>(id, context.instant, [&](std::uint32_t item, const WorkRow& row) {
        if (!is_open(row.state())) return;
        ++found.open_items[to_text(row.item.kind)];
        if (row.item.kind == AlertId::kind && row.state() == WorkState::open) found.alerts_unanswered.push_back(item);
    });
    context.documents->documents.each_with<&DocumentRow::registered_by>(
        id, context.instant,
        [&](std::uint32_t document, const DocumentRow&) { found.documents.push_back({document}); });
    found.reports = reports_of(id, context);
    return found;
}

}  // namespace foxtrail
