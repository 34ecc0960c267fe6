// Requests in lines: read, cut, handed to the consumer in batches, with both directions bounded.
#include "http/server/session.hpp"

#include <boost/json/serialize.hpp>
#include <spdlog/spdlog.h>

namespace foxtrail {

static constexpr std::size_t read_ahead_bytes = 64 * 1024;

struct Session::LineBatch {
    std::string text;
    std::vector<std::string_view> lines;  // into text
};

void Session::begin_lines(LineConsumer consumer) {
    if (phase_ != Phase::handling) return;
    phase_ = Phase::lines;
    consumer_ = std::move(consumer);
    line_bytes_.clear();
    line_bytes_seen_ = lines_unanswered_ = 0;
    lines_ended_ = false;
    line_failure_.reset();
    if (!body_read_) parser_->send_body_to(line_bytes_, std::numeric_limits<std::size_t>::max());
    if (!body_read_ && parser_->expects_continue() && !parser_->is_http_1_0()) out_ += "HTTP/1.1 100 Continue\r\n\r\n";
    if (loop_->is_stopping()) fail_lines(problem(503, "Server is stopping", "nothing was taken"));
    advance();
}

bool Session::step_lines() {
    if (flush()) {
        auto taken = outlet_->take();
        if (!taken.is_nothing()) return put_taken(taken), true;
    }
    if (phase_ == Phase::closed) return false;
    parse_lines();
    if (!consumer_busy_ && !lines_ended_ && !line_failure_)
        if (auto batch = cut_lines()) give_lines(std::move(batch));
    if (lines_ended_ || line_failure_) return end_lines();
    if (reading_) return false;
    read_deadline_ = in(wants_lines() ? service_->options.idle_timeout : service_->options.answer_timeout);
    if (wants_lines()) read();
    return false;
}

bool Session::wants_lines() const {
    return !body_read_ && line_bytes_.size() < read_ahead_bytes + service_->options.line_bytes_max &&
           (line_bytes_.size() < read_ahead_bytes || !consumer_busy_) && lines_unanswered_ < service_->options.lines_unanswered_max &&
           outlet_->pending() < service_->options.stream_buffer_bytes_max;
}

void Session::parse_lines() {
    if (reading_ || body_read_ || line_failure_ || buffer_.size() == 0 || !wants_lines()) return;
    boost::beast::error_code error;
    if (parse(error) && error) return fail_lines(parse_problem(error));
    body_read_ = parser_->is_done();
}

// The next whole lines, as many as may be unanswered; the last one of the body needs no line end. An empty batch is the end of the body;
// null when there is nothing to give yet.
std::shared_ptr<Session::LineBatch> Session::cut_lines() {
    const auto& options = service_->options;
    std::vector<std::pair<std::size_t, std::size_t>> places;
    std::size_t begin = 0;
    while (lines_unanswered_ + places.size() < options.lines_unanswered_max && begin < line_bytes_.size()) {
        std::size_t end = line_bytes_.find('\n', std::max(begin, line_bytes_seen_));
        const bool is_whole = end != std::string::npos;
        if (!is_whole) end = line_bytes_.size();
        if (end - begin > options.line_bytes_max) {
            fail_lines(problem(413, "Line too large", "a line may have " + std::to_string(options.line_bytes_max) + " bytes"));
            break;
        }
        line_bytes_seen_ = end;
        if (!is_whole && !body_read_) break;
        const std::size_t size = end - begin - (end > begin && line_bytes_[end - 1] == '\r');
        if (size > 0) places.emplace_back(begin, size);
        begin = std::min(end + 1, line_bytes_.size());
    }
    if (places.empty() && !(body_read_ && begin == line_bytes_.size() && !line_failure_)) {
        line_bytes_.erase(0, begin);
        line_bytes_seen_ -= std::min(line_bytes_seen_, begin);
        return nullptr;
    }
    auto batch = std::make_shared<LineBatch>();
    batch->text.assign(line_bytes_, 0, begin);
    line_bytes_.erase(0, begin);
    line_bytes_seen_ -= std::min(line_bytes_seen_, begin);
    batch->lines.reserve(places.size());
    for (const auto& [at, size] : places) batch->lines.push_back(std::string_view(batch->text).substr(at, size));
    return batch;
}

void Session::give_lines(std::shared_ptr<LineBatch> batch) {
    consumer_busy_ = true;
    lines_ended_ = batch->lines.empty();
    lines_unanswered_ += batch->lines.size();
    service_->pool.follow_up([self = shared_from_this(), batch = std::move(batch)] {
        bool failed = false;
        try {
            self->consumer_(batch->lines);
        } catch (const std::exception& error) {
            spdlog::error("{} threw: {}", self->route_->pattern, error.what());
            failed = true;
        }
        self->loop_->bring([self, failed] {
            self->consumer_busy_ = false;
            if (self->phase_ != Phase::lines) return;
            if (failed) {
                self->lines_unanswered_ = 0;  // nobody answers them any more
                self->fail_lines(problem(500, "Internal error", "the log of the server says more"));
            }
            self->advance();
        });
    });
}

// The failure is said behind the answers to the lines taken before it, as the last line, and the connection closed.
void Session::fail_lines(Response why) {
    if (phase_ == Phase::lines && !line_failure_) line_failure_ = std::move(why);
    read_deadline_ = in(service_->options.answer_timeout);
}

bool Session::end_lines() {
    if (consumer_busy_ || lines_unanswered_ > 0) return false;
    // What was answered in the same moment is still to be taken.
    if (writing_ || outlet_->pending() > 0) return false;
    if (line_failure_) {
        consumer_ = nullptr;
        if (stream_status_ == 0) return answer_and_close(*line_failure_), true;
        closes_ = true;
        const std::string line = *line_failure_->body + '\n';
        if (framing_ == Framing::chunked) put_chunk(out_, line);
        else out_ += line;
    }
    return end_stream();
}

}  // namespace foxtrail
