// Who reads the tables and who changes them: many at a time, or one alone.
//
// A thread that reads may read more, of other tables or of the same again: it is let in once and leaves when the last of its passes ends. All
// it reads until then stands still. Whoever waits to change them goes before readers who come later.
// Threads: a pass is given back by the thread that took it.
#pragma once

#include <cstdlib>
#include <mutex>
#include <shared_mutex>
#include <utility>
#include <vector>

namespace foxtrail {

class TableGate {
public:
    class Pass {
    public:
        explicit Pass(const TableGate& gate) : gate_(&gate) { gate.enter(); }
        Pass(Pass&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)) {}
        Pass& operator=(Pass&& other) noexcept {
            std::swap(gate_, other.gate_);
            return *this;
        }
        ~Pass() {
            if (gate_) gate_->leave();
        }

    private:
        const TableGate* gate_;
    };

    Pass read() const { return Pass(*this); }
    std::unique_lock<std::shared_mutex> write() const {
        const std::lock_guard hold(turnstile_);
        return std::unique_lock(mutex_);
    }

private:
    // The gates that the calling thread is behind, with the number of its passes.
    struct Inside {
        const TableGate* gate;
        unsigned passes;
    };
    static std::vector<Inside>& inside() {
        static thread_local std::vector<Inside> gates;
        return gates;
    }
    auto place() const {
        auto& gates = inside();
        auto found = gates.begin();
        while (found != gates.end() && found->gate != this) ++found;
        return found;
    }
    void enter() const {
        if (const auto here = place(); here != inside().end()) {
            ++here->passes;
            return;
        }
        inside().push_back({this, 1});
        const std::lock_guard pass(turnstile_);
        mutex_.lock_shared();
    }
    void leave() const {
        const auto here = place();
        if (here == inside().end()) std::abort();  // taken by another thread: nobody could say who is inside
        if (--here->passes != 0) return;
        inside().erase(here);
        mutex_.unlock_shared();
    }

    mutable std::mutex turnstile_;  // taken by readers in passing, held by the one who waits to write
    mutable std::shared_mutex mutex_;
};

}  // namespace foxtrail
