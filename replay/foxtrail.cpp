// The command line of the operator and the analyst: everything but serving.
#include "replay/events_command.hpp"
#include "replay/import/import_command.hpp"
#include "replay/simulation/simulate_command.hpp"
#include "replay/verify/rebuild_command.hpp"
#include "replay/verify/verify_command.hpp"

#include <cstdio>

int main(int argc, char** argv) {
    CLI::App app{"Foxtrail: simulate, import, verify, rebuild and read what is in a data folder"};
    app.require_subcommand(1);
    foxtrail::add_simulate(app);
    foxtrail::add_import(app);
    foxtrail::add_events(app);
    foxtrail::add_verify(app);
    foxtrail::add_rebuild(app);
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
