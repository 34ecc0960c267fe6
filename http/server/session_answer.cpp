// From requests to answers.
#include "core/log/log.hpp"
#include "http/server/gzip.hpp"
#include "http/server/session.hpp"

#include <spdlog/spdlog.h>

#include <expected>

namespace foxtrail {

struct Respond::State {
    explicit State(std::shared_ptr<Session> of_session) : session(std::move(of_session)) {}
    ~State() {
        if (!is_called) give(problem(500, "Internal error", "the request was dropped"));
    }
    void give(Response response) {
        if (is_called.exchange(true)) return;
        session->loop()->bring([session = session, response = std::move(response)]() mutable { session->answer(std::move(response)); });
    }
    const std::shared_ptr<Session> session;
    std::atomic<bool> is_called = false;
};

void Respond::operator()(Response response) const { state_->give(std::move(response)); }

static Response internal_error() { return problem(500, "Internal error", "the log of the server says more"); }

// Runs a handler; what it throws is a bug of ours and none of the client's business, but for damage: whoever meets it tells the operator.
template <class Handle>
static auto guarded(const Route& route, const Handle& handle) -> std::expected<decltype(handle()), Response> {
    try {
        return handle();
    } catch (const CorruptLog& damage) {
        spdlog::critical("{} {} met damage: {}", to_text(route.verb), route.pattern, damage.what());
        return std::unexpected(problem(500, "Damaged data", std::string("what was recorded cannot be read (") + damage.what() + "): restore the data folder from a backup"));
    } catch (const std::exception& error) {
        spdlog::error("{} {} threw: {}", to_text(route.verb), route.pattern, error.what());
    } catch (...) {
        spdlog::error("{} {} threw", to_text(route.verb), route.pattern);
    }
    return std::unexpected(internal_error());
}

void Session::dispatch() {
    phase_ = Phase::handling;
    read_deadline_ = in(service_->options.answer_timeout);
    std::visit([this](const auto& handler) { run(handler); }, route_->handler);
}

static Response overload(std::string_view what) {
    auto response = problem(503, "Overloaded", what);
    response.headers.push_back({"Retry-After", "1"});
    return response;
}

template <class Work>
void Session::offer_to_pool(Work work) {
    if (service_->pool.offer([self = shared_from_this(), work = std::move(work)]() mutable { work(self); })) return;
    handler_busy_ = false;
    put_answer(overload("the workers' queue is full"));
}

void Session::run(const AtOnce& handler) {
    auto response = guarded(*route_, [&] { return handler.handle(request_); });
    answer(response ? std::move(*response) : response.error());
}

void Session::run(const InPool& handler) {
    if (handler.from_memory) {
        auto known = guarded(*route_, [&] { return handler.from_memory(request_); });
        if (!known) return answer(known.error());
        if (*known) return answer(std::move(**known));
    }
    offer_to_pool([&handler](const std::shared_ptr<Session>& self) {
        auto response = guarded(*self->route_, [&] {
            Response made = handler.handle(self->request_);
            if (self->is_gzip_wanted(made)) made.gzip = std::make_shared<const std::string>(gzipped(*made.body));
            return made;
        });
        self->loop_->bring([self, made = response ? std::move(*response) : response.error()]() mutable { self->answer(std::move(made)); });
    });
}

void Session::run(const Later& handler) {
    const Respond respond(std::make_shared<Respond::State>(shared_from_this()));
    if (const auto handled = guarded(*route_, [&] { return handler.handle(request_, respond), true; }); !handled) respond(handled.error());
}

void Session::run(const Streamed& handler) {
    if (!open_outlet()) return put_answer(overload("there are too many streams"));
    phase_ = Phase::streaming;
    handler_busy_ = true;
    offer_to_pool([&handler, outlet = outlet_](const std::shared_ptr<Session>& self) {
        const Route& route = *self->route_;
        if (const auto handled = guarded(route, [&] { return handler.handle(self->request_, std::make_shared<Stream>(outlet)), true; }); !handled)
            outlet->fail(handled.error());
        self->loop_->bring([self] {
            self->handler_busy_ = false;
            self->advance();
        });
    });
}

void Session::run(const Lines& handler) {
    if (!open_outlet()) return put_answer(overload("there are too many streams"));
    offer_to_pool([&handler, outlet = outlet_](const std::shared_ptr<Session>& self) {
        auto result = guarded(*self->route_, [&] { return handler.handle(self->request_, std::make_shared<LineAnswers>(outlet)); });
        if (!result) result = Response(result.error());
        self->loop_->bring([self, result = std::move(*result)]() mutable {
            if (auto* consumer = std::get_if<LineConsumer>(&result)) return self->begin_lines(std::move(*consumer));
            self->close_outlet();
            self->answer(std::move(std::get<Response>(result)));
        });
    });
}

bool Session::is_gzip_wanted(const Response& response) const {
    if (!response.body || response.gzip || response.body->size() < service_->options.gzip_bytes_min) return false;
    if (request_.verb == Verb::head || !worth_gzip(response.content_type) || is_unchanged(response)) return false;
    const auto accepted = request_.header("Accept-Encoding");
    return accepted && accepts_gzip(*accepted);
}

bool Session::is_unchanged(const Response& response) const {
    if (response.etag.empty() || response.status != 200 || (request_.verb != Verb::get && request_.verb != Verb::head)) return false;
    const auto known = request_.header("If-None-Match");
    return known && has_etag(*known, response.etag);
}

void Session::answer(Response response) {
    if (phase_ != Phase::handling) return;
    if (is_gzip_wanted(response)) {
        const auto shared = std::make_shared<Response>(std::move(response));
        const bool offered = service_->pool.offer([self = shared_from_this(), shared] {
            (void)guarded(*self->route_, [&] { return keep_gzip(*shared), true; });
            self->loop_->bring([self, shared] {
                if (self->phase_ != Phase::handling) return;
                self->put_answer(*shared);
                self->advance();
            });
        });
        if (offered) return;
        response = std::move(*shared);  // rather more bytes than no answer
    }
    put_answer(response);
    advance();
}

Connection Session::connection_for_answer() {
    const bool may_stay = parser_ && parser_->is_header_done() && parser_->keep_alive() && body_read_;
    if (!may_stay || loop_->is_stopping() || requests_ >= service_->options.keep_alive_requests_max) closes_ = true;
    if (closes_) return Connection::closes;
    return parser_->is_http_1_0() ? Connection::keeps_as_1_0 : Connection::keeps;
}

void Session::put_answer(const Response& response) {
    constexpr std::size_t copied_bytes_max = 16 * 1024;  // below, a copy costs less than a second buffer for the kernel
    const bool unchanged = is_unchanged(response);
    const int status = unchanged ? 304 : response.status;
    bool compressed = false;
    if (response.gzip) {
        const auto accepted = request_.header("Accept-Encoding");
        compressed = accepted && accepts_gzip(*accepted);
    }
    put_head(out_, status, response, loop_->date(), connection_for_answer());
    const bool weakens = compressed && !response.etag.starts_with("W/");  // other bytes than the tag was given for
    if (!response.etag.empty()) put_field(out_, "ETag", weakens ? "W/" + response.etag : response.etag);
    if (response.body && response.body->size() >= service_->options.gzip_bytes_min && worth_gzip(response.content_type))
        out_ += "Vary: Accept-Encoding\r\n";
    const auto& body = compressed ? response.gzip : response.body;
    if (!unchanged) {
        if (compressed) out_ += "Content-Encoding: gzip\r\n";
        if (status != 204) put_content_length(out_, body ? body->size() : 0);
    }
    end_head(out_);
    if (body && !unchanged && status != 204 && request_.verb != Verb::head) {
        if (body->size() <= copied_bytes_max) out_ += *body;
        else large_body_ = body;
    }
    close_outlet();
    end_exchange(status);
}

void Session::end_exchange(int status) {
    phase_ = Phase::idle;
    if (const auto& observe = service_->options.observe) observe(request_, route_, status, loop_->refresh_now() - request_at_);
}

}  // namespace foxtrail
