#include "projections/customers/contact_background.hpp"

#include "projections/reading/recall.hpp"

namespace foxtrail {
namespace {

// Of the contact and those merged into him, in the order it was told; of one who was erased only that.
json::array places_json(PlaceKind kind, const std::vector<ContactId>& records, const Network& network, const Log& log,
                        const NamedContacts& people, const Instant& instant) {
    json::array printed;
    for (const auto record : records)
        network.places.each_with<&PlaceRow::person>(record.entity(), instant, [&](std::uint32_t id, const PlaceRow& row) {
            if (!row.holds || row.kind != kind) return;
            json::object place{{"contact", to_text(record)}};
            if (people.is_erased(record)) {
                place["erased"] = true;
            } else {
                const Position told = network.places.birth(id);
                const auto event = recall(log, {told});
                const std::string_view named = kind == PlaceKind::school ? "school" : "employer";
                place[named] = recalled(event, told, named);
                place["from"] = to_json(row.from), place["until"] = to_json(row.until);
            }
            printed.push_back(std::move(place));
        });
    return printed;
}

}  // namespace

json::array aliases_json(ContactId contact, const Network& network, const NamedContacts& people, const Instant& instant) {
    json::array printed;
    for (const auto record : records_of(contact, network, instant))
        network.aliases.each_with<&AliasRow::contact>(record, instant, [&](std::uint32_t id, const AliasRow& row) {
            if (row.holds) printed.push_back({{"contact", to_text(record)}, {"alias", people.alias(record, network.aliases.birth(id))}});
        });
    return printed;
}

json::object background_json(ContactId contact, const Network& network, const Log& log, const NamedContacts& people,
                             const Instant& instant) {
    const auto records = records_of(contact, network, instant);
    const ContactId into = merged_into(contact, network, instant);
    json::array merged;
    for (const auto record : records)
        if (record != contact) merged.push_back(people.named(record));
    return {{"aliases", aliases_json(contact, network, people, instant)},
            {"education", places_json(PlaceKind::school, records, network, log, people, instant)},
            {"employment", places_json(PlaceKind::employer, records, network, log, people, instant)},
            {"merged_into", into == contact ? json::value(nullptr) : json::value(people.named(into))},
            {"merged", std::move(merged)}};
}

}  // namespace foxtrail
