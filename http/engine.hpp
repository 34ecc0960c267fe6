// Everything behind the edge: the store, the log, the one writer, and the projections that follow.
//
// Order:   opens store, blobs, log, writer, runner, scheduler; ends them the other way but for the runner, which follows what the
//          writer recorded last.
// Errors:  the constructor throws StartFailed: one sentence that says what is wrong and what to do.
// Limits:  below free_bytes_min of free disk nothing more is recorded or stored, and commands and uploads are told so.
#pragma once

#include "core/blobs.hpp"
#include "http/scheduler.hpp"

namespace foxtrail {

struct StartFailed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct EngineOptions {
    std::string folder = "data";
    std::uint64_t free_bytes_min = 256ULL << 20;
    BlobOptions blobs{};
    LogOptions log{};
    WriterOptions writer{};
    RunnerOptions runner{};
    SchedulerOptions scheduler{};
    std::chrono::milliseconds start_wait_max{10'000};  // for projections to come up to the log before anything is served
};

class Engine {
  public:
    explicit Engine(EngineOptions options);
    ~Engine();

    Blobs& blobs() { return *blobs_; }
    Log& log() { return *log_; }
    Writer& writer() { return *writer_; }
    Runner& runner() { return *runner_; }
    Scheduler& scheduler() { return *scheduler_; }
    // How often all answers given before were withdrawn: personal data was erased, or another build of a projection answers now.
    std::uint64_t withdrawals() const { return writer_->erasures() + runner_->switches(); }
    const EngineOptions& options() const { return options_; }

    // After the server has stopped: records and applies what was taken, keeps the tables. May be called more than once.
    void stop();

  private:
    void open();

    EngineOptions options_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<Blobs> blobs_;
    std::unique_ptr<Log> log_;
    std::unique_ptr<Writer> writer_;
    std::unique_ptr<Runner> runner_;
    std::unique_ptr<Scheduler> scheduler_;
};

}  // namespace foxtrail
