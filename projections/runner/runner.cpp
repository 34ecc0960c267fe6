#include "projections/runner/build.hpp"
#include "projections/runner/runner.hpp"

#include <algorithm>
#include <future>

namespace foxtrail {
namespace {

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

// The build beside has come up to the log: from now on it answers. Nobody applies meanwhile; who reads waits for the switch alone, not
// for the comparison before it.
void Runner::switch_to_new(Slot& slot) {
    auto differences = slot.kept_old ? slot.kept_old->compare(*slot.model) : std::vector<Difference>();
    std::unique_ptr<Model> old;
    {
        const auto alone = gate_.write();
        old = std::move(slot.kept_old);
        slot.differences = std::move(differences);
        slot.keeps_others = false;
        ++switches_;
    }
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
    const Position head = log_.head();
    auto all = statuses_at(head);
    for (auto& status : all)
        if (status.lag_events > 0) status.lag_seconds = seconds_since(log_, status.position + 1);
    return all;
}

std::vector<ProjectionStatus> Runner::statuses_at(Position head) const {
    std::vector<ProjectionStatus> all;
    const auto pass = gate_.read();
    for (const auto& slot : slots_) {
        ProjectionStatus status;
        status.name = slot->entry->name, status.doc = slot->entry->doc, status.version = slot->entry->version;
        status.state = !slot->error.empty() ? ProjectionState::stopped : slot->kept_old ? ProjectionState::building : ProjectionState::live;
        status.position = slot->answering().position();
        status.lag_events = head - std::min(head, status.position);
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
        const std::lock_guard lock(slot->error_mutex);
        if (!slot->error.empty()) all.emplace_back(slot->entry->name, slot->error);
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
    const std::lock_guard one_at_a_time(rebuild_mutex_);
    auto fresh = slot->entry->make({slot->entry->version, slot->model->build().generation + 1});
    Store* keep_in = options_.keep_segments ? &log_.store() : nullptr;
    apply_log(*slot->entry, *fresh, log_, log_.head(), keep_in);
    const std::lock_guard building(build_mutex_);
    apply_log(*slot->entry, *fresh, log_, applied_, keep_in);  // what came meanwhile
    {
        const auto alone = gate_.write();
        if (!slot->kept_old) slot->kept_old = std::move(slot->model);
        slot->model = std::move(fresh);
        const std::lock_guard lock(slot->error_mutex);
        slot->error.clear(), slot->has_stopped = false;
    }
    switch_to_new(*slot);
    return true;
}

}  // namespace foxtrail
