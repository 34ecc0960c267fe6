#include "http/server/io_loop.hpp"

#include "http/server/session.hpp"

#include <ctime>

namespace foxtrail {

IoLoop::IoLoop(Clock::duration sweep_interval)
    : context_(1), work_(asio::make_work_guard(context_)), sweep_timer_(context_), sweep_interval_(sweep_interval) {
    refresh_date();
}

bool IoLoop::bring(Task task) {
    {
        const std::lock_guard lock(mutex_);
        if (ended_) return false;
        brought_.push_back(std::move(task));
        if (brought_.size() > 1) return true;  // a wake-up is on its way already
        asio::post(context_, [self = shared_from_this()] { self->run_brought(); });
    }
    return true;
}

void IoLoop::run_brought() {
    std::vector<Task> tasks;
    {
        const std::lock_guard lock(mutex_);
        tasks.swap(brought_);
    }
    for (Task& task : tasks) task();
}

void IoLoop::run() {
    schedule_sweep();
    context_.run();
    std::vector<Task> dropped;
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        dropped.swap(brought_);
    }
    dropped.clear();
    context_.restart();
    context_.poll();  // a wake-up posted meanwhile holds this loop alive, and would for ever
}

void IoLoop::ask_to_stop(std::chrono::milliseconds timeout) {
    bring([self = shared_from_this(), timeout] {
        if (self->stopping_) return;
        self->stopping_ = true;
        self->stop_deadline_ = self->refresh_now() + timeout;
        const auto sessions = self->sessions_;  // closing takes them out of the set
        for (const auto& session : sessions) session->stop();
        self->end_if_empty();
    });
}

void IoLoop::remove(const std::shared_ptr<Session>& session) {
    sessions_.erase(session);
    end_if_empty();
}

void IoLoop::end_if_empty() {
    if (!stopping_ || !sessions_.empty()) return;
    sweep_timer_.cancel();
    work_.reset();
}

void IoLoop::schedule_sweep() {
    sweep_timer_.expires_after(sweep_interval_);
    sweep_timer_.async_wait([this](error_code error) {
        if (!error) sweep();
    });
}

void IoLoop::sweep() {
    refresh_now();
    refresh_date();
    const bool cut_off = stopping_ && now_ >= stop_deadline_;
    std::vector<std::shared_ptr<Session>> late;
    for (const auto& session : sessions_)
        if (cut_off || session->deadline() <= now_) late.push_back(session);
    for (const auto& session : late) cut_off ? session->close() : session->expire();
    if (!stopping_ || !sessions_.empty()) schedule_sweep();
}

void IoLoop::refresh_date() {
    if (now_ - date_at_ < std::chrono::milliseconds(500) && !date_.empty()) return;
    date_at_ = now_;
    const std::time_t seconds = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char text[64];
    const int size = std::snprintf(text, sizeof text, "%s, %02d %s %d %02d:%02d:%02d GMT", days[parts.tm_wday], parts.tm_mday,
                                   months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
    date_.assign(text, static_cast<std::size_t>(size));
}

}  // namespace foxtrail
