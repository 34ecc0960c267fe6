// Quotes: what a customer is asked to pay, from the draft to his answer. A revision is a new version; the old one stays.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

enum class QuoteStatus : std::uint8_t { drafted = 0, submitted = 1, approved = 2, rejected = 3, sent = 4, accepted = 5, declined = 6, expired = 7 };
BOOST_DESCRIBE_ENUM(QuoteStatus, drafted, submitted, approved, rejected, sent, accepted, declined, expired)

// Both amounts are in one currency.
struct QuoteTerms {
    Money list, offered;
    std::uint16_t discount_basis_points = 0;  // what the offer is below the list, rounded half up
    Date valid_until;                         // its last day, in the company's time zone
    bool operator==(const QuoteTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuoteTerms, (), (list, offered, discount_basis_points, valid_until))

struct QuoteDrafted {
    static constexpr EventType type{"quote.drafted", 1, "报价起草"};
    static constexpr std::string_view doc = "The first version of a quote for an opportunity was drafted. It is its drafter's until it is handed over.";
    QuoteId quote;
    OpportunityId opportunity;
    EmployeeId drafter;
    QuoteTerms terms;
    bool operator==(const QuoteDrafted&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuoteDrafted, (), (quote, opportunity, drafter, terms))

struct QuoteRevised {
    static constexpr EventType type{"quote.revised", 1, "报价修订"};
    static constexpr std::string_view doc = "A quote got another version, which takes the place of the one before; approvals were of that one.";
    QuoteId quote;
    OpportunityId opportunity;
    std::uint16_t version;
    EmployeeId owner, drafter;  // the owner stays, but for a quote that was closed
    QuoteTerms from, to;
    bool operator==(const QuoteRevised&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuoteRevised, (), (quote, opportunity, version, owner, drafter, from, to))

struct QuoteSubmitted {
    static constexpr EventType type{"quote.submitted", 1, "报价提交审批"};
    static constexpr std::string_view doc = "A manager was asked to approve a version whose discount is over the limit of then.";
    QuoteId quote;
    OpportunityId opportunity;
    std::uint16_t version;
    EmployeeId by, approver;
    std::uint16_t discount_basis_points;
    std::uint32_t limit_basis_points;
    bool operator==(const QuoteSubmitted&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuoteSubmitted, (), (quote, opportunity, version, by, approver, discount_basis_points, limit_basis_points))

struct QuoteApproved {
    static constexpr EventType type{"quote.approved", 1, "报价批准"};
    static constexpr std::string_view doc = "The discount of a version was approved by somebody above its drafter.";
    QuoteId quote;
    OpportunityId opportunity;
    std::uint16_t version;
    EmployeeId approver;
    std::uint16_t discount_basis_points;
    bool operator==(const QuoteApproved&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuoteApproved, (), (quote, opportunity, version, approver, discount_basis_points))

struct QuoteRejected {
    static constexpr EventType type{"quote.rejected", 1, "报价驳回"};
    static constexpr std::string_view doc = "The discount of a version was not approved; it may be revised.";
    QuoteId quote;
    OpportunityId opportunity;
    std::uint16_t version;
    EmployeeId approver;
    std::string why;
    bool operator==(const QuoteRejected&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuoteRejected, (), (quote, opportunity, version, approver, why))

struct QuoteSent {
    static constexpr EventType type{"quote.sent", 1, "报价发出"};
    static constexpr std::string_view doc = "A version went to the customer.";
    QuoteId quote;
    OpportunityId opportunity;
    std::uint16_t version;
    EmployeeId by;
    std::optional<ContactId> to;         // left out: to the company
    std::optional<DocumentId> document;  // what it was sent as
    Money offered;
    bool operator==(const QuoteSent&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuoteSent, (), (quote, opportunity, version, by, to, document, offered))

struct QuoteAccepted {
    static constexpr EventType type{"quote.accepted", 1, "报价接受"};
    static constexpr std::string_view doc = "The customer accepted the version sent.";
    QuoteId quote;
    OpportunityId opportunity;
    std::uint16_t version;
    std::optional<ContactId> by;
    Money offered;
    bool operator==(const QuoteAccepted&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuoteAccepted, (), (quote, opportunity, version, by, offered))

struct QuoteDeclined {
    static constexpr EventType type{"quote.declined", 1, "报价谢绝"};
    static constexpr std::string_view doc = "The customer does not want the version sent, and says why.";
    QuoteId quote;
    OpportunityId opportunity;
    std::uint16_t version;
    std::string why;
    bool operator==(const QuoteDeclined&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuoteDeclined, (), (quote, opportunity, version, why))

struct QuoteExpired {
    static constexpr EventType type{"quote.expired", 1, "报价到期"};
    static constexpr std::string_view doc = "The last day of a quote is over, and the customer has not answered; it may be revised.";
    QuoteId quote;
    OpportunityId opportunity;
    std::uint16_t version;
    Date valid_until;
    bool operator==(const QuoteExpired&) const = default;
};
BOOST_DESCRIBE_STRUCT(QuoteExpired, (), (quote, opportunity, version, valid_until))

using QuoteEvents = boost::mp11::mp_list<QuoteDrafted, QuoteRevised, QuoteSubmitted, QuoteApproved, QuoteRejected, QuoteSent, QuoteAccepted,
                                         QuoteDeclined, QuoteExpired>;

}  // namespace foxtrail
