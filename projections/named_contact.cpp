#include "projections/named_contact.hpp"

namespace foxtrail {

json::value personal_fact(Position held, const ContactRow& contact) {
    if (contact.erased) return json::object{{"erased", true}};
    if (held == 0) return "unknown";
    return json::object{{"sealed", true}};
}

json::value workplace_text(Text text, const Committee& committee) {
    return text ? json::value(committee.contacts.texts().at(text)) : json::value("unknown");
}

json::object named(ContactId id, const Committee& committee, const Instant& instant) {
    json::object printed{{"id", to_text(id)}};
    ContactRow row;
    if (!committee.contacts.at(id.number, instant, row)) return printed;
    printed["name"] = personal_fact(row.name, row);
    printed["department"] = workplace_text(row.department, committee);
    printed["position"] = workplace_text(row.position, committee);
    return printed;
}

}  // namespace foxtrail
