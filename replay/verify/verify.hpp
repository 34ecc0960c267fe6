// Holds a data folder against what it promises: every check is made anew from the log's own bytes.
//
// Each check ends at its first damage, says how many items it looked at, and does not keep the others from being made.
// Memory grows with the number of entities, and with the read models for as long as they are rebuilt.
#pragma once

#include "core/blobs.hpp"
#include "core/log/log.hpp"

namespace foxtrail {

enum class CheckVerdict : std::uint8_t { holds, damaged, skipped };

struct Check {
    std::string what;  // "commits and checksums"
    std::string unit;  // of `count`: "events"
    std::uint64_t count = 0;
    double seconds = 0;
    CheckVerdict verdict = CheckVerdict::holds;
    std::string detail;  // the damage, or why it was skipped
};

struct VerifyReport {
    Position head = 0;
    std::vector<Check> checks;
    std::vector<Blobs::Listed> orphans;  // blobs that no event names; none when not all events can be read
    const Check* first_damage() const;  // nullptr when all holds
};

struct VerifyOptions {
    bool check_states = true;  // false beside an owner: it writes them while they are read
    const Blobs* blobs = nullptr;  // null: contents are not looked at
    std::function<void(Check&)> on_check{};  // told of each when it has been made; it may change the verdict
};

// Works on any store, an owner's too. Errors: StoreFailed when the store cannot be read at all.
VerifyReport verify(Log& log, const VerifyOptions& options = {});

// The single checks, each up to `head`. All of them throw CorruptLog with the damage, and add to `count` what they looked at.
void verify_commits_and_links(const Log& log, Position head, std::vector<Check>& checks);
// Why the next server will make all decision states anew, so that nothing kept is relied on; "" when it will not.
std::string why_states_are_made_anew(const Log& log);
void verify_states(const Log& log, std::uint64_t& count);

void verify_blobs(const Log& log, Position head, const Blobs& blobs, VerifyReport& report);

// What is kept of each projection against what the log makes of it.
struct KeptDigest {
    std::string projection;
    std::uint64_t digest = 0;
    std::string unreadable;  // why the kept segments could not be read; "" when they could
};
// Catches up the log and raises `head` as far as the kept projections have come.
std::vector<KeptDigest> kept_digests(Log& log, Position& head);
void verify_projections(const Log& log, Position head, const std::vector<KeptDigest>& kept, std::vector<Check>& checks);

// Runs one check and times it; CorruptLog, StoreFailed and unreadable bytes become its verdict.
Check checked(std::string what, std::string unit, const std::function<void(std::uint64_t& count)>& check);

}  // namespace foxtrail
