#include "replay/verify/rebuild_command.hpp"

#include "projections/runner/runner.hpp"
#include "replay/data_folder.hpp"
#include "replay/verify/pinned_log.hpp"

#include <cstdio>

namespace foxtrail {
namespace {

constexpr std::size_t differences_shown_max = 20;

// The projections asked for. Errors: there is none of this name.
std::vector<std::string_view> projections_named(const std::string& name) {
    std::vector<std::string_view> names;
    for (const auto& entry : projection_entries())
        if (name.empty() || name == entry.name) names.push_back(entry.name);
    if (names.empty()) throw CLI::ValidationError("NAME", "there is no projection \"" + name + '"');
    return names;
}

void report(std::string_view name, Position position, std::uint64_t kept, std::uint64_t rebuilt,
            const std::vector<Difference>& differences) {
    std::printf("%.*s: digest %016llx at position %llu, %s\n", static_cast<int>(name.size()), name.data(),
                static_cast<unsigned long long>(rebuilt), static_cast<unsigned long long>(position),
                kept == rebuilt ? "equal to the kept one" : "the kept one differs");
    for (std::size_t i = 0; i < std::min(differences.size(), differences_shown_max); ++i) {
        const Difference& d = differences[i];
        std::printf("    %s %s %s: %llu became %llu because of event %llu\n", d.table.c_str(), d.row.c_str(), d.attribute.c_str(),
                    static_cast<unsigned long long>(d.from), static_cast<unsigned long long>(d.to),
                    static_cast<unsigned long long>(d.because));
    }
    if (differences.size() > differences_shown_max) std::printf("    and %zu more\n", differences.size() - differences_shown_max);
    if (kept != rebuilt && differences.empty()) std::printf("    no row of now differs: only the past does\n");
}

std::vector<Difference> last_differences(const Runner& runner, std::string_view name) {
    for (auto& status : runner.statuses())
        if (status.name == name) return std::move(status.last_differences);
    return {};
}

void rebuild_owned(const std::string& folder, const std::string& name) {
    require_data(folder);
    const auto store = open_rocks_store(folder, Access::owner);
    const auto log = Log::open(*store, links_of_event);
    Runner runner(*log);
    runner.catch_up();
    for (const auto projection : projections_named(name)) {
        const auto kept = runner.digest(projection).value();
        runner.rebuild(projection);
        const auto rebuilt = runner.digest(projection).value();
        report(projection, rebuilt.second, kept.first, rebuilt.first, last_differences(runner, projection));
    }
    runner.catch_up();  // keeps the last, unfilled segments
}

void compare_beside_server(const std::string& folder, const std::string& name) {
    const ReaderFolder data = open_for_reading(folder);
    const auto nothing = open_memory_store();
    PinnedLog kept_log(*data.log, data.log->head(), data.log->store()), bare_log(*data.log, data.log->head(), *nothing);
    Runner kept(kept_log, {.keep_segments = false}), rebuilt(bare_log, {.keep_segments = false});
    kept.catch_up();
    rebuilt.catch_up();
    for (const auto projection : projections_named(name)) {
        const auto before = kept.digest(projection).value(), after = rebuilt.digest(projection).value();
        if (before.second != after.second) throw StoreFailed("the server has kept more than could be read yet; try again");
        report(projection, after.second, before.first, after.first, kept.differences(projection, rebuilt));
    }
    std::printf("A server owns the folder, so nothing was switched: POST /v1/projections/{name}/rebuild does it there.\n");
}

}  // namespace

void add_rebuild(CLI::App& app) {
    struct Options {
        std::string folder, name;
    };
    auto options = std::make_shared<Options>();
    auto* command = app.add_subcommand("rebuild", "Make projections anew from the log, and show what differs");
    command->add_option("--data", options->folder, "Data folder")->required();
    command->add_option("NAME", options->name, "The projection; left out: all");
    command->callback([options] {
        if (owned_by_another_process(options->folder))
            compare_beside_server(options->folder, options->name);
        else
            rebuild_owned(options->folder, options->name);
    });
}

}  // namespace foxtrail
