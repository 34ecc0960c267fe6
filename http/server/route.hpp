// One row per operation: what router, authorisation and OpenAPI all read.
//
// Patterns are "/v1/history/{entity}": literal segments beat parameters, a parameter is one non-empty segment. No trailing slash.
// A GET row answers HEAD too; OPTIONS is answered from the table.
#pragma once

#include "http/server/message.hpp"
#include "http/server/stream.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace foxtrail {

enum class Place : std::uint8_t { path, query, header };

using Schema = std::function<json::object()>;  // made when asked for; json_schema<T> fits

struct Parameter {
    std::string name;
    Place in = Place::query;
    std::string doc{};
    Schema schema{};
    bool required = false;
    bool repeats = false;  // may be given several times
};

// Where and how a handler runs. A handler that throws is answered by a 500 that says nothing of the inside; the log has the rest.
// `at_once`: on the I/O thread, from memory: must not block, read a file or compute for long.
// `in_pool`: on the bounded worker pool, may read the disk.
// `later`:   called on the I/O thread, must not block; answers through Respond from any thread. The Request is good until then.
// `stream`:  called on the pool; writes to the Stream from any thread, now and later. The Request is good until the handler returns.
// `lines`:   called on the pool; the request body goes line by line to the consumer it returns. No consumer: refuse with a Response.
struct AtOnce {
    std::function<Response(const Request&)> handle;
};
struct InPool {
    std::function<Response(const Request&)> handle;
    // Asked first, on the I/O thread, under the rules of `at_once`; what it answers spares the way to the pool.
    std::function<std::optional<Response>(const Request&)> from_memory{};
};
struct Later {
    std::function<void(const Request&, Respond)> handle;
};
struct Streamed {
    std::function<void(const Request&, std::shared_ptr<Stream>)> handle;
};
struct Lines {
    std::function<std::variant<LineConsumer, Response>(const Request&, std::shared_ptr<LineAnswers>)> handle;
};
using Handler = std::variant<AtOnce, InPool, Later, Streamed, Lines>;

struct Route {
    Verb verb = Verb::get;
    std::string pattern{};
    std::string doc{};
    Handler handler{};
    std::string permission{};              // read by ServerOptions::admit; "" means nothing is asked
    std::vector<Parameter> parameters{};
    Schema request_schema{};
    std::string request_type{json_type};   // of a Lines route it is NDJSON
    Schema response_schema{};
    std::string response_type{json_type};
    bool creates = false;                  // answers 201 when something new came of it
    std::string answer_type{ndjson_type};  // content type of a Lines route's answer
    std::vector<int> problem_statuses{};   // beside those any route may have; for OpenAPI
    std::size_t body_bytes_max = 0;        // 0: the server's; a Lines route has no limit but that of a line
};

using RouteTable = std::vector<Route>;

}  // namespace foxtrail
