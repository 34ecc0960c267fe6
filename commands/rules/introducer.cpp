#include "commands/rules/introducer.hpp"

#include "commands/alert.hpp"
#include "commands/duplicate.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/role_loss.hpp"
#include "commands/task.hpp"
#include "commands/tie.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace foxtrail {
namespace {

struct KindOfTie {
    TieKind kind;
    std::string_view as;
};
constexpr std::array strongest_first{KindOfTie{TieKind::family, "as one of the family"}, KindOfTie{TieKind::friendship, "as a friend"},
                                     KindOfTie{TieKind::classmate, "as a classmate"},
                                     KindOfTie{TieKind::former_colleague, "as a former colleague"}, KindOfTie{TieKind::other, "otherwise"}};

std::size_t rank_of(TieKind kind) {
    return static_cast<std::size_t>(std::ranges::find(strongest_first, kind, &KindOfTie::kind) - strongest_first.begin());
}

std::string if_he_is(ContactId suspected) { return ", if he is " + to_text(suspected); }

// A record of the contact's, or of somebody who may be he.
struct HisRecord {
    const Contact* record;
    ContactId suspected;  // who he may be; {} for one that is his

    std::string if_it_is_he() const { return suspected ? if_he_is(suspected) : ""; }
};

// What is known of a person: first the records that are his.
class KnownRecords {
public:
    KnownRecords(const Facts& f, const Contact& contact) : f_(f) {
        add(contact, {});
        add_suspected(contact);
    }
    // One that is known now to be his too, or that he may be.
    KnownRecords(const Facts& f, const Contact& contact, const Contact& other, Sameness sameness) : f_(f) {
        add(contact, {});
        if (sameness == Sameness::certain) add(other, {});
        add_suspected(contact);
        sameness == Sameness::certain ? add_suspected(other) : add(other, other.id);
    }
    auto begin() const { return records_.begin(); }
    auto end() const { return records_.end(); }

private:
    void add(const Contact& person, ContactId suspected) {
        for (const auto id : records_of(f_, person)) {
            const Contact* record = &f_.at(id);
            if (std::ranges::find(records_, record, &HisRecord::record) == records_.end()) records_.push_back({record, suspected});
        }
    }
    void add_suspected(const Contact& person) {
        for (const auto& suspected : suspected_of(f_, person)) add(f_.at(suspected.person), suspected.person);
    }

    const Facts& f_;
    std::vector<HisRecord> records_;
};

struct TieToRecord {
    Tie tie;
    HisRecord to;
};

// Ties of employees who are still there.
std::vector<TieToRecord> ties_to(const Facts& f, const KnownRecords& records) {
    std::vector<TieToRecord> ties;
    for (const auto& to : records)
        for (const auto id : f.resting_on<TieId>(to.record->id.entity()))
            if (const Tie& tie = f.at(id); tie.person.kind == EmployeeId::kind && !f.at(EmployeeId{tie.person.number}).departed) ties.push_back({tie, to});
    return ties;
}

bool share_one(const std::vector<PastPlace>& mine, const std::vector<PastPlace>& his, std::int32_t days_apart_max) {
    return std::ranges::any_of(mine, [&](const PastPlace& a) {
        return std::ranges::any_of(his, [&](const PastPlace& b) {
            return a.normal_name == b.normal_name && were_together(a.period, b.period, days_apart_max);
        });
    });
}

std::optional<Introducer> by_the_past(const Facts& f, const KnownRecords& records, const std::vector<EmployeeId>& people, bool of_suspected) {
    const auto find = [&](std::vector<PastPlace> PastPlaces::*places, std::int32_t apart, std::string_view both) -> std::optional<Introducer> {
        for (const auto& his : records)
            for (const EmployeeId person : people) {
                const Employee& employee = f.at(person);
                if (bool(his.suspected) == of_suspected && !employee.departed && share_one(employee.past.*places, his.record->past.*places, apart))
                    return Introducer{person, "perhaps: both " + std::string(both) + his.if_it_is_he(), his.suspected};
            }
        return std::nullopt;
    };
    const auto school = find(&PastPlaces::schools, school_days_apart_max, "went to one school");
    return school ? school : find(&PastPlaces::employers, 0, "worked for one employer");
}

std::optional<Introducer> introducer_among(const Facts& f, const KnownRecords& records, const std::vector<EmployeeId>& people) {
    const auto ties = ties_to(f, records);
    if (ties.empty()) {
        const auto his_own = by_the_past(f, records, people, false);
        return his_own ? his_own : by_the_past(f, records, people, true);
    }
    const auto order = [&](const TieToRecord& one) {
        const bool is_near = std::ranges::find(people, EmployeeId{one.tie.person.number}) != people.end();
        return std::tuple(bool(one.to.suspected), rank_of(one.tie.kind), !is_near, one.tie.id);
    };
    const auto& [tie, to] = *std::ranges::min_element(ties, {}, order);
    return Introducer{{tie.person.number}, std::string(strongest_first[rank_of(tie.kind)].as) + " (" + to_text(tie.id) + ')' + to.if_it_is_he(), to.suspected};
}

// Whom to tell of each deal, and all of them.
struct Concerned {
    std::map<OpportunityId, std::vector<EmployeeId>> by_deal;
    std::vector<EmployeeId> all;

