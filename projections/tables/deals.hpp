// Every opportunity as columns: what board and conversion are computed from, at any instant.
#pragma once

#include "events/assignment.hpp"
#include "events/handover.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

// How a stage was come into.
enum class Entry : std::uint8_t { created = 0, advanced = 1, regressed = 2, skipped = 3, recorded = 4 };
BOOST_DESCRIBE_ENUM(Entry, created, advanced, regressed, skipped, recorded)

// A stage entry: the stage's number in the deal's model, how it was come into, and who recorded it.
struct StageEntry {
    std::uint16_t stage = 0;
    Entry entry = Entry::created;
    EmployeeId actor;
    bool operator==(const StageEntry&) const = default;
    std::uint64_t cell() const { return std::uint64_t{actor.number} << 19 | std::uint64_t{stage} << 3 | static_cast<std::uint64_t>(entry); }
    static StageEntry of(std::uint64_t cell) {
        return {static_cast<std::uint16_t>(cell >> 3), static_cast<Entry>(cell & 7), {static_cast<std::uint32_t>(cell >> 19)}};
    }
};

// Where a deal belongs: the department of its owner, and that department's region. They change together, so they are one member.
struct Unit {
    DepartmentId department;  // {} is unknown
    RegionId region;
    auto operator<=>(const Unit&) const = default;
    // The lower halves of both numbers come first, so that the cell is short.
    std::uint64_t cell() const {
        const std::uint64_t d = department.number, r = region.number;
        return (d & 0xFFFF) | (r & 0xFFFF) << 16 | (d >> 16) << 32 | (r >> 16) << 48;
    }
    static Unit of(std::uint64_t cell) {
        return {{static_cast<std::uint32_t>((cell & 0xFFFF) | (cell >> 32 & 0xFFFF) << 16)}, {static_cast<std::uint32_t>((cell >> 16 & 0xFFFF) | (cell >> 48) << 16)}};
    }
};

struct Deal {
    Since<StageEntry> stage;
    Since<Outcome> outcome;
    Time created;
    Amount value, budget;
    CustomerId customer;  // {} is unknown, like every id here
    ProductId product;
    EmployeeId owner;
    Unit unit;
    EmployeeId manager;
    StageModelId model;
    Stated<Date> expected_close;
    Text source, category;
    Text why_lost;  // last, by who recorded it; reopening keeps it
    std::uint16_t model_version = 0;
    Stated<Percent> probability;
    Stated<Importance> importance;
    Stated<bool> established;
    static constexpr auto indexed = std::tuple{&Deal::customer, &Deal::owner};
};
BOOST_DESCRIBE_STRUCT(Deal, (), (stage, outcome, created, value, budget, customer, product, owner, unit, manager, model, expected_close, source, category, why_lost, model_version, probability, importance, established))

struct Deals {
    static constexpr std::string_view name = "deals";
    static constexpr std::uint32_t version = 2;
    static constexpr std::string_view doc = "Every opportunity with its facts, stage, owner and outcome: what board and conversion read.";
    Table<Deal> deals;
};
BOOST_DESCRIBE_STRUCT(Deals, (), (deals))

void project(Deals&, const OpportunityCreated&, const Meta&);
void project(Deals&, const OpportunitySourceSet&, const Meta&);
void project(Deals&, const OpportunityCategorised&, const Meta&);
void project(Deals&, const OpportunityProbabilityAssessed&, const Meta&);
void project(Deals&, const OpportunityImportanceRated&, const Meta&);
void project(Deals&, const OpportunityValueEstimated&, const Meta&);
void project(Deals&, const OpportunityBudgetEstimated&, const Meta&);
void project(Deals&, const OpportunityEstablishmentStated&, const Meta&);
void project(Deals&, const OpportunityExpectedCloseMoved&, const Meta&);
void project(Deals&, const OpportunityCustomerSet&, const Meta&);
void project(Deals&, const OpportunityProductSet&, const Meta&);
void project(Deals&, const OpportunityAssigned&, const Meta&);
void project(Deals&, const OpportunityStageAdvanced&, const Meta&);
void project(Deals&, const OpportunityStageRegressed&, const Meta&);
void project(Deals&, const OpportunityStageSkipped&, const Meta&);
void project(Deals&, const OpportunityStageEntered&, const Meta&);
void project(Deals&, const OpportunityWon&, const Meta&);
void project(Deals&, const OpportunityLost&, const Meta&);
void project(Deals&, const OpportunityDerailed&, const Meta&);
void project(Deals&, const OpportunityReopened&, const Meta&);
void project(Deals&, const OwnershipTransferred&, const Meta&);
void project(Deals&, const OpportunityReclaimed&, const Meta&);

template <>
ProjectionEntry entry_of<Deals>();

}  // namespace foxtrail
