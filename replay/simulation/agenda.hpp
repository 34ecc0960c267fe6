// What is going to be asked in a simulation, and when: what people mean to do, and what falls due unless it is settled before.
#pragma once

#include "replay/simulation/calendar.hpp"
#include "replay/simulation/ledger.hpp"
#include "replay/simulation/random.hpp"

#include <queue>
#include <unordered_map>

namespace foxtrail {

class SimulatedAgenda {
public:
    void add(WorkTime due, AnyCommand command, Saying saying) { waiting_.push({due, ++added_, std::move(command), std::move(saying), {}}); }
    // Somebody means to ask this, after about so many hours of work.
    void later(Random& random, WorkTime now, double median_hours, AnyCommand command, Saying saying) {
        constexpr double sigma = 0.7;
        add(now + 1 + static_cast<WorkTime>(random.lognormal(median_hours, sigma) * static_cast<double>(us_per_hour)), std::move(command),
            std::move(saying));
    }

    // One of several things that an item can fall due for: the items of a plan, the days of an employee.
    struct Watched {
        Entity item;
        std::uint32_t part = 0;
        bool operator==(const Watched&) const = default;
    };
    // The system asks this at the time, unless the item is settled or watched anew before.
    void watch(Watched watched, WorkTime due, AnyCommand command) {
        watched_[watched] = due;
        waiting_.push({due, ++added_, std::move(command), {{}, "fell due", {}}, watched});
    }
    void settle(Watched watched) { watched_.erase(watched); }

    // Who is away asks what he meant to when he is back; one at a time.
    void send_away(EmployeeId who, WorkTime until) { away_ = who, back_at_ = until; }
    bool is_away(EmployeeId who, WorkTime at) const { return who && who == away_ && at < back_at_; }
    WorkTime back_at() const { return back_at_; }
    EmployeeId last_away() const { return away_; }

    std::optional<WorkTime> next_due() const { return waiting_.empty() ? std::nullopt : std::optional(waiting_.top().due); }
    void ask_next(SimulationLedger& ledger, Time at) {
        Entry next = waiting_.top();
        waiting_.pop();
        if (is_away(next.saying.by, next.due)) {
            next.due = back_at_;
            return waiting_.push(std::move(next));
        }
        if (next.watched.item) {
            const auto found = watched_.find(next.watched);
            if (found == watched_.end() || found->second != next.due) return;
            watched_.erase(found);
        }
        ledger.attempt(at, std::move(next.command), std::move(next.saying));
    }

private:
    struct Entry {
        WorkTime due;
        std::uint64_t order;  // of those due at one instant, as they were added
        AnyCommand command;
        Saying saying;
        Watched watched;
        bool operator>(const Entry& other) const { return due != other.due ? due > other.due : order > other.order; }
    };
    struct Hash {
        std::size_t operator()(const Watched& watched) const {
            return std::hash<Entity>{}(watched.item) ^ watched.part * 0x9E37'79B9'7F4A'7C15ULL;
        }
    };

    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> waiting_;
    std::unordered_map<Watched, WorkTime, Hash> watched_;
    std::uint64_t added_ = 0;
    EmployeeId away_;
    WorkTime back_at_ = 0;
};

}  // namespace foxtrail
