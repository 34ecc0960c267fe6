// Reading, writing, time and the end of a connection.
#include "http/server/session.hpp"

namespace foxtrail {

// Read off the loop's clock as of its last sweep, plus a sweep's length: never early, at most two sweeps late, no clock call.
Clock::time_point Session::in(std::chrono::milliseconds timeout) const { return loop_->now() + timeout + loop_->sweep_interval(); }

void Session::read() {
    constexpr std::size_t head_bytes = 4 * 1024, body_bytes = 64 * 1024;
    if (reading_) return;
    reading_ = true;
    const bool expects_much = phase_ == Phase::body || phase_ == Phase::lines || phase_ == Phase::lingering;
    socket_.async_read_some(buffer_.prepare(expects_much ? body_bytes : head_bytes),
                            [self = shared_from_this()](error_code error, std::size_t size) { self->on_read(error, size); });
}

void Session::on_read(error_code error, std::size_t size) {
    reading_ = false;
    if (phase_ == Phase::closed) return;
    if (error) return close();
    buffer_.commit(size);
    if (phase_ != Phase::lingering) return advance();
    buffer_.consume(size);
    read();
}

std::array<asio::const_buffer, 2> Session::unsent() const {
    const std::size_t of_body = sent_ > sending_.size() ? sent_ - sending_.size() : 0;
    const std::string_view body = sending_body_ ? std::string_view(*sending_body_).substr(of_body) : std::string_view{};
    const std::string_view head = std::string_view(sending_).substr(std::min(sent_, sending_.size()));
    return {asio::buffer(head.data(), head.size()), asio::buffer(body.data(), body.size())};
}

bool Session::is_all_sent() const { return sent_ == sending_.size() + (sending_body_ ? sending_body_->size() : 0); }

// True when nothing is left to write. Tries the socket at once, which nearly always takes all, and only else waits for it.
bool Session::flush() {
    if (writing_ || phase_ == Phase::closed) return false;
    if (out_.empty() && !large_body_) return true;
    sending_.swap(out_);
    out_.clear();
    sending_body_ = std::move(large_body_);
    sent_ = 0;  // unsent() counts from it
    error_code error;
    sent_ = sending_body_ ? socket_.write_some(unsent(), error) : socket_.write_some(asio::buffer(sending_), error);
    if (error && error != asio::error::would_block && error != asio::error::try_again) return close(), false;
    if (!is_all_sent()) return write_rest(), false;
    sending_body_.reset();
    return true;
}

void Session::write_rest() {
    writing_ = true;
    write_deadline_ = in(service_->options.write_timeout);
    socket_.async_write_some(unsent(), [self = shared_from_this()](error_code error, std::size_t size) { self->on_written(error, size); });
}

void Session::on_written(error_code error, std::size_t size) {
    writing_ = false;
    write_deadline_ = Clock::time_point::max();
    if (phase_ == Phase::closed) return;
    if (error) return close();
    sent_ += size;
    if (!is_all_sent()) return write_rest();
    sending_body_.reset();
    advance();
}

// Closing while the client still sends would reset the connection and may take the answer with it: so end our side, and read what comes
// for a moment. A server that stops waits for nobody who has sent all.
bool Session::linger() {
    if (loop_->is_stopping() && body_read_) return close(), false;
    constexpr std::chrono::milliseconds linger_timeout{1000};
    phase_ = Phase::lingering;
    error_code ignored;
    socket_.shutdown(Tcp::socket::shutdown_send, ignored);
    read_deadline_ = in(linger_timeout);
    if (!reading_) buffer_.clear();
    read();
    return false;
}

void Session::expire() {
    if (write_deadline_ <= loop_->now()) return close();
    switch (phase_) {
        case Phase::head:
        case Phase::body: answer_and_close(problem(408, "Request timeout", "the request came too slowly")); break;
        case Phase::handling: answer_and_close(problem(503, "No answer in time", "the request may still take effect")); break;
        case Phase::streaming: answer_and_close(problem(503, "No answer in time", "the stream did not start")); break;
        case Phase::lines:
            if (line_failure_ || !reading_) return close();
            fail_lines(problem(408, "Request timeout", "the next line came too slowly"));
            break;
        default: return close();
    }
    advance();
}

void Session::stop() {
    const bool is_idle = phase_ == Phase::idle && !writing_ && out_.empty() && buffer_.size() == 0;
    if (is_idle || (phase_ == Phase::lingering && body_read_)) return close();
    if (phase_ == Phase::streaming) outlet_->stop();
    if (phase_ == Phase::lines) fail_lines(problem(503, "Server is stopping", "lines without an answer were not taken"));
    advance();
}

void Session::close() {
    if (phase_ == Phase::closed) return;
    phase_ = Phase::closed;
    read_deadline_ = write_deadline_ = Clock::time_point::max();
    error_code ignored;
    socket_.close(ignored);
    close_outlet();
    service_->connections.fetch_sub(1, std::memory_order_relaxed);
    loop_->remove(shared_from_this());
}

}  // namespace foxtrail
