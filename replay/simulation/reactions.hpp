// What people in a simulation do about what the rules tell them and others ask of them: they read the log, and answer hours
// or days later, late, or never. Ids and people come from the events, so that nothing has to be foreseen.
#pragma once

#include "replay/simulation/agenda.hpp"
#include "replay/simulation/company.hpp"
#include "replay/simulation/sight.hpp"

namespace foxtrail {

class SimulatedReactions {
public:
    SimulatedReactions(Random& numbers, SimulatedAgenda& agenda, SimulatedCompany& employer)
        : random(numbers), company(employer), agenda_(agenda) {}

    void observe(const RecordedEvent&, WorkTime now);
    // Somebody means to ask this, after about so many hours of work.
    void later(const Observed&, double median_hours, AnyCommand command, EmployeeId by, std::string reason = {});

    // What the server itself notes of somebody.
    void noted_later(const Observed&, double median_hours, AnyCommand command, EmployeeId of);

    Random& random;
    SimulatedCompany& company;
    struct {
        DecisionNodeId node;
        OpportunityId of;
    } last_node{};  // put into a decision tree
    WorkTime next_erasure = erased_every;  // of a contact's data

private:
    SimulatedAgenda& agenda_;
};

// What people answer to, by topic; one file each.
SimulatedSight<SimulatedReactions> seen_at_work();        // alerts, tasks, requests, handovers
SimulatedSight<SimulatedReactions> seen_of_deals();       // offers, evaluations, nurturing, plans, documents, waivers, forecasts
SimulatedSight<SimulatedReactions> seen_of_quotes();       // quotes, and the steps of playbooks
SimulatedSight<SimulatedReactions> seen_of_contacts();    // contacts, their roles, ties, concerns, competitors
SimulatedSight<SimulatedReactions> seen_in_the_office();  // logs, plans, facets

}  // namespace foxtrail
