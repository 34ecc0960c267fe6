#include "http/server/byte_range.hpp"

#include <algorithm>
#include <charconv>

namespace foxtrail {
namespace {

struct Asked {
    std::optional<std::size_t> first, last;  // "2-5", "2-"; without the first, "-5": the last five
};

// False when it is no number; an empty text is none.
bool read_number(std::string_view text, std::optional<std::size_t>& into) {
    if (text.empty()) return true;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into.emplace());
    return error == std::errc{} && end == text.data() + text.size();
}

std::optional<Asked> read_range(std::string_view text) {
    constexpr std::string_view unit = "bytes=";
    const auto dash = text.find('-');
    if (!text.starts_with(unit) || dash == std::string_view::npos) return std::nullopt;
    Asked asked;
    if (!read_number(text.substr(unit.size(), dash - unit.size()), asked.first) || !read_number(text.substr(dash + 1), asked.last)) return std::nullopt;
    if ((!asked.first && !asked.last) || (asked.first && asked.last && *asked.first > *asked.last)) return std::nullopt;
    return asked;
}

}  // namespace

Response ranged(const Request& request, Response whole) {
    const auto range = request.header("Range"), if_range = request.header("If-Range");
    if (!range || request.verb != Verb::get || request.header("If-None-Match") || (if_range && *if_range != whole.etag)) return whole;
    const auto asked = read_range(*range);
    if (!asked) return whole;
    const std::size_t size = whole.body->size();
    const std::size_t first = asked->first ? *asked->first : size - std::min(size, *asked->last);
    const std::size_t end = asked->first && asked->last && *asked->last < size ? *asked->last + 1 : size;
    if (first >= end) {
        auto refusal = problem(416, "Range not satisfiable", "there are " + std::to_string(size) + " bytes");
        refusal.headers.push_back({"Content-Range", "bytes */" + std::to_string(size)});
        return refusal;
    }
    whole.status = 206;
    whole.headers.push_back({"Content-Range", "bytes " + std::to_string(first) + '-' + std::to_string(end - 1) + '/' + std::to_string(size)});
    whole.body = std::make_shared<const std::string>(*whole.body, first, end - first);
    return whole;
}

}  // namespace foxtrail
