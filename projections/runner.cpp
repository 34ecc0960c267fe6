#include "projections/runner.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

using namespace boost::mp11;
using Slots = mp_rename<mp_transform<Runner::Slot, Projections>, std::tuple>;

// The projections an event goes to: decoded once, then handed to each that has an overload and has not had it yet.
using Apply = void (*)(Slots&, std::string_view payload, const Meta&);

template <class P, class Event>
void apply_to(Runner::Slot<P>& slot, const Event& event, const Meta& meta) {
    if (!slot.error.empty() || meta.position <= slot.model->position()) return;
    try {
        project(slot.model->tables(), event, meta);
    } catch (const std::exception& failure) {
        slot.error = "event " + std::to_string(meta.position) + ": " + failure.what();
        slot.model->reached(meta.position - 1);
    }
}

template <class P, class Event>
concept Reads = requires(P& p, const Event& e, const Meta& m) { project(p, e, m); };

template <class Event>
constexpr Apply apply_for() {
    using Newest = decltype(newest(std::declval<Event>()));
    constexpr bool read_by_any = []<class... P>(mp_list<P...>) { return (Reads<P, Newest> || ...); }(Projections{});
    if constexpr (!read_by_any) return nullptr;
    else
        return [](Slots& slots, std::string_view payload, const Meta& meta) {
            const Newest event = newest(decoded<Event>(payload));
            [&]<class... P>(mp_list<P...>) {
                ([&] {
                    if constexpr (Reads<P, Newest>) apply_to(std::get<Runner::Slot<P>>(slots), event, meta);
                }(), ...);
            }(Projections{});
        };
}

const std::vector<Apply>& apply_table() {
    static const std::vector<Apply> table = [] {
        std::vector<Apply> all;
        mp_for_each<mp_transform<mp_identity, Events>>([&](auto event) { all.push_back(apply_for<typename decltype(event)::type>()); });
        return all;
    }();
    return table;
}

template <class Visit>
void each_slot(auto& slots, Visit&& visit) {
    std::apply([&](auto&... slot) { (visit(slot), ...); }, slots);
}

template <class P>
std::unique_ptr<Model<P>> loaded(const Store& store, Build build) {
    auto model = std::make_unique<Model<P>>(build);
    try {
        model->load(store);
        return model;
    } catch (const std::exception&) {
        return std::make_unique<Model<P>>(Build{build.version, build.generation + 1});  // damaged: build again from the log
    }
}

template <class P>
void open_slot(Runner::Slot<P>& slot, const Store& store) {
    const auto kept = store.get(Family::tables, current_build_key(P::name));
    const Build build = kept ? decoded<Build>(*kept) : Build{P::version, 0};
    auto model = loaded<P>(store, build);
    if (build.version == P::version) {
        slot.model = std::move(model);
    } else {
        slot.kept_old = std::move(model);
        slot.model = std::make_unique<Model<P>>(Build{P::version, build.generation + 1});
    }
}

template <class P>
void empty_slot(Runner::Slot<P>& slot) {
    slot.model = std::make_unique<Model<P>>(Build{P::version, 0});
}

// Names the build that answers from now on, and lets go of the segments of all others.
template <class P>
void settle(Store& store, Build build) {
    Batch batch;
    const std::string prefix = "segment/" + std::string(P::name) + '/';
    store.scan(Family::tables, prefix, prefix + '\xFF', [&](std::string_view key, std::string_view) {
        if (!key.starts_with(segment_prefix(P::name, build))) batch.erase(Family::tables, std::string(key));
        return true;
    });
    batch.put(Family::tables, current_build_key(P::name), encoded(build));
    store.write(batch, Durability::buffered);
}

template <class P>
void settle_slot(Store& store, Runner::Slot<P>& slot) {
    settle<P>(store, slot.model->build());
}

// Applies the log up to `upto` to one model that nobody reads yet. Errors: what project() throws.
template <class P>
void build(Model<P>& model, const Log& log, Position upto, Store* keep_in) {
    using ApplyOne = void (*)(P&, std::string_view payload, const Meta&);
    std::vector<ApplyOne> table;
    mp_for_each<mp_transform<mp_identity, Events>>([&](auto identity) {
        using Event = typename decltype(identity)::type;
        using Newest = decltype(newest(std::declval<Event>()));
        if constexpr (Reads<P, Newest>) table.push_back([](P& p, std::string_view payload, const Meta& meta) { project(p, newest(decoded<Event>(payload)), meta); });
        else table.push_back(nullptr);
    });
    const auto entries = entries_of(log.type_names());
    while (model.position() < upto) {
        const Position step = std::min(upto, model.position() + segment_events);
        log.read(model.position(), step, [&](const RecordedEvent& event) {
            if (const ApplyOne apply = table[entries.at(event.type_number)->index]) apply(model.tables(), event.payload, meta_of(*event.envelope, event.position));
            return true;
        });
        model.reached(step);
        if (!keep_in) continue;
        Batch batch;
        model.keep(batch);
        keep_in->write(batch, Durability::buffered);
    }
}

}  // namespace

Runner::Runner(Log& log, RunnerOptions options) : log_(log), options_(options) {
    learn_types();
    applied_ = log_.head();
    each_slot(slots_, [&](auto& slot) {
        if (options_.from_zero) empty_slot(slot);
        else open_slot(slot, log_.store());
        applied_ = std::min(applied_, slot.model->position());
    });
    position_ = applied_;
}

