#include "projections/customers/contact_moves.hpp"

#include "projections/reading/commit_facts.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/merged_history.hpp"
#include "projections/reading/named_contact.hpp"
#include "projections/reading/recall.hpp"
#include "projections/reading/statistics.hpp"

namespace foxtrail {
namespace {

enum class MoveKind : std::uint8_t { moved, succeeded };
BOOST_DESCRIBE_ENUM(MoveKind, moved, succeeded)

constexpr std::size_t customers_listed_max = 100;  // those with the most moves
constexpr std::string_view moves_definition =
    "knowledge_latency: recorded_at less valid_at. A move counts for the customer he left, or came to when that was none; a succession for "
    "the customer whose place was left. Of a report that was put right: of the one that put it right, since what is right was known by it";

struct ContactMoveAt {
    MoveKind kind;
    ContactId contact, successor;
    CustomerId from, to;  // {} for none that is known; of a succession both are the customer of the place
    Time valid_at;
    Position position;

    CustomerId counts_for() const { return from ? from : to; }
};

// The moves and successions of one contact, in the order of valid time. An event's changes stand together.
void add_moves(ContactId contact, ContactRow row, std::span<const Change> changes, std::vector<ContactMoveAt>& moves) {
    constexpr auto moved = Table<ContactRow>::attribute_of<&ContactRow::moved>();
    constexpr auto succeeded = Table<ContactRow>::attribute_of<&ContactRow::succession>();
    CustomerId left = row.customer;
    for (std::size_t i = 0; i < changes.size();) {
        const Position position = changes[i].position();
        const Time at = changes[i].valid_at();
        const CustomerId before = row.customer;
        bool has_moved = false, has_successor = false;
        for (; i < changes.size() && changes[i].position() == position; ++i) {
            Table<ContactRow>::apply(row, changes[i]);
            has_moved |= changes[i].attribute() == moved, has_successor |= changes[i].attribute() == succeeded;
        }
        if (has_moved) moves.push_back({MoveKind::moved, contact, {}, left = before, row.customer, at, position});
        if (has_successor) moves.push_back({MoveKind::succeeded, contact, row.successor, left, left, at, position});
    }
}

struct MoveSelection {
    MoveSelection(const ReadQuestion& question, const DimensionContext& context, const Committee& committee, const CompanyDays& days,
                  Problems& problems)
        : customer(read_known<CustomerId>(question, "customer", context.directory->customers, problems)),
          contact(read_known<ContactId>(question, "contact", committee.contacts, problems)),
          kind(read_enum<MoveKind>(question, "kind", problems)),
          times(read_times(question, days, problems)) {}

    bool selects(const ContactMoveAt& move) const {
        return (!customer || move.from == *customer || move.to == *customer) && (!kind || move.kind == *kind) &&
               times.has(move.valid_at);
    }
    std::vector<ContactMoveAt> moves(const Committee& committee, const Instant& instant) const {
        std::vector<ContactMoveAt> found;
        const auto add = [&](std::uint32_t id, const ContactRow& birth, Time, std::span<const Change> changes) {
            add_moves({id}, birth, changes, found);
        };
        if (contact)
            committee.contacts.history(contact->number, instant, add);
        else
            committee.contacts.each_history(instant, add);
        std::erase_if(found, [&](const ContactMoveAt& move) { return !selects(move); });
        std::ranges::sort(found, {}, [](const ContactMoveAt& move) { return std::pair(move.valid_at, move.position); });
        return found;
    }

    std::optional<CustomerId> customer;
    std::optional<ContactId> contact;
    std::optional<MoveKind> kind;
    TimeRange times;
};

struct MoveTally {
    std::uint64_t moved = 0, succeeded = 0;
    Durations latency;

