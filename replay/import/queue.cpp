#include "replay/import/queue.hpp"

#include <utility>

namespace foxtrail {

ImportQueue::~ImportQueue() { taken(in_flight_); }

void ImportQueue::submit(Submission submission, Answered answered) {
    if (in_flight_ >= in_flight_max) take_answers(in_flight_max / 2);
    waiting_.push_back(std::move(answered));
    ++in_flight_;
    const bool accepted = writer_.submit(std::move(submission), [this](CommandOutcome outcome) {
        outcome.events.clear();
        const std::lock_guard lock(mutex_);
        answers_.push_back(std::move(outcome));
        // Under the lock: once the last answer is seen this object may go away.
        if (wanted_ > 0 && answers_.size() >= wanted_) arrived_.notify_one();
    });
    if (accepted) return;
    // Turned away, since the writer stops or another has filled its queue: the answers before it come first.
    const Answered turned_away = std::move(waiting_.back());
    waiting_.pop_back();
    --in_flight_;
    wait();
    turned_away({.verdict = Verdict::stopping});
}

void ImportQueue::wait() {
    while (in_flight_ > 0) take_answers(in_flight_);
}

void ImportQueue::take_answers(std::size_t at_least) {
    for (const CommandOutcome& outcome : taken(at_least)) {
        const Answered answered = std::move(waiting_.front());
        waiting_.pop_front();
        answered(outcome);
    }
}

std::vector<CommandOutcome> ImportQueue::taken(std::size_t at_least) {
    std::unique_lock lock(mutex_);
    wanted_ = at_least;
    arrived_.wait(lock, [&] { return answers_.size() >= at_least; });
    wanted_ = 0;
    in_flight_ -= answers_.size();
    return std::exchange(answers_, {});
}

}  // namespace foxtrail
