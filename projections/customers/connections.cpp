#include "projections/customers/connections.hpp"

#include "events/contact.hpp"
#include "events/event_entry.hpp"
#include "events/tie.hpp"
#include "projections/reading/parameters.hpp"

#include <deque>
#include <map>
#include <set>

namespace foxtrail {
namespace {

constexpr std::size_t people_visited_max = 2'000, ties_read_max = 1'000;
constexpr std::uint32_t steps_default = 3, steps_max = 6;

struct KnownTie {
    Entity other;
    TieRecorded tie;
};

// The ties of a person that the instant sees, without those withdrawn by then.
std::vector<KnownTie> ties_of(Entity person, const Log& log, const Instant& instant) {
    std::map<std::uint32_t, KnownTie> ties;
    log.read(log.history(person, 0, std::min(instant.as_of, log.head()), ties_read_max), [&](const RecordedEvent& event) {
        if (event.envelope->valid_at > instant.valid_at) return true;
        if (const auto tie = event_as<TieRecorded>(event.type, event.payload))
            ties[tie->tie.number] = {tie->person == person ? tie->contact.entity() : tie->person, *tie};
        else if (const auto withdrawn = event_as<TieWithdrawn>(event.type, event.payload))
            ties.erase(withdrawn->tie.number);
        return true;
    });
    std::vector<KnownTie> known;
    for (auto& [number, tie] : ties) known.push_back(std::move(tie));
    return known;
}

json::object printed(const TieRecorded& tie) {
    return {{"tie", to_text(tie.tie)}, {"kind", enum_name(tie.kind)}, {"institution", to_json(tie.institution)}, {"person", to_text(tie.person)}, {"contact", to_text(tie.contact)}};
}

}  // namespace

// Breadth first from the contact: the first way that leads to a colleague is his shortest.
ReadAnswer connections(const Runner& runner, const Log& log, const ReadQuestion& question) {
    Problems problems;
    const auto contact = from_text(question.find("id").value_or(""), std::type_identity<ContactId>{});
    if (!contact) problems.push_back({"id", contact.error()});
    std::uint32_t steps = steps_default;
    read_number(question, "steps", steps, steps_max, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    const DimensionContext context(runner, question.instant);

    struct Visit {
        Entity person;
        json::array ties;  // from the contact on
    };
    std::deque<Visit> next{{contact->entity(), {}}};
    std::set<Entity> seen{contact->entity()};
    json::array paths;
    for (; !next.empty() && seen.size() < people_visited_max; next.pop_front()) {
        if (next.front().ties.size() == steps) continue;
        for (const auto& [other, tie] : ties_of(next.front().person, log, question.instant)) {
            if (!seen.insert(other).second) continue;
            json::array ties = next.front().ties;
            ties.push_back(printed(tie));
            if (other.kind == EmployeeId::kind) paths.push_back({{"colleague", named(other, context)}, {"steps", ties.size()}, {"ties", ties}});
            else next.push_back({other, std::move(ties)});
        }
    }
    return json::object{{"contact", to_text(*contact)}, {"paths", std::move(paths)}};
}

std::vector<ReadParameter> connections_parameters() {
    return {{"id", "id of the contact", false, true}, {"steps", "ties in a path at most, up to 6; 3 when left out"}};
}

}  // namespace foxtrail
