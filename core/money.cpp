#include "core/money.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>

namespace foxtrail {
namespace {

// Source: ISO 4217:2015 list one, active codes; digits other than 2 are listed apart.
constexpr std::string_view two_digits =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP "
    "CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR "
    "JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN "
    "NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP "
    "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWL";
constexpr std::string_view no_digits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
constexpr std::string_view three_digits = "BHD IQD JOD KWD LYD OMR TND";

bool listed(std::string_view list, std::string_view code) {
    for (std::size_t at = 0; at + 3 <= list.size(); at += 4)
        if (list.substr(at, 3) == code) return true;
    return false;
}

std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

}  // namespace

std::string to_text(Currency currency) {
    if (!currency) return {};
    const auto letter = [&](int shift) { return static_cast<char>('A' + (currency.code >> shift & 31) - 1); };
    return {letter(10), letter(5), letter(0)};
}

std::expected<Currency, std::string> from_text(std::string_view text, std::type_identity<Currency>) {
    if (listed(two_digits, text) || listed(no_digits, text) || listed(three_digits, text)) return Currency::of(text);
    return std::unexpected("expected an ISO 4217 currency code like \"CNY\"");
}

int Currency::minor_digits() const {
    const std::string text = to_text(*this);
    return listed(no_digits, text) ? 0 : listed(three_digits, text) ? 3 : 2;
}

std::string decimal_text(WideSum minor, Currency currency) {
    const int digits = currency.minor_digits();
    char buffer[40];
    char* first = std::end(buffer);
    for (WideSum rest = minor; first == std::end(buffer) || rest != 0; rest /= 10) *--first = static_cast<char>('0' + std::abs(static_cast<int>(rest % 10)));
    std::string text(first, std::end(buffer));
    if (digits > 0) {
        if (text.size() <= static_cast<std::size_t>(digits)) text.insert(0, static_cast<std::size_t>(digits) + 1 - text.size(), '0');
        text.insert(text.size() - static_cast<std::size_t>(digits), 1, '.');
    }
    return minor < 0 ? '-' + text : text;
}

std::expected<std::int64_t, std::string> minor_from_decimal(std::string_view text, Currency currency) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    const auto all_digits = [](std::string_view s) { return std::ranges::all_of(s, [](char c) { return c >= '0' && c <= '9'; }); };
    if (whole.empty() || whole.size() > 15 || !all_digits(whole) || !all_digits(fraction) || (point != std::string_view::npos && fraction.empty()))
        return std::unexpected("expected a decimal amount like \"1234.50\"");
    const int digits = currency.minor_digits();
    if (fraction.size() > static_cast<std::size_t>(digits))
        return std::unexpected(to_text(currency) + " has " + std::to_string(digits) + " decimals, not " + std::to_string(fraction.size()));
    std::int64_t minor = 0;
    for (const char digit : whole) minor = minor * 10 + (digit - '0');
    if (minor > money_minor_max / power_of_ten(digits)) return std::unexpected("the amount is larger than " + decimal_text(money_minor_max, currency));
    for (const char digit : fraction) minor = minor * 10 + (digit - '0');
    minor *= power_of_ten(digits - static_cast<int>(fraction.size()));
    return negative ? -minor : minor;
}

std::optional<Money> add(Money a, Money b) {
    Money sum = a;
    if (a.currency != b.currency || __builtin_add_overflow(a.minor, b.minor, &sum.minor)) return std::nullopt;
    return sum;
}

}  // namespace foxtrail
