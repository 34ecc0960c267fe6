#include "projections/reading/named_contact.hpp"

#include "core/vault.hpp"
#include "events/contact_identity.hpp"
#include "projections/reading/recall.hpp"

namespace foxtrail {
namespace {

std::optional<Sealed> sealed_fact(const json::value& profile, std::string_view fact) {
    const auto* members = profile.if_object();
    const auto* text = members ? members->if_contains(fact) : nullptr;
    if (!text || !text->is_string()) return std::nullopt;
    const auto sealed = from_text(std::string_view(text->get_string()), std::type_identity<Sealed>{});
    return sealed ? std::optional(*sealed) : std::nullopt;
}

}  // namespace

bool NamedContacts::is_erased(ContactId contact) const {
    ContactRow latest;
    return committee_.contacts.at(contact.number, Instant{}, latest) && latest.erased;
}

json::value NamedContacts::alias(ContactId contact, Position recorded) const {
    const auto event = is_erased(contact) ? std::nullopt : event_at<AliasRecorded>(log_, recorded);
    const auto text = event ? opened(log_.store(), event->alias) : std::nullopt;
    return text ? json::value(*text) : json::value{{"erased", true}};
}

json::value NamedContacts::personal_fact(ContactId contact, std::string_view fact, Position held) const {
    const json::object erased{{"erased", true}};
    if (is_erased(contact)) return erased;
    if (held == 0) return "unknown";
    const Recalled events = recall(log_, {held});
    auto sealed = sealed_fact(recalled(events, held, "profile"), fact);  // as he was registered
    if (!sealed) sealed = sealed_fact(recalled(events, held, "to"), fact);
    if (!sealed)
        throw std::logic_error("event " + std::to_string(held) + " has no " + std::string(fact) + " of " +
                               to_text(contact));
    const auto text = opened(log_.store(), *sealed);
    return text ? json::value(*text) : json::value(erased);
}

json::value NamedContacts::workplace_text(Text text) const {
    return text ? json::value(committee_.contacts.texts().at(text)) : json::value("unknown");
}

json::object NamedContacts::named(ContactId id) const {
    json::object printed{{"id", to_text(id)}};
    ContactRow row;
    if (!committee_.contacts.at(id.number, instant_, row)) return printed;
    printed["name"] = personal_fact(id, "name", row.name);
    printed["department"] = workplace_text(row.department);
    printed["position"] = workplace_text(row.position);
    return printed;
}

}  // namespace foxtrail
