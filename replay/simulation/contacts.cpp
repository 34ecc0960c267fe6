#include "replay/simulation/contacts.hpp"

#include "commands/contact.hpp"
#include "commands/contact_identity.hpp"
#include "commands/contact_move.hpp"
#include "commands/decision_tree.hpp"
#include "commands/duplicate.hpp"
#include "commands/relationship.hpp"
#include "commands/tie.hpp"
#include "replay/simulation/texts.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

constexpr std::array<std::string_view, 4> departments{"Purchasing", "Production", "Technology", "Finance"};
constexpr std::array<std::string_view, 4> positions{"Director", "Manager", "Engineer", "Assistant"};
constexpr std::array<std::string_view, 3> channels{"visit", "call", "video call"};
constexpr double twice_share = 0.012;  // of contacts, are registered by two people

}  // namespace

ContactId SimulatedContacts::get_to_know(const Deal& deal, const std::string& name) {
    constexpr double unknown_position_share = 0.06;
    const ContactId contact{++contacts_};
    RegisterContact met;
    met.customer = deal.customer;
    met.name = PersonalText{name, {}};
    met.department = std::string(random_.pick(departments));
    if (!random_.chance(unknown_position_share)) met.position = std::string(random_.pick(positions));
    ledger_.issue(deal.at, std::move(met), {deal.owner, {}, {}});
    return contact;
}

ContactId* SimulatedContacts::somebody(SimulatedCommittee& committee) {
    const auto role = committee.held_from(random_.below(committee.holders.size()));
    return role ? &committee.holders[*role] : nullptr;
}

// A contact becomes known and takes a role that nobody holds: as the successor of who moved, or the next one.
bool SimulatedContacts::meet_somebody(SimulatedCommittee& committee, const Deal& deal) {
    const auto vacated = std::ranges::find_if(committee.moved, [](ContactId contact) { return bool(contact); });
    const auto vacant = std::ranges::find(committee.holders, ContactId{});
    if (vacant == committee.holders.end()) return false;
    const auto role = vacated != committee.moved.end() ? vacated - committee.moved.begin() : vacant - committee.holders.begin();
    const std::string name = person_name(random_);
    const ContactId contact = get_to_know(deal, name);
    if (random_.chance(0.12)) {
        RecordTie tie{deal.owner.entity(), contact, static_cast<TieKind>(random_.between(3, 5)), {}, {}, {}};
        if (random_.chance(0.8)) tie.kind = TieKind::classmate, tie.institution = std::string(school_name(random_));
        ledger_.attempt(deal.at, std::move(tie), {deal.owner, {}, {}});
    }
    if (vacated != committee.moved.end())
        ledger_.attempt(deal.at, NameSuccessor{std::exchange(*vacated, {}), contact, {}}, {deal.owner, {}, {}});
    else
        ledger_.attempt(deal.at, AssignContactRole{deal.id, contact, static_cast<BuyingRole>(role + 1), role == 0}, {deal.owner, {}, {}});
    committee.holders[static_cast<std::size_t>(role)] = contact;
    committee.held_since[static_cast<std::size_t>(role)] = deal.at;
    if (random_.chance(twice_share)) find_registered_twice(get_to_know(deal, name), contact, deal);
    return true;
}

void SimulatedContacts::find_registered_twice(ContactId twin, ContactId contact, const Deal& deal) {
    const WorkTime now = calendar_.work_time(deal.at);
    if (random_.chance(0.5)) agenda_.later(random_, now, work_hours_a_day, SuspectDuplicate{twin, contact}, {deal.owner, "one name, one department", {}});
    agenda_.later(random_, now, 4 * work_hours_a_day, MergeContacts{twin, contact}, {deal.owner, "one person, registered twice", {}});
}

bool SimulatedContacts::touch(SimulatedCommittee& committee, const Deal& deal) {
    const ContactId* contact = somebody(committee);
    if (!contact) return false;
    const auto direction = random_.chance(0.7) ? TouchDirection::two_way : random_.chance(0.8) ? TouchDirection::outgoing : TouchDirection::incoming;
    ledger_.attempt(deal.at, LogTouch{*contact, Ref(deal.id), direction, std::string(random_.pick(channels)), "about the offer"},
                    {deal.owner, {}, {}});
    return true;
}

