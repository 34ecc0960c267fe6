#include "commands/rules/introducer.hpp"

#include "commands/alert.hpp"
#include "commands/organisation.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/role_loss.hpp"
#include "commands/task.hpp"
#include "commands/tie.hpp"

#include <algorithm>
#include <array>
#include <map>

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

// A record of the contact's, or one that may be his.
struct HisRecord {
    const Contact* record;
    ContactId suspected{};  // which he may be; {} for one that is his

    std::string if_it_is_he() const { return suspected ? ", if he is " + to_text(suspected) : ""; }
};

void add_records(std::vector<HisRecord>& records, const Facts& f, const Contact& contact, ContactId suspected) {
    records.push_back({&contact, suspected});
    for (const auto merged : contact.merged) add_records(records, f, f.at(merged), suspected);
}

const Contact& whole_person(const Facts& f, const Contact& contact) { return contact.merged_into ? whole_person(f, f.at(*contact.merged_into)) : contact; }

// Those that are his first.
std::vector<HisRecord> records_of(const Facts& f, const Contact& contact) {
    std::vector<HisRecord> records;
    add_records(records, f, contact, {});
    for (std::size_t i = 0, his = records.size(); i < his; ++i)
        for (const auto suspected : records[i].record->suspected) {
            const Contact& other = whole_person(f, f.at(suspected));
            const bool is_known = std::ranges::find(records, other.id, [](const HisRecord& one) { return one.record->id; }) != records.end();
            if (!other.erased && !is_known) add_records(records, f, other, other.id);
        }
    return records;
}

struct TieToRecord {
    Tie tie;
    HisRecord to;
};

// Ties of employees who are still there.
std::vector<TieToRecord> ties_to(const Facts& f, const std::vector<HisRecord>& records) {
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

std::optional<Introducer> by_the_past(const Facts& f, const std::vector<HisRecord>& records, const std::vector<EmployeeId>& people) {
    const auto find = [&](std::vector<PastPlace> PastPlaces::*places, std::int32_t apart, std::string_view both) -> std::optional<Introducer> {
        for (const auto& his : records)
            for (const EmployeeId person : people)
                if (const Employee& employee = f.at(person); !employee.departed && share_one(employee.past.*places, his.record->past.*places, apart))
                    return Introducer{person, "perhaps: both " + std::string(both) + his.if_it_is_he()};
        return std::nullopt;
    };
    const auto school = find(&PastPlaces::schools, school_days_apart_max, "went to one school");
    return school ? school : find(&PastPlaces::employers, 0, "worked for one employer");
}

// Whom to tell of each deal, and all of them.
struct Concerned {
    std::map<OpportunityId, std::vector<EmployeeId>> by_deal;
    std::vector<EmployeeId> all;

    Concerned(const Facts& f, const RolesByDeal& deals) {
        for (const auto& [opportunity, roles] : deals) std::ranges::copy(by_deal[opportunity] = people_of(f, opportunity), std::back_inserter(all));
    }
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

void ask_to_call(Decision& d, const Facts& f, OpportunityId deal, const Concerned& concerned, const std::string& call, const Introducer& introducer) {
    if (introducer.colleague == meets_successor(f, concerned.all)) return;
    open_task(d, f, RuleCode::R1, deal.entity(), introducer.colleague, call + ", and you know him " + introducer.knows_him, meeting_due(f));
}

}  // namespace

std::optional<Introducer> introducer_of(const Facts& f, const Contact& contact, const std::vector<EmployeeId>& people) {
    const auto records = records_of(f, contact);
    const auto ties = ties_to(f, records);
    if (ties.empty()) return by_the_past(f, records, people);
    const auto order = [&](const TieToRecord& one) {
        const bool is_near = std::ranges::find(people, EmployeeId{one.tie.person.number}) != people.end();
        return std::tuple(bool(one.to.suspected), rank_of(one.tie.kind), !is_near, one.tie.id);
    };
    const auto& [tie, to] = *std::ranges::min_element(ties, {}, order);
    return Introducer{{tie.person.number}, std::string(strongest_first[rank_of(tie.kind)].as) + " (" + to_text(tie.id) + ')' + to.if_it_is_he()};
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
    if (introducer && !known_to_us) ask_to_call(d, f, deals.begin()->first, concerned, "call " + to_text(successor.id) + ": " + came, *introducer);
}

void introduce_known(Decision& d, const Facts& f, const Contact& before, const Contact& after) {
    auto roles = roles_of(f, after.id);
    std::erase_if(roles, [&](const ContactRole& role) { return !f.at(role.opportunity).open(); });
    const auto deals = by_deal(roles);
    if (deals.empty() || after.two_way_touched() != Time::min()) return;
    Concerned concerned(f, deals);
    const auto introducer = introducer_of(f, after, concerned.all), known = introducer_of(f, before, concerned.all);
    if (!introducer || (known && known->colleague == introducer->colleague)) return;
    tell_of_contact(d, f, deals, concerned, "nobody has spoken yet with " + to_text(after.id) + ", who is here", introducer);
    ask_to_call(d, f, deals.begin()->first, concerned, "call " + to_text(after.id) + ": nobody has spoken with him yet", *introducer);
}

}  // namespace foxtrail
