// The histories of several entities as one: each event once, in the order of the log.
#pragma once

#include "core/log/log.hpp"

#include <algorithm>

namespace foxtrail {

inline constexpr std::size_t history_looked_at_max = 100'000;  // events one question may read past

// A half-open stretch of valid time.
struct Span {
    Time from = Time::min(), to = Time::max();
};

// An entity whose events count. Those of a contact count for a customer only while he worked there.
struct HistorySource {
    Entity entity;
    std::vector<Span> spans{Span{}};

    bool admits(Time valid_at) const {
        return std::ranges::any_of(spans, [&](const Span& span) { return valid_at >= span.from && valid_at < span.to; });
    }
};

struct HistoryRead {
    Position upto;  // everything up to here was looked at
    bool more;      // there may be events behind it
};

// Visits the events in (after, upto] that any source admits, until a visit answers false or enough was looked at.
HistoryRead read_history(const Log&, std::span<const HistorySource>, Position after, Position upto, const Log::Visit&);

}  // namespace foxtrail
