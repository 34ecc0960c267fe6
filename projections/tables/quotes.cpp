#include "projections/tables/quotes.hpp"

namespace foxtrail {

static void enter(Quotes& q, QuoteId quote, QuoteStatus state, const Meta& m) {
    q.quotes.set<&QuoteRow::state>(quote.number, Since<QuoteStatus>{state, {}}, m);
}

void project(Quotes& q, const QuoteDrafted& e, const Meta& m) {
    QuoteRow row{.opportunity = e.opportunity, .discount = e.terms.discount_basis_points};
    row.state = {QuoteStatus::drafted, m.valid_at}, row.drafted = m.position;
    q.quotes.born(e.quote.number, row, m);
}
void project(Quotes& q, const QuoteRevised& e, const Meta& m) {
    enter(q, e.quote, QuoteStatus::drafted, m);
    q.quotes.set<&QuoteRow::version>(e.quote.number, e.version, m);
    q.quotes.set<&QuoteRow::discount>(e.quote.number, e.to.discount_basis_points, m);
    q.quotes.set<&QuoteRow::drafted>(e.quote.number, m.position, m);
}
void project(Quotes& q, const QuoteSubmitted& e, const Meta& m) { enter(q, e.quote, QuoteStatus::submitted, m); }
void project(Quotes& q, const QuoteApproved& e, const Meta& m) { enter(q, e.quote, QuoteStatus::approved, m); }
void project(Quotes& q, const QuoteRejected& e, const Meta& m) { enter(q, e.quote, QuoteStatus::rejected, m); }
void project(Quotes& q, const QuoteSent& e, const Meta& m) {
    enter(q, e.quote, QuoteStatus::sent, m);
    q.quotes.set<&QuoteRow::sent_discount>(e.quote.number, std::optional<std::uint16_t>(q.quotes.now(e.quote.number).discount), m);
}
void project(Quotes& q, const QuoteAccepted& e, const Meta& m) { enter(q, e.quote, QuoteStatus::accepted, m); }
void project(Quotes& q, const QuoteDeclined& e, const Meta& m) { enter(q, e.quote, QuoteStatus::declined, m); }
void project(Quotes& q, const QuoteExpired& e, const Meta& m) { enter(q, e.quote, QuoteStatus::expired, m); }

template <>
ProjectionEntry entry_of<Quotes>() {
    return projection_entry<Quotes, QuoteEvents>();
}

}  // namespace foxtrail
