#include "replay/simulation_deal.hpp"

#include "commands/handover.hpp"
#include "commands/lead.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

constexpr double late_birth_share = 0.03, out_of_order_share = 0.004, corrected_share = 0.012, people_share = 0.42, judged_share = 0.1;
constexpr std::int64_t value_step_minor = 10'000, value_minor_most = 1'000'000'000'000;
constexpr std::array<std::string_view, 4> currencies{"CNY", "USD", "EUR", "JPY"};
constexpr std::array<std::uint32_t, 4> currency_weights{70, 14, 9, 7};
constexpr std::array<Importance, 4> importances{Importance::low, Importance::normal, Importance::high, Importance::strategic};

Stated<std::string> spoken(const Stated<std::string_view>& text) {
    return text.value ? Stated<std::string>(std::string(*text.value)) : Stated<std::string>();
}
template <class T>
const T& spoken(const T& fact) {
    return fact;
}
template <class Noun>
Stated<Ref<Id<Noun>>> spoken(const Stated<Id<Noun>>& id) {
    return id.value ? Stated<Ref<Id<Noun>>>(Ref<Id<Noun>>(*id.value)) : Stated<Ref<Id<Noun>>>();
}

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

SimulatedDeal SimulatedSales::with_first_facts(Time created) {
    SimulatedDeal deal;
    deal.id = {++opened_};
    deal.line = random_.chance(0.6) ? 0 : 1;
    deal.version = company_.newest_version(deal.line);
    deal.stage = random_.chance(0.04) ? 2 : 1;
    deal.currency = Currency::of(currencies[random_.weighted(currency_weights)]);
    deal.created = deal.stage_since = deal.outcome_since = deal.last_valid = created;
    const auto offer = company_.some_offer(deal.line);
    deal.product = {offer.product, created};
    deal.expected_close = {later(date_of(created), random_.between(20, 120)), created};
    deal.source = {source_name(random_), created};
    deal.category = {category_name(random_), created};
    deal.importance = {random_.pick(importances), created};
    deal.probability = {{}, created};
    if (random_.chance(0.8)) deal.probability.value = Percent{static_cast<std::uint8_t>(random_.between(1, 8) * 5)};
    deal.value = {first_value(deal.currency, offer.price_yuan), created};
    if (random_.chance(0.1)) deal.value.value = {};
    deal.budget = {{}, created};
    if (random_.chance(0.5)) deal.budget.value = other_value(deal.value.value, deal.currency);
    deal.established = {{}, created};
    if (random_.chance(0.6)) deal.established.value = random_.chance(0.2);
    return deal;
}

SimulatedDeal SimulatedSales::open(Time at) {
    const bool late = random_.chance(late_birth_share);
    const CustomerId customer = company_.some_customer(at);
    const Time created = late ? Time{at.us - random_.between(7, 60) * us_per_day} : at;
    SimulatedDeal deal = with_first_facts(created);
    deal.customer = {customer, created};
    deal.owner = first_owner();
    CreateOpportunity create{deal_name(random_, deal.id.number),
                             spoken(deal.customer.value),
                             spoken(deal.product.value),
                             Ref(StageModelId{deal.line + 1U}),
                             std::nullopt,
                             std::nullopt,
                             deal.expected_close.value,
                             spoken(deal.source.value),
                             spoken(deal.category.value),
                             deal.probability.value,
                             deal.importance.value,
                             deal.value.value,
                             deal.established.value,
                             deal.budget.value,
                             std::nullopt};
    if (deal.stage > 1) create.stage = stage_name(deal, deal.stage);
    if (deal.owner) create.owner = Ref(deal.owner);
    if (random_.chance(0.05)) create.external_key = ExternalKey{"crm:" + std::to_string(7'000'000 + deal.id.number)};
    const auto valid_at = late ? std::optional(created) : std::nullopt;
    ledger_.issue(at, std::move(create), {deal.owner, {}, valid_at});
    if (late) catch_up_stages(deal, at);
    return deal;
}

// Who has no room for more is asked later.
EmployeeId SimulatedSales::first_owner() {
    const EmployeeId seller = company_.some_seller();
    return random_.chance(0.96) && !company_.is_limited(seller) ? seller : EmployeeId{};
}

SimulatedDeal SimulatedSales::convert(const SimulatedLead& lead, Time at) {
    const CustomerId customer = company_.register_customer(at, lead.company);
    SimulatedDeal deal = with_first_facts(at);
    deal.customer = {customer, at};
    deal.source = {lead.source, at};
    deal.established = {Stated<bool>(false), at};
    deal.stage = 1;
    while (!deal.owner) deal.owner = first_owner();
    ConvertLead convert;
    convert.lead = lead.id, convert.name = deal_name(random_, deal.id.number);
    convert.customer = Ref(customer), convert.product = Ref(*deal.product.value.value);
    convert.stage_model = StageModelId{deal.line + 1U}, convert.owner = Ref(deal.owner);
    convert.expected_close = deal.expected_close.value, convert.category = spoken(deal.category.value), convert.probability = deal.probability.value;
    convert.importance = deal.importance.value, convert.value = deal.value.value, convert.budget = deal.budget.value;
    ledger_.issue(at, std::move(convert), {deal.owner, {}, {}});
    return deal;
}

// A deal that is written down late has gone on meanwhile: its stage entries follow in one go, each at its own time.
void SimulatedSales::catch_up_stages(SimulatedDeal& deal, Time at) {
    for (auto left = random_.below(3); left > 0; --left) {
        const Time when{random_.between(deal.last_valid.us, at.us)};
        pass_gate(deal, at, when);
        deal.stage_since = deal.last_valid = when;
        ++deal.stage;
        ledger_.issue(at, AdvanceStage{Ref(deal.id), stage_name(deal, deal.stage)},
                      {deal.owner, std::string(reason_text(random_, ReasonFor::backdated)), when});
    }
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
            return ledger_.attempt(at, StateEstablishment{Ref(deal.id), Stated<bool>(!deal.established.value.value.value_or(false))}, saying(deal, ReasonFor::fact, {}));
        case 9:
            if (const auto customer = company_.some_customer(at); customer != deal.customer.value.value)
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
    if (random_.chance(0.35)) return ledger_.attempt(at, Assign{Ref(deal.id), Ref(to)}, std::move(why));
    ledger_.attempt(at, OfferOpportunity{Ref(deal.id), Ref(to), {}}, std::move(why));
}

}  // namespace foxtrail
