#include "bench/bench.hpp"
#include "bench/table.hpp"
#include "commands/registry.hpp"
#include "commands/writer/writer.hpp"

#include <rocksdb/db.h>

#include <atomic>
#include <filesystem>

namespace foxtrail::bench {
namespace {

constexpr std::uint32_t deals = 2'000;

Submission submission(AnyCommand command) {
    Submission made;
    made.command = std::move(command);
    made.envelope.reason = "measured";
    return made;
}

void begin(Writer& writer) {
    writer.execute(submission(PublishStageModel{{}, "standard", {{"lead", {10}}, {"offer", {50}}}, {}, {}}));
    for (std::uint32_t i = 0; i < deals; ++i) {
        CreateOpportunity create;
        create.name = "deal " + std::to_string(i);
        create.stage_model = StageModelId{1};
        if (i % 1'000 == 999) writer.execute(submission(create));  // waits for the queue
        else writer.submit(submission(create), [](CommandOutcome) {});
    }
}

AnyCommand value_command(std::uint64_t n) { return EstimateValue{OpportunityId{static_cast<std::uint32_t>(n % deals + 1)}, Money{static_cast<std::int64_t>(n), Currency::of("CNY")}}; }

double one_client(Writer& writer, double seconds) {
    const auto start = std::chrono::steady_clock::now();
    std::uint64_t n = 0;
    while (seconds_since(start) < seconds) writer.execute(submission(value_command(++n)));
    return static_cast<double>(n) / seconds_since(start);
}

double in_flight(Writer& writer, Log& log, std::uint64_t in_flight_max, double seconds) {
    std::atomic<std::uint64_t> answered = 0, refused = 0;
    std::uint64_t sent = 0;
    const auto start = std::chrono::steady_clock::now();
    while (seconds_since(start) < seconds) {
        const auto seen = answered.load();
        if (sent - seen >= in_flight_max) {
            answered.wait(seen);
            continue;
        }
        Submission next = submission(value_command(1'000'000 + sent));
        next.conditions.none_since = {{"opportunity.won"}, {OpportunityId{static_cast<std::uint32_t>((1'000'000 + sent) % deals + 1)}.entity()}, log.head()};
        if (!writer.submit(std::move(next), [&](CommandOutcome outcome) {
                if (outcome.verdict != Verdict::recorded) ++refused;
                ++answered;
                answered.notify_one();
            }))
            continue;
        ++sent;
    }
    for (auto seen = answered.load(); seen < sent; seen = answered.load()) answered.wait(seen);
    if (refused > 0) std::printf("%lu commands were not recorded\n", refused.load());
    return static_cast<double>(sent) / seconds_since(start);
}

// What RocksDB's write-ahead log of the folder holds.
std::uint64_t wal_bytes(const std::string& folder) {
    std::uint64_t bytes = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder))
        if (file.path().extension() == ".log") bytes += file.file_size();
    return bytes;
}

// The limit: as many bytes put into RocksDB, synced, one put after another.
double synced_puts(const std::string& folder, std::size_t value_bytes, double seconds) {
    rocksdb::DB* db = nullptr;
    rocksdb::Options options;
    options.create_if_missing = true;
    if (!rocksdb::DB::Open(options, folder, &db).ok()) return 0;
    rocksdb::WriteOptions synced;
    synced.sync = true;
    const std::string value(value_bytes, 'x');
    const auto start = std::chrono::steady_clock::now();
    std::uint64_t n = 0;
    while (seconds_since(start) < seconds) db->Put(synced, be64_key(++n), value);
    const double rate = static_cast<double>(n) / seconds_since(start);
    delete db;
    return rate;
}

}  // namespace

void commands(const Plan& plan) {
    const auto store = open_rocks_store(plan.folder + "/commands", Access::owner);
    const auto log = Log::open(*store, links_of_event);
    Writer writer(*log);
    begin(writer);
    constexpr int rounds = 5;
    double ours = 0, limit = 0;
    for (int round = 0; round < rounds; ++round) {  // in turn, since the machine's disk is noisy
        const std::uint64_t before = wal_bytes(plan.folder + "/commands");
        const double rate = one_client(writer, 1);
        ours += rate / rounds;
        limit += synced_puts(plan.folder + "/puts", static_cast<std::size_t>(static_cast<double>(wal_bytes(plan.folder + "/commands") - before) / rate), 1) / rounds;
    }
    print_row("durable commands/s, 1 client | synced put/s", ours, limit, ">= 0.7 x", below(ours / limit, 0.7));
    const double many = in_flight(writer, *log, 256, 3);
    print_row("durable conditional commands/s, 256 in flight", many, 0, ">= 100,000", below(many, 100'000));
}

}  // namespace foxtrail::bench
