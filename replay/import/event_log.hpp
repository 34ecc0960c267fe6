// An event log (CSV or XES) as neutral cases in the order of their first line, each with its events by instant.
//
// The file is read whole before the first case comes out: a CSV need not be grouped by case, and the stages are known only
// at its end. An event is kept in 32 bytes (activities and actors once each), plus the attributes the mapping keeps.
// Errors: a case that cannot be used comes with its problems; a line that belongs to no case is in `refused`. A file that cannot be
//         read on, without a mapped column, or past a limit is an InputError.
// Limits: events_max, cases_max, activities_max, actors_max, text_bytes_max (ids, kept attributes, problems).
// Threads: one.
#pragma once

#include "replay/import/input_file.hpp"
#include "replay/import/rows.hpp"

#include <functional>

namespace foxtrail {

// Called now and then while a file is read: where it is, and the rows so far.
using ReadProgress = std::function<void(const InputFile&, std::uint64_t rows)>;

class EventLog {
public:
    static constexpr std::size_t events_max = 20'000'000;
    static constexpr std::size_t cases_max = 5'000'000;
    static constexpr std::size_t activities_max = 1'000;  // more means that the column is not one of activities
    static constexpr std::size_t actors_max = 1'000'000;
    static constexpr std::size_t text_bytes_max = std::size_t{1} << 30;
    static constexpr std::uint64_t progress_rows = 1'000;  // rows between two calls of ReadProgress

    static std::expected<EventLog, InputError> read(const std::string& path, const EventLogMapping&, const ReadProgress& = {});
    EventLog(EventLog&&) noexcept;
    EventLog& operator=(EventLog&&) noexcept;
    ~EventLog();

    // The next case; nothing behind the last one.
    std::optional<ImportedCase> next();

    // The mapping's stages, or every activity that is no outcome in order of first appearance (then with probability 0).
    std::vector<MappedStage> stages() const;
    std::size_t case_count() const;
    std::uint64_t event_count() const;        // kept
    std::uint64_t passed_over_count() const;  // with another lifecycle than the mapping's
    // Lines that belong to no case, or cannot be read at all; at most refused_max, then the reading ends.
    static constexpr std::size_t refused_max = 1'000'000;
    const std::vector<LineProblem>& refused() const;

private:
    struct Store;
    explicit EventLog(std::unique_ptr<Store>);
    std::unique_ptr<Store> store_;
};

}  // namespace foxtrail
