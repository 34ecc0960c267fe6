#include "core/names.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <utf8proc.h>
#include <vector>

namespace foxtrail {
namespace {

const utf8proc_uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const utf8proc_uint8_t*>(text.data()); }

// Han characters, which have no case: U+4E00 to U+9FFF. Bytes at the front that are one; 0 when there is none.
std::size_t han_at(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto goes_on = [&](std::size_t i) { return byte(i) >> 6 == 0b10; };
    if (text.size() < 3 || byte(0) < 0xE4 || byte(0) > 0xE9 || !goes_on(1) || !goes_on(2)) return 0;
    return byte(0) == 0xE4 && byte(1) < 0xB8 ? 0 : 3;
}

// Whether folding leaves all but ASCII letters as they are, as far as that shows without the tables.
bool is_simple(std::string_view text) {
    while (!text.empty()) {
        const std::size_t size = static_cast<std::uint8_t>(text[0]) < 0x80 ? 1 : han_at(text);
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}
// How much of a folded text, from the front, is letters, as far as that shows without the tables.
std::size_t letters_at(std::string_view text) {
    std::size_t size = 0;
    for (std::size_t next = 1; next != 0 && size < text.size(); size += next) {
        const char c = text[size];
        next = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? 1 : han_at(text.substr(size));
    }
    return size;
}
std::string folded_ascii(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

enum class Sort : std::uint8_t { letter, joins, parts, blank };  // punctuation joins what stands beside it, or parts it

Sort sort_of(utf8proc_int32_t point) {
    const bool is_quote = point == '\'' || point == 0x2018 || point == 0x2019;
    if (is_quote || point == 0xB7 || point == 0x30FB) return Sort::joins;  // the dots between parts of a name too
    const std::string_view category = utf8proc_category_string(point);
    if (category.front() == 'Z' || category == "Cc" || category == "Cf") return Sort::blank;
    return category.front() == 'P' || category.front() == 'S' ? Sort::parts : Sort::letter;  // also of a script newer than the tables
}

// A character, or several letters.
struct Piece {
    std::string_view text;
    Sort sort = Sort::letter;
};

// Takes the next one; a byte that is no UTF-8 is a letter.
Piece take(std::string_view& rest) {
    if (const std::size_t letters = letters_at(rest)) {
        const Piece taken{rest.substr(0, letters), Sort::letter};
        rest.remove_prefix(letters);
        return taken;
    }
    utf8proc_int32_t point = 0;
    const auto size = utf8proc_iterate(bytes_of(rest), static_cast<utf8proc_ssize_t>(rest.size()), &point);
    const Piece taken{rest.substr(0, size < 1 ? 1 : static_cast<std::size_t>(size)), size < 1 ? Sort::letter : sort_of(point)};
    rest.remove_prefix(taken.text.size());
    return taken;
}

void add_marks(std::vector<std::string>& words, std::string_view rest) {
    std::string marks;
    while (!rest.empty())
        if (const auto [text, sort] = take(rest); sort != Sort::blank) marks += text;
    if (!marks.empty()) words.push_back(std::move(marks));
}

// The words of a name; of one without a letter all but its blanks.
std::vector<std::string> words_of(std::string_view name) {
    const std::string letters = folded(name);
    std::vector<std::string> words;
    std::string_view rest = letters;
    for (bool is_new = true; !rest.empty();) {
        const auto [text, sort] = take(rest);
        if (sort == Sort::letter && is_new) words.emplace_back();
        if (sort == Sort::letter) words.back() += text, is_new = false;
        else if (sort != Sort::joins) is_new = true;
    }
    if (words.empty()) add_marks(words, letters);
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

std::string folded(std::string_view text) {
    if (is_simple(text)) return folded_ascii(std::string(text));
    constexpr auto how = static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
    utf8proc_uint8_t* mapped = nullptr;
    const auto size = utf8proc_map(bytes_of(text), static_cast<utf8proc_ssize_t>(text.size()), &mapped, how);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(mapped, &std::free);
    return size < 0 ? folded_ascii(std::string(text)) : std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
}

std::string normal_name(std::string_view name) {
    return letters_at(name) == name.size() ? std::string(name) : joined(words_of(name));  // a normal form, most often
}

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
