// An event of an older version is read as the newest one wherever it is folded or shown; what was recorded stays as it is.
// The three versions are of this test alone.
#include "commands/writer/state_entry.hpp"
#include "core/log/log.hpp"
#include "events/event_set.hpp"
#include "projections/runner/projection.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::upcast_test {

struct DealNoted1 {
    static constexpr EventType type{"deal.noted", 1, "记"};
    static constexpr std::string_view doc = "A note on a deal, with its weight in words.";
    OpportunityId opportunity;
    std::string weight;
    bool operator==(const DealNoted1&) const = default;
};
BOOST_DESCRIBE_STRUCT(DealNoted1, (), (opportunity, weight))

struct DealNoted2 {
    static constexpr EventType type{"deal.noted", 2, "记"};
    static constexpr std::string_view doc = "A note on a deal, with its weight.";
    OpportunityId opportunity;
    std::uint32_t weight = 0;
    bool operator==(const DealNoted2&) const = default;
};
BOOST_DESCRIBE_STRUCT(DealNoted2, (), (opportunity, weight))

struct DealNoted {
    static constexpr EventType type{"deal.noted", 3, "记"};
    static constexpr std::string_view doc = "A note on a deal, with its weight and who wrote it.";
    OpportunityId opportunity;
    std::uint32_t weight = 0;
    EmployeeId author;
    bool operator==(const DealNoted&) const = default;
};
BOOST_DESCRIBE_STRUCT(DealNoted, (), (opportunity, weight, author))

DealNoted2 upcast(const DealNoted1& old) { return {old.opportunity, old.weight == "heavy" ? 9U : 1U}; }
DealNoted upcast(const DealNoted2& old) { return {old.opportunity, old.weight, {}}; }

using NotedEvents = boost::mp11::mp_list<DealNoted1, DealNoted2, DealNoted>;

// Both know the newest version only.
struct NotedDeal {
    OpportunityId id;
    std::uint32_t weight = 0;
    std::vector<EmployeeId> authors;
};
BOOST_DESCRIBE_STRUCT(NotedDeal, (), (id, weight, authors))
void evolve(NotedDeal& deal, const DealNoted& event, const Meta&) {
    deal.weight += event.weight;
    deal.authors.push_back(event.author);
}

struct Note {
    std::uint32_t weight = 0;
    EmployeeId author;
    bool operator==(const Note&) const = default;
};
BOOST_DESCRIBE_STRUCT(Note, (), (weight, author))
struct Notes {
    static constexpr std::string_view name = "notes";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc = "What was noted, a row for each event.";
    Table<Note> notes;
};
BOOST_DESCRIBE_STRUCT(Notes, (), (notes))
void project(Notes& all, const DealNoted& event, const Meta& meta) {
    all.notes.born(static_cast<std::uint32_t>(meta.position), {event.weight, event.author}, meta);
}

// Knows a version that is no longer the newest: nothing is ever read as that.
struct OldNotes {
    static constexpr std::string_view name = "old_notes";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc = "What was noted in the second version.";
    Table<Note> notes;
};
BOOST_DESCRIBE_STRUCT(OldNotes, (), (notes))
void project(OldNotes&, const DealNoted2&, const Meta&) {}

}  // namespace foxtrail::upcast_test

