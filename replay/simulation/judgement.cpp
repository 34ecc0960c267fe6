// What a simulated deal is worth: evaluations, the request to make it a project, and documents brought up to date.
#include "commands/establishment.hpp"
#include "replay/simulation/deal.hpp"
#include "replay/simulation/evaluation.hpp"

namespace foxtrail {

void SimulatedSales::judge(SimulatedDeal& deal, Time at) {
    if (deal.filed && deal.is_judged && random_.chance(0.15)) return revise(deal, at, "after the customer's remarks");
    const bool may_be_project = deal.judged == Judged::good && deal.budget.value.known() && !deal.asked_to_establish &&
                                deal.established.value != Stated<bool>(true);
    if (!may_be_project) return evaluate(deal, at);
    if (deal.staff.milestones.empty()) return people_.set_plan(deal.staff, {{deal.id, {}, deal.owner, at}, {}, {}, false});
    deal.asked_to_establish = true;
    ledger_.attempt(at, RequestEstablishment{Ref(deal.id), "budget and plan are there, and it fits us"}, {deal.owner, {}, {}});
}

void SimulatedSales::evaluate(SimulatedDeal& deal, Time at) {
    const double promise = (deal.judged == Judged::poor ? 0.5 : 0.3) + 0.6 * random_.fraction();
    const EmployeeId by = deal.owner ? deal.owner : company_.some_seller();
    ledger_.attempt(at, evaluation_of(deal.id, promise, random_), {by, "after the last talk", {}});
}

}  // namespace foxtrail