    Concerned(const Facts& f, const RolesByDeal& deals) {
        for (const auto& [opportunity, roles] : deals) add(f, f.at(opportunity));
    }
    Concerned(const Facts& f, const Opportunity& deal) { add(f, deal); }

private:
    void add(const Facts& f, const Opportunity& deal) { std::ranges::copy(by_deal[deal.id] = people_of(f, deal), std::back_inserter(all)); }
};

void tell_of_contact(Decision& d, const Facts& f, const RolesByDeal& deals, Concerned& concerned, const std::string& what, const std::optional<Introducer>& introducer) {
    for (const auto& [opportunity, roles] : deals) {
        auto told = with_counterparts(std::move(concerned.by_deal[opportunity]), roles);
        std::string why = what + " as " + roles_in_words(roles);
        if (introducer) {
            told.push_back(introducer->colleague);
            why += "; " + f.at(introducer->colleague).name + " (" + to_text(introducer->colleague) + ") knows him " + introducer->knows_him;
        }
        tell_occurrence(d, f, RuleCode::R1, opportunity.entity(), std::move(told), why);
    }
}

std::string call_of(ContactId contact) { return "call " + to_text(contact) + ':'; }

// Unless he meets him anyway, or is asked already.
void ask_to_call(Decision& d, const Facts& f, OpportunityId deal, const Concerned& concerned, ContactId contact, const std::string& why, const Introducer& introducer) {
    const std::string whom = call_of(contact);
    const auto tasks = f.resting_on<TaskId>(deal.entity());
    const auto asks_it = [&](TaskId id) { return f.at(id).assignee == introducer.colleague && f.at(id).what.starts_with(whom); };
    if (introducer.colleague == meets_successor(f, concerned.all) || std::ranges::any_of(tasks, asks_it)) return;
    open_task(d, f, RuleCode::R1, deal.entity(), introducer.colleague, whom + ' ' + why + ", and you know him " + introducer.knows_him, meeting_due(f));
}

}  // namespace

std::optional<Introducer> introducer_of(const Facts& f, const Contact& contact, const std::vector<EmployeeId>& people) {
    return introducer_among(f, KnownRecords(f, contact), people);
}

void introduce(Decision& d, const Facts& f, ContactId before, const Contact& successor, const std::vector<ContactRole>& taken) {
    const auto deals = by_deal(taken);
    if (deals.empty()) return;
    Concerned concerned(f, deals);
    const auto introducer = introducer_of(f, successor, concerned.all);
    const std::string came = to_text(successor.id) + " came in the place of " + to_text(before);
    tell_of_contact(d, f, deals, concerned, came, introducer);
    const auto is_there_already = [&](const ContactRole& role) { return deals.contains(role.opportunity); };
    const bool known_to_us = f.at(before).successor.value == successor.id || std::ranges::any_of(roles_of(f, successor.id), is_there_already);
    if (introducer && !known_to_us) ask_to_call(d, f, deals.begin()->first, concerned, successor.id, came, *introducer);
}

