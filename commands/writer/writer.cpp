#include "commands/writer/writer.hpp"

#include "commands/writer/group.hpp"
#include "commands/writer/state_catch_up.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <future>

namespace foxtrail {
namespace {

// Applies the events behind `done` to the states and keeps them.
void bring_up(States& states, Log& log, Position done) {
    while (done < log.head()) {
        const Position step = std::min(log.head(), done + states_lag_events_max);
        apply_events(states, log, done, step);
        Batch batch;
        states.flush(batch, step);
        log.store().write(batch, Durability::buffered);
        done = step;
    }
}

void say_and_abort(std::string_view what) {
    std::fprintf(stderr, "foxtrail: the disk failed and nothing more can be recorded: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
}

void say_failed(const CommandEntry& command, std::string_view what) {
    std::fprintf(stderr, "foxtrail: %s threw and was not recorded: %.*s\n", std::string(command.type.name).c_str(), static_cast<int>(what.size()), what.data());
}

}  // namespace

void rebuild_states(Log& log) {
    Batch clear;
    log.store().scan(Family::states, "", "", [&](std::string_view key, std::string_view) {
        clear.erase(Family::states, std::string(key));
        return true;
    });
    log.store().write(clear, Durability::buffered);
    States states(&log.store());
    bring_up(states, log, 0);
    Batch batch;
    states.flush(batch, log.head());
    log.store().write(batch, Durability::synced);
}

Writer::Writer(Log& log, WriterOptions options) : log_(log), options_(std::move(options)), vault_(log.store(), options_.keys_seed), states_(&log.store(), options_.cached_states_max, &vault_) {
    if (!options_.on_failure) options_.on_failure = say_and_abort;
    if (!options_.on_failed_command) options_.on_failed_command = say_failed;
    if (!states_kept_upto(log.store())) rebuild_states(log);
    bring_up(states_, log, states_kept_upto(log.store()).value_or(0));
    thread_ = std::thread([this] { run(); });
}

Writer::~Writer() { stop(); }

bool Writer::submit(Submission&& submission, Complete&& complete) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_ || queue_.size() >= options_.queue_max) return false;
        queue_.push_back({std::move(submission), std::move(complete)});
        if (queue_.size() > 1) return true;  // the writer knows of the others
    }
    arrived_.notify_one();
    return true;
}

CommandOutcome Writer::execute(Submission submission) {
    std::promise<CommandOutcome> answer;
    auto outcome = answer.get_future();
    {
        std::unique_lock lock(mutex_);
        space_.wait(lock, [&] { return stopping_ || queue_.size() < options_.queue_max; });
        if (stopping_) return {.verdict = Verdict::stopping};
        queue_.push_back({std::move(submission), [&](CommandOutcome given) { answer.set_value(std::move(given)); }});
    }
    arrived_.notify_one();
    return outcome.get();
}

void Writer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_all();
    space_.notify_all();
    if (thread_.joinable()) thread_.join();
}

std::size_t Writer::queued() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

void Writer::run() {
    std::vector<Waiting> taken;
    for (;;) {
        {
            std::unique_lock lock(mutex_);
            arrived_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) break;
            while (!queue_.empty() && taken.size() < options_.batch_commands_max) {
                taken.push_back(std::move(queue_.front()));
                queue_.pop_front();
            }
        }
        space_.notify_all();
        decide_and_record(taken);
        taken.clear();
    }
    keep_states();
}

// A clean stop leaves nothing to apply again.
void Writer::keep_states() {
    try {
        if (states_kept_upto(log_.store()) == log_.head()) return;
        Batch batch;
        states_.flush(batch, log_.head());
        log_.store().write(batch, Durability::synced);
    } catch (const std::exception& failure) {
        options_.on_failure(failure.what());
    }
}

CommandOutcome Writer::decide(Group& group, Submission& submission) {
    try {
        return group.decide(submission, options_.clock());
    } catch (const std::exception& failure) {
        if (group.is_half_recorded()) throw;
        options_.on_failed_command(submission.command.entry(), failure.what());
        return {.verdict = Verdict::failed, .dry_run = submission.dry_run};
    }
}

void Writer::decide_and_record(std::vector<Waiting>& taken) {
    std::vector<CommandOutcome> outcomes;
    outcomes.reserve(taken.size());
    try {
        const bool may_write = options_.may_write();
        Group group(log_, states_, options_.blobs);
        for (auto& waiting : taken) {
            const bool recordable = may_write || waiting.submission.dry_run;
            outcomes.push_back(recordable ? decide(group, waiting.submission) : CommandOutcome{.verdict = Verdict::disk_full});
        }
        const Position head = log_.head() + group.event_count();
        if (states_.flush_is_due(head)) states_.flush(group.also(), head);
        else states_.flush_keys(group.also());
        if (!group.commits().empty() || !group.also().operations.empty()) log_.append(group.commits(), std::move(group.also()));
        if (group.destroys_keys()) ++erasures_, log_.store().forget_erased(Family::meta);
    } catch (const std::exception& failure) {
        options_.on_failure(failure.what());
        return;
    }
    for (std::size_t i = 0; i < taken.size(); ++i) taken[i].complete(std::move(outcomes[i]));
}

}  // namespace foxtrail
