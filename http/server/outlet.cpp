#include "http/server/outlet.hpp"

#include "http/server/session.hpp"

#include <spdlog/spdlog.h>

namespace foxtrail {

Outlet::Outlet(std::shared_ptr<Service> service, std::shared_ptr<IoLoop> loop, std::shared_ptr<Session> session)
    : service_(std::move(service)), loop_(std::move(loop)), session_(std::move(session)) {}

// One wake-up at a time, however many writes: the connection takes all there is when it comes.
void Outlet::wake(std::unique_lock<std::mutex>& lock) {
    if (wake_sent_ || !session_) return;
    wake_sent_ = true;
    const auto session = session_;
    lock.unlock();
    loop_->bring([session] { session->serve_outlet(); });
}

void Outlet::start(Response head) {
    std::unique_lock lock(mutex_);
    if (gone_ || finished_ || started_) return;
    started_ = true;
    ready_.head = std::move(head);
    wake(lock);
}

void Outlet::refuse(Response response) {
    std::function<void(StreamSignal)> let_go;
    std::unique_lock lock(mutex_);
    if (gone_ || finished_) return;
    finished_ = true;
    let_go.swap(receiver_);
    ready_.refusal = std::move(response);
    wake(lock);
}

Stream::Wrote Outlet::write(std::string_view bytes) {
    std::unique_lock lock(mutex_);
    if (gone_ || finished_) return Stream::Wrote::gone;
    // A piece larger than the whole buffer is taken when the buffer is empty, else it could never be sent.
    if (!ready_.bytes.empty() && ready_.bytes.size() + bytes.size() > service_->options.stream_buffer_bytes_max) {
        wants_room_ = true;
        return Stream::Wrote::full;
    }
    ready_.bytes += bytes;
    wake(lock);
    return Stream::Wrote::taken;
}

bool Outlet::answer(std::string_view text, std::size_t count) {
    std::unique_lock lock(mutex_);
    if (gone_ || finished_) return false;
    ready_.bytes += text;
    ready_.answered += count;
    wake(lock);
    return true;
}

void Outlet::finish() {
    std::function<void(StreamSignal)> let_go;  // what it holds goes when the lock is open again
    std::unique_lock lock(mutex_);
    if (gone_ || finished_) return;
    finished_ = true;
    ready_.finished = true;
    let_go.swap(receiver_);
    wake(lock);
}

void Outlet::fail(Response response) {
    std::unique_lock lock(mutex_);
    if (!started_) {
        lock.unlock();
        return refuse(std::move(response));
    }
    if (gone_ || finished_) return;
    ready_.cut_off = true;
    wake(lock);
}

void Outlet::on_signal(std::function<void(StreamSignal)> receiver) {
    std::unique_lock lock(mutex_);
    if (finished_) return;
    receiver_ = std::move(receiver);
    if (gone_) return signal(StreamSignal::gone, lock);
    if (stopping_) signal(StreamSignal::stopping, lock);
}

// Receivers run on the pool: they may read the disk for the next piece.
void Outlet::signal(StreamSignal signal, std::unique_lock<std::mutex>& lock) {
    auto receiver = signal == StreamSignal::gone ? std::exchange(receiver_, nullptr) : receiver_;
    lock.unlock();
    if (!receiver) return;
    service_->pool.follow_up([receiver = std::move(receiver), signal] {
        try {
            receiver(signal);
        } catch (const std::exception& error) {
            spdlog::error("a stream's receiver threw: {}", error.what());
        }
    });
}

Outlet::Taken Outlet::take() {
    std::unique_lock lock(mutex_);
    wake_sent_ = false;
    Taken taken = std::exchange(ready_, Taken{});
    if (std::exchange(wants_room_, false) && !finished_) signal(StreamSignal::writable, lock);
    return taken;
}

std::size_t Outlet::pending() const {
    const std::lock_guard lock(mutex_);
    return ready_.bytes.size();
}

void Outlet::stop() {
    std::unique_lock lock(mutex_);
    if (stopping_ || gone_ || finished_) return;
    stopping_ = true;
    if (receiver_) return signal(StreamSignal::stopping, lock);
    lock.unlock();
    finish();
}

void Outlet::close() {
    std::shared_ptr<Session> session;
    std::unique_lock lock(mutex_);
    if (gone_) return;
    gone_ = true;
    session = std::move(session_);
    ready_ = {};
    signal(StreamSignal::gone, lock);
}

}  // namespace foxtrail
