#include "http/server/request_errors.hpp"

#include "http/server/closest.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <charconv>

namespace foxtrail {

RequestErrors::RequestErrors(const Request& request, const std::vector<Parameter>& known) {
    std::vector<std::string_view> names;
    for (const auto& candidate : known)
        if (candidate.in == Place::query) names.push_back(candidate.name);
    for (auto given = request.query.begin(); given != request.query.end(); ++given) {
        const auto found = std::ranges::find_if(known, [&](const auto& k) { return k.in == Place::query && k.name == given->name; });
        const bool is_again = std::find_if(request.query.begin(), given, [&](const auto& other) { return other.name == given->name; }) != given;
        if (found == known.end() && !is_again)
            parameter(given->name, names.empty() ? "is not known here: there are no parameters" : "is not known here; there are " + joined(names));
        else if (found != known.end() && is_again && !found->repeats)
            parameter(given->name, "is given more than once");
    }
}

void RequestErrors::add(std::string_view place, std::string_view name, std::string_view detail) {
    errors_.push_back(json::object{{place, name}, {"detail", detail}});
}

void RequestErrors::body(const Problems& problems) {
    for (const auto& [pointer, detail] : problems) add("pointer", pointer, detail);
}

Response RequestErrors::response(int status, std::string_view title) {
    const std::string count = errors_.size() == 1 ? "one thing is" : std::to_string(errors_.size()) + " things are";
    return problem(status, title, count + " wrong, see errors", {{"errors", take()}});
}

std::optional<std::uint64_t> read_number(const Request& request, std::string_view name, std::uint64_t at_most, RequestErrors& errors) {
    const auto text = request.query_parameter(name);
    if (!text) return std::nullopt;
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error == std::errc{} && end == text->data() + text->size() && number <= at_most) return number;
    errors.parameter(name, "expected a whole number from 0 to " + std::to_string(at_most));
    return std::nullopt;
}

bool read_flag(const Request& request, std::string_view name, RequestErrors& errors) {
    const auto text = request.query_parameter(name);
    if (text && *text != "true" && *text != "false") errors.parameter(name, "expected true or false");
    return text == "true";
}

Schema text_schema(std::string_view format) {
    return [format = std::string(format)] {
        json::object schema{{"type", "string"}};
        if (!format.empty()) schema["format"] = format;
        return schema;
    };
}

Schema number_schema(std::uint64_t at_most, std::optional<std::uint64_t> default_value) {
    return [at_most, default_value] {
        json::object schema{{"type", "integer"}, {"minimum", 0}};
        if (at_most) schema["maximum"] = at_most;
        if (default_value) schema["default"] = *default_value;
        return schema;
    };
}

}  // namespace foxtrail
