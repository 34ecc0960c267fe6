// One event loop: one thread, the connections it owns, what other threads bring to it, and the clock that cuts off the slow.
//
// Deadlines: a connection stamps a deadline before every read and every write; a sweep four times a second or more (an eighth of the
//            shortest time-out) expires what is late. So a time-out costs an assignment per operation and no timer.
// Threads:   bring() and ask_to_stop() any; all else the loop's own.
#pragma once

#include "http/server/asio.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace foxtrail {

class Session;
using Clock = std::chrono::steady_clock;

class IoLoop : public std::enable_shared_from_this<IoLoop> {
  public:
    using Task = std::move_only_function<void()>;

    explicit IoLoop(Clock::duration sweep_interval);

    asio::io_context& context() { return context_; }

    // Runs `task` on the loop, in the order brought. False when the loop has ended; the task is dropped then.
    bool bring(Task task);

    // Runs until asked to stop and every connection is closed.
    void run();
    void ask_to_stop(std::chrono::milliseconds timeout);
    bool is_stopping() const { return stopping_; }

    void add(std::shared_ptr<Session> session) { sessions_.insert(std::move(session)); }
    void remove(const std::shared_ptr<Session>& session);

    Clock::time_point now() const { return now_; }  // as of the last sweep or stamp
    Clock::duration sweep_interval() const { return sweep_interval_; }
    Clock::time_point refresh_now() { return now_ = Clock::now(); }
    std::string_view date() const { return date_; }  // "Sun, 06 Nov 1994 08:49:37 GMT"

  private:
    void run_brought();
    void sweep();
    void schedule_sweep();
    void end_if_empty();
    void refresh_date();

    asio::io_context context_;
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    IoTimer sweep_timer_;
    const Clock::duration sweep_interval_;
    std::set<std::shared_ptr<Session>> sessions_;
    std::string date_;
    Clock::time_point now_ = Clock::now();
    Clock::time_point date_at_{};
    bool stopping_ = false;
    Clock::time_point stop_deadline_{};

    std::mutex mutex_;
    std::vector<Task> brought_;
    bool ended_ = false;
};

}  // namespace foxtrail
