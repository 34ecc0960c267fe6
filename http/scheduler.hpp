// What falls due by the passing of time: asks ordinary commands of the writer, as the system. The clock is read here and
// nowhere behind: deciders check the day themselves, and a replay meets the same events.
//
// Order:   items past their day first, at every run; then, at the first run of a day (UTC), what the standing rules find:
//          finding it reads every deal's history. Each finding is told at most once a day and person.
// Threads: start() runs it on a thread of its own; run_once() may be called instead, never both.
// Errors:  a command that is refused or stale is left for the next time; nothing is lost by a missed run.
#pragma once

#include "commands/writer.hpp"
#include "projections/runner.hpp"

namespace foxtrail {

struct SchedulerOptions {
    std::chrono::seconds every{60};  // 0: only run_once()
    std::function<Time()> clock = now_from_system_clock;
};

class Scheduler {
  public:
    Scheduler(Log&, Writer&, const Runner&, SchedulerOptions);
    ~Scheduler();

    void start();
    void stop();
    // Everything that is due now. Returns how many commands recorded something.
    std::size_t run_once();

  private:
    void run();
    std::size_t ask(AnyCommand command, std::string reason);
    std::size_t close_what_is_due(Time now);
    std::size_t tell_what_is_found(Time now);

    Log& log_;
    Writer& writer_;
    const Runner& runner_;
    SchedulerOptions options_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::optional<Date> found_on_;  // the day of the last look for findings
    std::thread thread_;
};

}  // namespace foxtrail
