#include "http/answer_cache.hpp"

namespace foxtrail {

std::size_t AnswerCache::Entry::bytes() const {
    const auto size = [](const auto& text) { return text ? text->size() : 0; };
    return target.size() + size(response.body) + size(response.gzip) + sizeof(Entry);
}

std::optional<Response> AnswerCache::find(std::string_view target, Position position, std::uint64_t withdrawals) {
    const std::lock_guard lock(mutex_);
    learn(withdrawals);
    const auto found = by_target_.find(target);
    if (found == by_target_.end()) return std::nullopt;
    const auto entry = found->second;
    const GoodUntil& good = entry->good;
    const bool is_good = good.is_for_ever || (good.position == position && (good.time == good.time.max() || std::chrono::steady_clock::now() < good.time));
    if (!is_good) {
        drop(entry);
        return std::nullopt;
    }
    entries_.splice(entries_.begin(), entries_, entry);
    return entry->response;
}

void AnswerCache::put(std::string_view target, Response response, GoodUntil good) {
    const std::lock_guard lock(mutex_);
    learn(good.withdrawals);
    if (good.withdrawals < withdrawals_) return;
    if (const auto found = by_target_.find(target); found != by_target_.end()) drop(found->second);
    entries_.push_front({std::string(target), std::move(response), good});
    by_target_[entries_.front().target] = entries_.begin();
    bytes_ += entries_.front().bytes();
    while (!entries_.empty() && (entries_.size() > limits_.entries_max || bytes_ > limits_.bytes_max)) drop(std::prev(entries_.end()));
}

void AnswerCache::learn(std::uint64_t withdrawals) {
    if (withdrawals <= withdrawals_) return;
    withdrawals_ = withdrawals;
    by_target_.clear();
    entries_.clear();
    bytes_ = 0;
}

void AnswerCache::drop(std::list<Entry>::iterator entry) {
    bytes_ -= entry->bytes();
    by_target_.erase(entry->target);
    entries_.erase(entry);
}

}  // namespace foxtrail
