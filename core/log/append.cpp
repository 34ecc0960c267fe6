#include "core/log/stored_log.hpp"

#include <algorithm>

namespace foxtrail {

namespace {

// The clock of a machine may be set back; the order of the log is not.
Time recorded_after(Time previous, const Envelope& envelope) {
    const Time recorded_at = std::max(previous, envelope.recorded_at);
    if (envelope.valid_at > recorded_at) throw std::logic_error("a commit cannot be valid after it is recorded");
    return recorded_at;
}

}  // namespace

// One append in the making: its page, and the names of event types that the log meets for the first time.
struct StoredLog::Draft {
    const std::unordered_map<std::string, std::uint32_t>& known_types;
    TypeNames new_types;
    PageWriter page;
    Position head;
    Time recorded_at;
    std::vector<FrameEvent> events{};  // of the commit being added

    std::uint32_t number_of(const std::string& type) {
        if (const auto known = known_types.find(type); known != known_types.end()) return known->second;
        const auto found = std::ranges::find(new_types, type);
        const auto number = known_types.size() + static_cast<std::size_t>(found - new_types.begin());
        if (found == new_types.end()) new_types.push_back(type);
        return static_cast<std::uint32_t>(number);
    }

    void add(const CommitDraft& commit) {
        if (commit.events.empty()) return;
        Envelope envelope = commit.envelope;
        envelope.first = head + 1;
        envelope.recorded_at = recorded_at = recorded_after(recorded_at, commit.envelope);
        events.clear();
        for (const auto& event : commit.events) events.push_back({number_of(event.type), event.payload});
        page.add(envelope, events);
        head += events.size();
    }
};

Position StoredLog::append(std::span<const CommitDraft> commits, Batch also) {
    if (reader_) throw std::logic_error("a reader does not append");
    if (store_failed_) throw StoreFailed("the log takes nothing more: a write before failed, and nothing is known about it");
    wait_for_sealer();

    const Position before = state_.head;  // no lock: this thread alone changes it
    Draft draft{type_numbers_, {}, {}, before, state_.head_recorded_at};
    for (const auto& commit : commits) draft.add(commit);

    if (!draft.page.empty()) also.put(Family::tail, be64_key(before + 1), draft.page.finish());
    for (std::size_t i = 0; i < draft.new_types.size(); ++i)
        also.put(Family::meta, type_key(static_cast<std::uint32_t>(type_numbers_.size() + i)), draft.new_types[i]);
    if (also.operations.empty()) return before;

    store_failed_ = true;
    store_.write(also, Durability::synced);
    store_failed_ = false;
    publish(draft, commits);
    return draft.head;
}

void StoredLog::publish(const Draft& draft, std::span<const CommitDraft> commits) {
    for (const std::string& name : draft.new_types) type_numbers_.emplace(name, static_cast<std::uint32_t>(type_numbers_.size()));
    if (draft.head == state_.head) return;
    {
        const std::unique_lock lock(mutex_);
        if (!draft.new_types.empty()) {
            auto types = std::make_shared<TypeNames>(*state_.types);
            types->insert(types->end(), draft.new_types.begin(), draft.new_types.end());
            state_.types = std::move(types);
        }
        TailSegment& segment = state_.growing(options_.segment_events);
        std::vector<Entity> links;
        for (const auto& [envelope, events] : commits) {
            if (events.empty()) continue;
            state_.head_recorded_at = std::max(state_.head_recorded_at, envelope.recorded_at);
            segment.add_commit(static_cast<std::uint32_t>(events.size()), state_.head_recorded_at);
            for (const auto& event : events) {
                links = event.links;
                links.insert(links.end(), {envelope.actor, envelope.on_behalf_of});
                segment.add_links(++state_.head, links);
            }
        }
    }
    changed_.notify_all();
}

// The tail may not grow without bounds when the sealer is slower than the writer.
void StoredLog::wait_for_sealer() {
    std::shared_lock lock(mutex_);
    changed_.wait(lock, [&] { return sealer_failed_ || !sealer_.joinable() || state_.tail.size() <= unsealed_segments_max; });
    if (sealer_failed_) std::rethrow_exception(sealer_failed_);
}

}  // namespace foxtrail
