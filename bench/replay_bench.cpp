// What a replay takes beside RocksDB's own iterator over the same payloads, one event a key: in turn, since a machine that others use too
// changes its speed by the minute, and each turn in a process of its own, so that the memory is fresh and nothing else is in it.
#include "bench/bench.hpp"
#include "bench/client.hpp"
#include "bench/table.hpp"
#include "events/registry.hpp"
#include "projections/runner/runner.hpp"

#include <rocksdb/db.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <sstream>

namespace foxtrail::bench {
namespace {

constexpr int turns = 5;
constexpr double fast_iterator = 8e6;  // events/s, on the machine that the five million were set for (ADR 15)

std::string keys_of(const std::string& folder) { return folder + "-keys"; }

std::unique_ptr<rocksdb::DB> open_keys(const std::string& folder) {
    rocksdb::DB* keys = nullptr;
    rocksdb::Options options;
    options.create_if_missing = true;
    const auto opened = rocksdb::DB::Open(options, keys_of(folder), &keys);
    if (!opened.ok()) throw std::runtime_error(opened.ToString());
    return std::unique_ptr<rocksdb::DB>(keys);
}

void write_keys(const std::string& folder) {
    std::filesystem::remove_all(keys_of(folder));
    const auto store = open_rocks_store(folder, Access::owner);
    const auto log = Log::open(*store, links_of_event);
    const auto keys = open_keys(folder);
    rocksdb::WriteBatch batch;
    log->read(0, log->head(), [&](const RecordedEvent& event) {
        batch.Put(be64_key(event.position), rocksdb::Slice(event.payload.data(), event.payload.size()));
        if (batch.Count() == 10'000) keys->Write({}, &batch), batch.Clear();
        return true;
    });
    keys->Write({}, &batch);
    keys->Flush({});
}

double iterate(rocksdb::DB& keys) {
    const auto start = std::chrono::steady_clock::now();
    std::uint64_t seen = 0;
    const std::unique_ptr<rocksdb::Iterator> all(keys.NewIterator({}));
    for (all->SeekToFirst(); all->Valid(); all->Next()) seen += !all->value().empty();
    return static_cast<double>(seen) / seconds_since(start);
}

double replay(Log& log) {
    const auto start = std::chrono::steady_clock::now();
    Runner runner(log, {.keep_segments = false, .from_zero = true});
    runner.catch_up();
    return static_cast<double>(log.head()) / seconds_since(start);
}

struct Turn {
    double iterator, fresh, touched;  // events/s
};

Turn middle_turn(std::vector<Turn> all, double Turn::*of) {
    std::ranges::sort(all, {}, [&](const Turn& turn) { return turn.*of / turn.iterator; });
    return all[all.size() / 2];
}

}  // namespace

std::vector<double> figures_of_another_process(const std::string& option, const std::string& folder) {
    const std::string command = std::filesystem::read_symlink("/proc/self/exe").string() + ' ' + option + " '" + folder + '\'';
    const std::string printed = output_of(command);
    std::istringstream text(printed);
    std::vector<double> figures;
    for (double figure = 0; text >> figure;) figures.push_back(figure);
    if (figures.empty()) throw std::runtime_error(command + " failed: " + printed);
    return figures;
}

void replay_in_turn(const std::string& folder) {
    double iterator = 0;
    {
        const auto keys = open_keys(folder);
        iterator = iterate(*keys);
    }
    const auto store = open_rocks_store(folder, Access::owner);
    const auto log = Log::open(*store, links_of_event);
    const double fresh = replay(*log), touched = replay(*log);
    std::printf("%.0f %.0f %.0f\n", iterator, fresh, touched);
}

void replays(const std::string& folder) {
    write_keys(folder);
    std::vector<Turn> all;
    for (int i = 0; i < turns; ++i) {
        const auto figures = figures_of_another_process("--replay", folder);
        all.push_back({figures.at(0), figures.at(1), figures.at(2)});
        std::printf("  turn %d: iterator %.0f, replay %.0f, into memory touched before %.0f events/s\n", i + 1, figures[0], figures[1], figures[2]);
    }
    std::filesystem::remove_all(keys_of(folder));
    const Turn fresh = middle_turn(all, &Turn::fresh), touched = middle_turn(all, &Turn::touched);
    const double missed = std::max(below(fresh.fresh / fresh.iterator, 0.5), fresh.iterator >= fast_iterator ? below(fresh.fresh, 5e6) : 0);
    print_row("replay into all read models, events/s | one event a key", fresh.fresh, fresh.iterator, ">= 0.5 x; >= 5 M where the iterator makes 8 M", missed);
    print_row("the same again, into memory touched before", touched.touched, touched.iterator, "", 0);
}

}  // namespace foxtrail::bench
