#include "core/json_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

namespace foxtrail {
namespace {

constexpr std::size_t text_bytes = 1'024;  // of an answer, to begin with
constexpr std::string_view hex_digits = "0123456789abcdef";

template <class Number>
void append_number(std::string& out, Number number) {
    char digits[32];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void append_escaped(std::string& out, char c) {
    constexpr std::string_view plain = "\"\\\b\f\n\r\t", letters = "\"\\bfnrt";
    out += '\\';
    if (const auto at = plain.find(c); at != std::string_view::npos) out += letters[at];
    else ((out += "u00") += hex_digits[static_cast<unsigned char>(c) >> 4]) += hex_digits[c & 15];
}

constexpr auto needs_escape = [] {
    std::array<bool, 256> needs{};
    for (std::size_t c = 0; c < 0x20; ++c) needs[c] = true;
    needs['"'] = needs['\\'] = true;
    return needs;
}();

void append_string(std::string& out, std::string_view text) {
    out += '"';
    const char* done = text.data();
    const char* const end = done + text.size();
    for (const char* at = done; at != end; ++at) {
        if (!needs_escape[static_cast<unsigned char>(*at)]) continue;
        out.append(done, static_cast<std::size_t>(at - done));
        append_escaped(out, *at);
        done = at + 1;
    }
    out.append(done, static_cast<std::size_t>(end - done)) += '"';
}

void append_array(std::string& out, const json::array& array) {
    out += '[';
    for (const auto& item : array) {
        if (&item != array.data()) out += ',';
        append_json(out, item);
    }
    out += ']';
}

}  // namespace

void append_json(std::string& out, const json::object& object) {
    char before = '{';
    for (const auto& [key, value] : object) {
        append_string(out += std::exchange(before, ','), key);
        append_json(out += ':', value);
    }
    if (object.empty()) out += '{';
    out += '}';
}

void append_json(std::string& out, const json::value& value) {
    switch (value.kind()) {
        case json::kind::null: out += "null"; return;
        case json::kind::bool_: out += value.get_bool() ? "true" : "false"; return;
        case json::kind::int64: return append_number(out, value.get_int64());
        case json::kind::uint64: return append_number(out, value.get_uint64());
        case json::kind::double_: return std::isfinite(value.get_double()) ? append_number(out, value.get_double()) : void(out += "null");
        case json::kind::string: return append_string(out, value.get_string());
        case json::kind::array: return append_array(out, value.get_array());
        case json::kind::object: return append_json(out, value.get_object());
    }
}

std::string json_text(const json::value& value) {
    std::string text;
    text.reserve(text_bytes);
    append_json(text, value);
    return text;
}

std::string json_text(const json::object& object) {
    std::string text;
    text.reserve(text_bytes);
    append_json(text, object);
    return text;
}

}  // namespace foxtrail
