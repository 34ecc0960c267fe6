// A request as handlers see it, the response they give, and the problem that says why not (RFC 9457).
//
// Threads: values; a Request handed to a handler stays as it is until the handler's answer has been given (a Stream's: until it returns).
// Text:    path parameters and query parameters are percent-decoded, valid UTF-8 and free of NUL; a request that is not so never gets
//          to a handler. In a query "+" is a space, as HTML forms write it. Header values are as received, without outer blanks.
#pragma once

#include <boost/json/object.hpp>

#include <any>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace foxtrail {

namespace json = boost::json;

enum class Verb : std::uint8_t { get, head, post, put, patch, delete_, options, unknown };

std::string_view to_text(Verb);  // "GET"; "?" for unknown

struct NameValue {
    std::string name;
    std::string value;
    bool operator==(const NameValue&) const = default;
};

class Request {
  public:
    Verb verb = Verb::get;
    std::string target;                      // as received: "/v1/history/opp-7?limit=10"
    std::string body;
    std::vector<NameValue> path_parameters;  // in the order of the pattern
    std::vector<NameValue> query;            // in the order of the target; a name may come twice
    std::any context;                        // what ServerOptions::admit found out about the caller

    std::string_view path() const;           // the target up to "?", not decoded

    // "" for a name that the route's pattern does not have
    std::string_view path_parameter(std::string_view name) const;
    // The first of that name; nothing when it is absent. "?name" alone is "".
    std::optional<std::string_view> query_parameter(std::string_view name) const;
    // Names in any case; fields of the same name are joined by the caller, this is the first.
    std::optional<std::string_view> header(std::string_view name) const;

    void add_header(std::string_view name, std::string_view value);
    std::size_t header_count() const { return fields_.size(); }
    std::pair<std::string_view, std::string_view> header_at(std::size_t index) const;

    // Back to an empty request that keeps its memory for the next one.
    void clear();

  private:
    struct Field {
        std::uint32_t at, name_size, value_size;
    };
    std::string text_;  // names and values one behind the other, so that a request costs no allocation per header
    std::vector<Field> fields_;
};

struct Response {
    int status = 200;
    std::string_view content_type{};            // a literal; "" when there is no body
    std::shared_ptr<const std::string> body{};  // shared, so that a body kept by its maker costs nothing to send
    std::string etag{};                         // with its quotes; a GET whose If-None-Match has it gets a 304, a gzip body a weak tag
    std::vector<NameValue> headers{};           // others
    std::shared_ptr<const std::string> gzip{};  // the body compressed, when its maker keeps it
};

inline constexpr std::string_view json_type = "application/json";
inline constexpr std::string_view ndjson_type = "application/x-ndjson";
inline constexpr std::string_view event_stream_type = "text/event-stream";
inline constexpr std::string_view problem_type = "application/problem+json";
inline constexpr std::string_view html_type = "text/html; charset=utf-8";
inline constexpr std::string_view text_type = "text/plain; charset=utf-8";

Response text_response(int status, std::string_view content_type, std::string body);
Response json_response(const json::value& value, int status = 200);

// Compresses the body once, for a maker that keeps the response and sends it often. Small bodies stay as they are.
void keep_gzip(Response&);

// {"type":"/problems/<slug of title>","title":...,"status":...,"detail":...} and the members of `extra`, which may replace these.
// A title is part of the interface: its slug is what programs tell problems apart by.
Response problem(int status, std::string_view title, std::string_view detail, json::object extra = {});

}  // namespace foxtrail
