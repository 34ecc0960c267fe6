// Rendered answers by request target, the most recently used ones. A withdrawal empties it: when somebody's personal data is erased,
// or another build of a projection takes over, nothing that was answered before is given again, for whatever instant.
//
// Limits:  entries and bytes, bodies and keys together; what does not fit pushes the oldest out.
// Threads: any member, any thread; a hit costs one short lock.
#pragma once

#include "core/id.hpp"
#include "http/server/message.hpp"

#include <chrono>
#include <list>
#include <mutex>
#include <unordered_map>

namespace foxtrail {

struct AnswerCacheLimits {
    std::size_t entries_max = 4'096;
    std::size_t bytes_max = 64ULL << 20;
};

// Until when an answer may be given again.
struct GoodUntil {
    bool is_for_ever = false;                            // else while the projections stay at `position`
    Position position = 0;
    std::uint64_t withdrawals = 0;                          // Engine::withdrawals() before it was begun
    std::chrono::steady_clock::time_point time = std::chrono::steady_clock::time_point::max();
};

class AnswerCache {
  public:
    explicit AnswerCache(AnswerCacheLimits limits = {}) : limits_(limits) {}

    // `withdrawals`: Engine::withdrawals() by now.
    std::optional<Response> find(std::string_view target, Position position, std::uint64_t withdrawals = 0);
    void put(std::string_view target, Response response, GoodUntil good);

  private:
    struct Entry {
        std::string target;
        Response response;
        GoodUntil good;
        std::size_t bytes() const;
    };
    void learn(std::uint64_t withdrawals);
    void drop(std::list<Entry>::iterator entry);

    const AnswerCacheLimits limits_;
    std::mutex mutex_;
    std::list<Entry> entries_;  // most recently used first
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_target_;
    std::size_t bytes_ = 0;
    std::uint64_t withdrawals_ = 0;  // nothing here was begun before the last of them
};

}  // namespace foxtrail
