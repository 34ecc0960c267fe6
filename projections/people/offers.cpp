#include "projections/people/offers.hpp"

namespace foxtrail {

OfferAnswer answer_of(const WorkRow& offer) {
    switch (offer.state()) {
        case WorkState::open:
        case WorkState::answered:
            return OfferAnswer::waiting;
        case WorkState::done:
            return OfferAnswer::accepted;
        case WorkState::refused:
            return OfferAnswer::declined;
        case WorkState::expired:
            return OfferAnswer::expired;
        case WorkState::withdrawn:
            return OfferAnswer::reclaimed;
    }
    return OfferAnswer::waiting;
}

void OfferTally::add(const WorkRow& offer) {
    const OfferAnswer answer = answer_of(offer);
    ++counts_[static_cast<std::size_t>(answer)];
    if (answer == OfferAnswer::accepted || answer == OfferAnswer::declined)
        response_.add(offer.closed().us - offer.opened.us);
    else
        response_.add_censored();
}

json::object OfferTally::printed() const {
    json::object printed;
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        printed[enum_name(static_cast<OfferAnswer>(i))] = counts_[i];
        all += counts_[i];
    }
    const auto count = [&](OfferAnswer answer) { return counts_[static_cast<std::size_t>(answer)]; };
    const std::uint64_t accepted = count(OfferAnswer::accepted);
    const std::uint64_t decided = accepted + count(OfferAnswer::declined) + count(OfferAnswer::expired);
    printed["n"] = all;
    printed["accepted_share"] = proportion(accepted, decided, count(OfferAnswer::waiting));
    printed["response"] = response_.summary();
    return printed;
}

std::vector<Reclaim> reclaims_at(const DimensionContext& context) {
    constexpr auto owner = Table<Deal>::attribute_of<&Deal::owner>(), unit = Table<Deal>::attribute_of<&Deal::unit>();
    std::vector<Reclaim> found;
    context.deals->deals.each_history(context.instant, [&](std::uint32_t id, const Deal& birth, Time, std::span<const Change> changes) {
        EmployeeId owned_by = birth.owner;
        DepartmentId department = birth.unit.department;
        for (const Change& change : changes) {
            if (change.attribute() == unit) department = Table<Deal>::value_of<&Deal::unit>(change).department;
            if (change.attribute() != owner) continue;
            const auto next = Table<Deal>::value_of<&Deal::owner>(change);
            if (owned_by && !next) found.push_back({{id}, owned_by, department, change.valid_at(), change.position()});
            owned_by = next;
        }
    });
    std::ranges::sort(found, std::greater(), [](const Reclaim& one) { return std::pair(one.at, one.position); });
    return found;
}

}  // namespace foxtrail