namespace foxtrail {

// The registry is closed: what it would say of these three is said here.
template <class Event>
const EventEntry& noted_entry() {
    static const EventEntry entry = event_entry<Event>();
    return entry;
}
template <>
const EventEntry& entry_for<upcast_test::DealNoted1>() { return noted_entry<upcast_test::DealNoted1>(); }
template <>
const EventEntry& entry_for<upcast_test::DealNoted2>() { return noted_entry<upcast_test::DealNoted2>(); }
template <>
const EventEntry& entry_for<upcast_test::DealNoted>() { return noted_entry<upcast_test::DealNoted>(); }

namespace upcast_test {
namespace {

const DealNoted1 first{OpportunityId{7}, "heavy"};
const DealNoted2 second{OpportunityId{7}, 20};
const DealNoted third{OpportunityId{7}, 300, EmployeeId{4}};

const std::vector<const EventEntry*>& noted_entries() {
    static const std::vector<const EventEntry*> all{&entry_for<DealNoted1>(), &entry_for<DealNoted2>(), &entry_for<DealNoted>()};
    return all;
}
const EventEntry& noted_entry_named(std::string_view name) { return **std::ranges::find(noted_entries(), name, [](const EventEntry* entry) { return std::string_view(entry->name); }); }

CommitDraft recorded(const auto& event) {
    CommitDraft commit;
    commit.envelope.recorded_at = commit.envelope.valid_at = {1'000};
    std::vector<Entity> links;
    const EventEntry& entry = entry_for<std::remove_cvref_t<decltype(event)>>();
    entry.links(&event, links);
    commit.events.push_back({entry.name, entry.encode(&event), links});
    return commit;
}

// A log that three releases have written, one after another.
struct WrittenByThree {
    WrittenByThree() {
        const std::vector<CommitDraft> commits{recorded(first), recorded(second), recorded(third)};
        log->append(commits, {});
    }
    static void links(std::string_view type, std::string_view payload, std::vector<Entity>& out) {
        const EventEntry& entry = noted_entry_named(type);
        entry.links(entry.read(payload), out);
    }
    // fold(target, event, meta) of the entries that read an event, as runner and states find them.
    template <class Applies>
    void fold(void* target, const Applies& applies, auto member) const {
        log->read(0, log->head(), [&](const RecordedEvent& event) {
            const EventEntry& entry = noted_entry_named(event.type);
            for (const auto& reader : applies)
                if (reader.event == &entry) (reader.*member)(target, entry.read(event.payload), meta_of(*event.envelope, event.position));
            return true;
        });
    }
    std::unique_ptr<Store> store = open_memory_store();
    std::unique_ptr<Log> log = Log::open(*store, links);
};

const std::vector<DealNoted> as_newest{{OpportunityId{7}, 9, {}}, {OpportunityId{7}, 20, {}}, third};

}  // namespace

TEST_CASE("an event becomes the newest version through every version between", "[projections][upcast]") {
    CHECK(newest(first) == as_newest[0]);
    CHECK(newest(second) == as_newest[1]);
    CHECK(newest(third) == third);
}

TEST_CASE("a projection reads every version of an event whose newest it knows, and none through an older one", "[projections][upcast]") {
    STATIC_REQUIRE(Reads<Notes, decltype(newest(first))>);
    STATIC_REQUIRE_FALSE(Reads<Notes, DealNoted1>);
    CHECK(projection_entry<OldNotes, NotedEvents>().applies().empty());
}

TEST_CASE_METHOD(WrittenByThree, "a projection folds what older releases wrote as the newest version", "[projections][upcast]") {
    const auto model = projection_entry<Notes, NotedEvents>().make({Notes::version, 0});
    fold(model->tables(), projection_entry<Notes, NotedEvents>().applies(), &ProjectionEntry::Applies::apply);
    model->reached(log->head());
    const auto& notes = static_cast<const Notes*>(model->tables())->notes;
    for (std::uint32_t id = 1; id <= 3; ++id) {
        Note note;
        REQUIRE(notes.at(id, Instant{}, note));
        CHECK(note == Note{as_newest[id - 1].weight, as_newest[id - 1].author});
    }
}

TEST_CASE_METHOD(WrittenByThree, "a decision state learns what older releases wrote as the newest version", "[projections][upcast]") {
    NotedDeal deal;
    fold(&deal, state_entry<NotedDeal, NotedEvents>().learns(), &StateEntry::Learns::evolve);
    CHECK(deal.weight == 329);
    CHECK(deal.authors == std::vector{EmployeeId{}, EmployeeId{}, EmployeeId{4}});
}

TEST_CASE_METHOD(WrittenByThree, "what older releases wrote stays as it is in the log, and is shown as the newest version", "[projections][upcast]") {
    std::vector<std::string> types;
    std::vector<json::object> shown;
    log->read(0, log->head(), [&](const RecordedEvent& event) {
        types.emplace_back(event.type);
        shown.push_back(noted_entry_named(event.type).json_of(event.payload));
        return true;
    });
    CHECK(types == std::vector<std::string>{"deal.noted.v1", "deal.noted.v2", "deal.noted.v3"});
    for (std::size_t i = 0; i < shown.size(); ++i) CHECK(shown[i] == to_json(as_newest[i]).as_object());
    CHECK(AnyEvent(entry_for<DealNoted1>(), encoded(first)).as<DealNoted1>()->weight == "heavy");
    CHECK(entry_for<DealNoted1>().newest(encoded(first)).as<DealNoted>()->weight == 9);
    CHECK(entry_for<DealNoted>().newest(encoded(third)).as<DealNoted>()->author == EmployeeId{4});
    CHECK(log->history(OpportunityId{7}.entity(), 0, 3, 10) == std::vector<Position>{1, 2, 3});
}

}  // namespace upcast_test
}  // namespace foxtrail
