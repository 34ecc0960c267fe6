#include "projections/runner/build.hpp"
#include "projections/runner/runner.hpp"

#include <algorithm>
#include <future>

namespace foxtrail {
namespace {

void stop(Runner::Slot& slot, std::string error) {
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

// How long ago the event was recorded; 0 when it cannot be read.
double seconds_since(const Log& log, Position position) {
    double seconds = 0;
    try {
        log.read(position - 1, position, [&](const RecordedEvent& event) {
            seconds = static_cast<double>(now_from_system_clock().us - event.envelope->recorded_at.us) / us_per_second;
            return false;
        });
    } catch (const std::exception&) {}  // whoever reads it is told
    return seconds;
}

}  // namespace

Runner::Runner(Log& log, RunnerOptions options) : log_(log), options_(options), applied_(log.head()) {
    for (const auto& entry : projection_entries()) {
        slots_.push_back(std::make_unique<Slot>());
        slots_.back()->entry = &entry;
    }
    open_all();
    if (!options_.keep_segments)
        for (const auto& slot : slots_) slot->model->keep_nothing();
    for (const auto& slot : slots_) applied_ = std::min(applied_, slot->model->position());
    learn_types();
    position_ = applied_;
}

Runner::~Runner() { stop(); }

// What was kept of one projection has nothing to do with the others: as many are loaded at a time as there are processors.
void Runner::open_all() const {
    std::atomic<std::size_t> next = 0;
    const auto open_next = [&] {
        for (std::size_t i = next++; i < slots_.size(); i = next++) open(*slots_[i]);
    };
    std::vector<std::future<void>> others;
    for (unsigned n = 1; n < std::thread::hardware_concurrency() && n < slots_.size(); ++n) others.push_back(std::async(std::launch::async, open_next));
    open_next();
    for (auto& other : others) other.get();
}

void Runner::open(Slot& slot) const {
    const ProjectionEntry& entry = *slot.entry;
    const auto kept = options_.from_zero ? std::nullopt : log_.store().get(Family::tables, current_build_key(entry.name));
    const Build build = kept ? decoded<Build>(*kept) : Build{entry.version, 0};
    auto model = options_.from_zero ? entry.make(build) : load_build(entry, log_.store(), build);
    if (model && build.version == entry.version) {
        slot.model = std::move(model);
        return;
    }
    slot.kept_old = std::move(model);  // nothing when it is damaged: then the new build answers, from its beginning on
    slot.model = entry.make({entry.version, build.generation + 1});
    slot.keeps_others = true;
}

std::size_t Runner::index_of(std::string_view projection) {
    const auto entries = projection_entries();
    return static_cast<std::size_t>(std::ranges::find(entries, projection, &ProjectionEntry::name) - entries.begin());
}

Runner::Slot* Runner::find(std::string_view projection) const {
    const std::size_t index = index_of(projection);
    return index < slots_.size() ? slots_[index].get() : nullptr;
}

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

void Runner::start() {
    thread_ = std::thread([this] { run(); });
}

void Runner::stop() {
    stopping_ = true;
    if (!thread_.joinable()) return;
    thread_.join();
    if (has_failed_) return;
    try {
        keep_all();
    } catch (const std::exception&) {
        fail();  // what is not kept is applied again from the log
    }
}

void Runner::run() {
    constexpr std::chrono::milliseconds look_up_every{200};
    try {
        while (!stopping_)
            if (!apply_batch()) log_.wait_beyond(applied_, look_up_every);
    } catch (const std::exception&) {
        fail();
    }
}

// Of the exception in flight: nothing more is applied, and whoever waits for it is told.
void Runner::fail() {
    failure_ = std::current_exception();
    {
        const std::lock_guard lock(progress_mutex_);
        has_failed_ = true;
    }
    progress_.notify_all();
    if (!options_.on_failure) return;
    try {
        check();
    } catch (const std::exception& failure) {
        options_.on_failure(failure.what());
    }
}

void Runner::check() const {
    if (has_failed_) std::rethrow_exception(failure_);
}

void Runner::catch_up() {
    while (apply_batch()) {}
    if (options_.keep_segments) keep_all();
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
        log_.read(applied_, upto, [&](const RecordedEvent& event) {
            if (event.type_number >= readers_.size()) [[unlikely]] learn_types(), look_at_models();
            const Readers& readers = readers_[event.type_number];
            if (readers.of.empty()) return true;
            const void* value = value_of(*readers.entry, event);
            const Meta meta = meta_of(*event.envelope, event.position);
            bool all_go_on = true;
            for (const Reader& reader : readers.of) all_go_on &= apply_to(reader, value, meta);
            if (!all_go_on) [[unlikely]] look_at_models();
            return true;
        });
        for (const auto& slot : slots_) {
            if (!slot->error.empty()) continue;
            reached(*slot, std::max(upto, slot->model->position()));
            if (!slot->error.empty()) continue;
            if (options_.keep_segments && slot->model->segment_full()) slot->model->keep(kept);
            if (slot->keeps_others && upto == head) switch_to_new(*slot);
        }
    }
    if (!kept.operations.empty()) log_.store().write(kept, Durability::buffered);
    applied_ = upto;
    position_ = upto;
    { const std::lock_guard lock(progress_mutex_); }
    progress_.notify_all();
    return true;
}

// The build beside has come up to the log: from now on it answers. The caller is alone with the tables.
void Runner::switch_to_new(Slot& slot) {
    if (slot.kept_old) slot.differences = slot.kept_old->compare(*slot.model);
    slot.kept_old.reset();
    slot.keeps_others = false;
    ++switches_;
    if (options_.keep_segments) settle_build(log_.store(), slot.entry->name, slot.model->build());
}

void Runner::keep_all() {
    Batch batch;
    for (const auto& slot : slots_) {
        if (!slot->error.empty() || slot->kept_old) continue;
        slot->model->keep(batch);
        batch.put(Family::tables, current_build_key(slot->entry->name), encoded(slot->model->build()));
    }
    log_.store().write(batch, Durability::synced);
}

Position Runner::position() const { return position_; }

bool Runner::wait_for(Position wanted, std::chrono::milliseconds at_most) const {
    if (position_ >= wanted) return true;
    std::unique_lock lock(progress_mutex_);
    progress_.wait_for(lock, at_most, [&] { return position_ >= wanted || has_failed_; });
    return position_ >= wanted;
}

std::optional<std::string> Runner::failure_text() const {
    try {
        check();
        return std::nullopt;
    } catch (const std::exception& failure) {
        return failure.what();
    }
}

std::vector<ProjectionStatus> Runner::statuses() const {
    std::vector<ProjectionStatus> all;
    const Position head = log_.head();
    const auto pass = gate_.read();
    for (const auto& slot : slots_) {
        ProjectionStatus status;
        status.name = slot->entry->name, status.doc = slot->entry->doc, status.version = slot->entry->version;
        status.state = !slot->error.empty() ? ProjectionState::stopped : slot->kept_old ? ProjectionState::building : ProjectionState::live;
        status.position = slot->answering().position();
        status.lag_events = head - std::min(head, status.position);
        if (status.lag_events > 0) status.lag_seconds = seconds_since(log_, status.position + 1);
        status.memory_bytes = slot->model->bytes();
        if (!slot->error.empty()) status.last_error = slot->error;
        if (const auto failure = failure_text()) status.state = ProjectionState::stopped, status.last_error = failure;
        status.last_differences = slot->differences;
        all.push_back(std::move(status));
    }
    return all;
}

std::vector<std::pair<std::string_view, std::string>> Runner::stopped() const {
    std::vector<std::pair<std::string_view, std::string>> all;
    for (const auto& slot : slots_) {
        if (!slot->has_stopped) continue;
        const auto pass = gate_.read();
        all.emplace_back(slot->entry->name, slot->error);
    }
    return all;
}

std::optional<std::pair<std::uint64_t, Position>> Runner::digest(std::string_view name) const {
    const Slot* slot = find(name);
    if (!slot) return std::nullopt;
    const auto pass = gate_.read();
    return std::pair{slot->answering().digest(), slot->answering().position()};
}

std::vector<Difference> Runner::differences(std::string_view name, const Runner& newer) const {
    const Slot* here = find(name);
    const Slot* there = newer.find(name);
    return here && there ? here->answering().compare(there->answering()) : std::vector<Difference>();
}

bool Runner::rebuild(std::string_view name) {
    Slot* slot = find(name);
    if (!slot) return false;
    auto fresh = slot->entry->make({slot->entry->version, slot->model->build().generation + 1});
    Store* keep_in = options_.keep_segments ? &log_.store() : nullptr;
    apply_log(*slot->entry, *fresh, log_, log_.head(), keep_in);
    const std::lock_guard building(build_mutex_);
    apply_log(*slot->entry, *fresh, log_, applied_, keep_in);  // what came meanwhile
    const auto alone = gate_.write();
    if (!slot->kept_old) slot->kept_old = std::move(slot->model);
    slot->model = std::move(fresh);
    slot->error.clear(), slot->has_stopped = false;
    switch_to_new(*slot);
    return true;
}

}  // namespace foxtrail
