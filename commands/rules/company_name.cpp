#include "commands/rules/company_name.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

// Takes the next character; a full-width form (U+FF01 to U+FF5E) as its ASCII twin, the ideographic space as a blank.
std::string_view take_character(std::string_view& rest, char& twin) {
    const auto lead = static_cast<unsigned char>(rest.front());
    const std::size_t bytes = std::min<std::size_t>(lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, rest.size());
    const std::string_view character = rest.substr(0, bytes);
    rest.remove_prefix(bytes);
    if (bytes == 3) {
        const auto middle = static_cast<unsigned char>(character[1]), last = static_cast<unsigned char>(character[2]);
        const unsigned code = (lead & 0x0FU) << 12 | (middle & 0x3FU) << 6 | (last & 0x3FU);
        if (code >= 0xFF01 && code <= 0xFF5E) twin = static_cast<char>(code - 0xFF01 + '!');
        if (code == 0x3000) twin = ' ';
    }
    if (twin) return {&twin, 1};
    return character;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

std::string normal_company_name(std::string_view name) {
    std::string normal;
    for (std::string_view rest = name; !rest.empty();) {
        char twin = 0;
        const std::string_view character = take_character(rest, twin);
        const char c = lower(character.front());
        if (character.size() > 1 || letter_or_digit(c)) normal += character.size() > 1 ? character : std::string_view(&c, 1);
    }
    return normal.empty() ? std::string(name) : normal;
}

}  // namespace foxtrail
