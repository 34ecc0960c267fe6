// One simulated opportunity, and what people do to it: edits, stage moves, closing, reopening, corrections.
//
// A deal remembers just enough of its decision state to say nothing that the rules refuse and nothing that is already so.
#pragma once

#include "commands/opportunity.hpp"
#include "replay/simulation/company.hpp"
#include "replay/simulation/gates.hpp"
#include "replay/simulation/leads.hpp"
#include "replay/simulation/people.hpp"
#include "replay/simulation/texts.hpp"

#include <functional>

namespace foxtrail {

inline constexpr double backdated_share = 0.02;  // of all that is said

enum class Judged : std::uint8_t { not_yet, poor, good };

// What the log alone can say comes by `learn`.
struct SimulatedDeal {
    OpportunityId id;
    std::uint8_t line = 0;
    std::uint16_t version = 0, stage = 0;
    EmployeeId owner;  // {}: not assigned yet
    DepartmentId department;  // in whose book it is
    Currency currency;
    bool closed = false, is_won = false;
    Time created, stage_since, outcome_since, last_valid;
    Latest<Stated<CustomerId>> customer;
    Latest<Stated<ProductId>> product;
    Latest<Stated<Date>> expected_close;
    Latest<Stated<std::string_view>> source, category;
    Latest<Stated<Percent>> probability;
    Latest<Stated<Importance>> importance;
    Latest<Stated<Money>> value, budget;
    Latest<Stated<bool>> established;
    Statement valued = 0;  // the last value estimate, as long as nobody has put it right
    Time valued_at;
    SimulatedCommittee committee;
    SimulatedStaff staff;
    Judged judged = Judged::not_yet;  // by its last evaluation
    Time offered_at;  // last
    bool is_offered = false, asked_to_establish = false;
    std::uint32_t gates_tried = 0, gates_passed = 0, waivers_asked = 0;  // a bit a stage; passed: its documents are approved
    SimulatedGates::Filed filed;
    std::uint16_t heading_for = 0;  // the stage it enters once its documents are approved
    bool is_judged = true;          // what was filed last
    Time filed_at;

    bool is_large() const { return importance.value.value == Importance::strategic; }
};

// Tells the deal that an event is about, if `find` knows it.
void learn(const RecordedEvent&, const std::function<SimulatedDeal*(Entity)>& find);

// A fact as commands say it.
inline Stated<std::string> spoken(const Stated<std::string_view>& text) { return text.value ? Stated<std::string>(std::string(*text.value)) : Stated<std::string>(); }
template <class T>
const T& spoken(const T& fact) {
    return fact;
}
template <class Noun>
Stated<Ref<Id<Noun>>> spoken(const Stated<Id<Noun>>& id) {
    return id.value ? Stated<Ref<Id<Noun>>>(Ref<Id<Noun>>(*id.value)) : Stated<Ref<Id<Noun>>>();
}

class SimulatedSales {
public:
    SimulatedSales(Random& random, SimulationLedger& ledger, SimulatedAgenda& agenda, const SimulatedCalendar& calendar, SimulatedCompany& company)
        : random_(random), ledger_(ledger), company_(company), people_(random, ledger, agenda, calendar, company), gates_(random, ledger, company) {}

    SimulatedDeal open(Time at);
    SimulatedDeal convert(const SimulatedLead&, Time at);
    // States one fact anew, puts a former one right, or gives the deal to somebody else.
    void edit(SimulatedDeal&, Time at);
    // The time in the stage is over: on, back, over some stages, in once more, or to the end. What waits for documents to be approved
    // goes on when they are.
    void move_on(SimulatedDeal&, Time at);
    void reopen(SimulatedDeal&, Time at);
    // The customer wants so much more.
    void grow(SimulatedDeal&, Time at, Money by);

private:
    SimulatedDeal with_first_facts(Time created);
    EmployeeId first_owner();
    void catch_up_stages(SimulatedDeal&, Time at);
    void estimate_value(SimulatedDeal&, Time at);
    void correct_value(SimulatedDeal&, Time at);
    void move_close_date(SimulatedDeal&, Time at);
    void assess_probability(SimulatedDeal&, Time at);
    void change_owner(SimulatedDeal&, Time at);
    void judge(SimulatedDeal&, Time at);
    void evaluate(SimulatedDeal&, Time at);
    bool gate_opens(SimulatedDeal&, Time at, std::uint16_t to);
    bool asks_for_waiver(SimulatedDeal&, Time at);
    SimulatedGates::Gate gate_of(const SimulatedDeal&, Time at, std::optional<Time> valid_at) const;
    void revise(SimulatedDeal&, Time at, std::string why);
    void enter(SimulatedDeal&, Time at, std::uint16_t stage);
    void draft_quote(const SimulatedDeal&, Time at);
    void passed_gate(SimulatedDeal&, Time at, Time valid_at);
    void enter_again(SimulatedDeal&, Time at);
    void close(SimulatedDeal&, Time at, Outcome);
    void say_why(const SimulatedDeal&, Time at, const std::string& recorded);

    // Issues a fact at its valid time, and remembers it as the rules do.
    template <class Command, class T>
    void state(SimulatedDeal&, Time at, Latest<T>& fact, const T& to, ReasonFor why = ReasonFor::fact);
    std::optional<Time> fact_time(const SimulatedDeal&, Time at);  // nothing: as it is recorded
    std::optional<Time> stage_time(const SimulatedDeal&, Time at);
    Saying saying(const SimulatedDeal&, ReasonFor why, std::optional<Time> valid_at);
    Money first_value(Currency, std::int64_t price_yuan);
    Money other_value(const Stated<Money>&, Currency);
    std::string stage_name(const SimulatedDeal& deal, std::uint16_t stage) const {
        return SimulatedCompany::stages(deal.line, deal.version)[stage - 1U].name;
    }

    Random& random_;
    SimulationLedger& ledger_;
    SimulatedCompany& company_;
    SimulatedPeople people_;
    SimulatedGates gates_;
    std::uint32_t opened_ = 0;
};

}  // namespace foxtrail
