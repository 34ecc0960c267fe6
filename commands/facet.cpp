#include "commands/facet.hpp"

#include "commands/customer.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/rules/department_rules.hpp"
#include "commands/working_calendar.hpp"

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule no_fields{"no_fields", "Name at least one field."};
constexpr Rule field_unnamed{"field_unnamed", "Each field needs a name that is not blank."};
constexpr Rule field_twice{"field_twice", "A field can be stated once in a command."};
constexpr Rule value_blank{"value_blank", "A value cannot be blank: leave it out to withdraw the field."};
constexpr Rule viewer_missing{"viewer_missing", "Say who was shown this: name the employee in \"on_behalf_of\"."};
constexpr Rule too_many_fields{"too_many_fields", "A facet has at most 100 fields."};
}  // namespace rule

RestsOn rests_on(const Facet& facet) { return {facet.customer.entity()}; }

void evolve(Facet& facet, const FacetUpdated& e, const Meta& m) {
    facet.customer = e.customer, facet.department = e.department;
    for (const auto& change : e.fields) {
        auto field = std::ranges::find(facet.fields, change.name, &FacetField::name);
        if (field == facet.fields.end()) field = facet.fields.insert(field, {change.name, {}});
        field->value.set(change.to, m.valid_at);
    }
}

void evolve(Facet& facet, const FacetSeen& e, const Meta&) {
    if (e.day > facet.last_seen) facet.last_seen = e.day, facet.viewers.clear();
    if (e.day == facet.last_seen && facet.viewers.size() < facet_viewers_kept_max) facet.viewers.push_back(e.viewer);
}

namespace {

const Facet* facet_of(const Facts& f, CustomerId customer, DepartmentId department) {
    for (const FacetId id : f.resting_on<FacetId>(customer.entity()))
        if (const Facet& facet = f.at(id); facet.department == department) return &facet;
    return nullptr;
}

const FacetField* field_of(const Facet* facet, std::string_view name) {
    if (!facet) return nullptr;
    const auto found = std::ranges::find(facet->fields, name, &FacetField::name);
    return found == facet->fields.end() ? nullptr : &*found;
}

void require_fields(Decision& d, const std::vector<FacetFieldValue>& fields) {
    std::vector<std::string_view> names;
    for (const auto& [name, value] : fields) {
        names.push_back(name);
        d.require(!blank(name), rule::field_unnamed);
        d.require(!value || !blank(*value), rule::value_blank, name);
    }
    std::ranges::sort(names);
    const auto twice = std::ranges::adjacent_find(names);
    d.require(!fields.empty(), rule::no_fields);
    d.require(twice == names.end(), rule::field_twice, twice == names.end() ? "" : *twice);
}

// With what the event that is put right says of other fields, which stays.
std::vector<FacetFieldValue> stated_anew(const UpdateFacet& c, const FacetUpdated* corrected) {
    std::vector<FacetFieldValue> fields = c.fields;
    if (corrected)
        for (const auto& change : corrected->fields)
            if (std::ranges::find(c.fields, change.name, &FacetFieldValue::name) == c.fields.end()) fields.push_back({change.name, change.to});
    return fields;
}

bool says_the_same(const FacetUpdated& corrected, const std::vector<FacetFieldChange>& changes) {
    return corrected.fields.size() == changes.size() && std::ranges::all_of(changes, [&](const FacetFieldChange& change) {
        const auto said = std::ranges::find(corrected.fields, change.name, &FacetFieldChange::name);
        return said != corrected.fields.end() && said->to == change.to;
    });
}

}  // namespace

static Decision decide(const Customer& customer, const UpdateFacet& c, const Facts& f) {
    Decision d;
    const Facet* facet = facet_of(f, customer.id, c.department.id);
    if (!f.imported()) require_person_of(d, f, c.department.id);
    require_open(d, f, c.department.id);
    require_fields(d, c.fields);
    const auto* corrected = f.corrected<FacetUpdated>();
    std::vector<FacetFieldChange> changes;
    std::size_t known = 0;
    for (const auto& [name, value] : stated_anew(c, corrected)) {
        const FacetField* field = field_of(facet, name);
        const bool newest = !field || f.valid_at() >= field->value.since;
        const auto from = field && newest ? field->value.value : std::nullopt;
        if (!corrected && newest && from == value) continue;
        known += field != nullptr;
        changes.push_back({name, from, value});
    }
    const std::size_t fields = (facet ? facet->fields.size() : 0) + changes.size() - known;
    d.require(fields <= facet_fields_max, rule::too_many_fields, fields);
    d.require(known == 0 || f.has_reason(), rule::reason_missing);
    if (d.refused() || changes.empty() || (corrected && says_the_same(*corrected, changes))) return d;
    d.record(FacetUpdated{facet ? facet->id : f.next_id<FacetId>(), customer.id, c.department.id, std::move(changes)});
    return d;
}

static Decision decide(const NoteFacetsSeen& c, const Facts& f) {
    Decision d;
    const EmployeeId viewer = f.speaker();
    const Date today = working_time(f).local_date(f.now());
    d.require(bool(viewer), rule::viewer_missing);
    for (const auto& [id, key] : c.facets) {
        const Facet& facet = f.at(id);
        const bool noted = facet.last_seen == today && std::ranges::find(facet.viewers, viewer) != facet.viewers.end();
        if (!noted) d.record(FacetSeen{id, viewer, today});
    }
    return d;
}

NounEntry facet_noun() { return {command_entries_of<FacetCommands>(), {state_entry<Facet, FacetEvents>()}}; }

}  // namespace foxtrail
