// From bytes to requests.
#include "http/server/session.hpp"

#include "http/server/url_text.hpp"

#include <spdlog/spdlog.h>

namespace foxtrail {

Session::Session(std::shared_ptr<Service> service, std::shared_ptr<IoLoop> loop, IoSocket socket)
    : service_(std::move(service)), loop_(std::move(loop)), socket_(std::move(socket)) {
    service_->connections.fetch_add(1, std::memory_order_relaxed);
    error_code ignored;
    socket_.set_option(Tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
}

Session::~Session() {
    if (phase_ != Phase::closed) service_->connections.fetch_sub(1, std::memory_order_relaxed);
}

void Session::start() { advance(); }

void Session::refuse(Response response) {
    answer_and_close(response);
    advance();
}

// Handlers that answer at once come back here while a step is under way: the loop below goes on with what they left, so that many
// pipelined requests need no deep stack.
void Session::advance() {
    if (advancing_) return;
    advancing_ = true;
    try {
        while (step()) {}
    } catch (const std::exception& error) {  // a hook of the owner's, or no memory: costs this connection, not the loop
        spdlog::error("a connection is closed because of: {}", error.what());
        close();
    }
    advancing_ = false;
}

// True when there may be more to do at once; false when something is awaited.
bool Session::step() {
    switch (phase_) {
        case Phase::idle: return step_idle();
        case Phase::head: return step_head();
        case Phase::body: return step_body();
        case Phase::handling: return flush(), false;
        case Phase::streaming: return step_streaming();
        case Phase::lines: return step_lines();
        case Phase::lingering:
        case Phase::closed: return false;
    }
    return false;
}

bool Session::step_idle() {
    constexpr std::size_t batch_bytes_max = 64 * 1024;
    const bool flush_first = closes_ || large_body_ || buffer_.size() == 0 || out_.size() > batch_bytes_max;
    if (flush_first && !flush()) return false;
    if (closes_) return linger();
    if (buffer_.size() == 0) {
        if (loop_->is_stopping()) return close(), false;
        read_deadline_ = in(service_->options.idle_timeout);
        return read(), false;
    }
    if (reading_ || handler_busy_) return false;
    const char first = *static_cast<const char*>(buffer_.data().data());
    if (first == '\r' || first == '\n') return buffer_.consume(1), true;  // RFC 9112, 2.2: blank lines before a request
    request_.clear();
    parser_.emplace(request_, service_->options.header_bytes_max);
    body_read_ = false;
    route_ = nullptr;
    ++requests_;
    if (service_->options.observe) request_at_ = loop_->refresh_now();
    read_deadline_ = in(service_->options.request_timeout);
    phase_ = Phase::head;
    return true;
}

bool Session::await_input() {
    if (flush() && !reading_) read();
    return false;
}

bool Session::parse(boost::beast::error_code& error) {
    buffer_.consume(parser_->put(buffer_.data(), error));
    if (error != http::error::need_more) return true;
    // What waits for its rest is a part of the header or one line of framing, and has to fit.
    const std::size_t limit = parser_->is_header_done() ? service_->options.header_bytes_max : parser_->header_bytes_left();
    if (buffer_.size() > limit) error = http::error::header_limit;
    return error != http::error::need_more;
}

bool Session::step_head() {
    if (reading_) return false;
    if (buffer_.size() == 0) return await_input();
    boost::beast::error_code error;
    if (!parse(error)) return await_input();
    if (error) return answer_and_close(parse_problem(error)), true;
    if (!parser_->is_header_done()) return await_input();
    head_done();
    return true;
}

bool Session::step_body() {
    if (reading_) return false;
    if (buffer_.size() == 0) return await_input();
    boost::beast::error_code error;
    if (!parse(error)) return await_input();
    if (error) return answer_and_close(parse_problem(error)), true;
    if (!parser_->is_done()) return await_input();
    body_read_ = true;
    dispatch();
    return true;
}

void Session::head_done() {
    body_read_ = parser_->is_done();
    if (const auto refusal = admit()) return put_answer(*refusal);
    if (std::holds_alternative<Lines>(route_->handler) || body_read_) return dispatch();
    if (parser_->expects_continue() && !parser_->is_http_1_0()) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
    const std::size_t own_limit = route_->body_bytes_max;
    parser_->send_body_to(request_.body, own_limit ? own_limit : service_->options.body_bytes_max);
    const auto body_seconds = parser_->content_length().value_or(0) / service_->options.body_bytes_per_second_min;
    read_deadline_ += std::chrono::seconds(body_seconds);
    phase_ = Phase::body;
}

// What refuses the request before its body is read.
std::optional<Response> Session::admit() {
    if (request_.verb == Verb::unknown) return problem(501, "Not implemented", "this method is not known here");
    auto match = service_->router.match(request_);
    route_ = match.route;
    if (!route_) return std::move(match.refusal);
    if (const auto question = request_.target.find('?'); question != std::string::npos) {
        auto query = query_parameters(std::string_view(request_.target).substr(question + 1));
        if (!query) return problem(400, "Bad request", "the query does not decode to UTF-8 text");
        request_.query = std::move(*query);
    }
    if (service_->options.admit)
        if (auto refusal = service_->options.admit(request_, *route_)) return refusal;
    if (std::holds_alternative<Lines>(route_->handler)) return std::nullopt;
    const std::size_t limit = route_->body_bytes_max ? route_->body_bytes_max : service_->options.body_bytes_max;
    if (const auto length = parser_->content_length(); length && *length > limit) return parse_problem(http::error::body_limit);
    return std::nullopt;
}

void Session::answer_and_close(const Response& response) {
    closes_ = true;
    put_answer(response);
}

Response Session::parse_problem(boost::beast::error_code error) const {
    if (parser_->refusal_status() == 431 || error == http::error::header_limit)
        return problem(431, "Header too large", "the header may have " + std::to_string(service_->options.header_bytes_max) + " bytes");
    if (const int status = parser_->refusal_status()) {
        const auto* title = status == 501 ? "Not implemented" : status == 417 ? "Expectation failed" : "Bad request";
        return problem(status, title, parser_->refusal());
    }
    if (error == http::error::body_limit) {
        const std::size_t own_limit = route_ ? route_->body_bytes_max : 0;
        const std::size_t limit = own_limit ? own_limit : service_->options.body_bytes_max;
        return problem(413, "Body too large", "the body may have " + std::to_string(limit) + " bytes", {{"bytes_max", limit}});
    }
    if (error == http::error::bad_version) {
        const std::string_view unread(static_cast<const char*>(buffer_.data().data()), buffer_.size());
        if (unread.substr(0, unread.find('\r')).find(" HTTP/") != std::string_view::npos)
            return problem(505, "HTTP version not supported", "this server speaks HTTP/1.1");
    }
    return problem(400, "Bad request", "this is not well-formed HTTP/1.1: " + error.message());
}

}  // namespace foxtrail
