#include "replay/simulation/leads.hpp"

#include "commands/lead.hpp"
#include "commands/nurture.hpp"
#include "replay/simulation/texts.hpp"

namespace foxtrail {

constexpr double hours_a_day = work_hours_a_day;
constexpr std::uint8_t promising_score = 50;  // below it, a lead is nurtured

static void see(SimulatedLeads& leads, const LeadCaptured& e, const Observed& seen) {
    const EmployeeId seller = leads.company.some_seller(), manager = leads.company.manager_of(seller);
    if (leads.random.chance(0.07)) return leads.later(seen, hours_a_day, DisqualifyLead{e.lead, "a competitor's student"}, manager);
    leads.later(seen, 3, AssignLead{e.lead, seller}, manager);
}

static void see(SimulatedLeads& leads, const LeadAssigned& e, const Observed& seen) {
    const EmployeeId owner = e.to.owner;
    if (leads.random.chance(0.2)) return leads.later(seen, 2 * hours_a_day, DisqualifyLead{e.lead, "no budget this year"}, owner);
    leads.later(seen, 2 * hours_a_day,
                QualifyLead{e.lead, Percent{static_cast<std::uint8_t>(leads.random.between(7, 19) * 5)}, "called the head of production"},
                owner);
}

static void see(SimulatedLeads& leads, const LeadQualified& e, const Observed& seen) {
    if (e.score.value >= promising_score) return leads.set_ready(e.lead);
    leads.later(seen, hours_a_day,
                StartNurture{e.lead.entity(), "invite to the next seminar", Date{date_of(seen.envelope.recorded_at).days + 60}},
                seen.actor());
}

static void see(SimulatedLeads& leads, const NurtureEnded& e, const Observed&) {
    if (e.item.kind == LeadId::kind && e.end == NurtureEnd::promoted) leads.set_ready({e.item.number});
}

static void see(SimulatedLeads& leads, const LeadDisqualified& e, const Observed& seen) {
    leads.forget(e.lead);
    if (seen.now < leads.next_erasure) return;
    leads.next_erasure = seen.now + erased_every;
    leads.later(seen, 10 * hours_a_day, EraseLeadPersonalData{e.lead}, seen.actor(), "asked for it");
}

void SimulatedLeads::later(const Observed& seen, double median_hours, AnyCommand command, EmployeeId by, std::string reason) {
    agenda_.later(random, seen.now, median_hours, std::move(command), {by, std::move(reason), {}});
}

void SimulatedLeads::capture(Time at) {
    const LeadId id{++captured_};
    const auto& lead = open_[id.number] = {id, customer_name(random, 1'000'000 + id.number), source_name(random)};
    CaptureLead capture;
    capture.company = lead.company;
    capture.source = std::string(lead.source);
    capture.contact = PersonalText{person_name(random), {}};
    ledger_.issue(at, std::move(capture), {company.some_seller(), {}, {}});
}

std::optional<SimulatedLead> SimulatedLeads::take_ready() {
    if (ready_.empty()) return std::nullopt;
    const auto lead = open_.extract(ready_.front().number);
    ready_.pop_front();
    return lead.mapped();
}

void SimulatedLeads::set_ready(LeadId lead) {
    if (open_.contains(lead.number)) ready_.push_back(lead);
}

void SimulatedLeads::observe(const RecordedEvent& event, WorkTime now) {
    static const auto sight =
        SimulatedSight<SimulatedLeads>::of<LeadCaptured, LeadAssigned, LeadQualified, NurtureEnded, LeadDisqualified>();
    sight.show(*this, event, now);
}

}  // namespace foxtrail
