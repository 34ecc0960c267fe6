// The command line of the operator and the analyst: everything but serving.
#include "replay/simulate_command.hpp"

#include <cstdio>

int main(int argc, char** argv) {
    CLI::App app{"Foxtrail: simulate, verify, rebuild and read what is in a data folder"};
    app.require_subcommand(1);
    foxtrail::add_simulate(app);
    // foxtrail::add_import(app) belongs here: replay/import_command.hpp
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "foxtrail: %s\n", failure.what());
        return 1;
    }
    return 0;
}
