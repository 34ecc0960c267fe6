#include "bench/bench.hpp"
#include "bench/table.hpp"
#include "commands/writer/group.hpp"
#include "replay/simulation/simulation.hpp"

#include <ctime>
#include <map>

namespace foxtrail::bench {
namespace {

// Of this thread: what others do on the machine is not the command's cost.
double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

struct Cost {
    std::uint64_t commands = 0, events = 0, states = 0;  // states: decision states and what rests on whom, changed by them
    double deciding = 0, recording = 0, keeping = 0;  // seconds
    // Of what is recorded; a command that finds nothing to record costs too, and is one.
    double each(double seconds) const { return seconds * 1e6 / static_cast<double>(std::max<std::uint64_t>({events, commands, 1})); }
    double us_each() const { return each(deciding + recording + keeping); }
};

// What each command of a simulated history costs the writer, by command: deciding it, its events' share of recording batches, with
// the processor's part of the sync, and its share of keeping the decision states that were changed.
class CostlyHistory {
public:
    CostlyHistory(const std::string& folder, Position events)
        : store_(open_rocks_store(folder, Access::owner)), log_(Log::open(*store_, links_of_event)), vault_(*store_, "costs"), states_(store_.get(), cached_states, &vault_), simulation_({.events = events}) {}

    std::map<std::string_view, Cost> play() {
        while (log_->head() < simulation_.events_wanted()) play_batch();
        Cost all;
        for (const auto& [name, cost] : costs_) all.states += cost.states, all.events += cost.events;
        const auto share = [](std::uint64_t part, std::uint64_t of) { return static_cast<double>(part) / static_cast<double>(std::max<std::uint64_t>(of, 1)); };
        for (auto& [name, cost] : costs_) {
            cost.recording = recording_ * share(cost.events, all.events);
            cost.keeping = flushing_ * share(cost.states, all.states);
        }
        return std::move(costs_);
    }

private:
    static constexpr std::size_t cached_states = 100'000;
    static constexpr int batch_commands = 64;
    static constexpr double table_grows_s = 0.001;  // it fell to this command that a table grew: all share that, as they share recording

    void play_batch() {
        Group group(*log_, states_, nullptr);
        for (int i = 0; i < batch_commands; ++i) {
            if (!held_) held_ = simulation_.next();
            if (held_->corrects && i > 0) break;  // what it puts right has to be recorded
            decide(group, *std::exchange(held_, std::nullopt));
        }
        const Position before = log_->head();
        if (const Position head = before + group.event_count(); states_.flush_is_due(head)) flush(head);
        const double start = cpu_seconds();
        states_.flush_keys(group.also());
        log_->append(group.commits(), std::move(group.also()));
        recording_ += cpu_seconds() - start;
        log_->read(before, log_->head(), [&](const RecordedEvent& event) {
            simulation_.observe(event);
            return true;
        });
    }

    // In a batch of its own: it is for many batches before, not for the commands at hand.
    void flush(Position head) {
        const double start = cpu_seconds();
        Batch batch;
        states_.flush(batch, head);
        store_->write(batch, Durability::buffered);
        flushing_ += cpu_seconds() - start;
    }

    void decide(Group& group, SimulatedCommand command) {
        if (command.corrects) command.submission.envelope.corrects = positions_.at(command.corrects - 1);
        Cost& cost = costs_[command.submission.command.entry().type.name];
        const std::size_t changed = states_.changed();
        const double start = cpu_seconds();
        const CommandOutcome outcome = group.decide(command.submission, command.submission.envelope.recorded_at);
        const double took = cpu_seconds() - start;
        (took > table_grows_s ? recording_ : cost.deciding) += took;
        ++cost.commands, cost.states += states_.changed() - changed;
        cost.events += outcome.count;
        if (command.is) positions_.push_back(outcome.position - outcome.count + 1);
    }

    std::unique_ptr<Store> store_;
    std::unique_ptr<Log> log_;
    Vault vault_;
    States states_;
    Simulation simulation_;
    std::optional<SimulatedCommand> held_;
    std::vector<Position> positions_;
    std::map<std::string_view, Cost> costs_;
    double recording_ = 0, flushing_ = 0;
};

}  // namespace

void command_costs(const Plan& plan) {
    constexpr std::uint64_t commands_min = 30;  // fewer say nothing
    const auto costs = CostlyHistory(plan.folder + "/costs", std::min<Position>(plan.events, 300'000)).play();
    Cost spine;
    std::string_view worst;
    double worst_us = 0;
    for (const auto& [name, cost] : costs)
        if (name.starts_with("opportunity.")) spine.deciding += cost.deciding, spine.recording += cost.recording, spine.keeping += cost.keeping, spine.events += cost.events;
    for (const auto& [name, cost] : costs) {
        std::printf("  %-44s %8lu commands %6.1f us a command, or an event of several: %.1f deciding, %.1f recording, %.1f keeping states\n",
                    std::string(name).c_str(), cost.commands, cost.us_each(), cost.each(cost.deciding), cost.each(cost.recording), cost.each(cost.keeping));
        if (cost.commands >= commands_min && cost.us_each() > worst_us) worst = name, worst_us = cost.us_each();
    }
    print_row("writer, us a command: " + std::string(worst) + " | opportunity.*", worst_us, spine.us_each(), "<= 2 x", above(worst_us / spine.us_each(), 2));
}

}  // namespace foxtrail::bench
