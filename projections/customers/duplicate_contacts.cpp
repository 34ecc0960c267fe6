#include "projections/customers/duplicate_contacts.hpp"

#include "projections/reading/commit_facts.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/named_contact.hpp"
#include "projections/tables/network.hpp"

namespace foxtrail {
namespace {

enum class DuplicateState : std::uint8_t { suspected, merged, ruled_out };
BOOST_DESCRIBE_ENUM(DuplicateState, suspected, merged, ruled_out)

struct DuplicatePair {
    SuspicionRow row;
    Position suspected;  // by this event
    DuplicateState state;
};

DuplicateState state_of(const SuspicionRow& row, const Network& network, const Instant& instant) {
    if (merged_into(row.contact, network, instant) == merged_into(row.other, network, instant)) return DuplicateState::merged;
    return row.state == SuspicionState::suspected ? DuplicateState::suspected : DuplicateState::ruled_out;
}

// The last suspected first.
std::vector<DuplicatePair> duplicate_pairs(const Network& network, const Instant& instant) {
    std::vector<DuplicatePair> pairs;
    network.suspicions.each(instant, [&](std::uint32_t id, const SuspicionRow& row) {
        if (row.state != SuspicionState::none) pairs.push_back({row, network.suspicions.birth(id), state_of(row, network, instant)});
    });
    std::ranges::reverse(pairs);
    return pairs;
}

}  // namespace

ReadAnswer duplicate_contacts(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto committee = runner.read<Committee>();
    const auto network = runner.read<Network>();
    Problems problems;
    const auto contact = read_known<ContactId>(question, "contact", committee->contacts, problems);
    const auto state = read_enum<DuplicateState>(question, "state", problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    auto pairs = duplicate_pairs(*network.tables, question.instant);
    std::map<DuplicateState, std::uint64_t> counts;
    std::erase_if(pairs, [&](const DuplicatePair& pair) { return contact && pair.row.contact != *contact && pair.row.other != *contact; });
    for (const auto& pair : pairs) ++counts[pair.state];
    std::erase_if(pairs, [&](const DuplicatePair& pair) { return pair.state != state.value_or(DuplicateState::suspected); });

    const auto shown = paged(pairs, page);
    std::vector<Position> positions;
    for (const auto& pair : shown) positions.push_back(pair.suspected), positions.push_back(pair.row.ruled_out);
    const auto commits = commit_facts(log, std::move(positions));
    const NamedContacts people(*committee.tables, log, question.instant);
    json::array printed;
    for (const auto& [row, suspected, is] : shown) {
        json::object one{{"contact", people.named(row.contact)}, {"other", people.named(row.other)}, {"state", enum_name(is)}};
        one["suspected"] = commit_json(suspected, commits, context);
        one["ruled_out"] = is == DuplicateState::ruled_out ? commit_json(row.ruled_out, commits, context) : json::value(nullptr);
        printed.push_back(std::move(one));
    }
    json::object answer{{"count", pairs.size()}};
    for (const auto each : {DuplicateState::suspected, DuplicateState::merged, DuplicateState::ruled_out}) answer[enum_name(each)] = counts[each];
    name_next(answer, page, printed.size(), pairs.size());
    answer["pairs"] = std::move(printed);
    return answer;
}

std::vector<ReadParameter> duplicate_contacts_parameters() {
    return {{"contact", "id of a contact: only the pairs he is in"},
            {"state", "suspected, merged or ruled_out; suspected when left out"},
            {"after", "pairs to leave out: the cursor of the page before"},
            {"limit", "pairs in a page, at most 1000, 100 when left out; the last suspected come first"}};
}

}  // namespace foxtrail
