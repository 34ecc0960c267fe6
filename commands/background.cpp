#include "commands/background.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>

namespace foxtrail {

void require_in_order(Decision& d, const Period& period) {
    d.require(!period.from.known() || !period.until.known() || period.from <= period.until, rule::ends_before_start);
}

namespace {

template <class Event>
void record_place(Decision& d, Entity person, const std::string& name, const Period& period, const std::vector<PastPlace>& known) {
    const Institution at = institution(name);
    const PastPlace place{at.normal, period};
    const bool already = std::ranges::find(known, place) != known.end();
    d.require(!place.normal_name.empty(), rule::institution_missing);
    require_in_order(d, period);
    d.require(already || known.size() < past_places_max, rule::too_many);
    if (!d.refused() && !already) d.record(Event{person, at, period});
}

// What is kept of a contact's past is about his person.
Decision on_person(const Contact& contact) {
    Decision d;
    require_unmerged(d, contact);
    d.require(!contact.erased, rule::personal_data_erased);
    return d;
}

}  // namespace

static Decision decide(const Contact& contact, const RecordContactEmployment& c, const Facts&) {
    Decision d = on_person(contact);
    record_place<EmploymentRecorded>(d, contact.id.entity(), c.employer, {c.from, c.until}, contact.past.employers);
    return d;
}

static Decision decide(const Contact& contact, const RecordContactEducation& c, const Facts&) {
    Decision d = on_person(contact);
    record_place<EducationRecorded>(d, contact.id.entity(), c.school, {c.from, c.until}, contact.past.schools);
    return d;
}

static Decision decide(const Employee& employee, const RecordEmployeeEmployment& c, const Facts&) {
    Decision d;
    record_place<EmploymentRecorded>(d, employee.id.entity(), c.employer, {c.from, c.until}, employee.past.employers);
    return d;
}

static Decision decide(const Employee& employee, const RecordEmployeeEducation& c, const Facts&) {
    Decision d;
    record_place<EducationRecorded>(d, employee.id.entity(), c.school, {c.from, c.until}, employee.past.schools);
    return d;
}

NounEntry background_noun() { return {command_entries_of<BackgroundCommands>(), {}}; }

}  // namespace foxtrail
