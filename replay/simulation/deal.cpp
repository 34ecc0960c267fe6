#include "replay/simulation/deal.hpp"

#include "commands/handover.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

constexpr double out_of_order_share = 0.004, corrected_share = 0.012, people_share = 0.36, judged_share = 0.1;
constexpr std::int64_t value_step_minor = 10'000, value_minor_most = 1'000'000'000'000;
constexpr std::array<Importance, 4> importances{Importance::low, Importance::normal, Importance::high, Importance::strategic};

// Minor units of a currency for a yuan, roughly.
std::int64_t minor_from_yuan(std::int64_t yuan, Currency currency) {
    if (currency == Currency::of("CNY")) return yuan * 100;
    if (currency == Currency::of("JPY")) return yuan * 20;
    return yuan * 100 / (currency == Currency::of("USD") ? 7 : 8);
}

std::int64_t rounded(std::int64_t minor) { return std::clamp(minor - minor % value_step_minor, value_step_minor, value_minor_most); }

Date later(Date date, std::int64_t days) { return {static_cast<std::int32_t>(date.days + days)}; }

}  // namespace

std::optional<Time> SimulatedSales::fact_time(const SimulatedDeal& deal, Time at) {
    const double roll = random_.fraction();
    if (roll < out_of_order_share && deal.last_valid > deal.created) return Time{random_.between(deal.created.us, deal.last_valid.us - 1)};
    if (roll >= out_of_order_share + backdated_share) return std::nullopt;
    const auto ago = static_cast<std::int64_t>(random_.lognormal(18, 1.2) * static_cast<double>(us_per_hour));
    return std::max(deal.last_valid, Time{at.us - ago});
}

Saying SimulatedSales::saying(const SimulatedDeal& deal, ReasonFor why, std::optional<Time> valid_at) {
    const bool by_manager = deal.owner && random_.chance(0.12);
    return {by_manager ? company_.manager_of(deal.owner) : deal.owner, std::string(reason_text(random_, why)), valid_at};
}

template <class Command, class T>
void SimulatedSales::state(SimulatedDeal& deal, Time at, Latest<T>& fact, const T& to, ReasonFor why) {
    const auto valid_at = fact_time(deal, at);
    const Time when = valid_at.value_or(at);
    fact.set(to, when);
    deal.last_valid = std::max(deal.last_valid, when);
    ledger_.issue(at, Command{Ref(deal.id), spoken(to)}, saying(deal, why, valid_at));
}

Money SimulatedSales::first_value(Currency currency, std::int64_t price_yuan) {
    const auto pieces = static_cast<std::int64_t>(random_.lognormal(2, 0.8)) + 1;
    return {rounded(minor_from_yuan(price_yuan * pieces, currency)), currency};
}

