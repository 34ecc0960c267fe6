#include "replay/simulate_command.hpp"

#include "replay/simulate.hpp"

#include <cstdio>
#include <filesystem>

namespace foxtrail {
namespace {

struct SimulateOptions {
    std::string folder, from = "2022-01-03";
    SimulationPlan plan;
    bool progress = false;
};

constexpr Position simulated_events_max = 1'000'000'000;

void require_empty(const std::string& folder) {
    std::error_code absent;
    if (std::filesystem::exists(folder, absent) && !std::filesystem::is_empty(folder, absent))
        throw StoreFailed("the data folder " + folder + " is not empty, and a simulation begins with nothing; choose another folder");
}

void say_progress(const SimulationProgress& progress) {
    std::fprintf(stderr, "%llu events, %.0f events/s\n", static_cast<unsigned long long>(progress.events), progress.events_per_second);
}

void simulate(const SimulateOptions& options) {
    require_empty(options.folder);
    const auto store = open_rocks_store(options.folder, Access::owner);
    const auto log = Log::open(*store, links_of_event);
    Simulation simulation(options.plan);
    Position last = 0;
    {
        Writer writer(*log);
        last = play_simulation(simulation, writer, *store, options.progress ? say_progress : std::function<void(const SimulationProgress&)>());
    }
    std::printf("%llu events in %s, %s to %s; open deals at the end: %zu\n", static_cast<unsigned long long>(last), options.folder.c_str(),
                options.from.c_str(), to_text(date_of(log->head_recorded_at())).c_str(), simulation.deals_open());
}

}  // namespace

void add_simulate(CLI::App& app) {
    auto options = std::make_shared<SimulateOptions>();
    auto* command = app.add_subcommand("simulate", "Fill an empty data folder with a simulated history, the same for the same seed");
    command->add_option("--data", options->folder, "Data folder; it must be empty or not exist yet")->required();
    command->add_option("--events", options->plan.events, "Number of events; the commit that reaches it is the last")
        ->required()
        ->check(CLI::Range(Position{1}, simulated_events_max));
    command->add_option("--seed", options->plan.seed, "Seed of all random numbers")->capture_default_str();
    command->add_option("--from", options->from, "First day")->capture_default_str();
    command->add_flag("--progress", options->progress, "Say how far it is on stderr");
    command->callback([options] {
        const auto from = from_text(options->from, std::type_identity<Date>{});
        if (!from) throw CLI::ValidationError("--from", from.error());
        options->plan.from = *from;
        simulate(*options);
    });
}

}  // namespace foxtrail
