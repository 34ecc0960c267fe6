// Asking for a gate document to be waived, granting it, taking it back, letting it expire. Whoever asks does not grant.
#pragma once

#include "commands/opportunity.hpp"
#include "events/waiver.hpp"

namespace foxtrail {

struct Waiver {
    WaiverId id;
    WaivedDocument waived;
    Date expires;  // its last day, in the company's time zone
    std::optional<EmployeeId> requester, approver;
    EmployeeId filed_by;  // who asked for it, for the requester or himself
    std::string why;
    WaiverStatus status = WaiverStatus::requested;
    Time changed;
    std::optional<Time> granted{};
    EmployeeId granted_for{};  // for whom the approver spoke; {} for himself

    bool granted_by(EmployeeId person) const { return person && (person == approver || person == granted_for); }
    bool open() const { return status == WaiverStatus::requested || status == WaiverStatus::granted; }
    // Also one that is over by now: what it allowed then may be recorded late.
    bool in_force(Time at, Date day_of_at) const {
        return granted && *granted <= at && day_of_at <= expires && (status == WaiverStatus::granted || at < changed);
    }
};
BOOST_DESCRIBE_STRUCT(Waiver, (), (id, waived, expires, requester, approver, filed_by, why, status, changed, granted, granted_for))
template <>
struct StateOf<WaiverId> { using type = Waiver; };

inline constexpr std::size_t waivers_per_opportunity_max = 1'000;
inline constexpr std::int32_t waiver_days_max = 366;

RestsOn rests_on(const Waiver&);  // one asked for, or ever granted, on its opportunity
void evolve(Waiver&, const WaiverRequested&, const Meta&);
void evolve(Waiver&, const GateDocumentWaived&, const Meta&);
void evolve(Waiver&, const WaiverDeclined&, const Meta&);
void evolve(Waiver&, const WaiverExpired&, const Meta&);
void evolve(Waiver&, const WaiverWithdrawn&, const Meta&);

// Whether the document is waived at that time, by somebody else than who has the deal now.
bool waived(const Facts&, const WaivedDocument&, Time);

// The deal is opened again: tells of those that ended meanwhile, whoever ended them, and matter still.
void tell_of_waivers_over(Decision&, const Facts&, const Opportunity& reopened);

// Nobody passes the gates of his own deal by waivers he granted before he got it: they are taken back.
void withdraw_waivers_of(Decision&, const Facts&, const Opportunity&, EmployeeId approver);

struct RequestWaiver {
    static constexpr CommandType type{"gate.request_waiver", "申请豁免"};
    static constexpr std::string_view doc = "Ask that a gate be passed without a kind of document, until the end of a day; somebody else has to grant it.";
    Ref<OpportunityId> opportunity;
    std::string stage;
    DocumentKind document_kind = DocumentKind::other;
    Date expires;
    std::string why;
    static constexpr auto target = &RequestWaiver::opportunity;
};
BOOST_DESCRIBE_STRUCT(RequestWaiver, (), (opportunity, stage, document_kind, expires, why))

struct GrantWaiver {
    static constexpr CommandType type{"gate.grant_waiver", "批准豁免"};
    static constexpr std::string_view doc = "Grant a waiver that somebody else asked for, and answer for it. The opportunity's owner cannot.";
    Ref<WaiverId> waiver;
    static constexpr auto target = &GrantWaiver::waiver;
};
BOOST_DESCRIBE_STRUCT(GrantWaiver, (), (waiver))

struct DeclineWaiver {
    static constexpr CommandType type{"gate.decline_waiver", "驳回豁免"};
    static constexpr std::string_view doc = "Say why a waiver that was asked for is not granted.";
    Ref<WaiverId> waiver;
    std::string why;
    static constexpr auto target = &DeclineWaiver::waiver;
};
BOOST_DESCRIBE_STRUCT(DeclineWaiver, (), (waiver, why))

struct WaiveGateDocument {
    static constexpr CommandType type{"gate.waive", "豁免阶段文件"};
    static constexpr std::string_view doc = "Let a gate be passed without a kind of document until the end of a day, unasked, and answer for it. A manager above the opportunity's owner does; with nobody above him, anybody but him. Others ask with gate.request_waiver.";
    Ref<OpportunityId> opportunity;
    std::string stage;
    DocumentKind document_kind = DocumentKind::other;
    Date expires;
    std::string why;
    static constexpr auto target = &WaiveGateDocument::opportunity;
};
BOOST_DESCRIBE_STRUCT(WaiveGateDocument, (), (opportunity, stage, document_kind, expires, why))

struct WithdrawWaiver {
    static constexpr CommandType type{"gate.withdraw_waiver", "撤回豁免"};
    static constexpr std::string_view doc =
        "Take back a waiver that was asked for, or end one that was granted before its last day: the gate asks for the document from now on. Who asked for it or granted it does, or somebody above the opportunity's owner. A shorter one is asked for anew.";
    Ref<WaiverId> waiver;
    std::string why;
    static constexpr auto target = &WithdrawWaiver::waiver;
};
BOOST_DESCRIBE_STRUCT(WithdrawWaiver, (), (waiver, why))

struct ExpireWaiver {
    static constexpr CommandType type{"waiver.expire", "豁免到期", AskedBy::scheduler};
    static constexpr std::string_view doc = "Note that the last day of a waiver is over and tell owner and approver (R8). Only the scheduler asks this.";
    Ref<WaiverId> waiver;
    static constexpr auto target = &ExpireWaiver::waiver;
};
BOOST_DESCRIBE_STRUCT(ExpireWaiver, (), (waiver))

using WaiverCommands = boost::mp11::mp_list<RequestWaiver, GrantWaiver, DeclineWaiver, WithdrawWaiver, WaiveGateDocument, ExpireWaiver>;
NounEntry waiver_noun();

}  // namespace foxtrail
