// The funnel before the deals of a simulated company: companies that might buy, qualified, nurtured, given up, or taken on.
#pragma once

#include "replay/simulation/agenda.hpp"
#include "replay/simulation/company.hpp"
#include "replay/simulation/sight.hpp"

#include <deque>

namespace foxtrail {

struct SimulatedLead {
    LeadId id;
    std::string company;
    std::string_view source;
};

class SimulatedLeads {
public:
    SimulatedLeads(Random& numbers, SimulationLedger& ledger, SimulatedAgenda& agenda, SimulatedCompany& employer)
        : random(numbers), company(employer), ledger_(ledger), agenda_(agenda) {}

    // A company that might buy becomes known.
    void capture(Time at);
    void observe(const RecordedEvent&, WorkTime now);
    // One that is qualified, to be converted now; nothing when there is none. Nobody says anything of it meanwhile.
    std::optional<SimulatedLead> take_ready();

    void later(const Observed&, double median_hours, AnyCommand command, EmployeeId by, std::string reason = {});
    void set_ready(LeadId);
    void forget(LeadId lead) { open_.erase(lead.number); }

    Random& random;
    SimulatedCompany& company;
    WorkTime next_erasure = erased_every;  // of a lead's data

private:
    SimulationLedger& ledger_;
    SimulatedAgenda& agenda_;
    std::unordered_map<std::uint32_t, SimulatedLead> open_;
    std::deque<LeadId> ready_;
    std::uint32_t captured_ = 0;
};

}  // namespace foxtrail
