// Follows the log and keeps every projection up to it.
//
// Order:   each projection sees each event once, in log order.
// Threads: one thread applies; any thread reads, behind a gate that a stream of readers cannot keep from it. What a thread reads of several
//          projections, as long as it keeps the first, is of one position.
// Errors:  a projection that meets an event it cannot apply stops alone, at the position before it, and says which event
//          and why; the others go on. Kept segments that cannot be read are dropped and built again from the log.
//          When the log itself cannot be read, or nothing can be kept, all stop where they are: check() throws why.
// Builds:  a projection whose version changed is built beside the kept one, compared with it, then switched in one step;
//          until then the kept one answers, at the position it had reached. A kept one that cannot be read answers nothing.
#pragma once

#include "core/log/log.hpp"
#include "projections/runner/model.hpp"
#include "projections/runner/table_gate.hpp"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <limits>
#include <mutex>
#include <thread>

namespace foxtrail {

enum class ProjectionState : std::uint8_t { live, building, stopped };
BOOST_DESCRIBE_ENUM(ProjectionState, live, building, stopped)

struct ProjectionStatus {
    std::string name, doc;
    std::uint32_t version = 0;
    ProjectionState state = ProjectionState::live;
    Position position = 0;
    std::uint64_t lag_events = 0;
    double lag_seconds = 0;
    std::uint64_t memory_bytes = 0;
    std::optional<std::string> last_error;
    std::vector<Difference> last_differences;  // found by the last build beside
};
BOOST_DESCRIBE_STRUCT(ProjectionStatus, (), (name, doc, version, state, position, lag_events, lag_seconds, memory_bytes, last_error, last_differences))

struct RunnerOptions {
    bool keep_segments = true;             // false for a reader beside an owner
    bool from_zero = false;                // true leaves out what was kept: a replay of the whole log
    std::size_t batch_events_max = 16'384;  // applied under one lock
    std::function<void(std::string_view)> on_failure{};  // told once why all projections stopped
};

class Runner {
public:
    explicit Runner(Log& log, RunnerOptions options = {});
    ~Runner();

    void start();  // follow the log on a thread of its own
    void stop();   // keep what was applied, then end

    // Applies all there is now, on the calling thread; not while started.
    void catch_up();

    // A projection's tables, which stand still meanwhile, and the position they answer for. They may be read in any order, and again.
    template <class P>
    struct Reading {
        TableGate::Pass pass;
        const P* tables;
        Position position;
        const P* operator->() const { return tables; }
    };
    template <class P>
    Reading<P> read() const {
        static const std::size_t index = index_of(P::name);
        TableGate::Pass pass = gate_.read();
        const Model& model = slots_[index]->answering();
        least_read_ = std::min(least_read_, model.position());
        return {std::move(pass), static_cast<const P*>(model.tables()), model.position()};
    }
    // The least position of a projection that the calling thread has read since it said that it begins.
    static void begin_reading() { least_read_ = std::numeric_limits<Position>::max(); }
    static Position least_read() { return least_read_; }

    // The position every projection that has not stopped has reached.
    Position position() const;
    // Throws what has stopped all projections, if anything has.
    void check() const;
    // Waits until position() >= wanted, the time is up, or all projections have stopped.
    bool wait_for(Position wanted, std::chrono::milliseconds at_most) const;

    std::vector<ProjectionStatus> statuses() const;
    // Each that has stopped, with its error. Waits for nobody who reads.
    std::vector<std::pair<std::string_view, std::string>> stopped() const;
    // A hash of all the tables, and the position it is of. Nothing when there is no such projection.
    std::optional<std::pair<std::uint64_t, Position>> digest(std::string_view name) const;
    // What differs between the rows of now here and in another runner; both stand still.
    std::vector<Difference> differences(std::string_view name, const Runner& newer) const;
    // Builds the projection beside from the log and switches to it, one at a time; returns when done. False: no such projection.
    bool rebuild(std::string_view name);
    // How often another build has taken over; counted before that build is read.
    std::uint64_t switches() const { return switches_; }

    struct Slot {
        const ProjectionEntry* entry;
        std::unique_ptr<Model> model;
        std::unique_ptr<Model> kept_old;  // answers while `model` is built beside it
        bool keeps_others = false;        // the store has segments of other builds than `model`
        std::string error;                      // written by who is alone with the tables, and under error_mutex
        mutable std::mutex error_mutex;         // for who asks why without being let in
        std::atomic<bool> has_stopped = false;  // with an error
        std::vector<Difference> differences;

        const Model& answering() const { return kept_old ? *kept_old : *model; }
    };

    // Who reads an event type.
    struct Reader {
        Slot* slot;
        ProjectionEntry::Apply apply;
        void* tables = nullptr;  // of the slot's model
        Position after = 0;      // what was applied to it before; all, once it has stopped
    };

private:
    struct Readers {
        const EventEntry* entry;
        std::vector<Reader> of;
    };
    static std::size_t index_of(std::string_view projection);
    Slot* find(std::string_view projection) const;
    std::vector<ProjectionStatus> statuses_at(Position head) const;  // without lag_seconds
    void open_all() const;
    void open(Slot&) const;
    void run();
    bool apply_batch();
    void apply_events(Position upto);
    void apply_to_all(const Readers&, const RecordedEvent&);
    void switch_to_new(Slot&);
    void learn_types();
    void look_at_models();
    void keep_all();
    void fail();
    std::optional<std::string> failure_text() const;

    static inline thread_local Position least_read_ = 0;

    Log& log_;
    RunnerOptions options_;
    TableGate gate_;
    std::vector<std::unique_ptr<Slot>> slots_;  // as in projection_entries()
    std::vector<Readers> readers_;              // by the log's type number
    Position applied_ = 0;
    mutable std::mutex progress_mutex_;
    mutable std::condition_variable progress_;
    std::atomic<Position> position_ = 0;
    std::atomic<std::uint64_t> switches_ = 0;
    std::atomic<bool> stopping_ = false, has_failed_ = false;
    std::exception_ptr failure_;  // set once, before has_failed_
    std::mutex rebuild_mutex_;  // taken before the next one: one rebuild at a time
    std::mutex build_mutex_;    // one build or batch at a time
    std::thread thread_;
};

}  // namespace foxtrail
