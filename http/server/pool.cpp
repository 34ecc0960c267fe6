#include "http/server/pool.hpp"

namespace foxtrail {

Pool::Pool(std::size_t threads, std::size_t queue_max) : queue_max_(queue_max) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Pool::~Pool() { end(); }

bool Pool::offer(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (ended_ || queue_.size() >= queue_max_) return false;
        queue_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

void Pool::follow_up(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (ended_) return;
        queue_.push_back(std::move(job));
    }
    changed_.notify_one();
}

void Pool::end() {
    std::deque<Job> dropped;
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
        dropped.swap(queue_);
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

void Pool::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [&] { return ended_ || !queue_.empty(); });
        if (ended_) return;
        Job job = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        job();
        job = nullptr;  // what it holds may be big, or take a lock when it goes
        lock.lock();
    }
}

}  // namespace foxtrail
