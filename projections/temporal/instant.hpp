// The two times a question is asked at.
#pragma once

#include "core/id.hpp"
#include "core/time.hpp"

#include <limits>

namespace foxtrail {

struct Instant {
    Position as_of = std::numeric_limits<Position>::max();  // what was known: events up to this position
    Time valid_at = Time::max();                            // what was true: events valid at or before this time
    bool operator==(const Instant&) const = default;
    bool sees(Position position, Time valid) const { return position <= as_of && valid <= valid_at; }
};

}  // namespace foxtrail
