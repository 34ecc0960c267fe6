// Drafting quotes, having a discount over the limit approved, sending and revising them, and what the customer says.
#pragma once

#include "commands/opportunity.hpp"
#include "events/quote.hpp"

namespace foxtrail {

inline constexpr std::size_t open_quotes_per_opportunity_max = 50;
inline constexpr std::uint16_t quote_versions_max = 1'000;

// As its last version stands.
struct Quote {
    QuoteId id;
    OpportunityId opportunity;
    EmployeeId owner, drafter, approver;  // the approver is asked or has approved; {} while nobody was asked
    std::uint16_t version = 1;
    QuoteTerms terms;
    QuoteStatus status = QuoteStatus::drafted;
    Time changed;

    bool open() const { return status < QuoteStatus::accepted; }
};
BOOST_DESCRIBE_STRUCT(Quote, (), (id, opportunity, owner, drafter, approver, version, terms, status, changed))
template <>
struct StateOf<QuoteId> { using type = Quote; };

RestsOn rests_on(const Quote&);  // an open one on its owner and its opportunity
void evolve(Quote&, const QuoteDrafted&, const Meta&);
void evolve(Quote&, const QuoteRevised&, const Meta&);
void evolve(Quote&, const QuoteSubmitted&, const Meta&);
void evolve(Quote&, const QuoteApproved&, const Meta&);
void evolve(Quote&, const QuoteRejected&, const Meta&);
void evolve(Quote&, const QuoteSent&, const Meta&);
void evolve(Quote&, const QuoteAccepted&, const Meta&);
void evolve(Quote&, const QuoteDeclined&, const Meta&);
void evolve(Quote&, const QuoteExpired&, const Meta&);
void evolve(Quote&, const OwnershipTransferred&, const Meta&);

struct DraftQuote {
    static constexpr CommandType type{"quote.draft", "起草报价"};
    static constexpr std::string_view doc =
        "Draft a quote for an open opportunity: what the list asks, what is offered, until when. Owner, manager and approver are told of a discount over the limit (R12).";
    Ref<OpportunityId> opportunity;
    Money list, offered;
    Date valid_until;
    static constexpr auto target = &DraftQuote::opportunity;
};
BOOST_DESCRIBE_STRUCT(DraftQuote, (), (opportunity, list, offered, valid_until))

struct ReviseQuote {
    static constexpr CommandType type{"quote.revise", "修订报价"};
    static constexpr std::string_view doc = "Draft the next version of a quote that was not accepted; the one before stays in its history. Its discount is approved anew.";
    Ref<QuoteId> quote;
    Money list, offered;
    Date valid_until;
    static constexpr auto target = &ReviseQuote::quote;
};
BOOST_DESCRIBE_STRUCT(ReviseQuote, (), (quote, list, offered, valid_until))

struct SubmitQuote {
    static constexpr CommandType type{"quote.submit", "提交报价审批"};
    static constexpr std::string_view doc = "Ask a manager above the drafter to approve a discount over the limit; his line manager when no approver is named.";
    Ref<QuoteId> quote;
    std::optional<Ref<EmployeeId>> approver;
    static constexpr auto target = &SubmitQuote::quote;
};
BOOST_DESCRIBE_STRUCT(SubmitQuote, (), (quote, approver))

struct ApproveQuote {
    static constexpr CommandType type{"quote.approve", "批准报价"};
    static constexpr std::string_view doc = "Approve the discount of a version that was submitted. A manager above its drafter does, who does not own the opportunity.";
    Ref<QuoteId> quote;
    static constexpr auto target = &ApproveQuote::quote;
};
BOOST_DESCRIBE_STRUCT(ApproveQuote, (), (quote))

struct RejectQuote {
    static constexpr CommandType type{"quote.reject", "驳回报价"};
    static constexpr std::string_view doc = "Say why the discount of a version that was submitted is not approved. A manager above its drafter does.";
    Ref<QuoteId> quote;
    std::string why;
    static constexpr auto target = &RejectQuote::quote;
};
BOOST_DESCRIBE_STRUCT(RejectQuote, (), (quote, why))

struct SendQuote {
    static constexpr CommandType type{"quote.send", "发出报价"};
    static constexpr std::string_view doc = "Record that a version went to the customer: to whom, and as which document. A discount over the limit has to be approved first.";
    Ref<QuoteId> quote;
    std::optional<Ref<ContactId>> to;
    std::optional<Ref<DocumentId>> document;
    static constexpr auto target = &SendQuote::quote;
};
BOOST_DESCRIBE_STRUCT(SendQuote, (), (quote, to, document))

struct AcceptQuote {
    static constexpr CommandType type{"quote.accept", "接受报价"};
    static constexpr std::string_view doc = "Record that the customer accepted the version sent, no later than its last day.";
    Ref<QuoteId> quote;
    std::optional<Ref<ContactId>> by;
    static constexpr auto target = &AcceptQuote::quote;
};
BOOST_DESCRIBE_STRUCT(AcceptQuote, (), (quote, by))

struct DeclineQuote {
    static constexpr CommandType type{"quote.decline", "谢绝报价"};
    static constexpr std::string_view doc = "Record that the customer does not want the version sent, and why; it may be revised.";
    Ref<QuoteId> quote;
    std::string why;
    static constexpr auto target = &DeclineQuote::quote;
};
BOOST_DESCRIBE_STRUCT(DeclineQuote, (), (quote, why))

struct ExpireQuote {
    static constexpr CommandType type{"quote.expire", "报价到期", AskedBy::scheduler};
    static constexpr std::string_view doc = "Note that the last day of a quote is over without an answer. Only the scheduler asks this.";
    Ref<QuoteId> quote;
    static constexpr auto target = &ExpireQuote::quote;
};
BOOST_DESCRIBE_STRUCT(ExpireQuote, (), (quote))

using QuoteCommands = boost::mp11::mp_list<DraftQuote, ReviseQuote, SubmitQuote, ApproveQuote, RejectQuote, SendQuote, AcceptQuote, DeclineQuote, ExpireQuote>;
NounEntry quote_noun();

}  // namespace foxtrail
