#include "projections/runner/build.hpp"

#include <algorithm>

namespace foxtrail {

std::unique_ptr<Model> load_build(const ProjectionEntry& entry, const Store& store, Build build) {
    auto model = entry.make(build);
    try {
        model->load(store);
        return model;
    } catch (const std::exception&) {
        return nullptr;
    }
}

void settle_build(Store& store, std::string_view projection, Build build) {
    Batch batch;
    const std::string prefix = "segment/" + std::string(projection) + '/';
    store.scan(Family::tables, prefix, prefix + '\xFF', [&](std::string_view key, std::string_view) {
        if (!key.starts_with(segment_prefix(projection, build))) batch.erase(Family::tables, std::string(key));
        return true;
    });
    batch.put(Family::tables, current_build_key(projection), encoded(build));
    store.write(batch, Durability::buffered);
}

const void* value_of(const EventEntry& type, const RecordedEvent& event) {
    try {
        return type.read(event.payload);
    } catch (const CorruptBytes& damage) {
        throw CorruptLog("the event at position " + std::to_string(event.position) + ": " + damage.what());
    }
}

void apply_log(const ProjectionEntry& entry, Model& model, const Log& log, Position upto, Store* keep_in) {
    std::vector<ProjectionEntry::Apply> by_event(event_entries().size());
    for (const auto& [event, apply] : entry.applies()) by_event[event->index] = apply;
    const auto types = entries_of(log.type_names());
    if (!keep_in) model.keep_nothing();
    while (model.position() < upto) {
        const Position step = std::min(upto, model.position() + segment_events);
        log.read(model.position(), step, [&](const RecordedEvent& event) {
            const EventEntry& type = *types.at(event.type_number);
            if (const auto apply = by_event[type.index]) apply(model.tables(), value_of(type, event), meta_of(*event.envelope, event.position));
            return true;
        });
        model.reached(step);
        if (!keep_in) continue;
        Batch batch;
        model.keep(batch);
        keep_in->write(batch, Durability::buffered);
    }
}

}  // namespace foxtrail
