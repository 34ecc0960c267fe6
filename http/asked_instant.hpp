// What a read asks of time. A date means the end of that day of the company's, by its newest calendar.
#pragma once

#include "core/log/log.hpp"
#include "http/server/request_errors.hpp"

namespace foxtrail {

// An `as_of` instant is what was known then, whatever position that is.
struct AskedInstant {
    std::optional<Position> as_of_position;
    std::optional<Time> as_of_time, valid_at;
    bool names_a_day = false;  // which another time zone begins and ends at other instants
    Position min_position = 0;
};

// Reads `as_of`, `valid_at` and `min_position`. The calendar is read from the log only for a date.
AskedInstant read_asked_instant(const Request&, const Log&, RequestErrors&);

inline constexpr std::string_view instant_forms =
    "an RFC 3339 instant like 2026-11-24T06:08:17Z, or a date like 2026-11-24, which means the end of that day in the company's time zone";

}  // namespace foxtrail
