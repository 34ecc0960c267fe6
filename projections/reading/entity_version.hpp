// The version of an entity as somebody saw it: the position of the last event that links to it, up to a position.
#pragma once

#include "core/log/log.hpp"

namespace foxtrail {

// 0 when no event up to there links to it. One of long ago is looked for backwards, in stretches that grow.
inline Position version_at(const Log& log, Entity entity, Position as_of) {
    if (const Position newest = log.version(entity); newest <= as_of) return newest;
    Position upto = as_of;
    for (Position width = 4'096; upto > 0; width *= 4) {
        const Position after = upto > width ? upto - width : 0;
        if (const auto positions = log.history(entity, after, upto, upto - after); !positions.empty()) return positions.back();
        upto = after;
    }
    return 0;
}

}  // namespace foxtrail
