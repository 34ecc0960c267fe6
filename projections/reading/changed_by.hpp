// Which change gave a row's member the value it has at an instant.
#pragma once

#include "projections/temporal/table.hpp"

namespace foxtrail {

struct ChangedBy {
    Position position = 0;  // 0: it has the value it was born with
    Time valid_at{};
};

template <auto Member, class Row>
ChangedBy changed_by(const Table<Row>& table, std::uint32_t id, const Instant& instant) {
    ChangedBy last;
    table.history(id, instant, [&](std::uint32_t, const Row&, Time, std::span<const Change> changes) {
        for (const Change& change : changes)
            if (change.attribute() == Table<Row>::template attribute_of<Member>()) last = {change.position(), change.valid_at()};
    });
    return last;
}

}  // namespace foxtrail
