#include "commands/quote.hpp"

#include "commands/alert.hpp"
#include "commands/decider/command_entry.hpp"
#include "commands/rules/customer_people.hpp"
#include "commands/rules/deal_people.hpp"
#include "commands/rules/department_rules.hpp"
#include "commands/rules/naming.hpp"
#include "commands/rules/opportunity_rules.hpp"
#include "commands/working_calendar.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule list_amount_missing{"list_amount_missing", "A discount is measured from the list: state a list amount above zero."};
constexpr Rule quote_currencies_differ{"quote_currencies_differ", "List and offered amount are in one currency: convert one of them."};
constexpr Rule offered_over_list{"offered_over_list", "More is offered than the list asks: state the list amount of everything that is offered."};
constexpr Rule valid_until_past{"valid_until_past", "The last day of the quote has passed: name a later one, with quote.revise when it is drafted already."};
constexpr Rule too_many_quotes{"too_many_quotes", "An opportunity has at most 50 open quotes: revise one of them."};
constexpr Rule too_many_quote_versions{"too_many_quote_versions", "A quote has at most 1000 versions: draft another quote."};
constexpr Rule quote_accepted{"quote_accepted", "The customer has accepted this quote: draft another one."};
constexpr Rule quote_not_drafted{"quote_not_drafted", "Only a draft is submitted: revise the quote with quote.revise first."};
constexpr Rule discount_within_limit{"discount_within_limit", "The discount needs no approval: send the quote."};
constexpr Rule quote_not_submitted{"quote_not_submitted", "Nobody has asked for an approval of this version: use quote.submit first."};
constexpr Rule not_above_drafter{"not_above_drafter", "A manager above the drafter of the quote approves its discount: have one of them do it."};
constexpr Rule discount_not_approved{"discount_not_approved", "The discount is over the limit: have it approved with quote.submit and quote.approve, or revise the quote."};
constexpr Rule quote_not_ready{"quote_not_ready", "This version cannot be sent any more: revise the quote with quote.revise first."};
constexpr Rule quote_not_sent{"quote_not_sent", "The customer answers what was sent to him: use quote.send first."};
}  // namespace rule

RestsOn rests_on(const Quote& q) { return q.open() ? RestsOn{q.owner.entity(), q.opportunity.entity()} : RestsOn{}; }

void evolve(Quote& q, const QuoteDrafted& e, const Meta& m) {
    q = {q.id, e.opportunity, e.drafter, e.drafter, {}, 1, e.terms, QuoteStatus::drafted, m.valid_at};
}
void evolve(Quote& q, const QuoteRevised& e, const Meta& m) {
    q = {q.id, e.opportunity, e.owner, e.drafter, {}, e.version, e.to, QuoteStatus::drafted, m.valid_at};
}
static void enter(Quote& q, QuoteStatus status, const Meta& m) { q.status = status, q.changed = m.valid_at; }
void evolve(Quote& q, const QuoteSubmitted& e, const Meta& m) { q.approver = e.approver, enter(q, QuoteStatus::submitted, m); }
void evolve(Quote& q, const QuoteApproved& e, const Meta& m) { q.approver = e.approver, enter(q, QuoteStatus::approved, m); }
void evolve(Quote& q, const QuoteRejected&, const Meta& m) { enter(q, QuoteStatus::rejected, m); }
void evolve(Quote& q, const QuoteSent&, const Meta& m) { enter(q, QuoteStatus::sent, m); }
void evolve(Quote& q, const QuoteAccepted&, const Meta& m) { enter(q, QuoteStatus::accepted, m); }
void evolve(Quote& q, const QuoteDeclined&, const Meta& m) { enter(q, QuoteStatus::declined, m); }
void evolve(Quote& q, const QuoteExpired&, const Meta& m) { enter(q, QuoteStatus::expired, m); }
void evolve(Quote& q, const OwnershipTransferred& e, const Meta&) {
    if (e.item == q.id.entity()) q.owner = e.to.owner;
}

