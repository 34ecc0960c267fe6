// A contact moves: his roles fall vacant, everybody concerned is told, and a successor takes them over.
#pragma once

#include "commands/contact_role.hpp"

namespace foxtrail {

struct ReportContactMove {
    static constexpr CommandType type{"contact.report_move", "报告联系人调岗"};
    static constexpr std::string_view doc =
        "Report that a contact works elsewhere since valid_at: in another department of the same customer, at another customer, "
        "or \"unknown\". His roles on opportunities open then fall vacant. With \"corrects\", put right where he went; "
        "that it is where he was gives him back the roles that nobody took over; gates, concerns and forecasts that it opened are confirmed anew.";
    Ref<ContactId> contact;
    Stated<Ref<CustomerId>> to_customer;
    Stated<std::string> to_department, to_position;
    std::string evidence;
    static constexpr auto target = &ReportContactMove::contact;
};
BOOST_DESCRIBE_STRUCT(ReportContactMove, (), (contact, to_customer, to_department, to_position, evidence))

struct NameSuccessor {
    static constexpr CommandType type{"contact.name_successor", "确定继任联系人"};
    static constexpr std::string_view doc =
        "Name who came in the place of a contact who moved. He takes over the vacated roles given, or all that are still vacant. R1 tells "
        "who of us knows him.";
    Ref<ContactId> contact;
    Ref<ContactId> successor;
    std::vector<Ref<ContactRoleId>> roles;
    static constexpr auto target = &NameSuccessor::contact;
};
BOOST_DESCRIBE_STRUCT(NameSuccessor, (), (contact, successor, roles))

using ContactMoveCommands = boost::mp11::mp_list<ReportContactMove, NameSuccessor>;
NounEntry contact_move_noun();

}  // namespace foxtrail
