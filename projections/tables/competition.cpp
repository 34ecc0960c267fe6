#include "projections/tables/competition.hpp"

#include "core/names.hpp"
#include "projections/tables/at_all_times.hpp"

namespace foxtrail {
namespace {

std::uint32_t presence(Competition& c, OpportunityId opportunity, CompetitorId competitor, const Meta& m) {
    for (const auto row : c.presences.rows_ever<&PresenceRow::opportunity>(opportunity))
        if (c.presences.now(row).competitor == competitor) return row;
    const std::uint32_t row = c.presences.last_id() + 1;
    c.presences.born(row, {opportunity, competitor}, at_all_times(m));
    return row;
}

// What is put right may have been said of another competitor: each row of the deal is told.
void put_right(Competition& c, OpportunityId opportunity, const Meta& m) {
    if (m.corrects == 0) return;
    for (const auto row : c.presences.rows_ever<&PresenceRow::opportunity>(opportunity))
        c.presences.set<&PresenceRow::competitor>(row, CompetitorId{c.presences.now(row).competitor}, m);
}

void set_present(Competition& c, OpportunityId opportunity, CompetitorId competitor, bool present, const Meta& m) {
    put_right(c, opportunity, m);
    c.presences.set<&PresenceRow::present>(presence(c, opportunity, competitor, m), present, m);
}

bool is_on(Competition& c, OpportunityId opportunity, CompetitorId competitor) {
    for (const auto row : c.presences.rows_ever<&PresenceRow::opportunity>(opportunity))
        if (const PresenceRow& known = c.presences.now(row); known.competitor == competitor && known.present) return true;
    return false;
}

// Who is called so, however it is written, or whose id this is; of several, the one on the deal, else the first. {} when nobody is.
CompetitorId called(Competition& c, std::string_view name, OpportunityId opportunity) {
    const auto named = parse_entity(name);
    if (named && named->kind == CompetitorId::kind && c.competitors.is_there(named->number)) return {named->number};
    const Text text = c.competitors.texts().find(normal_company_name(name));
    CompetitorId first;
    if (!text) return first;
    for (std::uint32_t id = 1; id <= c.competitors.last_id(); ++id) {
        if (!c.competitors.is_there(id) || c.competitors.now(id).normal != text) continue;
        if (is_on(c, opportunity, {id})) return {id};
        if (!first) first = {id};
    }
    return first;
}

}  // namespace

// He was there before he was registered, on deals perhaps.
void project(Competition& c, const CompetitorRegistered& e, const Meta& m) {
    c.competitors.born(e.competitor.number, {c.competitors.text(e.name), c.competitors.text(normal_company_name(e.name))}, at_all_times(m));
}
void project(Competition& c, const CompetitorDetected& e, const Meta& m) { set_present(c, e.opportunity, e.competitor, true, m); }
void project(Competition& c, const CompetitorWithdrawn& e, const Meta& m) { set_present(c, e.opportunity, e.competitor, false, m); }

void project(Competition& c, const OpportunityLost& e, const Meta& m) {
    put_right(c, e.opportunity, m);
    const CompetitorId to = e.competitor.value ? called(c, *e.competitor.value, e.opportunity) : CompetitorId{};
    for (const auto row : c.presences.rows_ever<&PresenceRow::opportunity>(e.opportunity))
        if (const PresenceRow& known = c.presences.now(row); known.lost_to && known.competitor != to)
            c.presences.set<&PresenceRow::lost_to>(row, false, m);
    if (to) c.presences.set<&PresenceRow::lost_to>(presence(c, e.opportunity, to, m), true, m);
}

template <>
ProjectionEntry entry_of<Competition>() {
    return projection_entry<Competition, boost::mp11::mp_append<CompetitorEvents, OpportunityEvents>>();
}

}  // namespace foxtrail
