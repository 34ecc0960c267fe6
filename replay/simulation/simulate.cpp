#include "replay/simulation/simulate.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>

namespace foxtrail {
namespace {

using Clock = std::chrono::steady_clock;

// Counts what is on its way, and keeps the positions of statements that may be put right.
class Flight {
public:
    explicit Flight(const UnrecordedAttempt& unrecorded) : unrecorded_(unrecorded) {}
    Flight(const Flight&) = delete;
    Flight& operator=(const Flight&) = delete;
    ~Flight() { wait_for_room(0); }  // the writer's answers come here

    // Waits until at most `in_flight` commands have no answer.
    void wait_for_room(std::uint64_t in_flight) {
        for (auto answered = answered_.load(); sent_ - answered > in_flight; answered = answered_.load()) answered_.wait(answered);
    }
    void send(Writer& writer, SimulatedCommand command) {
        if (command.corrects) {  // what it puts right must be on disk before it is looked up
            wait_for_room(0);
            command.submission.envelope.corrects = positions_.at(command.corrects - 1);
        }
        ++sent_;
        const std::string_view name = command.submission.command.entry().type.name;
        const bool taken = writer.submit(std::move(command.submission), [this, name, is = command.is, attempt = command.is_attempt](const CommandOutcome& outcome) {
            answer(name, outcome, is, attempt);
        });
        if (taken) return;
        --sent_;
        throw SimulationRefused("the writer took no more commands");
    }
    Position recorded() const { return recorded_; }
    std::uint64_t refusals() const { return refusals_; }
    const std::string& first_refusal() const { return first_refusal_; }  // once nothing is in flight

private:
    void answer(std::string_view command, const CommandOutcome& outcome, Statement is, bool is_attempt) {
        const bool came_to_nothing = outcome.verdict == Verdict::already_so || outcome.verdict == Verdict::refused;
        if (outcome.count > 0) recorded_ = outcome.position;
        if (outcome.verdict != Verdict::recorded && !(is_attempt && came_to_nothing) && refusals_++ == 0) first_refusal_ = explain(command, outcome);
        if (is_attempt && came_to_nothing && unrecorded_) unrecorded_(command, outcome);
        if (is) positions_.push_back(static_cast<std::uint32_t>(outcome.position - outcome.count + 1));  // statements come in order
        ++answered_;
        answered_.notify_one();
    }

    static std::string explain(std::string_view command, const CommandOutcome& outcome) {
        std::string text = "the answer to " + std::string(command) + " is " + std::string(enum_name(outcome.verdict)) + " at " + std::to_string(outcome.position);
        for (const auto& broken : outcome.broken) text += "; " + broken.text;
        for (const auto& problem : outcome.problems) text += "; " + problem.pointer + ' ' + problem.detail;
        return text;
    }

    const UnrecordedAttempt& unrecorded_;
    std::uint64_t sent_ = 0;
    std::atomic<std::uint64_t> answered_ = 0, refusals_ = 0;
    std::atomic<Position> recorded_ = 0;
    std::vector<std::uint32_t> positions_;  // of statements, by number
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

Position play_simulation(Simulation& simulation, Log& log, const std::function<void(const SimulationProgress&)>& progress, const UnrecordedAttempt& unrecorded) {
    constexpr Position events_a_command_max = 16;  // so that near the end no command is sent that is one too many
    constexpr std::int64_t looked_every_us = 3 * 3'600 * us_per_second;  // of the history, at the log
    Writer writer(log, {.keys_seed = simulation.keys_seed()});
    Flight flight(unrecorded);
    ProgressReport report(progress);
    Position seen = 0;
    Time looked_at;
    while (flight.recorded() < simulation.events_wanted() && flight.refusals() == 0) {
        const Position wanted = simulation.events_wanted() - flight.recorded();
        for (auto commands = std::clamp<Position>(wanted / events_a_command_max, 1, simulated_in_flight_max); commands > 0; --commands) {
            flight.wait_for_room(simulated_in_flight_max - 1);
            SimulatedCommand command = simulation.next();
            const Time at = command.submission.envelope.recorded_at;
            flight.send(writer, std::move(command));
            report.look(flight.recorded());
            if (at.us - looked_at.us < looked_every_us) continue;
            looked_at = at;
            break;
        }
        flight.wait_for_room(0);
        log.read(seen, log.head(), [&](const RecordedEvent& event) {
            simulation.observe(event);
            return true;
        });
        seen = log.head();
    }
    report.say(flight.recorded());
    if (flight.refusals() > 0)
        throw SimulationRefused(std::to_string(flight.refusals()) + " simulated commands were not recorded; the first: " + flight.first_refusal());
    return flight.recorded();
}

}  // namespace foxtrail
