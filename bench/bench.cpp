// foxtrail_bench: measures the paths that matter, each beside its limit. Every durable figure syncs as the server does.
#include "bench/bench.hpp"

#include "bench/table.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>

int main(int argc, char** argv) {
    CLI::App app{"Measures Foxtrail beside its limits."};
    foxtrail::bench::Plan plan;
    app.add_option("--events", plan.events, "Events of the simulated history; the targets are for 10,000,000")->capture_default_str();
    app.add_option("--folder", plan.folder, "Scratch folder, emptied before and after")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    std::filesystem::remove_all(plan.folder);
    std::filesystem::create_directories(plan.folder);
    foxtrail::bench::print_heading();
    foxtrail::bench::commands(plan);
    foxtrail::bench::history(plan);
    foxtrail::bench::http(plan);
    foxtrail::bench::command_costs(plan);
    std::filesystem::remove_all(plan.folder);
}
