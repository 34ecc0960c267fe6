#include "commands/writer.hpp"

#include "commands/group.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <future>

namespace foxtrail {
namespace {

constexpr std::string_view states_form_key = "form";
constexpr Position rebuild_flush_events = 100'000;

void say_and_abort(std::string_view what) {
    std::fprintf(stderr, "foxtrail: the disk failed and nothing more can be recorded: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
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
    const auto entries = entries_of(log.type_names());
    for (Position done = 0; done < log.head();) {
        const Position step = std::min(log.head(), done + rebuild_flush_events);
        log.read(done, step, [&](const RecordedEvent& event) {
            const EventEntry& entry = *entries.at(event.type_number);
            states.evolve(entry, entry.read(event.payload), meta_of(*event.envelope, event.position));
            return true;
        });
        Batch batch;
        states.flush(batch);
        log.store().write(batch, Durability::buffered);
        done = step;
    }
    Batch form;
    form.put(Family::states, std::string(states_form_key), states_fingerprint());
    log.store().write(form, Durability::synced);
}

Writer::Writer(Log& log, WriterOptions options) : log_(log), options_(std::move(options)), states_(&log.store(), options_.cached_states_max) {
    if (!options_.on_failure) options_.on_failure = say_and_abort;
    if (log.store().get(Family::states, states_form_key) != states_fingerprint()) rebuild_states(log);
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
            if (queue_.empty()) return;
            while (!queue_.empty() && taken.size() < options_.batch_commands_max) {
                taken.push_back(std::move(queue_.front()));
                queue_.pop_front();
            }
        }
        space_.notify_all();
        decide_and_record(taken);
        taken.clear();
    }
}

void Writer::decide_and_record(std::vector<Waiting>& taken) {
    std::vector<CommandOutcome> outcomes;
    outcomes.reserve(taken.size());
    try {
        const bool may_write = options_.may_write();
        Group group(log_, states_);
        for (auto& waiting : taken) {
            const bool recordable = may_write || waiting.submission.dry_run;
            outcomes.push_back(recordable ? group.decide(waiting.submission, options_.clock()) : CommandOutcome{.verdict = Verdict::disk_full});
        }
        states_.flush(group.also());
        if (!group.commits().empty() || !group.also().operations.empty()) log_.append(group.commits(), std::move(group.also()));
    } catch (const std::exception& failure) {
        options_.on_failure(failure.what());
        return;
    }
    for (std::size_t i = 0; i < taken.size(); ++i) taken[i].complete(std::move(outcomes[i]));
}

}  // namespace foxtrail
