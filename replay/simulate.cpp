#include "replay/simulate.hpp"

#include <atomic>
#include <chrono>

namespace foxtrail {
namespace {

using Clock = std::chrono::steady_clock;

// Counts what is on its way, and whether it arrives where it was foreseen.
class Flight {
public:
    Flight() = default;
    Flight(const Flight&) = delete;
    Flight& operator=(const Flight&) = delete;
    ~Flight() { wait_for_room(0); }  // the writer's answers come here

    // Waits until at most `in_flight` commands have no answer.
    void wait_for_room(std::uint64_t in_flight) {
        for (auto answered = answered_.load(); sent_ - answered > in_flight; answered = answered_.load()) answered_.wait(answered);
    }
    void send(Writer& writer, SimulatedCommand command) {
        ++sent_;
        const Position foreseen = command.last;
        const bool taken =
            writer.submit(std::move(command.submission), [this, foreseen](const CommandOutcome& outcome) { answer(outcome, foreseen); });
        if (!taken) throw SimulationRefused("the writer took no more commands");
    }
    Position recorded() const { return recorded_; }
    std::uint64_t refusals() const { return refusals_; }
    const std::string& first_refusal() const { return first_refusal_; }  // once nothing is in flight

private:
    void answer(const CommandOutcome& outcome, Position foreseen) {
        if (outcome.verdict == Verdict::recorded && outcome.position == foreseen)
            recorded_ = outcome.position;
        else if (refusals_++ == 0)
            first_refusal_ = explain(outcome, foreseen);
        ++answered_;
        answered_.notify_one();
    }

    static std::string explain(const CommandOutcome& outcome, Position foreseen) {
        std::string text = "position " + std::to_string(foreseen) + " was foreseen, the answer is " +
                           std::string(enum_name(outcome.verdict)) + " at " + std::to_string(outcome.position);
        for (const auto& broken : outcome.broken) text += "; " + broken.text;
        for (const auto& problem : outcome.problems) text += "; " + problem.pointer + ' ' + problem.detail;
        return text;
    }

    std::uint64_t sent_ = 0;
    std::atomic<std::uint64_t> answered_ = 0, refusals_ = 0;
    std::atomic<Position> recorded_ = 0;
    std::string first_refusal_;
};

class ProgressReport {
public:
    explicit ProgressReport(const std::function<void(const SimulationProgress&)>& say) : say_(say) {}

    void look(Position events) {
        constexpr std::chrono::milliseconds interval{200};
        const auto now = Clock::now();
        if (!say_ || now < next_) return;
        next_ = now + interval;
        say(events);
    }
    void say(Position events) const {
        const std::chrono::duration<double> elapsed = Clock::now() - begin_;
        if (say_) say_({events, static_cast<double>(events) / elapsed.count()});
    }

private:
    const std::function<void(const SimulationProgress&)>& say_;
    const Clock::time_point begin_ = Clock::now();
    Clock::time_point next_ = begin_;
};

}  // namespace

Position play_simulation(Simulation& simulation, Writer& writer, const std::function<void(const SimulationProgress&)>& progress) {
    Flight flight;
    ProgressReport report(progress);
    while (auto command = simulation.next()) {
        flight.wait_for_room(simulated_in_flight_max - 1);
        // What a correction puts right must be on disk before it is looked up.
        if (command->submission.envelope.corrects > flight.recorded()) flight.wait_for_room(0);
        flight.send(writer, std::move(*command));
        report.look(flight.recorded());
        if (flight.refusals() > 0) break;
    }
    flight.wait_for_room(0);
    report.say(flight.recorded());
    if (flight.refusals() > 0)
        throw SimulationRefused(std::to_string(flight.refusals()) +
                                " simulated commands were not recorded as foreseen; the first: " + flight.first_refusal());
    return flight.recorded();
}

}  // namespace foxtrail
