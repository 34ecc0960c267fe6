// How many commands are between the edge and the answer of the writer. As many as its queue holds, so that a command let in here always
// finds a place there, and single commands and streams of them share it fairly.
//
// Threads: any member, any thread.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace foxtrail {

class InFlight {
  public:
    explicit InFlight(std::size_t at_most) : at_most_(at_most) {}

    bool try_enter() {
        const std::lock_guard lock(mutex_);
        if (count_ >= at_most_) return false;
        ++count_;
        return true;
    }
    // Waits for a place. The writer always goes on, so it comes.
    void enter() {
        std::unique_lock lock(mutex_);
        ++waiting_;
        left_.wait(lock, [&] { return count_ < at_most_; });
        --waiting_;
        ++count_;
    }
    void leave() {
        std::unique_lock lock(mutex_);
        --count_;
        // Waking for each single place would cost the writer a system call per command.
        const bool wakes = waiting_ > 0 && count_ % std::max<std::size_t>(1, at_most_ / 16) == 0;
        lock.unlock();
        if (wakes) left_.notify_all();
    }

  private:
    const std::size_t at_most_;
    std::mutex mutex_;
    std::condition_variable left_;
    std::size_t count_ = 0, waiting_ = 0;
};

}  // namespace foxtrail
