// Touches with contacts and assessments of the relationship.
#pragma once

#include "commands/contact.hpp"

namespace foxtrail {

inline constexpr std::uint8_t relationship_strength_max = 5;

struct LogTouch {
    static constexpr CommandType type{"contact.log_touch", "记录联系人接触"};
    static constexpr std::string_view doc =
        "Record that somebody of us was in touch with a contact, at valid_at. Only a two-way touch keeps the relationship from going "
        "stale.";
    Ref<ContactId> contact;
    std::optional<Ref<OpportunityId>> opportunity;
    TouchDirection direction = TouchDirection::outgoing;
    std::string channel;
    std::string text;
    static constexpr auto target = &LogTouch::contact;
};
BOOST_DESCRIBE_STRUCT(LogTouch, (), (contact, opportunity, direction, channel, text))

struct AssessRelationship {
    static constexpr CommandType type{"contact.assess_relationship", "评估联系人关系"};
    static constexpr std::string_view doc =
        "Assess how strong our relationship to a contact is, from 0 for none to 5 for close, and on what basis.";
    Ref<ContactId> contact;
    std::uint8_t strength = 0;
    std::string basis;
    static constexpr auto target = &AssessRelationship::contact;
};
BOOST_DESCRIBE_STRUCT(AssessRelationship, (), (contact, strength, basis))

using RelationshipCommands = boost::mp11::mp_list<LogTouch, AssessRelationship>;
NounEntry relationship_noun();

}  // namespace foxtrail
