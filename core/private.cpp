#include "core/private.hpp"

namespace foxtrail {
namespace {

constexpr std::string_view prefix = "sealed:";
constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";  // RFC 4648, section 5

}  // namespace

std::string to_text(const Sealed& sealed) {
    std::string text(prefix);
    std::uint32_t bits = 0;
    int held = 0;
    for (const unsigned char byte : sealed.bytes) {
        bits = bits << 8 | byte;
        for (held += 8; held >= 6; held -= 6) text += base64_digits[bits >> (held - 6) & 63];
    }
    if (held > 0) text += base64_digits[bits << (6 - held) & 63];
    return text;
}

std::expected<Sealed, std::string> from_text(std::string_view text, std::type_identity<Sealed>) {
    if (!text.starts_with(prefix)) return std::unexpected(std::string("expected sealed personal data like \"sealed:AbC_\""));
    Sealed sealed;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char digit : text.substr(prefix.size())) {
        const auto value = base64_digits.find(digit);
        if (value == base64_digits.npos) return std::unexpected(std::string("sealed personal data is base64url behind \"sealed:\""));
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        if ((held += 6) >= 8) sealed.bytes += static_cast<char>(bits >> (held -= 8));
    }
    return sealed;
}

}  // namespace foxtrail
