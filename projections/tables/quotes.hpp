// Every quote as columns: how far its last version is, and at what discount one was sent.
#pragma once

#include "events/quote.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

struct QuoteRow {
    OpportunityId opportunity;
    Since<QuoteStatus> state{};  // of the last version, like what follows
    std::uint16_t version = 1;
    std::uint16_t discount = 0;                    // in basis points
    EventAt drafted{};                             // the event with its terms
    std::optional<std::uint16_t> sent_discount{};  // of the version sent last; nothing while none was
    static constexpr auto indexed = std::tuple{&QuoteRow::opportunity};
};
BOOST_DESCRIBE_STRUCT(QuoteRow, (), (opportunity, state, version, discount, drafted, sent_discount))

struct Quotes {
    static constexpr std::string_view name = "quotes";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc = "Every quote with the state and discount of its last version.";
    Table<QuoteRow> quotes;
};
BOOST_DESCRIBE_STRUCT(Quotes, (), (quotes))

void project(Quotes&, const QuoteDrafted&, const Meta&);
void project(Quotes&, const QuoteRevised&, const Meta&);
void project(Quotes&, const QuoteSubmitted&, const Meta&);
void project(Quotes&, const QuoteApproved&, const Meta&);
void project(Quotes&, const QuoteRejected&, const Meta&);
void project(Quotes&, const QuoteSent&, const Meta&);
void project(Quotes&, const QuoteAccepted&, const Meta&);
void project(Quotes&, const QuoteDeclined&, const Meta&);
void project(Quotes&, const QuoteExpired&, const Meta&);

template <>
ProjectionEntry entry_of<Quotes>();

}  // namespace foxtrail
