// A simulated history in a data folder of its own, for tests of what is done with one.
#pragma once

#include "core/hash.hpp"
#include "events/event_entry.hpp"
#include "projections/runner/runner.hpp"
#include "replay/simulation/simulate.hpp"
#include "replay/verify/verify_command.hpp"
#include "tests/core/damaged_store.hpp"

#include <catch2/catch.hpp>

#include <unistd.h>
#include <filesystem>

namespace foxtrail::test {

class TestFolder {
public:
    TestFolder() {
        name_ = (std::filesystem::temp_directory_path() / "foxtrail-test-XXXXXX").string();
        if (::mkdtemp(name_.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
    }
    ~TestFolder() { std::filesystem::remove_all(name_); }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    const std::string& name() const { return name_; }

private:
    std::string name_;
};

// The exit code of "foxtrail verify", as the program runs it.
inline int exit_code_of_verify(const std::string& folder, std::vector<std::string> more = {}) {
    CLI::App app;
    add_verify(app);
    std::vector<std::string> arguments{"verify", "--data", folder};
    std::ranges::move(more, std::back_inserter(arguments));
    std::ranges::reverse(arguments);  // as CLI11 takes them
    try {
        app.parse(arguments);
    } catch (const CLI::Error& failure) {
        return failure.get_exit_code();
    }
    return 0;
}

// Small segments, so that a short history has sealed pages and postings.
inline constexpr LogOptions small_segments{.segment_events = 1'000, .page_events = 100, .seal_in_background = false};

inline void simulate_into(Store& store, const SimulationPlan& plan, const LogOptions& options = small_segments) {
    const auto log = Log::open(store, links_of_event, options);
    Simulation simulation(plan);
    play_simulation(simulation, *log);
    log->seal();
    Runner(*log).catch_up();
}

// A digest over the bytes of all commits, in order, however they were packed.
inline std::uint64_t commits_digest(const Log& log) {
    PageWriter all;
    std::vector<std::string> payloads;
    std::vector<FrameEvent> events;
    log.read(0, log.head(), [&](const RecordedEvent& event) {
        payloads.emplace_back(event.payload);
        events.push_back({event.type_number, {}});
        if (event.index_in_commit + 1 < event.commit_size) return true;
        for (std::size_t i = 0; i < events.size(); ++i) events[i].payload = payloads[i];
        all.add(*event.envelope, events);
        payloads.clear(), events.clear();
        return true;
    });
    const std::string bytes = all.finish();
    return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace foxtrail::test
