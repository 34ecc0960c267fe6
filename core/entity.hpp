// What an event can point at: a kind and a dense number, shown as "opp-1042".
//
// A kind is its own prefix, one to four lower-case letters packed into 32 bits, so the log can index links
// without a registry of kinds and without knowing a single sales word.
#pragma once

#include <charconv>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace foxtrail {

struct Kind {
    std::uint32_t code = 0;
    auto operator<=>(const Kind&) const = default;

    // "opp" -> 'o'<<24 | 'p'<<16 | 'p'<<8; anything but 1 to 4 lower-case letters gives the empty kind.
    static constexpr Kind of(std::string_view prefix) {
        if (prefix.empty() || prefix.size() > 4) return {};
        Kind kind;
        for (std::size_t i = 0; i < 4; ++i) {
            kind.code <<= 8;
            if (i >= prefix.size()) continue;
            if (prefix[i] < 'a' || prefix[i] > 'z') return {};
            kind.code |= static_cast<unsigned char>(prefix[i]);
        }
        return kind;
    }
    explicit operator bool() const { return code != 0; }
};

inline std::string to_text(Kind kind) {
    std::string text;
    for (int shift = 24; shift >= 0; shift -= 8)
        if (const char letter = static_cast<char>(kind.code >> shift & 0xFF)) text += letter;
    return text;
}

struct Entity {
    Kind kind;
    std::uint32_t number = 0;  // dense per kind, from 1; 0 is "none"
    auto operator<=>(const Entity&) const = default;
    explicit operator bool() const { return number != 0; }
};

inline std::string to_text(Entity entity) { return to_text(entity.kind) + '-' + std::to_string(entity.number); }

// "opp-1042" -> {opp, 1042}; nothing for any other form ("opp-0", "opp-01", "Opp-1").
inline std::optional<Entity> parse_entity(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    Entity entity{Kind::of(text.substr(0, dash)), 0};
    const auto digits = text.substr(dash + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), entity.number);
    if (!entity.kind || error != std::errc{} || end != digits.data() + digits.size() || digits.front() == '0')
        return std::nullopt;
    return entity;
}

}  // namespace foxtrail

template <>
struct std::hash<foxtrail::Entity> {
    std::size_t operator()(const foxtrail::Entity& e) const noexcept {
        const std::uint64_t packed = std::uint64_t{e.kind.code} << 32 | e.number;
        return static_cast<std::size_t>((packed ^ packed >> 29) * 0x9E3779B97F4A7C15ULL >> 7);
    }
};
