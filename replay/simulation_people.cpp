#include "replay/simulation_people.hpp"

#include "commands/activity.hpp"
#include "commands/appointment.hpp"
#include "commands/assistance.hpp"
#include "commands/competitor.hpp"
#include "commands/contact.hpp"
#include "commands/contact_move.hpp"
#include "commands/deal_team.hpp"
#include "commands/forecast.hpp"
#include "commands/milestone.hpp"
#include "commands/relationship.hpp"
#include "commands/risk_flag.hpp"
#include "commands/task.hpp"
#include "commands/tie.hpp"
#include "commands/urge.hpp"
#include "commands/work_log.hpp"

namespace foxtrail {
namespace {

constexpr std::array<std::string_view, 4> departments{"Purchasing", "Production", "Technology", "Finance"};
constexpr std::array<std::string_view, 4> positions{"Director", "Manager", "Engineer", "Assistant"};
constexpr std::array<std::string_view, 3> channels{"visit", "call", "video call"};

Date later(Time at, std::int64_t days) { return {static_cast<std::int32_t>(date_of(at).days + days)}; }

}  // namespace

void SimulatedPeople::act(SimulatedCommittee& committee, const Deal& deal) {
    switch (random_.weighted(std::array<std::uint32_t, 12>{24, 26, 2, 16, 5, 14, 6, 7, 2, 2, 3, 3})) {
        case 0: return meet_somebody(committee, deal);
        case 1: return touch(committee, deal);
        case 2: return somebody_moves(committee, deal);
        case 3: return state_forecast(deal);
        case 4: return join_team(committee, deal);
        case 5: return record_activity(deal);
        case 6: return give_task(deal);
        case 7: return go_by_plan(committee, deal);
        case 8: return ask_for_help(deal);
        case 9: return see_a_risk(deal);
        case 10: return make_an_appointment(committee, deal);
        default: return write_the_log(deal);
    }
}

// A contact becomes known and takes the next role that nobody holds.
void SimulatedPeople::meet_somebody(SimulatedCommittee& committee, const Deal& deal) {
    for (std::size_t role = 0; role < committee.holders.size(); ++role) {
        if (committee.holders[role]) continue;
        const ContactId contact{++contacts_};
        RegisterContact met;
        met.customer = deal.customer;
        met.name = PersonalText{person_name(random_), {}};
        met.department = std::string(random_.pick(departments)), met.position = std::string(random_.pick(positions));
        ledger_.register_person(deal.at, std::move(met), {deal.owner, {}, {}}, contact.entity());
        ledger_.attempt(deal.at, AssignContactRole{deal.id, contact, static_cast<BuyingRole>(role + 1), role == 0}, {deal.owner, {}, {}});
        committee.holders[role] = contact;
        if (random_.chance(0.15))
            ledger_.attempt(deal.at, RecordTie{deal.owner.entity(), contact, TieKind::classmate, Stated<std::string>("Tongji University"), {}, {}}, {deal.owner, {}, {}});
        return;
    }
    touch(committee, deal);
}

void SimulatedPeople::touch(SimulatedCommittee& committee, const Deal& deal) {
    const ContactId contact = random_.pick(committee.holders);
    if (!contact) return record_activity(deal);
    const auto direction = random_.chance(0.7) ? TouchDirection::two_way : TouchDirection::outgoing;
    ledger_.attempt(deal.at, LogTouch{contact, Ref(deal.id), direction, std::string(random_.pick(channels)), "about the offer"}, {deal.owner, {}, {}});
}

// Known at once or days later; the role is vacant until somebody else is met.
void SimulatedPeople::somebody_moves(SimulatedCommittee& committee, const Deal& deal) {
    auto& holder = committee.holders[random_.below(committee.holders.size())];
    if (!holder) return record_activity(deal);
    ReportContactMove moved;
    moved.contact = holder;
    moved.to_customer = Ref(deal.customer), moved.to_department = std::string("Group " + std::to_string(random_.below(9) + 1));
    moved.evidence = "his own mail";
    ledger_.attempt(deal.at, std::move(moved), {deal.owner, "heard of it", {}});
    holder = {};
}

void SimulatedPeople::state_forecast(const Deal& deal) {
    const auto confidence = static_cast<std::uint8_t>(random_.between(2, 19) * 5);
    const auto category = confidence > 75 ? ForecastCategory::commit : confidence > 50 ? ForecastCategory::best_case : ForecastCategory::pipeline;
    ledger_.attempt(deal.at, SubmitForecast{deal.id, Percent{confidence}, category, deal.value, later(deal.at, random_.between(5, 60))}, {deal.owner, {}, {}});
}

void SimulatedPeople::join_team(SimulatedCommittee& committee, const Deal& deal) {
    if (committee.has_team) return record_activity(deal);
    committee.has_team = true;
    ledger_.attempt(deal.at, JoinTeam{deal.id, company_.another_than(deal.owner), {"technical lead", "the trial", "products of this line"}}, {deal.owner, {}, {}});
}

void SimulatedPeople::record_activity(const Deal& deal) {
    const auto kind = static_cast<ActivityKind>(random_.below(5) + 1);
    ledger_.attempt(deal.at, RecordActivity{{deal.id.entity()}, kind, "worked on the offer", static_cast<std::uint32_t>(random_.between(1, 12) * 15)}, {deal.owner, {}, {}});
}

void SimulatedPeople::give_task(const Deal& deal) {
    ledger_.attempt(deal.at, OpenTask{deal.id.entity(), deal.owner, "prepare the next meeting", {deal.at.us + random_.between(1, 9) * us_per_day}}, {company_.manager_of(deal.owner), {}, {}});
}

// Of another department, or of who has the deal.
void SimulatedPeople::ask_for_help(const Deal& deal) {
    if (random_.chance(0.4)) return ledger_.attempt(deal.at, SendUrge{deal.id.entity(), "the customer waits for the offer"}, {company_.manager_of(deal.owner), {}, {}});
    ledger_.attempt(deal.at,
                    RequestAssistance{deal.id.entity(), company_.some_department_else(), "technical lead", "a trial at the customer's", {deal.at.us + random_.between(5, 15) * us_per_day}},
                    {deal.owner, {}, {}});
}

void SimulatedPeople::see_a_risk(const Deal& deal) {
    if (random_.chance(0.4)) return ledger_.attempt(deal.at, ReportCompetitor{deal.id, company_.some_competitor(), "seen at the customer's"}, {deal.owner, {}, {}});
    ledger_.attempt(deal.at, RaiseRiskFlag{deal.id, RiskKind::other, "the budget is not approved yet"}, {deal.owner, {}, {}});
}

void SimulatedPeople::make_an_appointment(SimulatedCommittee& committee, const Deal& deal) {
    const Time begins{deal.at.us + random_.between(1, 6) * us_per_day};
    std::vector<ExternalAttendeeRef> contacts;
    if (const ContactId contact = random_.pick(committee.holders)) contacts.push_back({contact, {}});
    ledger_.attempt(deal.at, ScheduleAppointment{"the offer", deal.id.entity(), begins, {begins.us + 3'600 * us_per_second}, "at the customer's", {deal.owner}, std::move(contacts)},
                    {deal.owner, {}, {}});
}

void SimulatedPeople::write_the_log(const Deal& deal) {
    const auto minutes = static_cast<std::uint32_t>(random_.between(4, 24) * 15);
    ledger_.attempt(deal.at, SubmitWorkLog{date_of(deal.at), {{deal.id.entity(), {}, minutes, "worked on the offer"}}}, {deal.owner, {}, {}});
}

void SimulatedPeople::go_by_plan(SimulatedCommittee& committee, const Deal& deal) {
    if (!committee.has_plan) {
        committee.has_plan = true;
        committee.next_milestone = {milestones_ + 1}, committee.last_milestone = {milestones_ += 3};
        ledger_.issue(deal.at, SetAdvancePlan{deal.id, {{"needs agreed", later(deal.at, 10), true}, {"trial", later(deal.at, 25), true}, {"offer", later(deal.at, 40), false}}}, {deal.owner, "first plan", {}});
        return;
    }
    if (committee.next_milestone > committee.last_milestone) return record_activity(deal);
    if (random_.chance(0.4)) {
        ledger_.attempt(deal.at, MoveMilestone{committee.next_milestone, later(deal.at, random_.between(5, 30))}, {deal.owner, "the customer needs more time", {}});
    } else {
        ledger_.attempt(deal.at, MeetMilestone{committee.next_milestone}, {deal.owner, {}, {}});
        ++committee.next_milestone.number;
    }
}

}  // namespace foxtrail
