// Waivers of gate documents: who asked, who answers for it, until when, and whether that day is over.
#pragma once

#include "events/waiver.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

struct WaiverRow {
    OpportunityId opportunity;
    DocumentKind kind = DocumentKind::other;
    Since<WaiverStatus> state{};
    EmployeeId requester{};  // {} when it was granted unasked
    EmployeeId approver{};   // {} while nobody has granted it
    Date expires;          // the last day
    EventAt requested{}, granted{}, declined{}, withdrawn{};
    static constexpr auto indexed = std::tuple{&WaiverRow::opportunity, &WaiverRow::approver};
};
BOOST_DESCRIBE_STRUCT(WaiverRow, (),
                      (opportunity, kind, state, requester, approver, expires, requested, granted, declined, withdrawn))

struct Waivers {
    static constexpr std::string_view name = "waivers";
    static constexpr std::uint32_t version = 4;
    static constexpr std::string_view doc =
        "Every waiver of a gate document: asked for, granted, declined, taken back, expired, by whom.";
    Table<WaiverRow> waivers;
};
BOOST_DESCRIBE_STRUCT(Waivers, (), (waivers))

void project(Waivers&, const WaiverRequested&, const Meta&);
void project(Waivers&, const GateDocumentWaived&, const Meta&);
void project(Waivers&, const WaiverDeclined&, const Meta&);
void project(Waivers&, const WaiverExpired&, const Meta&);
void project(Waivers&, const WaiverWithdrawn&, const Meta&);

template <>
ProjectionEntry entry_of<Waivers>();

}  // namespace foxtrail
