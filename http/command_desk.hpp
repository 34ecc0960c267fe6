// Where commands are handed to the writer and their outcomes become answers, on a thread of its own: the writer's does nothing but decide.
//
// Limits:  WriterOptions::queue_max commands in flight; beyond, a single command is turned away and a stream of them waits.
#pragma once

#include "http/command_answer.hpp"
#include "http/engine.hpp"
#include "http/in_flight.hpp"
#include "http/metrics.hpp"
#include "http/server/pool.hpp"
#include "http/server/stream.hpp"

namespace foxtrail {

class CommandDesk {
  public:
    CommandDesk(Engine& engine, Metrics& metrics)
        : engine_(engine), metrics_(metrics), in_flight_(engine.options().writer.queue_max), answering_(1, engine.options().writer.queue_max) {}

    // Hands the submission to the writer and its outcome to the client. 503 when there are too many.
    void take(Submission submission, Respond respond);

    // For a stream of commands: waits for a place, then submits. `complete` runs on the writer's thread. False: the writer is stopping.
    template <class Complete>
    bool submit_waiting(Submission submission, Complete complete) {
        in_flight_.enter();
        const bool taken = engine_.writer().submit(std::move(submission), [this, complete](CommandOutcome outcome) {
            in_flight_.leave();
            complete(std::move(outcome));
        });
        if (!taken) in_flight_.leave();
        return taken;
    }

    // Runs on the answering thread, in the order given. Bounded by what is in flight.
    void answer(Pool::Job job) { answering_.follow_up(std::move(job)); }

    const Log& log() const { return engine_.log(); }
    Metrics& metrics() { return metrics_; }

  private:
    Engine& engine_;
    Metrics& metrics_;
    InFlight in_flight_;
    Pool answering_;
};

}  // namespace foxtrail
