// The pass over all events: commits, density, order of recording; and every link of every event against history().
#include "core/log/postings.hpp"
#include "events/event_entry.hpp"
#include "replay/verify/verify.hpp"

#include <algorithm>
#include <map>

namespace foxtrail {
namespace {

constexpr std::size_t history_page_max = 65'536;

std::uint64_t mixed(Position position) {
    std::uint64_t hash = position * 0x9E3779B97F4A7C15ULL;
    hash = (hash ^ hash >> 32) * 0xD6E8FEB86659FD93ULL;
    return hash ^ hash >> 32;
}

// The positions at which an entity is named, as a count, a sum of hashes and the last one.
struct Naming {
    std::uint64_t sum = 0;
    Position last = 0;
    std::uint32_t count = 0;

    void add(Position position) {
        sum += mixed(position);
        last = position;
        ++count;
    }
    bool operator==(const Naming&) const = default;
};

// What the events say: 24 bytes an entity, since ids are dense.
class Namings {
public:
    void add(Entity entity, Position position) {
        if (!entity) return;
        if (entity.number > position)
            throw CorruptLog("the event at position " + std::to_string(position) + " names " + to_text(entity) +
                             ", which cannot exist yet");
        auto& all = kinds_[entity.kind];
        if (entity.number > all.size()) all.resize(entity.number);
        Naming& naming = all[entity.number - 1];
        if (naming.last != position) naming.add(position);
    }
    const Naming* find(Entity entity) const {
        const auto kind = kinds_.find(entity.kind);
        if (kind == kinds_.end() || entity.number == 0 || entity.number > kind->second.size()) return nullptr;
        const Naming& naming = kind->second[entity.number - 1];
        return naming.count == 0 ? nullptr : &naming;
    }
    template <class Visit>
    void each(Visit&& visit) const {
        for (const auto& [kind, all] : kinds_)
            for (std::uint32_t i = 0; i < all.size(); ++i)
                if (all[i].count > 0) visit(Entity{kind, i + 1}, all[i]);
    }

private:
    std::map<Kind, std::vector<Naming>> kinds_;
};

// One pass: what every event must be by itself, and what it names.
class Pass {
public:
    explicit Pass(const Log& log) : entries_(entries_of(log.type_names())) {}

    void event(const RecordedEvent& event) {
        const std::string at = "the event at position " + std::to_string(event.position);
        if (event.position != last_ + 1) throw CorruptLog("position " + std::to_string(last_ + 1) + " is missing");
        if (event.envelope->recorded_at < recorded_at_) throw CorruptLog(at + " was recorded before the one in front of it");
        if (event.envelope->valid_at > event.envelope->recorded_at) throw CorruptLog(at + " is valid after it was recorded");
        last_ = event.position;
        recorded_at_ = event.envelope->recorded_at;
        const EventEntry& entry = *entries_.at(event.type_number);
        try {
            links_.clear();
            entry.links(entry.read(event.payload), links_);
        } catch (const CorruptBytes& damage) {
            throw CorruptLog(at + " (" + entry.name + "): " + damage.what());
        }
        for (const Entity entity : links_) namings.add(entity, event.position);
        namings.add(event.envelope->actor, event.position);
        namings.add(event.envelope->on_behalf_of, event.position);
    }

    Namings namings;

private:
    const std::vector<const EventEntry*> entries_;
    std::vector<Entity> links_;
    Position last_ = 0;
    Time recorded_at_ = Time::min();
};

Naming naming_in_history(const Log& log, Entity entity, Position head) {
    Naming found;
    for (Position after = 0;;) {
        const auto positions = log.history(entity, after, head, history_page_max);
        for (const Position position : positions) {
            if (position <= found.last)
                throw CorruptLog("the history of " + to_text(entity) + " does not ascend at position " + std::to_string(position));
            found.add(position);
        }
        if (positions.size() < history_page_max) return found;
        after = positions.back();
    }
}

// Names the first event that is missing in the history, or is there without naming the entity.
std::string difference(const Log& log, Entity entity, Position head) {
    const auto names = [&](const RecordedEvent& event) {
        std::vector<Entity> links{event.envelope->actor, event.envelope->on_behalf_of};
        links_of_event(event.type, event.payload, links);
        return std::ranges::find(links, entity) != links.end();
    };
    std::string text = "the history of " + to_text(entity) + " differs from the events that name it";
    const auto history = log.history(entity, 0, head, head);
    auto next = history.begin();
    log.read(0, head, [&](const RecordedEvent& event) {
        const bool there = next != history.end() && *next == event.position;
        if (there) ++next;
        if (there == names(event)) return true;
        text =
            (there ? "the history of " + to_text(entity) + " holds position " : "the history of " + to_text(entity) + " lacks position ") +
            std::to_string(event.position);
        return false;
    });
    return text;
}

void verify_links(const Log& log, const Namings& namings, Position head, std::uint64_t& count) {
    namings.each([&](Entity entity, const Naming& naming) {
        ++count;
        if (naming_in_history(log, entity, head) != naming) throw CorruptLog(difference(log, entity, head));
        if (log.version(entity) < naming.last)
            throw CorruptLog("the version of " + to_text(entity) + " lies before position " + std::to_string(naming.last));
    });
    // Postings of entities that no event names.
    log.store().scan(Family::links, {}, {}, [&](std::string_view key, std::string_view) {
        const Position segment = posting_segment(key);
        const Entity entity{{static_cast<std::uint32_t>(be64(key) >> 32)}, static_cast<std::uint32_t>(be64(key))};
        if (entity && segment <= head && !namings.find(entity))
            throw CorruptLog("there are postings of " + to_text(entity) + ", which no event names");
        return true;
    });
}

}  // namespace

void verify_commits_and_links(const Log& log, Position head, std::vector<Check>& checks) {
    Pass pass(log);
    checks.push_back(checked("commits: checksums, dense positions, order", "events", [&](std::uint64_t& count) {
        log.read(0, head, [&](const RecordedEvent& event) {
            pass.event(event);
            ++count;
            return true;
        });
        if (count != head) throw CorruptLog("position " + std::to_string(count + 1) + " is missing");
    }));
    if (checks.back().verdict == CheckVerdict::damaged) {
        checks.push_back({"links: every entity finds its events", "entities", 0, 0, CheckVerdict::skipped, "not all events can be read"});
        return;
    }
    checks.push_back(checked("links: every entity finds its events", "entities",
                             [&](std::uint64_t& count) { verify_links(log, pass.namings, head, count); }));
}

}  // namespace foxtrail
