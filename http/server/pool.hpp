// A fixed number of threads over one bounded queue.
//
// Threads: any member, any thread. Jobs must not throw.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace foxtrail {

class Pool {
  public:
    using Job = std::move_only_function<void()>;

    Pool(std::size_t threads, std::size_t queue_max);
    ~Pool();

    // False, and the job not taken, when the queue is full or the pool has ended.
    bool offer(Job job);

    // For what goes on with something that was let in already, and whose number is bounded by that. Dropped when the pool has ended.
    void follow_up(Job job);

    // Finishes the job each thread is at, drops the others and joins.
    void end();

  private:
    void work();

    const std::size_t queue_max_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> queue_;
    bool ended_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace foxtrail
