// A log under test, and beside it the plain list of what was appended: the brute force that every answer is held against.
#pragma once

#include "core/binary.hpp"
#include "core/log/log.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>

#include <unistd.h>

namespace foxtrail::test {

class TemporaryFolder {
public:
    TemporaryFolder() {
        name_ = (std::filesystem::temp_directory_path() / "foxtrail-test-XXXXXX").string();
        if (::mkdtemp(name_.data()) == nullptr) throw std::runtime_error("no temporary folder can be made");
    }
    ~TemporaryFolder() { std::filesystem::remove_all(name_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::string& name() const { return name_; }

private:
    std::string name_;
};

// A payload of these tests names its entities: count, (kind, number)*, text.
inline std::string payload_of(const std::vector<Entity>& links, std::string_view text) {
    std::string payload;
    put_varint(payload, links.size());
    for (const Entity entity : links) {
        put_varint(payload, entity.kind.code);
        put_varint(payload, entity.number);
    }
    return payload += text;
}

inline void links_of(std::string_view, std::string_view payload, std::vector<Entity>& out) {
    for (std::uint64_t left = take_varint(payload); left > 0; --left) {
        const Kind kind{static_cast<std::uint32_t>(take_varint(payload))};
        out.push_back({kind, static_cast<std::uint32_t>(take_varint(payload))});
    }
}

inline Entity opp(std::uint32_t number) { return {Kind::of("opp"), number}; }
inline Entity emp(std::uint32_t number) { return {Kind::of("emp"), number}; }

inline CommitDraft::Event event(std::string type, std::vector<Entity> links, std::string_view text = "") {
    return {std::move(type), payload_of(links, text), links};
}

inline CommitDraft commit(std::int64_t recorded_at_us, std::vector<CommitDraft::Event> events) {
    CommitDraft draft;
    draft.envelope.recorded_at = draft.envelope.valid_at = {recorded_at_us};
    draft.events = std::move(events);
    return draft;
}

struct Seen {
    Position position;
    std::string type, payload;
    Envelope envelope;
    std::uint32_t index_in_commit, commit_size;
    bool operator==(const Seen&) const = default;
};

inline Log::Visit into(std::vector<Seen>& seen) {
    return [&seen](const RecordedEvent& e) {
        seen.push_back({e.position, std::string(e.type), std::string(e.payload), *e.envelope, e.index_in_commit, e.commit_size});
        return true;
    };
}

inline std::vector<Seen> read(const Log& log, Position after = 0, Position upto = std::numeric_limits<Position>::max()) {
    std::vector<Seen> seen;
    log.read(after, upto, into(seen));
    return seen;
}

enum class Kept { in_memory, in_rocks };

class Scene {
public:
    explicit Scene(Kept kept, LogOptions options = {.segment_events = 20, .page_events = 7, .seal_in_background = false}) {
        store = kept == Kept::in_memory ? open_memory_store() : open_rocks_store(folder.name(), Access::owner);
        reopen(options);
    }

    TemporaryFolder folder;
    std::unique_ptr<Store> store;
    std::unique_ptr<Log> log;
    std::vector<Seen> all;  // all[i] is at position i + 1
    std::vector<std::set<Entity>> links;

    void reopen(LogOptions options) {
        log.reset();
        log = Log::open(*store, links_of, options);
    }

    Position append(const std::vector<CommitDraft>& commits, Batch also = {}) {
        Time last = all.empty() ? Time::min() : all.back().envelope.recorded_at;
        for (const auto& [draft, events] : commits) {
            Envelope envelope = draft;
            envelope.first = all.size() + 1;
            if (!events.empty()) envelope.recorded_at = last = std::max(last, draft.recorded_at);
            std::uint32_t index = 0;
            for (const auto& e : events) {
                all.push_back({all.size() + 1, e.type, e.payload, envelope, index++, static_cast<std::uint32_t>(events.size())});
                links.emplace_back(e.links.begin(), e.links.end());
                links.back().insert({envelope.actor, envelope.on_behalf_of});
            }
        }
        return log->append(commits, std::move(also));
    }

    std::vector<Seen> expected(Position after, Position upto) const {
        upto = std::min<Position>(upto, all.size());
        if (after >= upto) return {};
        return {all.begin() + static_cast<std::ptrdiff_t>(after), all.begin() + static_cast<std::ptrdiff_t>(upto)};
    }

    std::vector<Position> expected_history(Entity entity, Position after, Position upto) const {
        std::vector<Position> positions;
        for (Position p = after + 1; p <= std::min<Position>(upto, all.size()); ++p)
            if (links[p - 1].contains(entity)) positions.push_back(p);
        return positions;
    }

    Position expected_position_at(Time at) const {
        Position found = 0;
        for (const Seen& seen : all)
            if (seen.envelope.recorded_at <= at) found = seen.position;
        return found;
    }

    // Every answer of `of` (this log, a reader beside it) is what brute force says.
    void check(const Log& of) const {
        REQUIRE(of.head() == all.size());
        CHECK(read(of) == all);
        for (std::uint32_t n = 1; n <= entities; ++n) {
            for (const Entity entity : {opp(n), emp(n)}) {
                const auto history = expected_history(entity, 0, all.size());
                CHECK(of.history(entity, 0, all.size(), all.size() + 1) == history);
                CHECK(of.version(entity) == (history.empty() ? 0 : history.back()));
            }
        }
        for (std::size_t i = 0; i < all.size(); i += 1 + all.size() / 20) {
            const Time at{all[i].envelope.recorded_at.us};
            CHECK(of.position_at(at) == expected_position_at(at));
            CHECK(of.position_at({at.us - 1}) == expected_position_at({at.us - 1}));
        }
    }

    static constexpr std::uint32_t entities = 6;  // of each kind, in random commits
};

// A commit of a few events, seldom none, seldom many; clocks jump back, and what is recorded may have been true long before.
inline CommitDraft random_commit(std::mt19937_64& random, std::int64_t& clock_us) {
    const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
    clock_us += static_cast<std::int64_t>(below(1000)) - 200;
    const std::uint32_t size = below(20) == 0 ? below(60) : below(5);
    std::vector<CommitDraft::Event> events;
    for (std::uint32_t i = 0; i < size; ++i) {
        std::vector<Entity> links;
        for (std::uint32_t n = below(4); n > 0; --n)
            links.push_back(below(2) ? opp(1 + below(Scene::entities)) : emp(1 + below(Scene::entities)));
        events.push_back(event("type-" + std::to_string(below(9)) + ".v1", links, std::string(below(30), 'x')));
    }
    CommitDraft draft = commit(clock_us, std::move(events));
    if (below(4) == 0) draft.envelope.valid_at.us -= below(20'000);
    if (below(2)) draft.envelope.actor = emp(1 + below(Scene::entities));
    if (below(5) == 0) draft.envelope.on_behalf_of = emp(1 + below(Scene::entities));
    if (below(2)) draft.envelope.key = std::to_string(random());
    if (below(9) == 0) draft.envelope.reason = "because";
    return draft;
}

inline std::vector<CommitDraft> random_group(std::mt19937_64& random, std::int64_t& clock_us) {
    std::vector<CommitDraft> group;
    for (std::uint64_t n = 1 + random() % 4; n > 0; --n) group.push_back(random_commit(random, clock_us));
    return group;
}

}  // namespace foxtrail::test
