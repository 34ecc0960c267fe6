// Two contacts who may be one person: what is suspected, and what became of it. That they are one, contact.merged says.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct DuplicateSuspected {
    static constexpr EventType type{"duplicate.suspected", 1, "联系人疑似重复"};
    static constexpr std::string_view doc =
        "Two contacts may be one person: who knows the one may know the other. They are merged later, or found to be two.";
    DuplicateId duplicate;
    ContactId contact;
    ContactId other;
    bool operator==(const DuplicateSuspected&) const = default;
};
BOOST_DESCRIBE_STRUCT(DuplicateSuspected, (), (duplicate, contact, other))

struct DuplicateRuledOut {
    static constexpr EventType type{"duplicate.ruled_out", 1, "联系人重复排除"};
    static constexpr std::string_view doc = "Two contacts who were suspected to be one person are two.";
    DuplicateId duplicate;
    ContactId contact;
    ContactId other;
    bool operator==(const DuplicateRuledOut&) const = default;
};
BOOST_DESCRIBE_STRUCT(DuplicateRuledOut, (), (duplicate, contact, other))

struct DuplicateConfirmed {
    static constexpr EventType type{"duplicate.confirmed", 1, "联系人重复确认"};
    static constexpr std::string_view doc = "Two contacts who were suspected to be one person are one: they were merged, or others into whom they were.";
    DuplicateId duplicate;
    ContactId contact;
    ContactId other;
    bool operator==(const DuplicateConfirmed&) const = default;
};
BOOST_DESCRIBE_STRUCT(DuplicateConfirmed, (), (duplicate, contact, other))

using DuplicateEvents = boost::mp11::mp_list<DuplicateSuspected, DuplicateRuledOut, DuplicateConfirmed>;

}  // namespace foxtrail