Runner::~Runner() { stop(); }

void Runner::learn_types() { entries_ = entries_of(log_.type_names()); }

void Runner::start() {
    thread_ = std::thread([this] { run(); });
}

void Runner::stop() {
    stopping_ = true;
    if (thread_.joinable()) {
        thread_.join();
        keep_all();
    }
}

void Runner::run() {
    constexpr std::chrono::milliseconds look_up_every{200};
    while (!stopping_)
        if (!apply_batch()) log_.wait_beyond(applied_, look_up_every);
}

void Runner::catch_up() {
    while (apply_batch()) {}
    if (options_.keep_segments) keep_all();
}

// Applies the next events to all projections under their locks; false when there are none.
bool Runner::apply_batch() {
    const std::lock_guard building(build_mutex_);
    const Position upto = std::min(log_.head(), applied_ + options_.batch_events_max);
    if (upto == applied_) return false;
    Batch kept;
    {
        std::vector<std::unique_lock<std::shared_mutex>> locks;
        each_slot(slots_, [&](auto& slot) { locks.push_back(slot.write()); });
        const auto& table = apply_table();
        log_.read(applied_, upto, [&](const RecordedEvent& event) {
            if (event.type_number >= entries_.size()) learn_types();
            if (const Apply apply = table[entries_[event.type_number]->index]) apply(slots_, event.payload, meta_of(*event.envelope, event.position));
            return true;
        });
        each_slot(slots_, [&](auto& slot) {
            if (!slot.error.empty()) return;
            slot.model->reached(std::max(upto, slot.model->position()));
            if (options_.keep_segments && slot.model->segment_full()) slot.model->keep(kept);
            if (!slot.kept_old || upto < log_.head()) return;
            slot.differences = slot.kept_old->compare(*slot.model);
            slot.kept_old.reset();
            if (options_.keep_segments) settle_slot(log_.store(), slot);
        });
    }
    if (!kept.operations.empty()) log_.store().write(kept, Durability::buffered);
    applied_ = upto;
    position_ = upto;
    { const std::lock_guard lock(progress_mutex_); }
    progress_.notify_all();
    return true;
}

void Runner::keep_all() {
    Batch batch;
    each_slot(slots_, [&]<class P>(Slot<P>& slot) {
        if (!slot.error.empty() || slot.kept_old) return;
        slot.model->keep(batch);
        batch.put(Family::tables, current_build_key(P::name), encoded(slot.model->build()));
    });
    log_.store().write(batch, Durability::synced);
}

Position Runner::position() const { return position_; }

bool Runner::wait_for(Position wanted, std::chrono::milliseconds at_most) const {
    if (position_ >= wanted) return true;
    std::unique_lock lock(progress_mutex_);
    return progress_.wait_for(lock, at_most, [&] { return position_ >= wanted; });
}

std::vector<ProjectionStatus> Runner::statuses() const {
    std::vector<ProjectionStatus> all;
    const Position head = log_.head();
    each_slot(slots_, [&]<class P>(const Slot<P>& slot) {
        const auto reading = slot.read();
        ProjectionStatus status;
        status.name = P::name, status.doc = P::doc, status.version = P::version;
        status.state = !slot.error.empty() ? ProjectionState::stopped : slot.kept_old ? ProjectionState::building : ProjectionState::live;
        status.position = reading.position;
        status.lag_events = head - std::min(head, reading.position);
        if (status.lag_events > 0)
            log_.read(reading.position, reading.position + 1, [&](const RecordedEvent& next) {
                status.lag_seconds = static_cast<double>(now_from_system_clock().us - next.envelope->recorded_at.us) / us_per_second;
                return false;
            });
        status.memory_bytes = slot.model->bytes();
        if (!slot.error.empty()) status.last_error = slot.error;
        status.last_differences = slot.differences;
        all.push_back(std::move(status));
    });
    return all;
}

std::optional<std::pair<std::uint64_t, Position>> Runner::digest(std::string_view name) const {
    std::optional<std::pair<std::uint64_t, Position>> found;
    each_slot(slots_, [&]<class P>(const Slot<P>& slot) {
        if (P::name != name) return;
        const auto reading = slot.read();
        found.emplace((slot.kept_old ? *slot.kept_old : *slot.model).digest(), reading.position);
    });
    return found;
}

bool Runner::rebuild(std::string_view name) {
    bool found = false;
    each_slot(slots_, [&]<class P>(Slot<P>& slot) {
        if (P::name != name) return;
        found = true;
        auto fresh = std::make_unique<Model<P>>(Build{P::version, slot.model->build().generation + 1});
        Store* keep_in = options_.keep_segments ? &log_.store() : nullptr;
        build(*fresh, log_, log_.head(), keep_in);
        const std::lock_guard building(build_mutex_);
        build(*fresh, log_, applied_, keep_in);  // what came meanwhile
        if (keep_in) settle<P>(*keep_in, fresh->build());
        const auto lock = slot.write();
        slot.differences = slot.model->compare(*fresh);
        slot.model = std::move(fresh);
        slot.kept_old.reset();
        slot.error.clear();
    });
    return found;
}

}  // namespace foxtrail
