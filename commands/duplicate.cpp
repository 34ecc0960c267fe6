#include "commands/duplicate.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/introducer.hpp"
#include "commands/rules/work_rules.hpp"

#include <algorithm>
#include <set>

namespace foxtrail {
namespace rule {
constexpr Rule one_person{"one_person", "These are one person already: name two contacts who may be."};
constexpr Rule not_suspected{"not_suspected", "Nobody suspects that any more: there is nothing to rule out."};
}  // namespace rule

RestsOn rests_on(const Duplicate& d) { return d.status == DuplicateStatus::suspected ? RestsOn{d.contact.entity(), d.other.entity()} : RestsOn{}; }
void evolve(Duplicate& d, const DuplicateSuspected& e, const Meta& m) { d = {d.id, e.contact, e.other, DuplicateStatus::suspected, m.recorded_at}; }
void evolve(Duplicate& d, const DuplicateRuledOut&, const Meta&) { d.status = DuplicateStatus::ruled_out; }
void evolve(Duplicate& d, const DuplicateConfirmed&, const Meta&) { d.status = DuplicateStatus::confirmed; }

std::vector<Suspected> suspected_of(const Facts& f, const Contact& contact) {
    std::vector<Suspected> suspected;
    if (contact.erased) return suspected;
    for (const auto record : records_of(f, contact))
        for (const auto id : f.resting_on<DuplicateId>(record.entity())) {
            const Duplicate& duplicate = f.at(id);
            const Contact& other = f.at(duplicate.contact == record ? duplicate.other : duplicate.contact);
            const Contact& person = whole_person(f, other);
            if (!other.erased && !person.erased) suspected.push_back({id, person.id});
        }
    return suspected;
}

namespace {

// Every suspicion between the two.
std::vector<DuplicateId> between(const Facts& f, const Contact& one, const Contact& other) {
    std::vector<DuplicateId> found;
    for (const auto& [duplicate, person] : suspected_of(f, one))
        if (person == other.id) found.push_back(duplicate);
    return found;
}

void require_named(Decision& d, const Contact& contact, const std::vector<Suspected>& who_he_may_be) {
    require_unmerged(d, contact);
    d.require(!contact.erased, rule::personal_data_erased, contact.id);
    std::set<ContactId> people;
    for (const auto& suspected : who_he_may_be) people.insert(suspected.person);
    d.require(people.size() < duplicates_per_contact_max, rule::too_many, contact.id);
}

}  // namespace

void confirm_duplicates(Decision& d, const Facts& f, const Contact& contact, const Contact& into) {
    for (const auto id : between(f, contact, into)) d.record(DuplicateConfirmed{id, f.at(id).contact, f.at(id).other});
}

static Decision decide(const SuspectDuplicate& c, const Facts& f) {
    Decision d;
    const Contact &contact = f.at(c.contact.id), &other = f.at(c.other.id);
    const auto who_he_may_be = suspected_of(f, contact);  // nobody, once he is erased
    if (std::ranges::find(who_he_may_be, other.id, &Suspected::person) != who_he_may_be.end()) return d;
    d.require(whole_person(f, contact).id != whole_person(f, other).id, rule::one_person);
    require_named(d, contact, who_he_may_be);
    if (contact.id != other.id) require_named(d, other, suspected_of(f, other));
    d.require(f.has_reason(), rule::reason_missing);
    if (d.refused()) return d;
    d.record(DuplicateSuspected{f.next_id<DuplicateId>(), contact.id, other.id});
    introduce_as(d, f, contact, other, Sameness::suspected);
    introduce_as(d, f, other, contact, Sameness::suspected);
    return d;
}

static Decision decide(const Duplicate& duplicate, const RuleOutDuplicate&, const Facts& f) {
    Decision d;
    if (duplicate.status == DuplicateStatus::ruled_out) return d;
    const Contact &one = whole_person(f, f.at(duplicate.contact)), &other = whole_person(f, f.at(duplicate.other));
    d.require(duplicate.status == DuplicateStatus::suspected, rule::not_suspected);
    d.require(duplicate.status == DuplicateStatus::confirmed || one.id != other.id, rule::one_person);
    d.require(f.has_reason(), rule::reason_missing);
    if (d.refused()) return d;
    d.record(DuplicateRuledOut{duplicate.id, duplicate.contact, duplicate.other});
    for (const auto id : between(f, one, other))
        if (id != duplicate.id) d.record(DuplicateRuledOut{id, f.at(id).contact, f.at(id).other});
    cancel_calls(d, f, one, other);
    cancel_calls(d, f, other, one);
    return d;
}

NounEntry duplicate_noun() { return {command_entries_of<DuplicateCommands>(), {state_entry<Duplicate, DuplicateEvents>()}}; }

}  // namespace foxtrail
