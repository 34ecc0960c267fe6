// Waivers: a gate passed without one of its documents, because somebody else answers for it, until a day.
#pragma once

#include "events/document.hpp"
#include "events/stage_model.hpp"

namespace foxtrail {

enum class WaiverStatus : std::uint8_t { requested = 0, granted = 1, declined = 2, expired = 3, withdrawn = 4 };
BOOST_DESCRIBE_ENUM(WaiverStatus, requested, granted, declined, expired, withdrawn)

// What is waived: one kind of document at one gate of one opportunity.
struct WaivedDocument {
    OpportunityId opportunity;
    Stage stage;
    DocumentKind kind = DocumentKind::other;
    bool operator==(const WaivedDocument&) const = default;
};
BOOST_DESCRIBE_STRUCT(WaivedDocument, (), (opportunity, stage, kind))

struct WaiverRequested {
    static constexpr EventType type{"waiver.requested", 1, "豁免申请"};
    static constexpr std::string_view doc = "Somebody asked that a gate be passed without a kind of document, until the end of a day.";
    WaiverId waiver;
    WaivedDocument waived;
    Date expires;
    EmployeeId requester;
    std::string why;
    bool operator==(const WaiverRequested&) const = default;
};
BOOST_DESCRIBE_STRUCT(WaiverRequested, (), (waiver, waived, expires, requester, why))

struct GateDocumentWaived {
    static constexpr EventType type{"gate_document.waived", 1, "阶段文件豁免"};
    static constexpr std::string_view doc = "The gate may be passed without this kind of document until the end of a day; the approver answers for it.";
    WaiverId waiver;
    WaivedDocument waived;
    Date expires;
    std::optional<EmployeeId> requester;  // left out: granted unasked
    EmployeeId approver;
    std::string why;
    bool operator==(const GateDocumentWaived&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateDocumentWaived, (), (waiver, waived, expires, requester, approver, why))

struct WaiverDeclined {
    static constexpr EventType type{"waiver.declined", 1, "豁免驳回"};
    static constexpr std::string_view doc = "A waiver that was asked for was not granted.";
    WaiverId waiver;
    WaivedDocument waived;
    EmployeeId requester;
    std::string why;
    bool operator==(const WaiverDeclined&) const = default;
};
BOOST_DESCRIBE_STRUCT(WaiverDeclined, (), (waiver, waived, requester, why))

struct WaiverExpired {
    static constexpr EventType type{"waiver.expired", 1, "豁免到期"};
    static constexpr std::string_view doc = "The last day of a waiver, granted or only asked for, is over: the gate asks for the document again.";
    WaiverId waiver;
    WaivedDocument waived;
    Date expires;
    std::optional<EmployeeId> approver;  // left out: nobody had granted it
    bool operator==(const WaiverExpired&) const = default;
};
BOOST_DESCRIBE_STRUCT(WaiverExpired, (), (waiver, waived, expires, approver))

struct WaiverWithdrawn {
    static constexpr EventType type{"waiver.withdrawn", 1, "豁免撤回"};
    static constexpr std::string_view doc = "A waiver, granted or only asked for, was taken back before its last day: from then on the gate asks for the document again.";
    WaiverId waiver;
    WaivedDocument waived;
    Date expires;  // the last day it would have had
    std::optional<EmployeeId> requester, approver;  // left out: granted unasked; nobody had granted it
    std::string why;
    bool operator==(const WaiverWithdrawn&) const = default;
};
BOOST_DESCRIBE_STRUCT(WaiverWithdrawn, (), (waiver, waived, expires, requester, approver, why))

using WaiverEvents = boost::mp11::mp_list<WaiverRequested, GateDocumentWaived, WaiverDeclined, WaiverExpired, WaiverWithdrawn>;

}  // namespace foxtrail
