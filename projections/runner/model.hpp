// One build of a projection's tables, of a type that only its own .cpp knows: what the runner keeps, loads, hashes, compares.
#pragma once

#include "core/log/store.hpp"
#include "events/event_entry.hpp"

namespace foxtrail {

// Which of a projection's builds is the one that answers.
struct Build {
    std::uint32_t version = 0, generation = 0;
    bool operator==(const Build&) const = default;
};
BOOST_DESCRIBE_STRUCT(Build, (), (version, generation))

std::string current_build_key(std::string_view projection);
std::string segment_prefix(std::string_view projection, Build);

// One difference between two builds of a projection, for the report that goes before a switch.
struct Difference {
    std::string table, row, attribute;
    std::uint64_t from = 0, to = 0;  // cells
    Position because = 0;            // the event that gave the newer build its value
};
BOOST_DESCRIBE_STRUCT(Difference, (), (table, row, attribute, from, to, because))

inline constexpr Position segment_events = 65'536;
inline constexpr std::size_t differences_max = 1'000;

class Model {
public:
    explicit Model(Build build) : build_(build) {}
    virtual ~Model() = default;

    Position position() const { return position_; }
    Build build() const { return build_; }
    virtual void reached(Position position) = 0;  // all events up to it were applied
    bool segment_full() const { return position_ >= segment_from_ + segment_events; }

    virtual void* tables() = 0;
    virtual const void* tables() const = 0;
    // Loads what `store` keeps of this build, up to the first gap. Errors: CorruptBytes, std::logic_error.
    virtual void load(const Store& store) = 0;
    // Adds the segment so far to `batch`; a full one is closed.
    virtual void keep(Batch& batch) = 0;
    // Said before anything is applied: keep() will not be called.
    virtual void keep_nothing() = 0;
    virtual std::uint64_t digest() const = 0;
    virtual std::size_t bytes() const = 0;
    // `newer` is a build of the same projection.
    virtual std::vector<Difference> compare(const Model& newer) const = 0;

protected:
    Build build_;
    Position position_ = 0, segment_from_ = 0;
};

// What the engine makes of a projection's declaration.
struct ProjectionEntry {
    using Apply = void (*)(void* tables, const void* event, const Meta&);
    struct Applies {
        const EventEntry* event;
        Apply apply;
    };
    std::string_view name, doc;
    std::uint32_t version;
    std::unique_ptr<Model> (*make)(Build);
    std::vector<Applies> (*applies)();
};

std::span<const ProjectionEntry> projection_entries();

}  // namespace foxtrail
