// The neutral form between a file of another system and commands: what the file says, in its order, with what is wrong in it.
// It holds no id of this system and no clock: an instant that only the import can know is "nothing".
#pragma once

#include "replay/import/mapping.hpp"

#include <unordered_map>

namespace foxtrail {

struct InputError;

struct LineProblem {
    std::uint64_t line = 0;
    std::string reason;
    bool operator==(const LineProblem&) const = default;
};
BOOST_DESCRIBE_STRUCT(LineProblem, (), (line, reason))

// first: to be recorded.  same_content: an id that came before with the same content, to be passed over.
// other_content: an id that came before with other content, a problem; the first stands.
enum class Repeat : std::uint8_t { first, same_content, other_content };
BOOST_DESCRIBE_ENUM(Repeat, first, same_content, other_content)

struct RowStage {
    std::string stage;
    std::optional<Time> at;  // nothing: the instant of import
    bool operator==(const RowStage&) const = default;
};
BOOST_DESCRIBE_STRUCT(RowStage, (), (stage, at))

struct ImportedOutcome {
    ClosedAs means = ClosedAs::lost;
    std::optional<Time> at;      // nothing: the instant of import
    std::optional<Money> value;  // of a won one
    std::optional<std::string> lost_why, lost_to;
    bool operator==(const ImportedOutcome&) const = default;
};
BOOST_DESCRIBE_STRUCT(ImportedOutcome, (), (means, at, value, lost_why, lost_to))

// One row of a table. Usable when `problems` is empty and `repeat` is first.
struct ImportedOpportunity {
    std::uint64_t line = 0;
    std::string id;
    ExternalKey key;                                      // "maven:1C1I7A6R"
    std::string name;                                     // the id when the mapping has no column for it
    std::optional<std::string> owner, customer, product;  // names, after aliases
    std::vector<RowStage> entries;                      // by instant, one or more; the first opens the opportunity
    std::optional<ImportedOutcome> outcome;               // not before the last entry
    DefaultFacts facts;                                   // columns over the mapping's defaults
    std::string digest;                                   // XXH3-64 of the content above without the line, 16 hex digits
    Repeat repeat = Repeat::first;
    std::vector<LineProblem> problems;
    bool operator==(const ImportedOpportunity&) const = default;
};
BOOST_DESCRIBE_STRUCT(ImportedOpportunity, (),
                      (line, id, key, name, owner, customer, product, entries, outcome, facts, digest, repeat, problems))

struct ImportedAttribute {
    std::string name, value;
    bool operator==(const ImportedAttribute&) const = default;
};
BOOST_DESCRIBE_STRUCT(ImportedAttribute, (), (name, value))

struct ImportedEvent {
    std::uint64_t line = 0;
    std::string activity;
    Time at;
    std::optional<std::string> actor;
    std::optional<ClosedAs> closes;  // the activity is an outcome, not a stage
    std::vector<ImportedAttribute> attributes;
    bool operator==(const ImportedEvent&) const = default;
};
BOOST_DESCRIBE_STRUCT(ImportedEvent, (), (line, activity, at, actor, closes, attributes))

// One case of an event log, whole: a case with a line that cannot be used has problems and is not recorded, since a history with a hole
// would give wrong dwell times. Usable when `problems` is empty and `repeat` is first.
struct ImportedCase {
    std::uint64_t line = 0;  // of its first line in the file
    std::string id;
    ExternalKey key;
    std::string name;
    std::optional<std::string> customer, product;
    DefaultFacts facts;
    std::vector<ImportedAttribute> attributes;
    std::vector<ImportedEvent> events;  // by instant, ties in file order; equal neighbours stay: they are re-entries
    std::string digest;
    Repeat repeat = Repeat::first;
    std::vector<LineProblem> problems;
    bool operator==(const ImportedCase&) const = default;
};
BOOST_DESCRIBE_STRUCT(ImportedCase, (), (line, id, key, name, customer, product, facts, attributes, events, digest, repeat, problems))

// Whether an id came before, and with what content.
// Limit: ids_max; a reader that finds it full stops with an error, since going on would let repeats through unseen.
class SeenIds {
public:
    static constexpr std::size_t ids_max = 10'000'000;
    bool full() const { return content_of_.size() >= ids_max; }
    Repeat note(const std::string& id, std::uint64_t content);

private:
    std::unordered_map<std::string, std::uint64_t> content_of_;
};

std::uint64_t content_digest(std::string_view bytes);
std::string digest_text(std::uint64_t digest);

// Sets the digest and, for a row without problems, whether it repeats one before it. Where a line stands in the file is no content.
void seal(ImportedOpportunity&, SeenIds&);
void seal(ImportedCase&, SeenIds&);

}  // namespace foxtrail
