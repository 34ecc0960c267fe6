#include "replay/import/stated_fields.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace foxtrail {
namespace {

std::string in_quotes(std::string_view text) { return "\"" + std::string(text.substr(0, 60)) + "\""; }

}  // namespace

std::expected<Money, std::string> stated_amount(std::string_view text, const std::optional<std::string>& currency_code,
                                                const AmountsMapping& amounts) {
    Currency currency = amounts.currency;
    if (currency_code) {
        const auto stated = from_text(*currency_code, std::type_identity<Currency>{});
        if (!stated) return std::unexpected(in_quotes(*currency_code) + ": " + stated.error());
        currency = *stated;
    }
    return read_amount(text, amounts.decimal_mark.value_or(DecimalMark::point), amounts.group_mark.value_or(GroupMark::none), currency);
}

std::expected<Percent, std::string> stated_percent(std::string_view text) {
    std::string_view digits = text;
    if (digits.ends_with('%')) digits.remove_suffix(1);
    std::uint8_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || value > 100)
        return std::unexpected(in_quotes(text) + " is no whole percentage from 0 to 100");
    return Percent{value};
}

std::expected<bool, std::string> stated_truth(std::string_view text) {
    std::string lower(text);
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (lower == "true" || lower == "yes" || lower == "1") return true;
    if (lower == "false" || lower == "no" || lower == "0") return false;
    return std::unexpected(in_quotes(text) + " is neither true nor false");
}

std::expected<std::string, std::string> stated_importance(std::string_view text) {
    constexpr std::array<std::string_view, 4> ratings{"low", "normal", "high", "strategic"};
    if (std::ranges::find(ratings, text) != ratings.end()) return std::string(text);
    return std::unexpected(in_quotes(text) + " is none of low, normal, high, strategic");
}

std::string unfit_key(const ExternalKey& key) {
    const auto read = from_text(key.text, std::type_identity<ExternalKey>{});
    return read ? std::string() : read.error();
}

}  // namespace foxtrail
