#include "replay/simulation/simulate_command.hpp"

#include "core/blobs.hpp"
#include "replay/data_folder.hpp"
#include "replay/simulation/simulate.hpp"
#include "replay/simulation/texts.hpp"

#include <cstdio>
#include <filesystem>

namespace foxtrail {
namespace {

struct SimulateOptions {
    std::string folder, from = "2022-01-03", until;
    SimulationPlan plan;
    bool progress = false;
};

constexpr Position simulated_events_max = 1'000'000'000;

void require_empty(const std::string& folder) {
    std::error_code absent;
    if (std::filesystem::exists(folder, absent) && !std::filesystem::is_empty(folder, absent))
        throw StoreFailed("the data folder " + folder + " is not empty, and a simulation begins with nothing; choose another folder");
}

Date day(const std::string& text, const std::string& option) {
    const auto read = from_text(text, std::type_identity<Date>{});
    if (!read) throw CLI::ValidationError(option, read.error());
    return *read;
}

void say_progress(const SimulationProgress& progress) {
    std::fprintf(stderr, "%llu events, %.0f events/s\n", static_cast<unsigned long long>(progress.events), progress.events_per_second);
}

struct Played {
    Position last;
    Date until;
    std::size_t deals_open;
};

Played play(const SimulationPlan& plan, Store& store, const std::function<void(const SimulationProgress&)>& progress) {
    const auto log = Log::open(store, links_of_event);
    Simulation simulation(plan);
    const Position last = play_simulation(simulation, *log, progress);
    return {last, date_of(log->head_recorded_at()), simulation.deals_open()};
}

// The first day of the history that ends on `until` or in the week before: how long it gets is seen by playing it. Weeks are
// moved whole, so that it differs in its dates alone.
Date first_day(const SimulationPlan& plan, Date until, const std::function<void(const SimulationProgress&)>& progress) {
    constexpr std::int32_t days_a_week = 7;
    const ScratchStore scratch;
    const std::int32_t late_by = play(plan, *scratch, progress).until.days - until.days;
    const std::int32_t weeks = late_by > 0 ? (late_by + days_a_week - 1) / days_a_week : late_by / days_a_week;
    return {plan.from.days - weeks * days_a_week};
}

// What the documents of the history say, before any event names it.
void store_documents(const std::string& folder) {
    Blobs blobs(folder);
    blobs.prepare();
    for (const auto text : document_texts())
        if (!blobs.put(Blobs::whole(text))) throw StoreFailed("the disk that holds " + folder + " is full; make room on it");
}

void simulate(SimulateOptions options) {
    require_empty(options.folder);
    const auto progress = options.progress ? say_progress : std::function<void(const SimulationProgress&)>();
    if (!options.until.empty()) options.plan.from = first_day(options.plan, day(options.until, "--until"), progress);
    const auto store = open_rocks_store(options.folder, Access::owner);
    store_documents(options.folder);
    const auto [last, until, deals_open] = play(options.plan, *store, progress);
    std::printf("%llu events in %s, %s to %s; open deals at the end: %zu\n", static_cast<unsigned long long>(last), options.folder.c_str(),
                to_text(options.plan.from).c_str(), to_text(until).c_str(), deals_open);
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
    auto* from = command->add_option("--from", options->from, "First day")->capture_default_str();
    command->add_option("--until", options->until, "Let the history end on this day or in the week before; it is played twice")->excludes(from);
    command->add_flag("--progress", options->progress, "Say how far it is on stderr");
    command->callback([options] {
        options->plan.from = day(options->from, "--from");
        simulate(*options);
    });
}

}  // namespace foxtrail