// Whether anybody may know the person; asked before his deals are looked at, which are many states.
static bool may_be_known(const Facts& f, const Contact& person) {
    const auto is_known = [&](ContactId id) {
        const PastPlaces& past = f.at(id).past;
        return !past.schools.empty() || !past.employers.empty() || f.first_resting_on<TieId>(id.entity());
    };
    return std::ranges::any_of(records_of(f, person), is_known) || f.first_resting_on<DuplicateId>(person.id.entity());
}

static bool is_new_to_us(const Facts& f, const Contact& contact) { return !contact.erased && last_two_way_touch(f, contact) == Time::min(); }

static void introduce_who_is_here(Decision& d, const Facts& f, ContactId contact, const RolesByDeal& deals, Concerned& concerned, const Introducer& introducer) {
    tell_of_contact(d, f, deals, concerned, "nobody has spoken yet with " + to_text(contact) + ", who is here", introducer);
    ask_to_call(d, f, deals.begin()->first, concerned, contact, "nobody has spoken with him yet", introducer);
}

void introduce_as(Decision& d, const Facts& f, const Contact& contact, const Contact& other, Sameness sameness) {
    if (!is_new_to_us(f, contact) || (sameness == Sameness::certain && last_two_way_touch(f, other) != Time::min()) || !may_be_known(f, other)) return;
    const auto deals = by_deal(open_roles_of(f, contact.id));
    if (deals.empty()) return;
    const KnownRecords records(f, contact, other, sameness);
    Concerned concerned(f, deals);
    const auto introducer = introducer_among(f, records, concerned.all), known = introducer_of(f, contact, concerned.all);
    if (introducer && !(known && known->colleague == introducer->colleague)) introduce_who_is_here(d, f, contact.id, deals, concerned, *introducer);
}

// Of those who are still there, by the person; what a merged record held the person has.
static std::map<ContactId, std::vector<ContactRole>> people_on(const Facts& f, const Opportunity& reopened) {
    std::map<ContactId, std::vector<ContactRole>> people;
    for (const ContactRole& role : roles_on(f, reopened.id))
        if (!has_left_since(f, role.contact, reopened.customer.value, reopened.outcome.since)) people[whole_person(f, f.at(role.contact)).id].push_back(role);
    return people;
}

void introduce_suspected(Decision& d, const Facts& f, const Opportunity& reopened) {
    const auto is_since = [&](const Suspected& suspected) { return f.at(suspected.duplicate).suspected >= reopened.outcome.since; };
    for (const auto& [person, roles] : people_on(f, reopened)) {
        const Contact& contact = f.at(person);
        if (!is_new_to_us(f, contact) || std::ranges::none_of(suspected_of(f, contact), is_since)) continue;
        const RolesByDeal deals{{reopened.id, roles}};
        Concerned concerned(f, reopened);
        const auto introducer = introducer_of(f, contact, concerned.all);
        if (introducer && introducer->if_he_is) introduce_who_is_here(d, f, person, deals, concerned, *introducer);
    }
}

void cancel_calls(Decision& d, const Facts& f, const Contact& contact, const Contact& other) {
    const auto his = records_of(f, contact), others = records_of(f, other);
    const auto asks_it = [&](const Task& task) {
        return task.rule == RuleCode::R1 && std::ranges::any_of(his, [&](ContactId id) { return task.what.starts_with(call_of(id)); }) &&
               std::ranges::any_of(others, [&](ContactId id) { return task.what.ends_with(if_he_is(id)); });
    };
    std::set<OpportunityId> deals;
    for (const ContactId record : his)
        for (const ContactRole& role : roles_of(f, record)) deals.insert(role.opportunity);
    for (const OpportunityId deal : deals)
        for (const auto id : f.resting_on<TaskId>(deal.entity()))
            if (const Task& task = f.at(id); asks_it(task)) d.record(TaskCancelled{id, task.subject, task.assignee});
}

}  // namespace foxtrail
