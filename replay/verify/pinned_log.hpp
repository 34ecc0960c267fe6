// A log as it was at a position, over a store of one's own for what is derived from it.
//
// Events and history come from the log; decision states and projections are read from and written to `derived`, so what is
// folded anew neither sees nor touches what the data folder keeps. Nothing can be appended.
#pragma once

#include "core/log/log.hpp"

#include <algorithm>

namespace foxtrail {

class PinnedLog final : public Log {
public:
    PinnedLog(const Log& log, Position head, Store& derived) : log_(log), head_(head), derived_(derived) {}

    Position append(std::span<const CommitDraft>, Batch) override { throw std::logic_error("a pinned log does not grow"); }
    Position head() const override { return head_; }
    Time head_recorded_at() const override { return log_.head_recorded_at(); }
    Position position_at(Time at) const override { return std::min(head_, log_.position_at(at)); }
    void read(Position after, Position upto, const Visit& visit) const override { log_.read(after, std::min(upto, head_), visit); }
    void read(std::span<const Position> positions, const Visit& visit) const override { log_.read(positions, visit); }
    void read_valid_until(Position after, Position upto, Time valid_at_max, const Visit& visit) const override {
        log_.read_valid_until(after, std::min(upto, head_), valid_at_max, visit);
    }
    std::vector<Position> history(Entity entity, Position after, Position upto, std::size_t limit) const override {
        return log_.history(entity, after, std::min(upto, head_), limit);
    }
    Position version(Entity entity) const override { return log_.version(entity); }
    bool wait_beyond(Position position, std::chrono::milliseconds) const override { return head_ > position; }
    std::vector<std::string> type_names() const override { return log_.type_names(); }
    Position sealed_upto() const override { return log_.sealed_upto(); }
    void seal() override {}
    void catch_up() override {}
    Store& store() const override { return derived_; }

private:
    const Log& log_;
    const Position head_;
    Store& derived_;
};

}  // namespace foxtrail
