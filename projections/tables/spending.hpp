// What the stages of opportunities may cost and have cost: one account for each stage of each deal.
#pragma once

#include "events/effort.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

// Bookings are changes of `booked_minutes` and `booked_cost`: what was spent by an instant is their sum, whatever order they
// were recorded in. The account is there at all times, and empty before its first change.
struct EffortRow {
    OpportunityId opportunity;
    std::uint16_t stage = 0;     // its number in the deal's model
    std::uint16_t currency = 0;  // of all costs booked; 0 while there is none
    std::optional<std::uint32_t> ceiling_minutes;
    std::uint32_t booked_minutes = 0;  // by the last booking alone
    Amount ceiling_cost;               // none: no ceiling
    std::int64_t booked_cost = 0;      // in minor units
};
BOOST_DESCRIBE_STRUCT(EffortRow, (), (opportunity, stage, currency, ceiling_minutes, booked_minutes, ceiling_cost, booked_cost))

struct Spending {
    static constexpr std::string_view name = "spending";
    static constexpr std::uint32_t version = 2;
    static constexpr std::string_view doc = "Effort by stage of every opportunity: ceilings, minutes and cost booked.";
    Table<EffortRow> accounts;
};
BOOST_DESCRIBE_STRUCT(Spending, (), (accounts))

void project(Spending&, const ResourceAllocated&, const Meta&);
void project(Spending&, const EffortBooked&, const Meta&);

// An account as it stood at an instant.
struct StageSpending {
    EffortRow account;
    std::uint64_t minutes = 0;
    WideSum cost = 0;

    bool is_empty() const { return minutes == 0 && cost == 0 && !account.ceiling_minutes && !account.ceiling_cost; }
    bool has_ceiling() const { return account.ceiling_minutes || account.ceiling_cost; }
    bool is_over() const;
};

// visit(const StageSpending&) for each account with a ceiling or a booking.
template <class Visit>
void each_spending(const Spending& spending, const Instant& instant, Visit&& visit) {
    using Accounts = Table<EffortRow>;
    spending.accounts.each_history(instant, [&](std::uint32_t, const EffortRow& birth, Time, std::span<const Change> changes) {
        StageSpending spent{birth};
        for (const Change& change : changes) {
            Accounts::apply(spent.account, change);
            if (change.attribute() == Accounts::attribute_of<&EffortRow::booked_minutes>()) spent.minutes += spent.account.booked_minutes;
            if (change.attribute() == Accounts::attribute_of<&EffortRow::booked_cost>()) spent.cost += spent.account.booked_cost;
        }
        if (!spent.is_empty()) visit(std::as_const(spent));
    });
}

template <>
ProjectionEntry entry_of<Spending>();

}  // namespace foxtrail
