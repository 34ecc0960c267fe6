// The customer's people on a simulated deal: who they are, which role they hold, who sways whom, and who comes in whose place.
#pragma once

#include "commands/contact_role.hpp"
#include "events/appointment.hpp"
#include "replay/simulation/agenda.hpp"
#include "replay/simulation/company.hpp"

namespace foxtrail {

// What a deal remembers of them. What the log says comes by `learn` (learning.cpp).
struct SimulatedCommittee {
    static constexpr std::size_t roles = 4;
    std::array<ContactId, roles> holders{}, moved{};  // by buying role; who moved has no successor yet
    std::array<Time, roles> held_since{};
    std::array<ExternalAttendee, roles> assigned{};  // as the log last said who holds each; without a role when nobody does
    std::vector<DecisionNodeId> nodes;
    bool has_path = false;
    // The first role from this one on that somebody holds; nothing when nobody holds any.
    std::optional<std::size_t> held_from(std::size_t role) const {
        for (std::size_t i = 0; i < roles; ++i)
            if (holders[(role + i) % roles]) return (role + i) % roles;
        return std::nullopt;
    }
    // Whether anybody was ever asked who he is: the deal is his customer's from then on.
    bool is_begun() const { return std::ranges::any_of(held_since, [](Time since) { return since != Time{}; }); }
};

class SimulatedContacts {
public:
    SimulatedContacts(Random& random, SimulationLedger& ledger, SimulatedAgenda& agenda, const SimulatedCalendar& calendar)
        : random_(random), ledger_(ledger), agenda_(agenda), calendar_(calendar) {}

    struct Deal {
        OpportunityId id;
        CustomerId customer;
        EmployeeId owner;
        Time at;
    };
    // Each is false when there was nothing to do.
    bool meet_somebody(SimulatedCommittee&, const Deal&);
    bool touch(SimulatedCommittee&, const Deal&);
    bool assess(SimulatedCommittee&, const Deal&);
    bool hear_of_a_move(SimulatedCommittee&, const Deal&);
    void draw_the_tree(SimulatedCommittee&, const Deal&);

private:
    ContactId* somebody(SimulatedCommittee&);  // who holds a role; nullptr when nobody does
    ContactId get_to_know(const Deal&, const std::string& name);
    void find_registered_twice(ContactId twin, ContactId, const Deal&);
    std::optional<Time> moved_at(Time held_since, Time heard);  // nothing: as it is heard
    void add_nodes(SimulatedCommittee&, const Deal&);
    void change_tree(SimulatedCommittee&, const Deal&);

    Random& random_;
    SimulationLedger& ledger_;
    SimulatedAgenda& agenda_;
    const SimulatedCalendar& calendar_;
    std::uint32_t contacts_ = 0;
};

}  // namespace foxtrail
