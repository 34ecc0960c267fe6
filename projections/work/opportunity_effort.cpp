#include "projections/reading/parameters.hpp"
#include "projections/reading/seen_events.hpp"
#include "projections/tables/spending.hpp"
#include "projections/work/effort_view.hpp"

#include "events/event_entry.hpp"

#include <map>

namespace foxtrail {
namespace {

struct Booking {
    EffortBooked booked;
    Position position;
    Time valid_at, recorded_at;
    EmployeeId by;
};
// A ceiling or a booking, as it was recorded.
struct EffortStep {
    std::optional<ResourceAllocated> allocated;
    std::optional<Booking> booking;
};

std::vector<EffortStep> effort_steps(OpportunityId id, const Log& log, const Instant& instant) {
    return seen_events(id.entity(), log, instant, [](const RecordedEvent& event) -> std::optional<EffortStep> {
        if (auto allocated = event_as<ResourceAllocated>(event.type, event.payload)) return EffortStep{std::move(allocated), {}};
        auto booked = event_as<EffortBooked>(event.type, event.payload);
        if (!booked) return std::nullopt;
        const Envelope& envelope = *event.envelope;
        return EffortStep{{}, Booking{std::move(*booked), event.position, envelope.valid_at, envelope.recorded_at, EmployeeId{envelope.actor.number}}};
    });
}

struct StageAccount {
    Stage stage;
    EffortBudget ceiling;
    std::uint64_t minutes = 0;
    std::map<Currency, WideSum> cost;
    std::vector<Booking> bookings;

    void add(Booking booking) {
        minutes += booking.booked.minutes;
        if (booking.booked.cost) cost[booking.booked.cost->currency] += booking.booked.cost->minor;
        bookings.push_back(std::move(booking));
    }
    bool is_over() const {
        const auto spent = ceiling.cost ? cost.find(ceiling.cost->currency) : cost.end();
        return (ceiling.minutes && minutes > *ceiling.minutes) || (spent != cost.end() && spent->second > ceiling.cost->minor);
    }
};

json::object booking_json(const Booking& booking, const DimensionContext& context) {
    const EffortBooked& booked = booking.booked;
    return {{"position", booking.position},
            {"valid_at", to_text(booking.valid_at)},
            {"recorded_at", to_text(booking.recorded_at)},
            {"by", named_or_unknown(booking.by.entity(), context)},
            {"minutes", booked.minutes},
            {"cost", to_json(booked.cost)},
            {"what", booked.what},
            {"approved_by", named_or_null(booked.approved_by.value_or(EmployeeId{}).entity(), context)}};
}

json::object account_json(const StageAccount& account, const DimensionContext& context) {
    json::object printed{{"stage", to_json(account.stage)},
                         {"ceiling", to_json(account.ceiling)},
                         {"minutes", account.minutes},
                         {"cost", amounts_json({account.cost.begin(), account.cost.end()})}};
    printed["minutes_left"] = account.ceiling.minutes ? json::value(std::int64_t{*account.ceiling.minutes} - static_cast<std::int64_t>(account.minutes)) : json::value(nullptr);
    printed["over_ceiling"] = account.ceiling == EffortBudget{} ? json::value(nullptr) : json::value(account.is_over());
    json::array bookings;
    for (const Booking& booking : account.bookings) bookings.push_back(booking_json(booking, context));
    printed["bookings"] = std::move(bookings);
    return printed;
}

}  // namespace

ReadAnswer opportunity_effort(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());

    std::map<std::uint16_t, StageAccount> accounts;
    for (auto& [allocated, booking] : effort_steps(*id, log, question.instant)) {
        const Stage& stage = allocated ? allocated->stage : booking->booked.stage;
        StageAccount& account = accounts[stage.number];
        account.stage = stage;
        if (allocated) account.ceiling = allocated->to;
        else account.add(std::move(*booking));
    }
    std::uint64_t minutes = 0;
    std::map<Currency, WideSum> cost;
    json::array stages;
    for (const auto& [number, account] : accounts) {
        minutes += account.minutes;
        for (const auto& [currency, sum] : account.cost) cost[currency] += sum;
        stages.push_back(account_json(account, context));
    }
    return json::object{{"opportunity", to_text(*id)}, {"outcome", enum_name(deal.outcome.value)}, {"minutes", minutes},
                        {"cost", amounts_json({cost.begin(), cost.end()})}, {"stages", std::move(stages)}};
}

}  // namespace foxtrail
