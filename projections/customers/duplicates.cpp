#include "projections/customers/duplicates.hpp"

#include "projections/customers/contact_background.hpp"
#include "projections/reading/commit_facts.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/named_contact.hpp"
#include "projections/tables/network.hpp"

namespace foxtrail {
namespace {

struct DuplicateAt {
    DuplicateId id;
    DuplicateRow row;
};

// The last suspected first. Where one of the two was erased, that they may be one would tell of him what was to be forgotten.
std::vector<DuplicateAt> duplicates_of(std::optional<ContactId> contact, const Network& network, const NamedContacts& people, const Instant& instant) {
    std::vector<DuplicateAt> found;
    const auto is = [&](ContactId record, ContactId person) { return merged_into(record, network, instant) == merged_into(person, network, instant); };
    const auto is_erased = [&](ContactId record) { return is_erased_person(record, network, people, instant); };
    network.duplicates.each(instant, [&](std::uint32_t id, const DuplicateRow& row) {
        if (contact && !is(row.contact, *contact) && !is(row.other, *contact)) return;
        if (is_erased(row.contact) || is_erased(row.other)) return;
        found.push_back({{id}, row});
        if (is(row.contact, row.other)) found.back().row.state = DuplicateState::confirmed;  // merged without having been suspected any more
    });
    std::ranges::reverse(found);
    return found;
}

}  // namespace

ReadAnswer duplicates(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto committee = runner.read<Committee>();
    const auto network = runner.read<Network>();
    Problems problems;
    const auto contact = read_known<ContactId>(question, "contact", committee->contacts, problems);
    const auto state = read_enum<DuplicateState>(question, "state", problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const NamedContacts people(*committee.tables, log, question.instant);
    auto found = duplicates_of(contact, *network.tables, people, question.instant);
    std::map<DuplicateState, std::uint64_t> counts;
    for (const auto& one : found) ++counts[one.row.state];
    std::erase_if(found, [&](const DuplicateAt& one) { return one.row.state != state.value_or(DuplicateState::suspected); });

    const auto shown = paged(found, page);
    std::vector<Position> positions;
    for (const auto& [id, row] : shown) positions.push_back(network->duplicates.birth(id.number)), positions.push_back(row.settled);
    const auto commits = commit_facts(log, std::move(positions));
    json::array printed;
    for (const auto& [id, row] : shown) {
        json::object one{{"duplicate", to_text(id)}, {"contact", people.named(row.contact)}, {"other", people.named(row.other)}, {"state", enum_name(row.state)}};
        one["suspected"] = commit_json(network->duplicates.birth(id.number), commits, context);
        one["settled"] = commit_json(row.settled, commits, context);
        printed.push_back(std::move(one));
    }
    json::object answer{{"count", found.size()}};
    for (const auto each : {DuplicateState::suspected, DuplicateState::ruled_out, DuplicateState::confirmed}) answer[enum_name(each)] = counts[each];
    name_next(answer, page, printed.size(), found.size());
    answer["duplicates"] = std::move(printed);
    return answer;
}

std::vector<ReadParameter> duplicates_parameters() {
    return {{"contact", "id of a contact: only what is suspected of him, or of records merged with his"},
            {"state", "suspected, ruled_out or confirmed; suspected when left out"},
            {"after", "pairs to leave out: the cursor of the page before"},
            {"limit", "pairs in a page, at most 1000, 100 when left out; the last suspected come first"}};
}

}  // namespace foxtrail
