// Money: integer minor units with an ISO 4217 currency. Sums of different currencies do not compile into one number:
// add() says no.
#pragma once

#include <compare>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace foxtrail {

struct Currency {
    std::uint16_t code = 0;  // three letters, five bits each; 0 is "none"
    auto operator<=>(const Currency&) const = default;
    explicit operator bool() const { return code != 0; }
    static constexpr Currency of(std::string_view letters) {
        if (letters.size() != 3) return {};
        std::uint16_t code = 0;
        for (const char letter : letters) {
            if (letter < 'A' || letter > 'Z') return {};
            code = static_cast<std::uint16_t>(code << 5 | (letter - 'A' + 1));
        }
        return {code};
    }
    int minor_digits() const;  // digits after the decimal point: CNY 2, JPY 0, KWD 3
};

std::string to_text(Currency);
std::expected<Currency, std::string> from_text(std::string_view, std::type_identity<Currency>);  // active ISO 4217 codes only

// The largest amount a single figure may state, in minor units. It keeps a sum over 65,000 of the largest deals inside 64 bits
// and lets a read model keep an amount and its currency in eight bytes.
inline constexpr std::int64_t money_minor_max = (std::int64_t{1} << 47) - 1;

struct Money {
    std::int64_t minor = 0;
    Currency currency;
    auto operator<=>(const Money&) const = default;
};

// Holds the sum of any number of amounts.
__extension__ typedef __int128 WideSum;

// "1234.50": the decimal point of the currency, no grouping.
std::string decimal_text(WideSum minor, Currency);

// "1234.5" CNY -> 123450. Refuses more decimals than the currency has, exponents, and amounts beyond money_minor_max.
std::expected<std::int64_t, std::string> minor_from_decimal(std::string_view, Currency);

// nothing when the currencies differ or the sum leaves 64 bits
std::optional<Money> add(Money, Money);

}  // namespace foxtrail