namespace {

std::uint16_t discount_of(const Money& list, const Money& offered) {
    return static_cast<std::uint16_t>((20'000 * (list.minor - offered.minor) + list.minor) / (2 * list.minor));
}

bool is_over(const Facts& f, Date valid_until, Time at) { return working_time(f).local_date(at) > valid_until; }

// What a draft and a revision say; only good when the decision is not refused.
template <class Command>
QuoteTerms terms_of(Decision& d, const Command& c, const Facts& f) {
    const bool listed = c.list.minor > 0, one_currency = c.list.currency == c.offered.currency;
    d.require(listed, rule::list_amount_missing);
    d.require(one_currency, rule::quote_currencies_differ);
    d.require(c.offered.minor >= 0, rule::negative_amount);
    d.require(!one_currency || c.offered.minor <= c.list.minor, rule::offered_over_list);
    d.require(!is_over(f, c.valid_until, f.valid_at()), rule::valid_until_past, c.valid_until);
    return {c.list, c.offered, d.refused() ? std::uint16_t{0} : discount_of(c.list, c.offered), c.valid_until};
}

std::uint32_t discount_limit(const Facts& f) { return threshold(f, RuleCode::R12, "discount_basis_points"); }
bool needs_approval(const Facts& f, const QuoteTerms& terms) { return terms.discount_basis_points > discount_limit(f); }

std::string percent_text(std::uint32_t basis_points) {
    const std::uint32_t rest = basis_points % 100;
    return std::to_string(basis_points / 100) + (rest < 10 ? ".0" : ".") + std::to_string(rest) + " %";
}

// Nothing while the discount is within the limit.
void tell_of_discount(Decision& d, const Facts& f, const Quote& q, EmployeeId approver) {
    if (!needs_approval(f, q.terms)) return;
    const auto [keeper, manager] = keepers_of(f, f.at(q.opportunity));
    tell_once(d, f, RuleCode::R12, q.opportunity.entity(), {keeper, manager, approver},
                    "the discount of version " + std::to_string(q.version) + " of " + to_text(q.id) + ", " + percent_text(q.terms.discount_basis_points) +
                        ", is over the limit of " + percent_text(discount_limit(f)));
}

// What every change of a quote needs.
Decision on_quote(const Quote& q, const Facts& f) {
    Decision d = on_open(f.at(q.opportunity), f);
    d.require(f.valid_at() >= q.changed, rule::dated_before_last_change, q.changed);
    return d;
}

// Who profits from a discount does not approve it.
void require_above_drafter(Decision& d, const Facts& f, const Quote& q, EmployeeId approver) {
    d.require(approver != q.drafter && approver != owner_of(f.at(q.opportunity)), rule::own_approval);
    d.require(approver == q.drafter || is_above(f, approver, q.drafter), rule::not_above_drafter, q.drafter);
}

Decision on_submitted(const Quote& q, const Facts& f) {
    Decision d = on_quote(q, f);
    require_person(d, f);
    d.require(q.status == QuoteStatus::submitted, rule::quote_not_submitted, q.status);
    if (f.actor()) require_above_drafter(d, f, q, f.actor());
    return d;
}

}  // namespace

static Decision decide(const Opportunity& o, const DraftQuote& c, const Facts& f) {
    Decision d = on_open(o, f);
    require_person(d, f);
    const QuoteTerms terms = terms_of(d, c, f);
    d.require(f.resting_on<QuoteId>(o.id.entity(), open_quotes_per_opportunity_max).size() < open_quotes_per_opportunity_max, rule::too_many_quotes);
    if (d.refused()) return d;
    const Quote drafted{f.next_id<QuoteId>(), o.id, f.actor(), f.actor(), {}, 1, terms, QuoteStatus::drafted, f.valid_at()};
    d.record(QuoteDrafted{drafted.id, o.id, f.actor(), terms});
    tell_of_discount(d, f, drafted, manager_of(f, f.actor()));
    return d;
}

static Decision decide(const Quote& q, const ReviseQuote& c, const Facts& f) {
    Decision d = on_quote(q, f);
    require_person(d, f);
    const QuoteTerms terms = terms_of(d, c, f);
    if (!d.refused() && q.open() && terms == q.terms) return d;
    d.require(q.status != QuoteStatus::accepted, rule::quote_accepted);
    d.require(q.version < quote_versions_max, rule::too_many_quote_versions);
    d.require(f.has_reason(), rule::reason_missing);
    if (d.refused()) return d;
    Quote revised = q;
    revised.version = static_cast<std::uint16_t>(q.version + 1), revised.drafter = f.actor(), revised.terms = terms;
    d.record(QuoteRevised{q.id, q.opportunity, revised.version, q.open() ? q.owner : f.actor(), f.actor(), q.terms, terms});
    tell_of_discount(d, f, revised, manager_of(f, f.actor()));
    return d;
}

static Decision decide(const Quote& q, const SubmitQuote& c, const Facts& f) {
    Decision d = on_quote(q, f);
    require_person(d, f);
    const EmployeeId approver = c.approver ? c.approver->id : manager_of(f, q.drafter);
    if (!d.refused() && q.status == QuoteStatus::submitted && approver == q.approver) return d;
    d.require(q.status == QuoteStatus::drafted || q.status == QuoteStatus::submitted, rule::quote_not_drafted, q.status);
    d.require(needs_approval(f, q.terms), rule::discount_within_limit);
    require_above_drafter(d, f, q, approver);
    require_active(d, f, approver);
    if (d.refused()) return d;
    d.record(QuoteSubmitted{q.id, q.opportunity, q.version, f.actor(), approver, q.terms.discount_basis_points, discount_limit(f)});
    tell_of_discount(d, f, q, approver);
    return d;
}

static Decision decide(const Quote& q, const ApproveQuote&, const Facts& f) {
    if (q.status == QuoteStatus::approved) return {};
    Decision d = on_submitted(q, f);
    if (!d.refused()) d.record(QuoteApproved{q.id, q.opportunity, q.version, f.actor(), q.terms.discount_basis_points});
    return d;
}

static Decision decide(const Quote& q, const RejectQuote& c, const Facts& f) {
    if (q.status == QuoteStatus::rejected) return {};
    Decision d = on_submitted(q, f);
    d.require(!blank(c.why), rule::why_missing);
    if (!d.refused()) d.record(QuoteRejected{q.id, q.opportunity, q.version, f.actor(), c.why});
    return d;
}

static Decision decide(const Quote& q, const SendQuote& c, const Facts& f) {
    if (q.status == QuoteStatus::sent) return {};
    Decision d = on_quote(q, f);
    require_person(d, f);
    d.require(q.status <= QuoteStatus::approved, rule::quote_not_ready, q.status);
    d.require(q.status == QuoteStatus::approved || !needs_approval(f, q.terms), rule::discount_not_approved, percent_text(q.terms.discount_basis_points));
    d.require(!is_over(f, q.terms.valid_until, f.valid_at()), rule::valid_until_past, q.terms.valid_until);
    if (c.to) require_of_customer(d, f.at(q.opportunity), c.to->id, f);
    if (!d.refused()) d.record(QuoteSent{q.id, q.opportunity, q.version, f.actor(), id_of(c.to), id_of(c.document), q.terms.offered});
    return d;
}

// What both answers of the customer need.
static Decision on_sent(const Quote& q, const Facts& f) {
    Decision d = on_quote(q, f);
    d.require(q.status == QuoteStatus::sent, rule::quote_not_sent, q.status);
    return d;
}

static Decision decide(const Quote& q, const AcceptQuote& c, const Facts& f) {
    if (q.status == QuoteStatus::accepted) return {};
    Decision d = on_sent(q, f);
    d.require(!is_over(f, q.terms.valid_until, f.valid_at()), rule::valid_until_past, q.terms.valid_until);
    if (c.by) require_of_customer(d, f.at(q.opportunity), c.by->id, f);
    if (!d.refused()) d.record(QuoteAccepted{q.id, q.opportunity, q.version, id_of(c.by), q.terms.offered});
    return d;
}

static Decision decide(const Quote& q, const DeclineQuote& c, const Facts& f) {
    if (q.status == QuoteStatus::declined) return {};
    Decision d = on_sent(q, f);
    d.require(!blank(c.why), rule::why_missing);
    if (!d.refused()) d.record(QuoteDeclined{q.id, q.opportunity, q.version, c.why});
    return d;
}

static Decision decide(const Quote& q, const ExpireQuote&, const Facts& f) {
    Decision d;
    if (!q.open()) return d;
    require_over(d, f, q.terms.valid_until);
    if (!d.refused()) d.record(QuoteExpired{q.id, q.opportunity, q.version, q.terms.valid_until});
    return d;
}

NounEntry quote_noun() { return {command_entries_of<QuoteCommands>(), {state_entry<Quote, boost::mp11::mp_append<QuoteEvents, HandoverEvents>>()}}; }

}  // namespace foxtrail
