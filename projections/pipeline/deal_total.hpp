// How many deals, worth how much in each currency.
#pragma once

#include "projections/reading/dimension.hpp"

#include <map>

namespace foxtrail {

struct DealTotal {
    std::uint64_t count = 0, value_unknown = 0;
    std::map<Currency, WideSum> amounts;

    void add(const Deal& deal) {
        ++count;
        if (deal.value)
            amounts[deal.value.currency()] += deal.value.minor();
        else
            ++value_unknown;
    }
    json::object printed() const {
        return {{"count", count},
                {"amounts", amounts_json({amounts.begin(), amounts.end()})},
                {"value_unknown", value_unknown}};
    }
};

}  // namespace foxtrail
