// The one writer: takes what is queued, decides in order, records all of it in one synced batch, then answers.
//
// Order:      commands are decided in the order they were submitted; each sees the effects of those before it.
// Durability: an answer is given after the sync; `recorded` means on disk.
// Threads:    submit() and execute() from any thread. Completions run on the writer's thread: they must not block.
// Errors:     submit() is false when the queue is full or the writer is stopping: ask again later. When the disk fails,
//             on_failure is called and nothing more is answered; the process must stop. What a decider throws costs its own
//             command only, which is answered `failed`; what `evolve` throws is as bad as the disk: states would be half changed.
#pragma once

#include "commands/writer/outcome.hpp"
#include "commands/writer/request.hpp"
#include "core/log/log.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace foxtrail {

class Group;

struct WriterOptions {
    std::size_t queue_max = 8'192;           // commands waiting
    std::size_t batch_commands_max = 2'048;  // commands in one sync
    std::size_t cached_states_max = 100'000;  // of each kind
    std::function<Time()> clock = now_from_system_clock;
    std::string keys_seed{};                  // of a simulation (core/vault.hpp)
    const Blobs* blobs = nullptr;             // where the contents that commands name have to be; null: nobody asks
    std::function<bool()> may_write = [] { return true; };  // false: the disk is too full to record anything
    std::function<void(std::string_view)> on_failure{};     // default: say it on stderr and abort
    std::function<void(const CommandEntry&, std::string_view)> on_failed_command{};  // told what a decision threw; default: say it on stderr
};

class Writer {
public:
    using Complete = std::function<void(CommandOutcome)>;

    // Brings the decision states up to the log when they are missing or of another form.
    Writer(Log& log, WriterOptions options = {});
    ~Writer();

    // Calls `complete` exactly once, after the sync, unless it returns false: then both are as they were.
    bool submit(Submission&& submission, Complete&& complete);
    // Waits for the answer, and for a place in the queue.
    CommandOutcome execute(Submission submission);

    // Decides what is queued, answers it, then ends. Later submissions are turned away.
    void stop();
    std::size_t queued() const;
    // How many groups of commands have destroyed keys of people; counted before those commands are answered.
    std::uint64_t erasures() const { return erasures_; }

private:
    struct Waiting {
        Submission submission;
        Complete complete;
    };
    void run();
    void decide_and_record(std::vector<Waiting>& taken);
    CommandOutcome decide(Group&, Submission&);
    void keep_states();

    Log& log_;
    WriterOptions options_;
    Vault vault_;
    States states_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_, space_;
    std::deque<Waiting> queue_;
    bool stopping_ = false;
    std::atomic<std::uint64_t> erasures_ = 0;
    std::thread thread_;
};

// Replays the log into decision states from position 0 and puts them into the store.
void rebuild_states(Log& log);

}  // namespace foxtrail
