#include "core/names.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace foxtrail {
namespace {

enum class Sort : std::uint8_t { letter, joins, parts, blank };  // punctuation joins what stands beside it, or parts it

struct Character {
    std::string text;
    Sort sort = Sort::letter;
};

Sort sort_of(std::uint32_t point) {
    if (point == ' ' || (point >= '\t' && point <= '\r') || point == 0xA0 || point == 0x3000) return Sort::blank;
    const bool is_quote = point == '\'' || point == 0x2018 || point == 0x2019;
    if (is_quote || point == 0xB7 || point == 0x30FB) return Sort::joins;  // the dots between parts of a name too
    const bool is_ascii_letter = (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z');
    if (point < 0x80) return is_ascii_letter ? Sort::letter : Sort::parts;
    const bool is_punctuation = (point >= 0x2010 && point <= 0x205E) || (point >= 0x3001 && point <= 0x3003) || (point >= 0x3008 && point <= 0x3020);
    return is_punctuation ? Sort::parts : Sort::letter;
}

// The code point at the front and its bytes; what is no UTF-8 is one byte, and a letter.
std::pair<std::uint32_t, std::size_t> point_at(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::size_t size = byte(0) < 0x80 ? 1 : byte(0) >> 5 == 0b110 ? 2 : byte(0) >> 4 == 0b1110 ? 3 : byte(0) >> 3 == 0b11110 ? 4 : 0;
    if (size == 1) return {byte(0), 1};
    constexpr std::uint32_t no_character = 0xFFFD;
    if (size == 0 || size > text.size()) return {no_character, 1};
    std::uint32_t point = byte(0) & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) {
        if (byte(i) >> 6 != 0b10) return {no_character, 1};
        point = point << 6 | (byte(i) & 0x3FU);
    }
    return {point, size};
}

// Takes the next one, a full-width form (U+FF01 to U+FF5E) as its ASCII twin, in small letters.
Character take(std::string_view& rest) {
    auto [point, size] = point_at(rest);
    Character taken{std::string(rest.substr(0, size))};
    rest.remove_prefix(size);
    if (point >= 0xFF01 && point <= 0xFF5E) point = point - 0xFF01 + '!';
    if (point >= 'A' && point <= 'Z') point = point - 'A' + 'a';
    if (point < 0x80) taken.text.assign(1, static_cast<char>(point));
    taken.sort = sort_of(point);
    return taken;
}

// The words of a name; of one without a letter all but its blanks.
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    std::string marks;
    for (bool is_new = true; !name.empty();) {
        const auto [text, sort] = take(name);
        if (sort == Sort::letter && is_new) words.emplace_back();
        if (sort == Sort::letter) words.back() += text, is_new = false;
        else if (sort != Sort::joins) is_new = true;
        if (sort != Sort::blank) marks += text;
    }
    if (words.empty() && !marks.empty()) words.push_back(marks);
    return words;
}

// "s", "a" at the end of a name is "sa".
void join_letters_at_end(std::vector<std::string>& words) {
    std::string letters;
    while (words.size() > 1 && words.back().size() == 1) letters = words.back() + letters, words.pop_back();
    if (!letters.empty()) words.push_back(letters);
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += word;
    return all;
}

constexpr std::array<std::string_view, 23> legal_words{"ag",  "bv",  "co",  "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kg", "kk", "limited",
                                                       "llc", "llp", "ltd", "nv",      "oy",   "plc",         "pte",  "pty", "sa",           "sarl", "srl"};
constexpr std::array<std::string_view, 5> legal_endings{"有限责任公司", "股份有限公司", "有限公司", "股份公司", "公司"};

}  // namespace

std::string normal_name(std::string_view name) { return joined(words_of(name)); }

std::string normal_company_name(std::string_view name) {
    auto words = words_of(name);
    join_letters_at_end(words);
    while (words.size() > 1 && std::ranges::find(legal_words, words.back()) != legal_words.end()) words.pop_back();
    std::string normal = joined(words);
    const auto ending = std::ranges::find_if(legal_endings, [&](std::string_view each) { return normal.ends_with(each); });
    if (ending != legal_endings.end() && normal.size() > ending->size()) normal.resize(normal.size() - ending->size());
    return normal;
}

}  // namespace foxtrail
