#include "events/background.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

bool begins_by(const Period& later, const Period& earlier, std::int32_t days) {
    return !later.from.known() || !earlier.until.known() || later.from.value->days <= earlier.until.value->days + days;
}

}  // namespace

Period shared_period(const Period& a, const Period& b) {
    const bool both_end = a.until.known() && b.until.known();
    return {std::max(a.from, b.from), both_end ? std::min(a.until, b.until) : std::max(a.until, b.until)};  // unknown is least
}

bool were_together(const Period& a, const Period& b, std::int32_t days_apart_max) {
    return begins_by(a, b, days_apart_max) && begins_by(b, a, days_apart_max);
}

}  // namespace foxtrail
