// What people in a simulation do about quotes, and which steps of their playbook they follow.
#include "commands/playbook.hpp"
#include "commands/quote.hpp"
#include "replay/simulation/reactions.hpp"

namespace foxtrail {

using Quoting = SimulatedReactions;
constexpr double quoting_day = work_hours_a_day;
constexpr std::uint16_t approved_from = 1'000;  // over that, somebody above has to approve; as rule R12 begins

static void see(Quoting& people, const QuoteDrafted& e, const Observed& seen) {
    if (e.terms.discount_basis_points <= approved_from) return people.later(seen, 4, SendQuote{e.quote, {}, {}}, e.drafter);
    if (!people.company.manager_of(e.drafter)) return;
    people.later(seen, 3, SubmitQuote{e.quote, {}}, e.drafter);
    if (people.random.chance(0.3))
        people.later(seen, 4 * quoting_day, ReviseQuote{e.quote, e.terms.list, {e.terms.list.minor / 20 * 19, e.terms.list.currency}, e.terms.valid_until},
                     e.drafter, "the customer takes fewer of them");
}
static void see(Quoting& people, const QuoteRevised& e, const Observed& seen) { people.later(seen, 4, SendQuote{e.quote, {}, {}}, e.drafter); }

static void see(Quoting& people, const QuoteSubmitted& e, const Observed& seen) {
    if (!people.random.chance(0.75)) return people.later(seen, 4, RejectQuote{e.quote, "others pay more for it"}, e.approver);
    people.later(seen, 3, ApproveQuote{e.quote}, e.approver);
    people.later(seen, 2 * quoting_day, SendQuote{e.quote, {}, {}}, e.by);
}

// Nobody answers some of them until their day is over.
static void see(Quoting& people, const QuoteSent& e, const Observed& seen) {
    const double roll = people.random.fraction();
    if (roll < 0.45)
        people.later(seen, 4 * quoting_day, AcceptQuote{e.quote, {}}, e.by);
    else if (roll < 0.65)
        people.later(seen, 4 * quoting_day, DeclineQuote{e.quote, "over the budget"}, e.by);
}

static void see(Quoting& people, const OpportunityStageAdvanced& e, const Observed& seen) {
    const double roll = people.random.fraction();
    if (!seen.actor() || roll > 0.07) return;
    const std::string step = SimulatedCompany::playbook_step(e.from.name);
    if (roll < 0.06)
        people.later(seen, 3, FollowPlaybookStep{e.opportunity, step, "as for the last customer"}, seen.actor());
    else
        people.later(seen, 3, DeviateFromPlaybook{e.opportunity, step, "the customer knows it all"}, seen.actor());
}

SimulatedSight<SimulatedReactions> seen_of_quotes() {
    return SimulatedSight<SimulatedReactions>::of<QuoteDrafted, QuoteRevised, QuoteSubmitted, QuoteSent, OpportunityStageAdvanced>();
}

}  // namespace foxtrail