Money SimulatedSales::other_value(const Stated<Money>& before, Currency currency) {
    if (!before.value) return first_value(currency, random_.between(20, 900) * 1'000);
    const auto minor = rounded(static_cast<std::int64_t>(static_cast<double>(before.value->minor) * (0.65 + 0.8 * random_.fraction())));
    return {minor == before.value->minor ? minor + value_step_minor : minor, currency};
}

void SimulatedSales::edit(SimulatedDeal& deal, Time at) {
    if (!deal.owner) return change_owner(deal, at);
    if (deal.valued != 0 && random_.chance(corrected_share)) return correct_value(deal, at);
    if (random_.chance(judged_share)) return judge(deal, at);
    if (random_.chance(people_share) && deal.customer.value.value) {
        const Money value = deal.value.value.value.value_or(Money{value_step_minor, deal.currency});
        return people_.act(deal.committee, deal.staff, {{deal.id, *deal.customer.value.value, deal.owner, at}, value, stage_name(deal, deal.stage), deal.is_large()});
    }
    switch (random_.weighted(std::array<std::uint32_t, 11>{22, 24, 20, 8, 8, 4, 3, 3, 3, 1, 1})) {
        case 0:
            return estimate_value(deal, at);
        case 1:
            return move_close_date(deal, at);
        case 3:
            state<EstimateBudget>(deal, at, deal.budget, Stated<Money>(other_value(deal.budget.value, deal.currency)));
            return;
        case 4: {
            auto importance = random_.pick(importances);
            if (importance == deal.importance.value.value) importance = importance == Importance::low ? Importance::high : Importance::low;
            state<RateImportance>(deal, at, deal.importance, Stated<Importance>(importance));
            return;
        }
        case 5:
            return change_owner(deal, at);
        case 6:
            if (const auto source = source_name(random_); source != deal.source.value.value)
                return void(state<SetSource>(deal, at, deal.source, Stated<std::string_view>(source)));
            break;
        case 7:
            if (const auto category = category_name(random_); category != deal.category.value.value)
                return void(state<Categorise>(deal, at, deal.category, Stated<std::string_view>(category)));
            break;
        case 8:
            return ledger_.attempt(at, StateEstablishment{Ref(deal.id), deal.established.value == Stated<bool>(false) ? Stated<bool>() : Stated<bool>(false)},
                                   saying(deal, ReasonFor::fact, {}));
        case 9:
            if (const auto customer = company_.some_customer(at); customer != deal.customer.value.value && !deal.committee.is_begun())
                return void(state<SetCustomer>(deal, at, deal.customer, Stated<CustomerId>(customer)));
            break;
        case 10:
            if (const auto product = company_.some_offer(deal.line).product; product != deal.product.value.value)
                return void(state<SetProduct>(deal, at, deal.product, Stated<ProductId>(product)));
            break;
        default:
            break;
    }
    assess_probability(deal, at);
}

void SimulatedSales::assess_probability(SimulatedDeal& deal, Time at) {
    auto percent = static_cast<std::uint8_t>(random_.between(1, 19) * 5);
    if (deal.probability.value.value == Percent{percent}) percent = static_cast<std::uint8_t>(percent + 5);
    state<AssessProbability>(deal, at, deal.probability, Stated<Percent>(Percent{percent}));
}

void SimulatedSales::estimate_value(SimulatedDeal& deal, Time at) {
    const Stated<Money> to(other_value(deal.value.value, deal.currency));
    const auto valid_at = fact_time(deal, at);
    const Time when = valid_at.value_or(at);
    deal.value.set(to, when);
    deal.last_valid = std::max(deal.last_valid, when);
    deal.valued = ledger_.state(at, EstimateValue{Ref(deal.id), to}, saying(deal, ReasonFor::fact, valid_at));
    deal.valued_at = when;
}

void SimulatedSales::grow(SimulatedDeal& deal, Time at, Money by) {
    const std::int64_t before = deal.value.value.value ? deal.value.value.value->minor : 0;
    state<EstimateValue>(deal, at, deal.value, Stated<Money>(Money{rounded(before + by.minor), by.currency}));
}

void SimulatedSales::correct_value(SimulatedDeal& deal, Time at) {
    const Stated<Money> to(other_value(deal.value.value, deal.currency));
    Saying why = saying(deal, ReasonFor::correction, std::nullopt);
    why.corrects = std::exchange(deal.valued, 0);
    deal.value.set(to, deal.valued_at);
    ledger_.issue(at, EstimateValue{Ref(deal.id), to}, std::move(why));
}

void SimulatedSales::move_close_date(SimulatedDeal& deal, Time at) {
    const Date before = *deal.expected_close.value.value, today = date_of(at);
    const Date to = random_.chance(0.85) ? later(std::max(before, today), random_.between(5, 45)) : later(before, -random_.between(1, 9));
    state<MoveExpectedClose>(deal, at, deal.expected_close, Stated<Date>(to), ReasonFor::close_date);
}

// Given, offered or handed over to somebody, unless it is not worth it; who gets it is seen in the log.
void SimulatedSales::change_owner(SimulatedDeal& deal, Time at) {
    constexpr std::int64_t patience = 4 * us_per_hour;
    if (deal.judged == Judged::poor) return evaluate(deal, at);
    if (deal.is_offered || at.us - deal.offered_at.us < patience) return;
    Saying why = saying(deal, ReasonFor::owner, std::nullopt);
    const EmployeeId to = deal.owner ? company_.another_than(deal.owner) : company_.some_seller();
    if (!why.by) why.by = company_.manager_of(to);
    deal.offered_at = deal.last_valid = at;
    if (deal.owner && random_.chance(0.2))
        return ledger_.attempt(at, ProposeHandover{deal.owner, to, {deal.id.entity()}, false, "he knows the customer", Time{at.us + 4 * us_per_day}}, {deal.owner, "territory change", {}});
    const EmployeeId giver = deal.owner ? company_.manager_of(deal.owner) : EmployeeId{}, above = giver ? giver : company_.manager_of(to);
    if (above && company_.manager_of(to) == above && random_.chance(0.35)) return ledger_.attempt(at, Assign{Ref(deal.id), Ref(to)}, {above, std::move(why.reason), {}});
    if (deal.owner) why.by = giver ? giver : deal.owner;
    ledger_.attempt(at, OfferOpportunity{Ref(deal.id), Ref(to), {}}, std::move(why));
}

}  // namespace foxtrail
