// foxtrail_bench: measures the paths that matter, each beside its limit. Every durable figure syncs as the server does.
#include "bench/bench.hpp"

#include "bench/table.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>

int main(int argc, char** argv) {
    namespace bench = foxtrail::bench;
    CLI::App app{"Measures Foxtrail beside its limits."};
    bench::Plan plan;
    std::vector<std::string> only{"commands", "history", "http", "costs"};
    app.add_option("--events", plan.events, "Events of the simulated history; the targets are for 10,000,000")->capture_default_str();
    app.add_option("--folder", plan.folder, "Scratch folder, emptied before and after")->capture_default_str();
    bool keep = false;
    app.add_flag("--keep", keep, "Go on with what the folder holds, and leave it there");
    app.add_option("--only", only, "Only these parts; http needs commands and history before it, in the same run or kept")->check(CLI::IsMember(only))->delimiter(',');
    std::string open, replay;
    app.add_option("--open", open, "Open this data folder as a server does, print the seconds that took and the MB of memory, and end");
    app.add_option("--replay", replay, "Replay this data folder once, beside an iterator over the keys in FOLDER-keys, print the events/s of each, and end");
    CLI11_PARSE(app, argc, argv);
    if (!open.empty()) {
        bench::open_as_server(open);
        return 0;
    }
    if (!replay.empty()) {
        bench::replay_in_turn(replay);
        return 0;
    }
    if (!keep) std::filesystem::remove_all(plan.folder);
    std::filesystem::create_directories(plan.folder);
    bench::print_heading();
    const std::pair<std::string, void (*)(const bench::Plan&)> parts[]{{"commands", bench::commands}, {"history", bench::history}, {"http", bench::http}, {"costs", bench::command_costs}};
    for (const auto& [name, measure] : parts)
        if (std::ranges::find(only, name) != only.end()) measure(plan);
    if (!keep) std::filesystem::remove_all(plan.folder);
}
