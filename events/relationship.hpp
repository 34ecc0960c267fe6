// Touches with contacts, and how good the relationship is held to be.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

// Who spoke to whom. Only what goes both ways shows that a relationship is alive.
enum class TouchDirection : std::uint8_t { outgoing = 1, incoming = 2, two_way = 3 };
BOOST_DESCRIBE_ENUM(TouchDirection, outgoing, incoming, two_way)

struct ContactTouched {
    static constexpr EventType type{"contact.touched", 1, "联系人接触"};
    static constexpr std::string_view doc = "Somebody of us was in touch with a contact, perhaps about an opportunity; valid_at is when.";
    ContactId contact;
    std::optional<OpportunityId> opportunity;
    TouchDirection direction;
    std::string channel;  // "visit", "call"
    std::string text;
    bool operator==(const ContactTouched&) const = default;
};
BOOST_DESCRIBE_STRUCT(ContactTouched, (), (contact, opportunity, direction, channel, text))

struct Assessment {
    std::uint8_t strength;  // 0 none to 5 close
    std::string basis;
    bool operator==(const Assessment&) const = default;
};
BOOST_DESCRIBE_STRUCT(Assessment, (), (strength, basis))

struct RelationshipAssessed {
    static constexpr EventType type{"contact.relationship_assessed", 1, "联系人关系评估"};
    static constexpr std::string_view doc =
        "The strength of our relationship to a contact was assessed anew. `from` is left out when a later one was known.";
    ContactId contact;
    std::optional<Assessment> from;
    Assessment to;
    bool operator==(const RelationshipAssessed&) const = default;
};
BOOST_DESCRIBE_STRUCT(RelationshipAssessed, (), (contact, from, to))

using RelationshipEvents = boost::mp11::mp_list<ContactTouched, RelationshipAssessed>;

}  // namespace foxtrail
