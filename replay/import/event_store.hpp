// The compact form in which an event log is grouped by case. Private to event_log.cpp and its two readers.
#pragma once

#include "replay/import/event_log.hpp"

#include <functional>
#include <unordered_map>

namespace foxtrail {

// Texts that come again and again, kept once each and numbered from 0 in order of first appearance.
class Names {
public:
    std::uint32_t number(const std::string& name);
    const std::string& name(std::uint32_t number) const { return *names_[number]; }
    std::size_t size() const { return names_.size(); }
    std::size_t bytes() const { return bytes_; }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<const std::string*> names_;  // keys of a node-based map stay where they are
    std::size_t bytes_ = 0;
};

// One event as a reader hands it over; the columns of its case are asked for only when the case is new.
struct ReadEvent {
    std::uint64_t line = 0;
    std::function<std::optional<std::string>(const std::string& column)> column;
};

struct EventLog::Store {
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    struct StoredEvent {
        std::int64_t us;
        std::uint32_t line, activity, actor, attributes;  // `none` where there is none
        std::uint32_t next;                               // of the same case, in file order
    };
    struct StoredCase {
        ImportedCase head;  // all but events
        std::uint32_t first = none, last = none;
    };

    Store(std::string path, const EventLogMapping& log_mapping);

    // Reads the whole file into this store.
    std::optional<InputError> read_csv(const ReadProgress&);
    std::optional<InputError> read_xes(const ReadProgress&);

    // Appends a case whose columns `column` reads. The case has problems when they cannot be read.
    StoredCase& add_case(std::uint64_t line, std::string id, const ReadEvent& from);
    // Appends the event to the case; what cannot be read is a problem of the case. Errors: a limit.
    std::optional<InputError> add_event(StoredCase& into, const ReadEvent& event);
    bool wanted(const ReadEvent& event);
    std::optional<InputError> limit_passed(std::uint64_t line) const;
    ImportedCase whole(StoredCase&& stored) const;

    void read_head(ImportedCase& head, const ReadEvent& from);
    std::optional<ClosedAs> outcome_of(const std::string& activity) const;
    bool known_activity(const std::string& activity) const;
    std::uint32_t keep_attributes(const ReadEvent& event);

    std::string path;
    EventLogMapping mapping;
    std::vector<InstantFormat> formats;
    UtcOffset offset;
    Names activities, actors;
    std::vector<StoredEvent> events;
    std::vector<StoredCase> cases;
    std::vector<std::vector<ImportedAttribute>> attributes;
    std::vector<LineProblem> refused;
    std::size_t text_bytes = 0;  // of ids, kept attributes and problems
    std::uint64_t passed_over = 0, rows = 0;
    std::size_t next_case = 0;
    SeenIds seen;
};

}  // namespace foxtrail
