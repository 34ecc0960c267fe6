// Leads, and the nurturing of leads and opportunities.
#pragma once

#include "events/handover.hpp"
#include "events/lead.hpp"
#include "events/nurture.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

// Who has a lead, and where he worked when he got it. They change together, so they are one member.
struct LeadHolder {
    EmployeeId owner;  // {} while nobody has it
    DepartmentId department;
    auto operator<=>(const LeadHolder&) const = default;
    // The lower halves of both numbers come first, so that the cell is short.
    std::uint64_t cell() const {
        const std::uint64_t o = owner.number, d = department.number;
        return (o & 0xFFFF) | (d & 0xFFFF) << 16 | (o >> 16) << 32 | (d >> 16) << 48;
    }
    static LeadHolder of(std::uint64_t cell) {
        return {{static_cast<std::uint32_t>((cell & 0xFFFF) | (cell >> 32 & 0xFFFF) << 16)},
                {static_cast<std::uint32_t>((cell >> 16 & 0xFFFF) | (cell >> 48) << 16)}};
    }
};

struct LeadRow {
    LeadHolder holder;
    RegionId region;
    CustomerId customer;
    Text source;
    OpportunityId opportunity;  // once it is converted
    EventAt captured;
    std::optional<Percent> score;
    LeadStatus status = LeadStatus::captured;
};
BOOST_DESCRIBE_STRUCT(LeadRow, (), (holder, region, customer, source, opportunity, captured, score, status))

enum class NurtureState : std::uint8_t { open = 0, promoted = 1, disqualified = 2 };
BOOST_DESCRIBE_ENUM(NurtureState, open, promoted, disqualified)

// One nurturing; rows are numbered in the order they were started. A thing may be nurtured again when the last one has ended.
struct NurtureRow {
    Entity item;
    Date until;
    EventAt started;
    std::uint16_t steps = 0;
    NurtureState state = NurtureState::open;
    bool overdue = false;
    static constexpr auto indexed = std::tuple{&NurtureRow::item};
};
BOOST_DESCRIBE_STRUCT(NurtureRow, (), (item, until, started, steps, state, overdue))

struct Prospects {
    static constexpr std::string_view name = "prospects";
    static constexpr std::uint32_t version = 3;
    static constexpr std::string_view doc = "Leads from capture to conversion, and the nurturing of leads and opportunities.";
    Table<LeadRow> leads;
    Table<NurtureRow> nurturings;
};
BOOST_DESCRIBE_STRUCT(Prospects, (), (leads, nurturings))

void project(Prospects&, const LeadCaptured&, const Meta&);
void project(Prospects&, const LeadAssigned&, const Meta&);
void project(Prospects&, const LeadQualified&, const Meta&);
void project(Prospects&, const LeadDisqualified&, const Meta&);
void project(Prospects&, const LeadConverted&, const Meta&);
void project(Prospects&, const OwnershipTransferred&, const Meta&);
void project(Prospects&, const NurtureStarted&, const Meta&);
void project(Prospects&, const NurtureStepDone&, const Meta&);
void project(Prospects&, const NurtureProlonged&, const Meta&);
void project(Prospects&, const NurtureEnded&, const Meta&);
void project(Prospects&, const NurtureOverdue&, const Meta&);

template <>
ProjectionEntry entry_of<Prospects>();

}  // namespace foxtrail
