// The log over a store. Private to this folder: everybody else knows log.hpp.
//
//   meta["format"]           := version of the format, decimal
//   meta["type/" be32]       := wire name of the event type with this number
//   meta["sealed_upto"]      := be64, the last position in Family::pages
//   meta["zone/" be64]       := see sealed_index.hpp
//   tail[be64 first]         := page of the commits of one append
//   pages[be64 first]        := page, about LogOptions::page_events events
//   links[..]                := see postings.hpp
//
// Sealing writes pages, postings, zones and the new mark in one batch, then moves the mark in memory, then erases the
// tail rows in a second batch. So a sealed position is always in Family::pages, and a reader that misses a row of the
// tail has only to look at the mark again. A crash between the batches leaves rows that open() erases.
//
// A reader beside an owner may for a moment see the families at different moments, since RocksDB flushes them one by one.
// So it takes nothing on trust: rows that do not follow on what it has are left for later, a segment counts when its
// postings are there (their seal in Family::links says so), and what is missing is looked for again before it is reported.
#pragma once

#include "core/log/log.hpp"
#include "core/log/sealed_index.hpp"
#include "core/log/tail_segment.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <unordered_map>

namespace foxtrail {

inline constexpr std::string_view format_key = "format";
inline constexpr std::string_view sealed_upto_key = "sealed_upto";
inline constexpr std::uint64_t format_version = 2;
inline constexpr std::size_t page_bytes_max = 256 << 10;  // a page with long payloads is closed before it has page_events
inline constexpr std::size_t unsealed_segments_max = 8;   // append() waits for the sealer beyond that
inline constexpr std::chrono::milliseconds reader_poll_interval{20};
inline constexpr int reader_attempts_max = 50;  // looks a reader takes before it calls something missing
inline constexpr std::chrono::hours wait_max{24};

std::string type_key(std::uint32_t number);

class StoredLog final : public Log {
public:
    StoredLog(Store&, LinksOf, LogOptions);
    ~StoredLog() override;

    Position append(std::span<const CommitDraft> commits, Batch also) override;
    Position head() const override;
    Time head_recorded_at() const override;
    Position position_at(Time at) const override;
    void read(Position after, Position upto, const Visit&) const override;
    void read(std::span<const Position> positions, const Visit&) const override;
    void read_valid_until(Position after, Position upto, Time valid_at_max, const Visit&) const override;
    std::vector<Position> history(Entity, Position after, Position upto, std::size_t limit) const override;
    Position version(Entity) const override;
    bool wait_beyond(Position position, std::chrono::milliseconds at_most) const override;
    std::vector<std::string> type_names() const override;
    Position sealed_upto() const override;
    void seal() override;
    void catch_up() override;
    Store& store() const override { return store_; }

private:
    using TypeNames = std::vector<std::string>;
    struct Draft;  // a batch in the making, append.cpp
    class Walk;    // a read under way, read.cpp
    class Packer;  // a segment being sealed, seal.cpp

    // What is in memory, guarded by mutex_.
    struct State {
        SealedIndex sealed;
        std::deque<std::shared_ptr<TailSegment>> tail;  // the last one grows, those before it are full
        std::shared_ptr<const TypeNames> types = std::make_shared<TypeNames>();
        Position head = 0;
        Time head_recorded_at = Time::min();

        // The segment that the next append goes to.
        TailSegment& growing(std::size_t segment_events);
        bool has_full(std::size_t segment_events) const;
    };

    // load.cpp
    void create_or_check_format();
    void load() const;
    void load_types() const;
    bool load_zones() const;  // false: this reader does not see all that was sealed yet
    void load_tail() const;
    bool names_its_types(std::string_view page) const;
    void load_tail_page(std::string_view page) const;
    void erase_sealed_tail();
    void follow() const;

    // append.cpp
    void wait_for_sealer();
    void publish(const Draft&, std::span<const CommitDraft> commits);

    // read.cpp
    void walk(Walk&, Position upto) const;
    void walk_pages(Walk&, Position page, Position upto) const;
    void walk_tail(Walk&, Position upto) const;
    std::string sealed_page(Position first) const;
    bool follow_again(int attempts) const;  // false: what is missing is missing indeed
    std::shared_ptr<const TypeNames> types() const;

    // seal.cpp
    bool seal_one();
    void seal_in_background(const std::stop_token&);

    Store& store_;
    const LinksOf links_of_;
    const LogOptions options_;
    const bool reader_;

    mutable std::shared_mutex mutex_;
    mutable State state_;                          // a reader's waiting, which is const, loads what its owner wrote
    mutable std::condition_variable_any changed_;  // head has grown, or a segment was filled or sealed

    bool store_failed_ = false;                                    // append() alone
    std::unordered_map<std::string, std::uint32_t> type_numbers_;  // append() alone

    std::mutex sealing_;
    std::exception_ptr sealer_failed_;  // guarded by mutex_
    std::jthread sealer_;
};

}  // namespace foxtrail
