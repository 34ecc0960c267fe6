#include "bench/bench.hpp"
#include "bench/table.hpp"
#include "commands/group.hpp"
#include "core/vault_key.hpp"
#include "replay/simulation.hpp"

#include <map>

namespace foxtrail::bench {
namespace {

struct Cost {
    std::uint64_t commands = 0, events = 0;
    double seconds = 0;
    double us_per_event() const { return seconds * 1e6 / static_cast<double>(std::max<std::uint64_t>(events, 1)); }
};

// What deciding and encoding each command of a simulated history costs, by command; the sync of a batch is the same for all.
class CostlyHistory {
public:
    explicit CostlyHistory(Position events)
        : store_(open_memory_store()), log_(Log::open(*store_, links_of_event)), vault_(*store_), states_(store_.get(), cached_states, &vault_), simulation_({.events = events}) {}

    std::map<std::string_view, Cost> play() {
        while (log_->head() < simulation_.events_wanted()) step();
        return std::move(costs_);
    }

private:
    static constexpr std::size_t cached_states = 100'000;

    void step() {
        SimulatedCommand command = simulation_.next();
        if (command.registers) give_key(*store_, command.registers, simulation_.keys_seed());
        if (command.corrects) command.submission.envelope.corrects = positions_.at(command.corrects - 1);
        Cost& cost = costs_[command.submission.command.entry().type.name];
        const auto start = std::chrono::steady_clock::now();
        Group group(*log_, states_);
        const CommandOutcome outcome = group.decide(command.submission, command.submission.envelope.recorded_at);
        cost.seconds += seconds_since(start);
        ++cost.commands;
        cost.events += outcome.count;
        if (command.is) positions_.push_back(outcome.position - outcome.count + 1);
        states_.flush_keys(group.also());
        if (group.commits().empty()) return;
        const Position before = log_->head();
        log_->append(group.commits(), std::move(group.also()));
        log_->read(before, log_->head(), [&](const RecordedEvent& event) {
            simulation_.observe(event);
            return true;
        });
    }

    std::unique_ptr<Store> store_;
    std::unique_ptr<Log> log_;
    Vault vault_;
    States states_;
    Simulation simulation_;
    std::vector<Position> positions_;
    std::map<std::string_view, Cost> costs_;
};

}  // namespace

void command_costs(const Plan& plan) {
    constexpr std::uint64_t commands_min = 30;  // fewer say nothing
    const auto costs = CostlyHistory(std::min<Position>(plan.events, 300'000)).play();
    Cost spine;
    std::string_view worst;
    double worst_us = 0;
    for (const auto& [name, cost] : costs)
        if (name.starts_with("opportunity.")) spine.seconds += cost.seconds, spine.events += cost.events;
    for (const auto& [name, cost] : costs) {
        std::printf("  %-44s %8lu commands %6.1f us an event\n", std::string(name).c_str(), cost.commands, cost.us_per_event());
        if (cost.commands >= commands_min && cost.us_per_event() > worst_us) worst = name, worst_us = cost.us_per_event();
    }
    print_row("deciding, us an event: " + std::string(worst) + " | opportunity.*", worst_us, spine.us_per_event(), "<= 2 x", above(worst_us / spine.us_per_event(), 2));
}

}  // namespace foxtrail::bench
