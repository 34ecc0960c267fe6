// Brings decision states up to the log: the store's may lag behind it.
#pragma once

#include "commands/writer/states.hpp"
#include "core/log/log.hpp"

namespace foxtrail {

// Applies the events in (after, upto] to the states.
inline void apply_events(States& states, const Log& log, Position after, Position upto) {
    const auto entries = entries_of(log.type_names());
    std::vector<Entity> links;
    log.read(after, upto, [&](const RecordedEvent& event) {
        const EventEntry& entry = *entries.at(event.type_number);
        const void* read = entry.read(event.payload);
        links.clear();
        entry.links(read, links);
        states.evolve(entry, read, links, meta_of(*event.envelope, event.position));
        return true;
    });
}

// The states as of the log's head, for one who reads beside the writer and keeps nothing.
inline void catch_up(States& states, const Log& log) { apply_events(states, log, states_kept_upto(log.store()).value_or(0), log.head()); }

}  // namespace foxtrail