bool SimulatedContacts::assess(SimulatedCommittee& committee, const Deal& deal) {
    const ContactId* contact = somebody(committee);
    if (!contact) return false;
    ledger_.attempt(deal.at,
                    AssessRelationship{*contact, static_cast<std::uint8_t>(random_.below(6)),
                                       random_.chance(0.5) ? "calls back at once" : "met twice on site"},
                    {deal.owner, {}, {}});
    return true;
}

// Half of all moves are known at once, the others days later; nobody moves before he was known in his role.
std::optional<Time> SimulatedContacts::moved_at(Time held_since, Time heard) {
    constexpr double late_share = 0.5, days_late_mean = 4;
    if (!random_.chance(late_share)) return std::nullopt;
    const auto late_us = static_cast<std::int64_t>(random_.exponential(days_late_mean * static_cast<double>(us_per_day)));
    return Time{std::max(held_since.us, heard.us - late_us)};
}

// The role is vacant until somebody else is met.
bool SimulatedContacts::hear_of_a_move(SimulatedCommittee& committee, const Deal& deal) {
    ContactId* holder = somebody(committee);
    if (!holder) return false;
    ReportContactMove moved;
    moved.contact = *holder;
    const auto role = static_cast<std::size_t>(holder - committee.holders.data());
    committee.moved[role] = std::exchange(*holder, {});
    moved.to_customer = Ref(deal.customer), moved.to_department = "Group " + std::to_string(random_.below(9) + 1);
    moved.evidence = "his own mail";
    ledger_.attempt(deal.at, std::move(moved), {deal.owner, "heard of it", moved_at(committee.held_since[role], deal.at)});
    return true;
}

void SimulatedContacts::draw_the_tree(SimulatedCommittee& committee, const Deal& deal) {
    if (committee.nodes.size() < 2)
        add_nodes(committee, deal);
    else
        change_tree(committee, deal);
}

void SimulatedContacts::add_nodes(SimulatedCommittee& committee, const Deal& deal) {
    const Saying saying{deal.owner, {}, {}};
    const ContactId* contact = somebody(committee);
    if (contact)
        ledger_.attempt(
            deal.at, AddDecisionNode{deal.id, DecisionNodeKind::person, {}, Ref(*contact), Stated<std::string>("signs the order")}, saying);
    else
        ledger_.attempt(deal.at, AddDecisionNode{deal.id, DecisionNodeKind::organisation, "the group's head office", {}, {}}, saying);
    const std::string department(departments[random_.below(departments.size())]);
    ledger_.attempt(deal.at,
                    AddDecisionNode{deal.id, DecisionNodeKind::department, department, {}, Stated<std::string>("writes the specification")},
                    saying);
}

// The first two nodes are the path; others come and go.
void SimulatedContacts::change_tree(SimulatedCommittee& committee, const Deal& deal) {
    const Saying saying{deal.owner, "as the last meeting showed", {}};
    const auto &first = committee.nodes.front(), &last = committee.nodes.back();
    if (!committee.has_path && random_.chance(0.5))
        return ledger_.attempt(deal.at, ChangeApprovalPath{deal.id, {{committee.nodes[1], first}}}, saying);
    const double roll = random_.fraction();
    if (roll < 0.5)
        return ledger_.attempt(deal.at, LinkInfluence{last, first, Percent{static_cast<std::uint8_t>(random_.between(2, 10) * 10)}},
                               saying);
    if (committee.nodes.size() > 2 && roll < 0.7) return ledger_.attempt(deal.at, RemoveDecisionNode{last}, saying);
    ledger_.attempt(deal.at,
                    AddDecisionNode{deal.id, DecisionNodeKind::department, "Works council " + std::to_string(random_.below(100)), {}, {}},
                    saying);
}

}  // namespace foxtrail
