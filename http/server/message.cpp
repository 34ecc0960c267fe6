#include "http/server/message.hpp"

#include "core/json_text.hpp"
#include "http/server/gzip.hpp"
#include "http/server/url_text.hpp"

#include <algorithm>

namespace foxtrail {

std::string_view to_text(Verb verb) {
    constexpr std::string_view names[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "?"};
    return names[static_cast<std::size_t>(verb)];
}

std::string_view Request::path() const {
    return std::string_view(target).substr(0, target.find('?'));
}

std::string_view Request::path_parameter(std::string_view name) const {
    const auto found = std::ranges::find(path_parameters, name, &NameValue::name);
    return found == path_parameters.end() ? std::string_view{} : std::string_view(found->value);
}

std::optional<std::string_view> Request::query_parameter(std::string_view name) const {
    const auto found = std::ranges::find(query, name, &NameValue::name);
    if (found == query.end()) return std::nullopt;
    return found->value;
}

std::optional<std::string_view> Request::header(std::string_view name) const {
    const std::string_view text = text_;
    for (const Field& field : fields_)
        if (field.name_size == name.size() && same_letters(text.substr(field.at, field.name_size), name))
            return text.substr(field.at + field.name_size, field.value_size);
    return std::nullopt;
}

void Request::add_header(std::string_view name, std::string_view value) {
    const auto small = [](std::size_t size) { return static_cast<std::uint32_t>(size); };
    fields_.push_back({small(text_.size()), small(name.size()), small(value.size())});
    text_ += name;
    text_ += value;
}

std::pair<std::string_view, std::string_view> Request::header_at(std::size_t index) const {
    const std::string_view text = text_;
    const Field& field = fields_.at(index);
    return {text.substr(field.at, field.name_size), text.substr(field.at + field.name_size, field.value_size)};
}

void Request::clear() {
    constexpr std::size_t kept_bytes_max = 64 * 1024;
    verb = Verb::get;
    target.clear();
    if (body.capacity() > kept_bytes_max) body = {};
    body.clear();
    path_parameters.clear();
    query.clear();
    context.reset();
    text_.clear();
    fields_.clear();
}

Response text_response(int status, std::string_view content_type, std::string body) {
    return {.status = status, .content_type = content_type, .body = std::make_shared<const std::string>(std::move(body))};
}

Response json_response(const json::value& value, int status) {
    return text_response(status, json_type, json_text(value));
}

void keep_gzip(Response& response) {
    constexpr std::size_t bytes_min = 1024;
    if (!response.gzip && response.body && response.body->size() >= bytes_min && worth_gzip(response.content_type))
        response.gzip = std::make_shared<const std::string>(gzipped(*response.body));
}

static std::string slug(std::string_view title) {
    std::string text = "/problems/";
    bool gap = false;
    for (const char c : title) {
        const char letter = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (plain && gap && text.back() != '/') text += '-';
        if (plain) text += letter;
        gap = !plain;
    }
    return text;
}

Response problem(int status, std::string_view title, std::string_view detail, json::object extra) {
    json::object body{{"type", slug(title)}, {"title", title}, {"status", status}, {"detail", detail}};
    for (auto& member : extra) body.insert_or_assign(member.key(), std::move(member.value()));
    return text_response(status, problem_type, json_text(body));
}

}  // namespace foxtrail
