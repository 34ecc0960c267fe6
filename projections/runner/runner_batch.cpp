// The part of the runner that applies events: a batch at a time, alone with the tables.
#include "projections/runner/build.hpp"
#include "projections/runner/runner.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

void stop(Runner::Slot& slot, std::string error) {
    const std::lock_guard lock(slot.error_mutex);
    if (slot.error.empty()) slot.error = std::move(error);
    slot.has_stopped = true;
}

// What the tables had put off they do now, and it may be that which throws.
void reached(Runner::Slot& slot, Position position) {
    try {
        slot.model->reached(position);
    } catch (const std::exception& failure) {
        stop(slot, "up to event " + std::to_string(position) + ": " + failure.what());
    }
}

// False when the projection stops at the event.
bool apply_to(const Runner::Reader& reader, const void* event, const Meta& meta) {
    if (meta.position <= reader.after) return true;
    try {
        reader.apply(reader.tables, event, meta);
        return true;
    } catch (const std::exception& failure) {
        stop(*reader.slot, "event " + std::to_string(meta.position) + ": " + failure.what());
        reached(*reader.slot, meta.position - 1);
        return false;
    }
}

}  // namespace

void Runner::learn_types() {
    readers_.clear();
    for (const EventEntry* entry : entries_of(log_.type_names())) readers_.push_back({entry, {}});
    for (const auto& slot : slots_)
        for (const auto& [event, apply] : slot->entry->applies())
            if (const auto readers = std::ranges::find(readers_, event, &Readers::entry); readers != readers_.end()) readers->of.push_back({slot.get(), apply});
}

// At the beginning of each batch, since between two of them a model may be exchanged or stop, and when one stops within.
void Runner::look_at_models() {
    for (Readers& readers : readers_)
        for (Reader& reader : readers.of) {
            Model& model = *reader.slot->model;
            reader.tables = model.tables();
            reader.after = reader.slot->error.empty() ? model.position() : std::numeric_limits<Position>::max();
        }
}

// Applies the next events to all projections; false when there are none.
bool Runner::apply_batch() {
    const std::lock_guard building(build_mutex_);
    const Position head = log_.head();
    const Position upto = std::min(head, applied_ + options_.batch_events_max);
    if (upto == applied_) return false;
    Batch kept;
    {
        const auto alone = gate_.write();
        look_at_models();
        apply_events(upto);
        for (const auto& slot : slots_) {
            if (!slot->error.empty()) continue;
            reached(*slot, std::max(upto, slot->model->position()));
            if (!slot->error.empty()) continue;
            if (options_.keep_segments && slot->model->segment_full()) slot->model->keep(kept);
        }
    }
    for (const auto& slot : slots_)
        if (slot->keeps_others && upto == head && slot->error.empty()) switch_to_new(*slot);
    if (!kept.operations.empty()) log_.store().write(kept, Durability::buffered);
    applied_ = upto;
    position_ = upto;
    { const std::lock_guard lock(progress_mutex_); }
    progress_.notify_all();
    return true;
}

// When an event cannot be read, all have reached the one before it.
void Runner::apply_events(Position upto) {
    Position done = applied_;
    try {
        log_.read(applied_, upto, [&](const RecordedEvent& event) {
            if (event.type_number >= readers_.size()) [[unlikely]] learn_types(), look_at_models();
            const Readers& readers = readers_[event.type_number];
            if (!readers.of.empty()) apply_to_all(readers, event);
            done = event.position;
            return true;
        });
    } catch (...) {
        for (const auto& slot : slots_)
            if (slot->error.empty()) reached(*slot, std::max(done, slot->model->position()));
        position_ = applied_ = done;
        throw;
    }
}

void Runner::apply_to_all(const Readers& readers, const RecordedEvent& event) {
    const void* value = value_of(*readers.entry, event);
    const Meta meta = meta_of(*event.envelope, event.position);
    bool all_go_on = true;
    for (const Reader& reader : readers.of) all_go_on &= apply_to(reader, value, meta);
    if (!all_go_on) [[unlikely]] look_at_models();
}

}  // namespace foxtrail
