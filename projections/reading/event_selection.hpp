// Which events of a history are asked for: by type, actor and valid time; and which page of them.
#pragma once

#include "projections/reading/merged_history.hpp"
#include "projections/reading/parameters.hpp"

namespace foxtrail {

class EventSelection {
public:
    // Adds to `problems` what cannot be read.
    EventSelection(const ReadQuestion&, const Log&, Problems& problems);

    // The page of what the sources have and is asked for, as {events, next}.
    json::object page(const Log&, std::span<const HistorySource>, const ReadQuestion&) const;

    static std::vector<ReadParameter> parameters();

private:
    bool wants(const RecordedEvent&) const;

    Entity actor_;
    std::vector<std::string> types_;
    TimeRange times_;
    Position after_ = 0;
    std::size_t limit_ = page_limit_default;
};

Entity read_entity(std::string_view text, std::string_view name, Problems& problems);
// What the parameter names, of which something was recorded by the instant; {} when it is left out or, with a problem, when nothing was.
Entity read_recorded(const ReadQuestion&, std::string_view name, const Log&, Problems& problems);

}  // namespace foxtrail
