// Decision states and projections against what the log makes of them.
#include "commands/writer/states.hpp"
#include "commands/writer/writer.hpp"
#include "projections/runner/runner.hpp"
#include "replay/data_folder.hpp"
#include "replay/verify/pinned_log.hpp"
#include "replay/verify/verify.hpp"

namespace foxtrail {
namespace {

constexpr int catch_up_attempts_max = 10;
constexpr std::size_t compared_rows_max = 10'000;

using Rows = std::vector<std::pair<std::string, std::string>>;

// The next rows from a key on, so that two stores are compared side by side in bounded memory.
Rows rows_from(const Store& store, const std::string& from) {
    Rows rows;
    store.scan(Family::states, from, {}, [&](std::string_view key, std::string_view value) {
        rows.emplace_back(key, value);
        return rows.size() < compared_rows_max;
    });
    return rows;
}

KeptDigest readable(const ProjectionEntry& projection, const Store& store) {
    KeptDigest kept{std::string(projection.name), 0, {}};
    try {
        const auto bytes = store.get(Family::tables, current_build_key(projection.name));
        if (!bytes) return kept;
        projection.make(decoded<Build>(*bytes))->load(store);
    } catch (const std::exception& damage) {
        kept.unreadable = damage.what();
    }
    return kept;
}

}  // namespace

std::string why_states_are_made_anew(const Log& log) {
    if (states_kept_upto(log.store())) return "";
    return log.store().last(Family::states, {}, "\xFF") ? "they are of another version of this program; starting foxtraild makes them anew"
                                                        : "there are none; starting foxtraild makes them";
}

// The store's states may lag behind the log: they are compared at the position they are kept up to.
void verify_states(const Log& log, std::uint64_t& count) {
    const ScratchStore scratch;
    PinnedLog pinned(log, states_kept_upto(log.store()).value(), *scratch);
    rebuild_states(pinned);
    for (std::string from;;) {
        const Rows kept = rows_from(log.store(), from), made = rows_from(*scratch, from);
        for (std::size_t i = 0; i < std::max(kept.size(), made.size()); ++i, ++count) {
            if (i >= kept.size() || (i < made.size() && kept[i].first > made[i].first))
                throw CorruptLog(state_row_name(made[i].first) + " is missing");
            if (i >= made.size() || kept[i].first < made[i].first)
                throw CorruptLog(state_row_name(kept[i].first) + " is kept, but no event gives it");
            if (kept[i].second != made[i].second) throw CorruptLog(state_row_name(kept[i].first) + " differs from what its events give");
        }
        if (kept.size() < compared_rows_max) return;
        from = kept.back().first + '\0';
    }
}

std::vector<KeptDigest> kept_digests(Log& log, Position& head) {
    std::vector<KeptDigest> kept;
    for (const auto& projection : projection_entries()) kept.push_back(readable(projection, log.store()));
    for (int attempt = 1;; ++attempt) {
        log.catch_up();
        head = log.head();
        PinnedLog pinned(log, head, log.store());
        Runner runner(pinned, {.keep_segments = false});
        runner.catch_up();
        bool reached = true;
        for (auto& projection : kept) {
            const auto [digest, position] = runner.digest(projection.projection).value();
            projection.digest = digest;
            reached = reached && position == head;
        }
        // A server may have kept a segment that this reader's log has not reached yet.
        if (reached || attempt == catch_up_attempts_max) return kept;
    }
}

void verify_projections(const Log& log, Position head, const std::vector<KeptDigest>& kept, std::vector<Check>& checks) {
    const auto nothing = open_memory_store();
    PinnedLog pinned(log, head, *nothing);
    std::optional<Runner> rebuilt;
    const Check building = checked("projections can be rebuilt", "events", [&](std::uint64_t& count) {
        rebuilt.emplace(pinned, RunnerOptions{.keep_segments = false});
        rebuilt->catch_up();
        count = rebuilt->position();
        for (const auto& status : rebuilt->statuses())
            if (status.last_error) throw CorruptLog(status.name + " stops at " + *status.last_error);
    });
    checks.push_back(building);
    for (const auto& projection : kept)
        checks.push_back(checked("projection " + projection.projection + " equals a rebuild", "digests", [&](std::uint64_t& count) {
            const auto digest = rebuilt ? rebuilt->digest(projection.projection) : std::nullopt;
            if (!digest || digest->second != head) throw CorruptLog("it could not be rebuilt up to position " + std::to_string(head));
            if (digest->first != projection.digest)
                throw CorruptLog("what is kept of " + projection.projection + " differs from what its events give; `foxtrail rebuild " +
                                 projection.projection + "` shows where");
            count = 1;
        }));
}

}  // namespace foxtrail
