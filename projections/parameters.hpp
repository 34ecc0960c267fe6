// How read models read the parameters they share: whole numbers, instants, pages. A problem's pointer is the parameter's name.
#pragma once

#include "projections/read_model.hpp"

#include <charconv>

namespace foxtrail {

inline constexpr std::size_t page_limit_max = 1'000, page_limit_default = 100;

// Digits only, the whole text; nothing for any other form or what leaves 64 bits.
inline std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

template <class Number>
void read_number(const ReadQuestion& question, std::string_view name, Number& into, std::uint64_t max, Problems& problems) {
    const auto text = question.find(name);
    if (!text) return;
    if (const auto number = whole_number(*text); number && *number <= max) into = static_cast<Number>(*number);
    else problems.push_back({std::string(name), "expected a whole number up to " + std::to_string(max)});
}

// A date means its beginning, 00:00:00 UTC.
inline Time read_time(const ReadQuestion& question, std::string_view name, Time otherwise, Problems& problems) {
    const auto text = question.find(name);
    if (!text) return otherwise;
    if (const auto date = from_text(*text, std::type_identity<Date>{})) return start_of(*date);
    const auto time = from_text(*text, std::type_identity<Time>{});
    if (!time) problems.push_back({std::string(name), "expected an instant like \"2026-11-24T09:30:00Z\" or a date"});
    return time.value_or(otherwise);
}

}  // namespace foxtrail
