#include "events/background.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

// The code point at the front of UTF-8 `text` when it has three bytes, as full-width forms have; 0 for others.
std::uint32_t three_byte_point(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    if (text.size() < 3 || byte(0) >> 4 != 0b1110) return 0;
    return (byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
}

void append_small(std::string& out, char c) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') return;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool begins_by(const Period& later, const Period& earlier, std::int32_t days) {
    return !later.from.known() || !earlier.until.known() || later.from.value->days <= earlier.until.value->days + days;
}

}  // namespace

Period shared_period(const Period& a, const Period& b) {
    const bool both_end = a.until.known() && b.until.known();
    return {std::max(a.from, b.from), both_end ? std::min(a.until, b.until) : std::max(a.until, b.until)};  // unknown is least
}

bool were_together(const Period& a, const Period& b, std::int32_t days_apart_max) {
    return begins_by(a, b, days_apart_max) && begins_by(b, a, days_apart_max);
}

std::string normal_name(std::string_view name) {
    constexpr std::uint32_t ideographic_space = 0x3000, full_width_first = 0xFF01, full_width_last = 0xFF5E;
    constexpr std::uint32_t full_width_offset = full_width_first - '!';
    std::string normal;
    while (!name.empty()) {
        const std::uint32_t point = three_byte_point(name);
        const bool full_width = point >= full_width_first && point <= full_width_last;
        if (full_width)
            append_small(normal, static_cast<char>(point - full_width_offset));
        else if (point != 0 && point != ideographic_space)
            normal.append(name.substr(0, 3));
        else if (point == 0)
            append_small(normal, name.front());
        name.remove_prefix(point != 0 ? 3 : 1);
    }
    return normal;
}

}  // namespace foxtrail
