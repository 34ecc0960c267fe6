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

std::string JsonPlace::pointer() const {
    if (!above) return std::string(name);
    return above->pointer() + '/' + (name.data() ? pointer_token(name) : std::to_string(index));
}

json::object write_members(const void* object, std::span<const JsonMember> members, const json::storage_ptr& storage) {
    json::object written(members.size(), storage);
    for (const auto& [name, of, form] : members) {
        json::value value = form->write(of(const_cast<void*>(object)), storage);  // which only looks for the place
        if (form->left_out != JsonForm::LeftOut::is_none || !value.is_null()) written.emplace(name, std::move(value));
    }
    return written;
}

namespace {

void left_out(JsonForm::LeftOut what, Problems& problems, const JsonPlace& at) {
    if (what == JsonForm::LeftOut::must_be_said) problems.push_back({at.pointer(), "say it, or say \"unknown\""});
    else if (what == JsonForm::LeftOut::is_wrong) problems.push_back({at.pointer(), "is missing"});
}

void unknown_members(const json::object& object, std::span<const JsonMember> members, Problems& problems, const JsonPlace& at) {
    for (const auto& member : object)
        if (std::ranges::find(members, std::string_view(member.key()), &JsonMember::name) == members.end())
            problems.push_back({JsonPlace{&at, member.key()}.pointer(), "is not a known member"});
}

}  // namespace

void read_members(const json::value& json, void* object, std::span<const JsonMember> members, Problems& problems, const JsonPlace& at, const JsonLimits& limits) {
    const auto* given = json.if_object();
    if (!given) return problems.push_back({at.pointer(), "expected an object"});
    std::size_t known = 0;
    for (const auto& [name, of, form] : members) {
        const JsonPlace here{&at, name};
        if (const auto* found = given->if_contains(name)) form->read(*found, of(object), problems, here, limits), ++known;
        else left_out(form->left_out, problems, here);
    }
    if (known < given->size()) unknown_members(*given, members, problems, at);
}

namespace detail {

bool read_string(const json::value& json, std::string_view& text, Problems& problems, const JsonPlace& at, const JsonLimits& limits) {
    const auto* string = json.if_string();
    if (!string) return problems.push_back({at.pointer(), "expected a string"}), false;
    if (string->size() > limits.string_bytes_max) return problems.push_back({at.pointer(), "expected at most " + std::to_string(limits.string_bytes_max) + " bytes"}), false;
    if (std::ranges::any_of(*string, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r'; }))
        return problems.push_back({at.pointer(), "holds a control character"}), false;
    text = *string;
    return true;
}

void read_bool(const json::value& json, bool& value, Problems& problems, const JsonPlace& at) {
    if (json.is_bool()) value = json.get_bool();
    else problems.push_back({at.pointer(), "expected true or false"});
}

void read_double(const json::value& json, double& value, Problems& problems, const JsonPlace& at) {
    if (json.is_number()) value = json.to_number<double>();
    else problems.push_back({at.pointer(), "expected a number"});
}

void read_percent(const json::value& json, Percent& value, Problems& problems, const JsonPlace& at) {
    boost::system::error_code error;
    const bool whole = json.is_int64() || json.is_uint64();
    const auto number = whole ? json.to_number<std::uint8_t>(error) : std::uint8_t{};
    if (whole && !error && number <= 100) value.value = number;
    else problems.push_back({at.pointer(), "expected a whole percentage from 0 to 100"});
}

json::value write_money(const Money& money, const json::storage_ptr& storage) {
    json::object written(2, storage);
    written.emplace("amount", decimal_text(money.minor, money.currency));
    written.emplace("currency", to_text(money.currency));
    return written;
}

namespace {

// Money as it is read: its parts are looked at together.
struct MoneyText {
    std::string amount;
    Currency currency;
};
BOOST_DESCRIBE_STRUCT(MoneyText, (), (amount, currency))

}  // namespace

void read_money(const json::value& json, Money& money, Problems& problems, const JsonPlace& at) {
    if (!json.is_object()) return problems.push_back({at.pointer(), R"(expected {"amount":"1234.50","currency":"CNY"})"});
    const std::size_t before = problems.size();
    MoneyText text;
    read_json(json, text, problems, at);
    if (problems.size() != before) return;
    money.currency = text.currency;
    if (const auto minor = minor_from_decimal(text.amount, money.currency)) money.minor = *minor;
    else problems.push_back({JsonPlace{&at, "amount"}.pointer(), minor.error()});
}

std::size_t read_name(const json::value& json, std::span<const std::string_view> names, Problems& problems, const JsonPlace& at) {
    const auto* text = json.if_string();
    const auto found = text ? std::ranges::find(names, std::string_view(*text)) : names.end();
    if (found == names.end()) problems.push_back({at.pointer(), one_of(names)});
    return static_cast<std::size_t>(found - names.begin());
}

std::string one_of(std::span<const std::string_view> names) {
    std::string text = "expected one of";
    for (const auto name : names) (text += names.front() == name ? " \"" : ", \"").append(name) += '"';
    return text;
}

bool is_list(const json::value& json, Problems& problems, const JsonPlace& at, const JsonLimits& limits) {
    const auto* array = json.if_array();
    if (!array) return problems.push_back({at.pointer(), "expected a list"}), false;
    if (array->size() > limits.items_max) return problems.push_back({at.pointer(), "expected at most " + std::to_string(limits.items_max) + " items"}), false;
    return true;
}

bool is_unknown(const json::value& json, Problems& problems, const JsonPlace& at) {
    if (json.is_null()) problems.push_back({at.pointer(), "say it, or say \"unknown\""});
    return json.is_null() || (json.is_string() && json.get_string() == "unknown");
}

void expected_whole_number(Problems& problems, const JsonPlace& at, std::string_view from, std::string_view to) {
    problems.push_back({at.pointer(), ("expected a whole number from " + std::string(from) + " to ").append(to)});
}

}  // namespace detail
}  // namespace foxtrail
