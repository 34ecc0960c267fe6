// What an import read, recorded and refused: a progress line while it runs, and the refused lines in a file at its end.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <expected>
#include <string>
#include <string_view>

namespace foxtrail {

struct ImportCounts {
    std::uint64_t read = 0;           // rows of a table, cases of a log
    std::uint64_t recorded = 0;       // new in this run
    std::uint64_t already_there = 0;  // from a run before, or a repeat of the same content in the file
    std::uint64_t refused = 0;        // rows or cases, each with one line or more in the file
    bool operator==(const ImportCounts&) const = default;
};

// "8,800 read: 8,790 recorded, 8 already there, 2 refused"
std::string to_text(const ImportCounts&);

struct ImportSummary {
    ImportCounts rows;              // a row with a refused command is refused, whatever else of it is recorded
    std::uint64_t events_read = 0;  // of a log, in cases
    std::uint64_t commands_recorded = 0, commands_already_there = 0, commands_refused = 0;
    std::uint64_t events_recorded = 0;
    std::uint64_t refused_lines = 0;          // of the main file and of the side tables
    std::uint64_t older_rows = 0;             // already there, and followed by a later state of theirs
    bool stopped = false;                     // asked to stop before the end
    std::chrono::duration<double> elapsed{};  // from the first command to the last answer

    double commands_per_second() const;
};

// Three lines: rows, commands, time.
std::string to_text(const ImportSummary&);

// The refused lines as CSV (line, id, reason), written beside the place and renamed when done: a file of that name is always whole.
// Errors: add() and finish() say why the disk does not take it. Without finish() nothing is left behind.
// Limit: none in memory; lines go to the disk as they come.
class RefusedLines {
public:
    static std::expected<RefusedLines, std::string> create(std::string path);
    RefusedLines(RefusedLines&&) noexcept;
    RefusedLines& operator=(RefusedLines&&) = delete;
    ~RefusedLines();

    std::expected<void, std::string> add(std::uint64_t line, std::string_view id, std::string_view reason);
    std::expected<void, std::string> finish();
    std::uint64_t count() const { return count_; }

private:
    RefusedLines(std::string path, std::FILE* file);
    std::string failure() const;

    std::string path_;
    std::FILE* file_ = nullptr;
    std::uint64_t count_ = 0;
};

// One line, rewritten in place: "import: 42%, 8,800 rows, 21,000 rows/s". At most 5 times a second.
class ProgressLine {
public:
    static constexpr std::chrono::milliseconds interval{200};
    using Clock = std::chrono::steady_clock;

    explicit ProgressLine(std::FILE* to = stderr, Clock::time_point start = Clock::now());
    // True when a line was written.
    bool show(std::uint64_t bytes_read, std::uint64_t bytes_total, std::uint64_t rows, Clock::time_point now = Clock::now());
    void end();  // leaves the last line standing

private:
    std::FILE* to_;
    Clock::time_point start_, last_;
    bool shown_ = false;
};

std::string progress_text(std::uint64_t bytes_read, std::uint64_t bytes_total, std::uint64_t rows, std::chrono::duration<double> elapsed);

}  // namespace foxtrail
