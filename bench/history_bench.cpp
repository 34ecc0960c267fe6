#include "bench/bench.hpp"
#include "bench/table.hpp"
#include "http/engine.hpp"
#include "projections/pipeline/board.hpp"
#include "replay/simulation/simulate.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace foxtrail::bench {
namespace {

double resident_mb() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "VmRSS:") {
            double kb = 0;
            status >> kb;
            return kb / 1024;
        }
    return 0;
}

double folder_bytes(const std::string& folder) {
    double bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size());
    return bytes;
}

// Unless the folder holds the history of an earlier run.
void simulate(const Plan& plan, const std::string& folder) {
    const auto store = open_rocks_store(folder, Access::owner);
    const auto log = Log::open(*store, links_of_event);
    if (log->head() >= plan.events) return;
    const auto start = std::chrono::steady_clock::now();
    {
        Simulation simulation({.events = plan.events});
        play_simulation(simulation, *log);
    }
    std::printf("simulated %lu events at %.0f events/s\n", log->head(), static_cast<double>(log->head()) / seconds_since(start));
    Runner runner(*log);
    runner.catch_up();
}

double median(std::vector<double>::const_iterator from, std::vector<double>::const_iterator to) {
    std::vector<double> of(from, to);
    std::ranges::sort(of);
    return of[of.size() / 2];
}

void time_travel(Runner& runner, Log& log) {
    std::vector<double> cold_ms;
    const Position head = log.head();
    for (int i = 1; i <= 40; ++i) {
        const ReadQuestion question{{}, {head * static_cast<Position>(i) / 41, i % 2 ? Time::max() : Time{log.head_recorded_at().us - i * 20 * us_per_day}}, log.head_recorded_at()};
        const auto start = std::chrono::steady_clock::now();
        if (!board(runner, log, question)) std::printf("the board did not answer\n");
        cold_ms.push_back(seconds_since(start) * 1e3);
    }
    const double distant = median(cold_ms.begin(), cold_ms.begin() + 10), near = median(cold_ms.end() - 10, cold_ms.end());
    print_row("board as of the first quarter | of the last, median ms", distant, near, "no growth: <= 1.25 x", above(distant / near, 1.25));
    std::ranges::sort(cold_ms);
    print_row("board as of any instant, never asked before, p99 ms", cold_ms[cold_ms.size() * 99 / 100], 0, "<= 100", above(cold_ms[cold_ms.size() * 99 / 100], 100));
}

// The second start, since the first tidies up behind the simulator.
std::pair<double, double> opened_alone(const std::string& folder) {
    figures_of_another_process("--open", folder);
    const auto figures = figures_of_another_process("--open", folder);
    return {figures.at(0), figures.at(1)};
}

}  // namespace

void open_as_server(const std::string& folder) {
    const auto start = std::chrono::steady_clock::now();
    Engine engine({.folder = folder, .scheduler = {.every = std::chrono::seconds(0)}});
    engine.runner().wait_for(engine.log().head(), std::chrono::minutes(10));
    const double ready_s = seconds_since(start);
    std::printf("%.3f %.0f\n", ready_s, resident_mb());
    engine.stop();
}

void history(const Plan& plan) {
    const std::string folder = plan.folder + "/history";
    simulate(plan, folder);
    const double bytes_per_event = folder_bytes(folder) / static_cast<double>(plan.events);
    print_row("disk bytes per event, all indexes included", bytes_per_event, 0, "<= 60", above(bytes_per_event, 60));

    const auto [ready_s, resident_mb] = opened_alone(folder);
    print_row("start to ready after a clean stop, s", ready_s, 0, "<= 1", above(ready_s, 1));
    print_row("memory of a server, MB", resident_mb, 0, "<= 600", above(resident_mb, 600));
    replays(folder);
    const auto store = open_rocks_store(folder, Access::owner);
    const auto log = Log::open(*store, links_of_event);
    Runner runner(*log);
    runner.catch_up();
    time_travel(runner, *log);
}

}  // namespace foxtrail::bench
