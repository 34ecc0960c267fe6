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

// Ties of employees who are still there.
void add_ties(std::vector<Tie>& ties, const Facts& f, const Contact& contact) {
    for (const auto id : f.resting_on<TieId>(contact.id.entity()))
        if (const Tie& tie = f.at(id); tie.person.kind == EmployeeId::kind && !f.at(EmployeeId{tie.person.number}).departed)
            ties.push_back(tie);
    for (const auto merged : contact.merged) add_ties(ties, f, f.at(merged));
}

bool share_one(const std::vector<PastPlace>& mine, const std::vector<PastPlace>& his, std::int32_t days_apart_max) {
    return std::ranges::any_of(mine, [&](const PastPlace& a) {
        return std::ranges::any_of(his, [&](const PastPlace& b) {
            return a.normal_name == b.normal_name && were_together(a.period, b.period, days_apart_max);
        });
    });
}

std::optional<Introducer> by_the_past(const Facts& f, const Contact& contact, const std::vector<EmployeeId>& people) {
    const auto find = [&](std::vector<PastPlace> PastPlaces::*places, std::int32_t apart, std::string_view both) -> std::optional<Introducer> {
        for (const EmployeeId person : people)
            if (const Employee& employee = f.at(person); !employee.departed && share_one(employee.past.*places, contact.past.*places, apart))
                return Introducer{person, "perhaps: both " + std::string(both)};
        return std::nullopt;
    };
    const auto school = find(&PastPlaces::schools, school_days_apart_max, "went to one school");
    return school ? school : find(&PastPlaces::employers, 0, "worked for one employer");
}

}  // namespace

std::optional<Introducer> introducer_of(const Facts& f, const Contact& contact, const std::vector<EmployeeId>& people) {
    std::vector<Tie> ties;
    add_ties(ties, f, contact);
    if (ties.empty()) return by_the_past(f, contact, people);
    const auto order = [&](const Tie& tie) {
        const bool is_near = std::ranges::find(people, EmployeeId{tie.person.number}) != people.end();
        return std::tuple(rank_of(tie.kind), !is_near, tie.id);
    };
    const Tie& best = *std::ranges::min_element(ties, {}, order);
    return Introducer{{best.person.number}, std::string(strongest_first[rank_of(best.kind)].as) + " (" + to_text(best.id) + ')'};
}

void introduce(Decision& d, const Facts& f, ContactId before, const Contact& successor, const std::vector<ContactRole>& taken) {
    const auto deals = by_deal(taken);
    if (deals.empty()) return;
    std::map<OpportunityId, std::vector<EmployeeId>> people_by_deal;
    std::vector<EmployeeId> people;
    for (const auto& [opportunity, roles] : deals) std::ranges::copy(people_by_deal[opportunity] = people_of(f, opportunity), std::back_inserter(people));
    const auto introducer = introducer_of(f, successor, people);
    const std::string came = to_text(successor.id) + " came in the place of " + to_text(before);
    for (const auto& [opportunity, roles] : deals) {
        auto told = with_counterparts(std::move(people_by_deal[opportunity]), roles);
        std::string why = came + " as " + roles_in_words(roles);
        if (introducer) {
            told.push_back(introducer->colleague);
            why += "; " + f.at(introducer->colleague).name + " (" + to_text(introducer->colleague) + ") knows him " + introducer->knows_him;
        }
        tell_occurrence(d, f, RuleCode::R1, opportunity.entity(), std::move(told), why);
    }
    const auto is_there_already = [&](const ContactRole& role) { return deals.contains(role.opportunity); };
    const bool known_to_us = f.at(before).successor.value == successor.id || std::ranges::any_of(roles_of(f, successor.id), is_there_already);
    if (!introducer || known_to_us || introducer->colleague == meets_successor(f, people)) return;
    open_task(d, f, RuleCode::R1, deals.begin()->first.entity(), introducer->colleague,
              "call " + to_text(successor.id) + ": " + came + ", and you know him " + introducer->knows_him, meeting_due(f));
}

}  // namespace foxtrail
