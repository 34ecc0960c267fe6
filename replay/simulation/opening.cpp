// How a simulated deal begins: from nothing, or from a lead.
#include "commands/lead.hpp"
#include "replay/simulation/deal.hpp"

namespace foxtrail {
namespace {

constexpr double late_birth_share = 0.03;
constexpr std::array<std::string_view, 4> currencies{"CNY", "USD", "EUR", "JPY"};
constexpr std::array<std::uint32_t, 4> currency_weights{70, 14, 9, 7};

}  // namespace

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
    deal.expected_close = {Date{date_of(created).days + static_cast<std::int32_t>(random_.between(20, 120))}, created};
    deal.source = {source_name(random_), created};
    deal.category = {category_name(random_), created};
    deal.importance = {static_cast<Importance>(static_cast<std::uint8_t>(Importance::low) + random_.below(4)), created};
    deal.probability = {{}, created};
    if (random_.chance(0.8)) deal.probability.value = Percent{static_cast<std::uint8_t>(random_.between(1, 8) * 5)};
    deal.value = {first_value(deal.currency, offer.price_yuan), created};
    if (random_.chance(0.1)) deal.value.value = {};
    deal.budget = {{}, created};
    if (random_.chance(0.5)) deal.budget.value = other_value(deal.value.value, deal.currency);
    deal.established = {{}, created};
    if (random_.chance(0.6)) deal.established.value = false;  // that it is a project is for others to say
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
    convert.expected_close = deal.expected_close.value, convert.category = spoken(deal.category.value),
    convert.probability = deal.probability.value;
    convert.importance = deal.importance.value, convert.value = deal.value.value, convert.budget = deal.budget.value;
    ledger_.issue(at, std::move(convert), {company_.head_of({1}), {}, {}});  // above who has the lead and who gets the deal
    return deal;
}

// A deal that is written down late has gone on meanwhile: its stage entries follow in one go, each at its own time.
void SimulatedSales::catch_up_stages(SimulatedDeal& deal, Time at) {
    for (auto left = random_.below(3); left > 0; --left) {
        const Time when{random_.between(deal.last_valid.us, at.us)};
        passed_gate(deal, at, when);
        deal.stage_since = deal.last_valid = when;
        ++deal.stage;
        ledger_.issue(at, AdvanceStage{Ref(deal.id), stage_name(deal, deal.stage)},
                      {deal.owner, std::string(reason_text(random_, ReasonFor::backdated)), when});
    }
}

}  // namespace foxtrail
