// Ties between people: who of us, or of the customer's people, knows a contact, and from where.
#pragma once

#include "events/background.hpp"

namespace foxtrail {

enum class TieKind : std::uint8_t { classmate = 1, former_colleague = 2, family = 3, friendship = 4, other = 5 };
BOOST_DESCRIBE_ENUM(TieKind, classmate, former_colleague, family, friendship, other)

struct TieRecorded {
    static constexpr EventType type{"tie.recorded", 1, "人际关系记录"};
    static constexpr std::string_view doc = "An employee or a contact knows a contact, and from where. Both know each other.";
    TieId tie;
    Entity person;
    ContactId contact;
    TieKind kind;
    Stated<Institution> institution;
    Period period;
    bool operator==(const TieRecorded&) const = default;
};
BOOST_DESCRIBE_STRUCT(TieRecorded, (), (tie, person, contact, kind, institution, period))

struct TieWithdrawn {
    static constexpr EventType type{"tie.withdrawn", 1, "人际关系撤销"};
    static constexpr std::string_view doc = "The two do not know each other, or no longer: nobody is to be sent by this way.";
    TieId tie;
    Entity person;
    ContactId contact;
    bool operator==(const TieWithdrawn&) const = default;
};
BOOST_DESCRIBE_STRUCT(TieWithdrawn, (), (tie, person, contact))

using TieEvents = boost::mp11::mp_list<TieRecorded, TieWithdrawn>;

}  // namespace foxtrail