    void add(const ContactMoveAt& move, const CommitFactsByPosition& commits) {
        ++(move.kind == MoveKind::moved ? moved : succeeded);
        const CommitFacts& commit = commits.at(move.position);
        latency.add(commit.recorded_at.us - commit.valid_at.us);
    }
    json::object printed() const { return {{"moved", moved}, {"succeeded", succeeded}, {"knowledge_latency", latency.summary()}}; }
};

json::array moves_by_customer(const std::map<CustomerId, MoveTally>& tallies, const DimensionContext& context) {
    std::vector<const std::pair<const CustomerId, MoveTally>*> sorted;
    for (const auto& tally : tallies) sorted.push_back(&tally);
    std::ranges::stable_sort(sorted, std::greater(), [](const auto* tally) { return tally->second.moved + tally->second.succeeded; });
    json::array printed;
    for (const auto* tally : sorted | std::views::take(customers_listed_max)) {
        json::object one = tally->second.printed();
        one["customer"] = named_or_unknown(tally->first.entity(), context);
        printed.push_back(std::move(one));
    }
    return printed;
}

json::object move_json(const ContactMoveAt& move, const CommitFactsByPosition& commits, const Recalled& events, const NamedContacts& people,
                       const DimensionContext& context) {
    const CommitFacts& commit = commits.at(move.position);
    json::object printed{{"kind", enum_name(move.kind)}, {"contact", people.named(move.contact)}};
    printed["recorded"] = commit_json(move.position, commits, context);
    printed["knowledge_latency_s"] = (commit.recorded_at.us - commit.valid_at.us) / us_per_second;
    if (move.kind == MoveKind::succeeded) {
        printed["customer"] = named_or_unknown(move.from.entity(), context);
        printed["successor"] = people.named(move.successor);
        printed["taken_over"] = recalled(events, move.position, "taken_over");
        return printed;
    }
    printed["from_customer"] = named_or_unknown(move.from.entity(), context),
    printed["to_customer"] = named_or_unknown(move.to.entity(), context);
    for (const std::string_view member : {"from", "to", "evidence"}) printed[member] = recalled(events, move.position, member);
    return printed;
}

}  // namespace

ReadAnswer contact_moves(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto committee = runner.read<Committee>();
    Problems problems;
    const MoveSelection selection(question, context, *committee.tables, CompanyDays(log, question.instant), problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    const auto moves = selection.moves(*committee.tables, question.instant);
    if (moves.size() > history_looked_at_max)
        return std::unexpected(Problems{{"from", "more than 100000 moves: ask for a shorter period or a customer"}});

    std::vector<Position> positions, shown_positions;
    for (const auto& move : moves) positions.push_back(move.position);
    const auto shown = paged(moves, page);
    for (const auto& move : shown) shown_positions.push_back(move.position);
    const auto commits = commit_facts(log, std::move(positions));
    const Recalled events = recall(log, std::move(shown_positions));
    MoveTally all;
    std::map<CustomerId, MoveTally> by_customer;
    for (const auto& move : moves) all.add(move, commits), by_customer[move.counts_for()].add(move, commits);

    const NamedContacts people(*committee.tables, log, question.instant);
    json::array printed;
    for (const auto& move : shown) printed.push_back(move_json(move, commits, events, people, context));
    json::object answer{{"count", moves.size()}, {"all", all.printed()}, {"definition", moves_definition}};
    answer["by_customer"] = moves_by_customer(by_customer, context);
    name_next(answer, page, printed.size(), moves.size());
    answer["moves"] = std::move(printed);
    return answer;
}

std::vector<ReadParameter> contact_moves_parameters() {
    return {{"customer", "id of the customer he left or came to"},
            {"contact", "id of the contact"},
            {"kind", "moved or succeeded; both when left out"},
            {"from", "only what was true at or after this instant or the beginning of this day"},
            {"to", "only what was true before this instant or the beginning of this day"},
            {"after", "moves to leave out: the cursor of the page before"},
            {"limit", "moves in a page, at most 1000, 100 when left out; the earliest in valid time come first"}};
}

}  // namespace foxtrail
