#include "projections/customers/contact_background.hpp"

#include "projections/reading/recall.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

// Of the contact and those merged into him, in the order it was told; of one who was erased only that.
json::array places_json(PlaceKind kind, const std::vector<ContactId>& records, const Network& network, const Log& log,
                        const NamedContacts& people, const Instant& instant) {
    std::vector<std::pair<PlaceRow, Position>> places;  // and where it was told
    std::vector<Position> told;
    for (const auto record : records)
        network.places.each_with<&PlaceRow::person>(record.entity(), instant, [&](std::uint32_t id, const PlaceRow& row) {
            if (row.holds && row.kind == kind) places.emplace_back(row, told.emplace_back(network.places.birth(id)));
        });
    const Recalled events = recall(log, std::move(told));
    const std::string_view named = kind == PlaceKind::school ? "school" : "employer";
    json::array printed;
    for (const auto& [row, position] : places) {
        json::object place{{"contact", to_text(row.person)}};
        if (people.is_erased({row.person.number})) place["erased"] = true;
        else place[named] = recalled(events, position, named), place["from"] = to_json(row.from), place["until"] = to_json(row.until);
        printed.push_back(std::move(place));
    }
    return printed;
}

}  // namespace

json::array aliases_json(const std::vector<ContactId>& records, const Network& network, const NamedContacts& people, const Instant& instant) {
    json::array printed;
    for (const auto record : records)
        for (const Position told : aliases_of(record, network, instant)) printed.push_back({{"contact", to_text(record)}, {"alias", people.alias(record, told)}});
    return printed;
}

bool is_erased_person(ContactId contact, const Network& network, const NamedContacts& people, const Instant& instant) {
    return people.is_erased(contact) || people.is_erased(merged_into(contact, network, instant));
}

std::vector<Suspect> suspects_of(const std::vector<ContactId>& records, const Network& network, const NamedContacts& people, const Instant& instant) {
    std::vector<Suspect> suspects;
    const ContactId himself = merged_into(records.front(), network, instant);
    if (people.is_erased(himself)) return suspects;
    const auto add = [&](std::uint32_t id, const DuplicateRow& row, ContactId suspected) {
        const ContactId person = merged_into(suspected, network, instant);
        const bool is_known = person == himself || std::ranges::find(suspects, person, &Suspect::person) != suspects.end();
        if (row.state == DuplicateState::suspected && !is_known && !is_erased_person(suspected, network, people, instant)) suspects.push_back({person, {id}});
    };
    for (const auto record : records) {
        network.duplicates.each_with<&DuplicateRow::contact>(record, instant, [&](std::uint32_t id, const DuplicateRow& row) { add(id, row, row.other); });
        network.duplicates.each_with<&DuplicateRow::other>(record, instant, [&](std::uint32_t id, const DuplicateRow& row) { add(id, row, row.contact); });
    }
    return suspects;
}

json::object background_json(ContactId contact, const Network& network, const Log& log, const NamedContacts& people,
                             const Instant& instant) {
    const auto records = records_of(contact, network, instant);
    const ContactId into = merged_into(contact, network, instant);
    json::array suspected;
    for (const auto& [person, duplicate] : suspects_of(records_of(into, network, instant), network, people, instant)) {
        suspected.push_back(people.named(person));
        suspected.back().as_object()["duplicate"] = to_text(duplicate);
    }
    json::array merged;
    for (const auto record : records)
        if (record != contact) merged.push_back(people.named(record));
    return {{"aliases", aliases_json(records, network, people, instant)},
            {"education", places_json(PlaceKind::school, records, network, log, people, instant)},
            {"employment", places_json(PlaceKind::employer, records, network, log, people, instant)},
            {"merged_into", into == contact ? json::value(nullptr) : json::value(people.named(into))},
            {"merged", std::move(merged)},
            {"suspected_duplicates", std::move(suspected)}};
}

}  // namespace foxtrail
