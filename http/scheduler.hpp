// What falls due by the passing of time: asks ordinary commands of the writer, as the system. The clock is read here and
// nowhere behind: deciders check the day themselves, and a replay meets the same events.
//
// Order:   items past their day first, at every run; then, at the first run of a day of the company's, deals that lie idle, the people of
//          every open deal, people who leave, work logs that nobody wrote and what the standing rules find: it reads every deal's
//          history. Each finding is told at most once a day and person. At every run, in the end, contacts whose names say that they may be
//          one person.
// Threads: start() runs it on a thread of its own; run_once() may be called instead, never both.
//          stop() waits for the command at hand; the rest of the run is due at the next start.
// Errors:  a command that records nothing is asked for again an hour later, so that it stands in nobody's way; nothing is lost by a
//          missed run.
#pragma once

#include "commands/writer/writer.hpp"
#include "projections/rules/namesakes.hpp"
#include "projections/work/due.hpp"

#include <atomic>
#include <map>

namespace foxtrail {

struct SchedulerOptions {
    std::chrono::seconds every{60};  // 0: only run_once()
    std::function<Time()> clock = now_from_system_clock;
};

class Scheduler {
  public:
    struct Asked {
        std::size_t commands = 0, recorded = 0;  // of them, those that recorded something
    };

    Scheduler(Log&, Writer&, const Runner&, SchedulerOptions);
    ~Scheduler();

    void start();
    void stop();
    bool is_stopping() const { return stopping_; }
    // Everything that is due now.
    Asked run_once();

  private:
    void run();
    void go_on() const;  // throws when the server stops
    Verdict ask(AnyCommand command, std::string reason, Asked& asked);
    using Matter = std::pair<Entity, Entity>;  // an item and none, or two contacts
    bool asked_lately(const Matter&, Time now) const;
    void close_what_is_due(const Deadlines&, Asked& asked);
    void suspect_namesakes(Time now, Asked& asked);
    void take_back_what_is_idle(Time now, Asked& asked);
    void look_at_people(Time now, Asked& asked);
    void tell_what_is_found(const Deadlines&, Asked& asked);

    Log& log_;
    Writer& writer_;
    const Runner& runner_;
    SchedulerOptions options_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::atomic<bool> stopping_ = false;
    std::optional<Date> today_;          // the day of the last run
    std::map<Matter, Time> in_vain_at_;  // what recorded nothing today; no more of them than open items and contacts called alike
    NamesakeSearch namesakes_;
    std::thread thread_;
};

}  // namespace foxtrail
