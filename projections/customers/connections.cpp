#include "projections/customers/connections.hpp"

#include "projections/customers/acquaintances.hpp"
#include "projections/customers/contact_background.hpp"
#include "projections/reading/parameters.hpp"

#include <set>

namespace foxtrail {
namespace {

constexpr std::size_t people_visited_max = 2'000, paths_listed_max = 200;
constexpr std::uint32_t steps_default = 3, steps_max = 6;

// A person that was reached: from whom, by what, in how many steps.
struct Reached {
    Acquaintance by;
    std::size_t from = 0, steps = 0;
};

class PathSearch {
public:
    PathSearch(const Network& network, const NamedContacts& people, const DimensionContext& context)
        : network_(network), context_(context), acquaintances_(network, people, context.instant) {}

    // Breadth first from the contact, then from those who may be the same person: the first way that leads to a colleague is his shortest.
    void run(ContactId begin, std::size_t steps_most) {
        seen_ = {begin.entity()};
        reached_ = {{{.other = begin.entity()}}};
        for (std::size_t i = 0; i < reached_.size() && reached_[i].steps < steps_most; ++i) {
            if (!go_on_from(i)) return;
            if (i != 0) continue;
            for (const auto& same : acquaintances_.suspected(begin))
                if (!reach({same, 0, 1})) return;
        }
    }
    bool is_complete() const { return is_complete_ && acquaintances_.has_read_all(); }

    json::array printed(const Log& log) const {
        std::vector<Position> positions;
        for (const auto end : ends_)
            for (std::size_t i = end; i != 0; i = reached_[i].from)
                for (const Position said : sources_of(reached_[i].by, network_)) positions.push_back(said);
        const Recalled events = recall(log, std::move(positions));
        json::array paths;
        for (const auto end : ends_) paths.push_back(printed_path(end, events));
        return paths;
    }

private:
    bool go_on_from(std::size_t i) {
        if (reached_[i].by.other.kind != ContactId::kind) return true;
        for (const auto& known : acquaintances_.of({reached_[i].by.other.number}))
            if (!reach({known, i, reached_[i].steps + 1})) return false;
        return true;
    }
    // False when there are enough.
    bool reach(Reached person) {
        const Entity who = person.by.other;
        if (!is_here(who) || !seen_.insert(who).second) return true;
        const bool has_room = reached_.size() < people_visited_max && ends_.size() < paths_listed_max;
        is_complete_ &= has_room;
        if (!has_room) return false;
        if (who.kind == EmployeeId::kind) ends_.push_back(reached_.size());
        reached_.push_back(std::move(person));
        return true;
    }
    // Nobody asks a colleague to call who has left.
    bool is_here(Entity who) const {
        EmployeeRow row;
        return who.kind != EmployeeId::kind || (context_.directory->employees.at(who.number, context_.instant, row) && !row.departed.value);
    }
    json::object printed_path(std::size_t end, const Recalled& events) const {
        std::vector<json::value> back;
        for (std::size_t i = end; i != 0; i = reached_[i].from) {
            json::object tie = printed_tie(reached_[i].by, network_, events);
            tie["leads_to"] = to_text(reached_[i].by.other);
            back.push_back(std::move(tie));
        }
        return {{"colleague", named(reached_[end].by.other, context_)}, {"steps", back.size()}, {"ties", json::array(back.rbegin(), back.rend())}};
    }

    const Network& network_;
    const DimensionContext& context_;
    Acquaintances acquaintances_;
    std::set<Entity> seen_;
    std::vector<Reached> reached_;    // the first is the contact himself
    std::vector<std::size_t> ends_;  // where the colleagues are among them
    bool is_complete_ = true;
};

}  // namespace

ReadAnswer connections(const Runner& runner, const Log& log, const ReadQuestion& question) {
    Problems problems;
    std::uint32_t steps = steps_default;
    read_number(question, "steps", steps, steps_max, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    const DimensionContext context(runner, question.instant);
    const auto committee = runner.read<Committee>();
    const auto network = runner.read<Network>();
    ContactRow row;
    const auto contact = read_path_id<ContactId>(question, committee->contacts, row);
    if (!contact) return std::unexpected(contact.error());

    const NamedContacts people(*committee.tables, log, question.instant);
    const ContactId person = merged_into(*contact, *network.tables, question.instant);
    PathSearch search(*network.tables, people, context);
    const auto records = records_of(person, *network.tables, question.instant);
    search.run(person, steps);
    json::object answer{{"contact", to_text(*contact)}};
    answer["records"] = to_json(records);
    answer["aliases"] = aliases_json(records, *network.tables, people, question.instant);
    answer["paths"] = search.printed(log);
    answer["complete"] = search.is_complete();
    return answer;
}

std::vector<ReadParameter> connections_parameters() {
    return {{"id", "id of the contact", false, true}, {"steps", "ties in a path at most, up to 6; 3 when left out"}};
}

}  // namespace foxtrail
