// Answers in pieces.
#include "http/server/session.hpp"

namespace foxtrail {

void Stream::start(std::string_view content_type, std::vector<NameValue> headers) {
    outlet_->start({.content_type = content_type, .headers = std::move(headers)});
}
void Stream::refuse(Response response) { outlet_->refuse(std::move(response)); }
Stream::Wrote Stream::write(std::string_view bytes) { return outlet_->write(bytes); }
void Stream::finish() { outlet_->finish(); }
void Stream::on_signal(std::function<void(StreamSignal)> receiver) { outlet_->on_signal(std::move(receiver)); }
bool LineAnswers::answer(std::string_view text, std::size_t count) { return outlet_->answer(text, count); }
void LineAnswers::finish() { outlet_->finish(); }

bool Session::open_outlet() {
    if (loop_->is_stopping()) return false;
    if (service_->stream_clients.fetch_add(1) >= service_->options.stream_clients_max) {
        service_->stream_clients.fetch_sub(1);
        return false;
    }
    outlet_ = std::make_shared<Outlet>(service_, loop_, shared_from_this());
    stream_status_ = 0;
    return true;
}

void Session::close_outlet() {
    if (!outlet_) return;
    std::exchange(outlet_, nullptr)->close();
    service_->stream_clients.fetch_sub(1);
}

void Session::serve_outlet() { advance(); }

// Takes only what the socket is free for: the rest waits in the outlet, which is bounded and says so to its producer. A read is kept
// pending to learn that the client is gone; what it brings, the next request, is left for later.
bool Session::step_streaming() {
    if (!flush()) return false;
    auto taken = outlet_->take();
    if (!taken.is_nothing()) return put_taken(taken), true;
    if (!reading_ && buffer_.size() == 0) read();
    return false;
}

void Session::put_stream_head(const Response& head) {
    framing_ = parser_->is_http_1_0() ? Framing::until_close : Framing::chunked;
    if (framing_ == Framing::until_close) closes_ = true;
    // A client that is still sending when a Lines answer starts stays connected if the body then comes to its end.
    const bool body_was_read = std::exchange(body_read_, true);
    put_head(out_, head.status, head, loop_->date(), connection_for_answer());
    body_read_ = body_was_read;
    if (framing_ == Framing::chunked) out_ += "Transfer-Encoding: chunked\r\n";
    end_head(out_);
    stream_status_ = head.status;
    if (phase_ == Phase::streaming) read_deadline_ = Clock::time_point::max();
}

void Session::put_taken(Outlet::Taken& taken) {
    lines_unanswered_ -= std::min(lines_unanswered_, taken.answered);
    if (taken.cut_off) return close();
    if (taken.refusal) return put_answer(*taken.refusal);
    if (!taken.head && stream_status_ == 0 && phase_ == Phase::lines && !taken.bytes.empty())
        taken.head = Response{.content_type = route_->answer_type};
    if (taken.head) put_stream_head(*taken.head);
    if (request_.verb == Verb::head && stream_status_ != 0) {
        if (framing_ == Framing::chunked) framing_ = Framing::length;  // of nothing: a HEAD has no body to end
        return void(end_stream());
    }
    if (stream_status_ != 0) {
        if (framing_ == Framing::chunked) put_chunk(out_, taken.bytes);
        else out_ += taken.bytes;
    }
    if (!taken.finished) return;
    if (phase_ == Phase::lines) closes_ = true;
    end_stream();
}

bool Session::end_stream() {
    if (stream_status_ == 0 && phase_ == Phase::streaming) {
        put_answer(problem(500, "Internal error", "the stream never started"));
        return true;
    }
    if (stream_status_ == 0) put_stream_head({.content_type = route_->answer_type});
    if (framing_ == Framing::chunked) out_ += last_chunk;
    if (!body_read_) closes_ = true;
    close_outlet();
    if (!consumer_busy_) consumer_ = nullptr;
    end_exchange(stream_status_);
    return true;
}

}  // namespace foxtrail
