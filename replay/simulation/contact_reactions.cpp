// What people in a simulation do about the contacts they come to know.
#include "commands/background.hpp"
#include "commands/competitor.hpp"
#include "commands/concern.hpp"
#include "commands/contact.hpp"
#include "commands/contact_identity.hpp"
#include "commands/contact_role.hpp"
#include "commands/decision_tree.hpp"
#include "commands/duplicate.hpp"
#include "commands/relationship.hpp"
#include "commands/tie.hpp"
#include "replay/simulation/reactions.hpp"
#include "replay/simulation/texts.hpp"

namespace foxtrail {

using Acquaintances = SimulatedReactions;
constexpr double day_of_work = work_hours_a_day;

static Date years_before(const Observed& seen, std::int32_t years) { return {date_of(seen.envelope.recorded_at).days - years * 365}; }

// Who he is, bit by bit.
static void see(Acquaintances& people, const ContactRegistered& e, const Observed& seen) {
    const EmployeeId by = seen.actor();
    UpdateContactProfile learnt;
    learnt.contact = e.contact;
    if (!e.workplace.position.known()) {
        learnt.position = "Manager";
        people.later(seen, 4 * day_of_work, learnt, by, "his card");
    } else if (people.random.chance(0.1)) {
        learnt.hobbies = PersonalText{"table tennis", {}};
        people.later(seen, 6 * day_of_work, learnt, by, "told over lunch");
    }
    const auto strength = static_cast<std::uint8_t>(people.random.below(4));
    if (people.random.chance(0.12)) people.later(seen, 3 * day_of_work, AssessRelationship{e.contact, strength, "the first meetings"}, by);
    const double roll = people.random.fraction();
    if (roll < 0.04)
        people.later(seen, 5 * day_of_work,
                     RecordContactEmployment{e.contact, customer_name(people.random, people.random.below(50) + 1), years_before(seen, 6),
                                             years_before(seen, 2)},
                     by);
    else if (roll < 0.08)
        people.later(
            seen, 5 * day_of_work,
            RecordContactEducation{e.contact, std::string(school_name(people.random)), years_before(seen, 14), years_before(seen, 10)}, by);
    else if (roll < 0.095)
        people.later(seen, 8 * day_of_work, RecordAlias{e.contact, PersonalText{person_name(people.random), {}}}, by);
    else if (roll < 0.105 && e.contact.number > 1)
        people.later(seen, 9 * day_of_work, SuspectDuplicate{ContactId{static_cast<std::uint32_t>(people.random.below(e.contact.number - 1) + 1)}, e.contact}, by,
                     "he was met at another company before, it seems");
    if (seen.now < people.next_erasure) return;
    people.next_erasure = seen.now + erased_every;
    people.later(seen, 40 * day_of_work, EraseContactPersonalData{e.contact}, by, "he asked for it");
}

static void see(Acquaintances& people, const ContactRoleAssigned& e, const Observed& seen) {
    const auto asked = concern_template(e.role);
    if (!asked.empty() && people.random.chance(0.25))
        people.later(seen, 2 * day_of_work, RecordConcern{e.contact_role, asked.front(), "asks what it changes for them"}, seen.actor());
    const double roll = people.random.fraction();
    if (roll < 0.12)
        people.later(seen, day_of_work, AssignCounterpart{e.contact_role, people.company.some_seller(), "speaks the same language"},
                     seen.actor(), "fits best");
    else if (roll < 0.14)
        people.later(seen, 5 * day_of_work, RevokeContactRole{e.contact_role}, seen.actor(), "has no say after all");
}

static void see(Acquaintances& people, const ConcernRecorded& e, const Observed& seen) {
    if (people.random.chance(0.6))
        people.later(seen, 4 * day_of_work, AnswerConcern{e.concern, {}, "reckoned it with their figures", "minutes of the meeting", {}},
                     seen.actor());
}

// Who comes second into a tree is placed beside who came before.
static void see(Acquaintances& people, const DecisionNodeAdded& e, const Observed& seen) {
    const auto before = std::exchange(people.last_node, {e.node, e.opportunity});
    if (before.of != e.opportunity) return;
    const double roll = people.random.fraction();
    if (roll < 0.75)
        people.later(seen, 2 * day_of_work,
                     LinkInfluence{e.node, before.node, Percent{static_cast<std::uint8_t>(people.random.between(2, 10) * 10)}},
                     seen.actor(), "seen in the meeting");
    if (roll < 0.5)
        people.later(seen, 3 * day_of_work, ChangeApprovalPath{e.opportunity, {{e.node, before.node}}}, seen.actor(), "told by the coach");
    else if (roll < 0.65)
        people.later(seen, 10 * day_of_work, RemoveDecisionNode{e.node}, seen.actor(), "has no say any more");
}

static void see(Acquaintances& people, const TieRecorded& e, const Observed& seen) {
    if (people.random.chance(0.05)) people.later(seen, 5 * day_of_work, WithdrawTie{e.tie}, seen.actor(), "another of the same name");
}

static void see(Acquaintances& people, const DuplicateSuspected& e, const Observed& seen) {
    if (people.random.chance(0.6) && seen.actor()) people.later(seen, 10 * day_of_work, RuleOutDuplicate{e.duplicate}, seen.actor(), "asked him: it was his brother");
}

static void see(Acquaintances& people, const CompetitorDetected& e, const Observed& seen) {
    if (people.random.chance(0.3))
        people.later(seen, 4 * day_of_work, WithdrawCompetitor{e.opportunity, e.competitor, "the buyer says so"}, seen.actor());
}

SimulatedSight<SimulatedReactions> seen_of_contacts() {
    return SimulatedSight<SimulatedReactions>::of<ContactRegistered, ContactRoleAssigned, DecisionNodeAdded, ConcernRecorded, TieRecorded, DuplicateSuspected,
                                                  CompetitorDetected>();
}

}  // namespace foxtrail
