// What a simulated deal learns from the log, where rules, other people and the system have their say.
#include "commands/assignment.hpp"
#include "commands/evaluation.hpp"
#include "commands/gate_document.hpp"
#include "commands/handover.hpp"
#include "commands/milestone.hpp"
#include "events/decision_tree.hpp"
#include "replay/simulation/deal.hpp"

namespace foxtrail {

static void learn(SimulatedDeal& deal, const OpportunityAssigned& e, const Envelope&) { deal.owner = e.to.owner, deal.department = e.to.department; }
static void learn(SimulatedDeal& deal, const OwnershipTransferred& e, const Envelope&) { deal.owner = e.to.owner, deal.department = e.to.department; }
static void learn(SimulatedDeal& deal, const OpportunityReclaimed&, const Envelope&) { deal.owner = {}, deal.is_offered = false; }

static void learn(SimulatedDeal& deal, const OpportunityOffered&, const Envelope&) { deal.is_offered = true; }
static void learn(SimulatedDeal& deal, const OpportunityAssignmentAccepted&, const Envelope&) { deal.is_offered = false; }
static void learn(SimulatedDeal& deal, const OpportunityAssignmentDeclined&, const Envelope&) { deal.is_offered = false; }
static void learn(SimulatedDeal& deal, const OpportunityOfferExpired&, const Envelope&) { deal.is_offered = false; }

static void learn(SimulatedDeal& deal, const OpportunityEvaluated& e, const Envelope&) {
    deal.judged = e.below_threshold ? Judged::poor : Judged::good;
}
static void learn(SimulatedDeal& deal, const OpportunityEstablishmentStated& e, const Envelope& said) {
    deal.established.set(e.to, said.valid_at);
}

// Another version may have been filed since, that waits for its own judgement.
template <class Judgement>
static bool judges_what_is_filed(SimulatedDeal& deal, const Judgement& e) {
    const bool judged = e.gate_document == deal.filed.submission && e.version == deal.filed.version;
    deal.is_judged |= judged;
    return judged;
}
static void learn(SimulatedDeal& deal, const GateDocumentApproved& e, const Envelope& said) {
    if (!judges_what_is_filed(deal, e)) return;
    deal.gates_passed |= deal.filed.bit;
    deal.last_valid = std::max(deal.last_valid, said.valid_at);
}
static void learn(SimulatedDeal& deal, const GateDocumentRejected& e, const Envelope&) { judges_what_is_filed(deal, e); }

static void learn(SimulatedDeal& deal, const MilestonePlanned& e, const Envelope&) { deal.staff.milestones.push_back(e.milestone); }
static void learn(SimulatedDeal& deal, const MilestoneResumed& e, const Envelope&) { deal.staff.milestones.push_back(e.milestone); }
static void learn(SimulatedDeal& deal, const MilestoneMet& e, const Envelope&) { std::erase(deal.staff.milestones, e.milestone); }
static void learn(SimulatedDeal& deal, const MilestoneDropped& e, const Envelope&) { std::erase(deal.staff.milestones, e.milestone); }

static void learn(SimulatedDeal& deal, const DecisionNodeAdded& e, const Envelope&) { deal.committee.nodes.push_back(e.node); }
static void learn(SimulatedDeal& deal, const DecisionNodeRemoved& e, const Envelope&) { std::erase(deal.committee.nodes, e.node); }
static void learn(SimulatedDeal& deal, const ApprovalPathChanged&, const Envelope&) { deal.committee.has_path = true; }

static std::size_t index_of(BuyingRole role) { return static_cast<std::size_t>(role) - 1; }

static void learn(SimulatedDeal& deal, const ContactRoleAssigned& e, const Envelope&) { deal.committee.assigned[index_of(e.role)] = {e.contact, e.contact_role}; }
template <class RoleLost>
static void forget_role(SimulatedDeal& deal, const RoleLost& e) {
    if (auto& last = deal.committee.assigned[index_of(e.role)]; last.role == e.contact_role) last = {};
}
static void learn(SimulatedDeal& deal, const ContactRoleVacated& e, const Envelope&) { forget_role(deal, e); }
static void learn(SimulatedDeal& deal, const ContactRoleRevoked& e, const Envelope&) {
    forget_role(deal, e);
    auto& holder = deal.committee.holders[index_of(e.role)];
    if (holder == e.contact) holder = {};
}

namespace {

template <class Event>
Entity deal_of(const Event& e) {
    if constexpr (requires { e.opportunity; })
        return e.opportunity.entity();
    else
        return e.item;
}

struct Lesson {
    Entity (*deal)(const void*);
    void (*learn)(SimulatedDeal&, const void*, const Envelope&);
    const void* (*read)(std::string_view payload);
};

template <class... Event>
std::unordered_map<std::string_view, Lesson> lessons_of() {
    return {{entry_for<Event>().name,
             {[](const void* e) { return deal_of(*static_cast<const Event*>(e)); },
              [](SimulatedDeal& deal, const void* e, const Envelope& said) { learn(deal, *static_cast<const Event*>(e), said); },
              entry_for<Event>().read}}...};
}

}  // namespace

void learn(const RecordedEvent& event, const std::function<SimulatedDeal*(Entity)>& find) {
    static const auto lessons =
        lessons_of<OpportunityAssigned, OwnershipTransferred, OpportunityReclaimed, OpportunityOffered, OpportunityAssignmentAccepted,
                   OpportunityAssignmentDeclined, OpportunityOfferExpired, OpportunityEvaluated, OpportunityEstablishmentStated,
                   MilestonePlanned, MilestoneResumed, MilestoneMet, MilestoneDropped, DecisionNodeAdded, DecisionNodeRemoved, ApprovalPathChanged,
                   ContactRoleAssigned, ContactRoleVacated, ContactRoleRevoked, GateDocumentApproved, GateDocumentRejected>();
    const auto lesson = lessons.find(event.type);
    if (lesson == lessons.end()) return;
    const void* read = lesson->second.read(event.payload);
    if (SimulatedDeal* deal = find(lesson->second.deal(read))) lesson->second.learn(*deal, read, *event.envelope);
}

}  // namespace foxtrail
