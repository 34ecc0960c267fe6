#include "core/json.hpp"

#include <algorithm>

namespace foxtrail {

std::string pointer_token(std::string_view name) {
    std::string token;
    for (const char c : name) {
        if (c == '~') token += "~0";
        else if (c == '/') token += "~1";
        else token += c;
    }
    return token;
}

namespace detail {

std::optional<std::string_view> read_string(const json::value& json, Problems& problems, const std::string& at, const JsonLimits& limits, std::string_view expected) {
    const auto* text = json.if_string();
    if (!text) {
        problems.push_back({at, std::string(expected)});
        return std::nullopt;
    }
    if (text->size() > limits.string_bytes_max) {
        problems.push_back({at, "expected at most " + std::to_string(limits.string_bytes_max) + " bytes"});
        return std::nullopt;
    }
    if (std::ranges::any_of(*text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r'; })) {
        problems.push_back({at, "holds a control character"});
        return std::nullopt;
    }
    return std::string_view(*text);
}

void read_money(const json::value& json, Money& money, Problems& problems, const std::string& at) {
    const auto* object = json.if_object();
    if (!object) return problems.push_back({at, R"(expected {"amount":"1234.50","currency":"CNY"})"});
    const std::size_t before = problems.size();
    std::string amount;
    if (const auto* found = object->if_contains("amount")) read_json(*found, amount, problems, at + "/amount");
    else problems.push_back({at + "/amount", "is missing"});
    if (const auto* found = object->if_contains("currency")) read_json(*found, money.currency, problems, at + "/currency");
    else problems.push_back({at + "/currency", "is missing"});
    constexpr std::array<std::string_view, 2> known{"amount", "currency"};
    unknown_members(*object, known, problems, at);
    if (problems.size() != before) return;
    if (const auto minor = minor_from_decimal(amount, money.currency)) money.minor = *minor;
    else problems.push_back({at + "/amount", minor.error()});
}

void unknown_members(const json::object& object, std::span<const std::string_view> known, Problems& problems, const std::string& at) {
    for (const auto& member : object)
        if (std::ranges::find(known, std::string_view(member.key())) == known.end())
            problems.push_back({at + '/' + pointer_token(member.key()), "is not a known member"});
}

std::string one_of(std::span<const std::string_view> names) {
    std::string text = "expected one of";
    for (const auto name : names) (text += names.front() == name ? " \"" : ", \"").append(name) += '"';
    return text;
}

}  // namespace detail
}  // namespace foxtrail
