// Assistance: what one person asks of another department, who takes it on, and what came of it.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct AssistanceRequested {
    static constexpr EventType type{"assistance.requested", 1, "业务协助申请"};
    static constexpr std::string_view doc =
        "An employee asked a department for somebody in a role who helps with an object, by a due instant.";
    AssistanceId assistance;
    Entity object;  // an opportunity, a customer, a task, ...
    EmployeeId requester;
    DepartmentId from;        // the requester's own, then
    DepartmentId department;  // in whose queue it waits
    std::string needed_role;  // "technical lead"
    std::string text;
    Time answer_by, due;
    bool operator==(const AssistanceRequested&) const = default;
};
BOOST_DESCRIBE_STRUCT(AssistanceRequested, (), (assistance, object, requester, from, department, needed_role, text, answer_by, due))

// The others name the object too, so that the history of a deal tells what became of the help asked for.
struct AssistanceAccepted1 {
    static constexpr EventType type{"assistance.accepted", 1, "业务协助接受"};
    static constexpr std::string_view doc = "An employee of the department asked took the request on.";
    AssistanceId assistance;
    Entity object;
    DepartmentId department;
    EmployeeId assignee;
    bool operator==(const AssistanceAccepted1&) const = default;
};
BOOST_DESCRIBE_STRUCT(AssistanceAccepted1, (), (assistance, object, department, assignee))

struct AssistanceAccepted {
    static constexpr EventType type{"assistance.accepted", 2, "业务协助接受"};
    static constexpr std::string_view doc = "An employee of the department asked took the request on, to be delivered by when it was asked for.";
    AssistanceId assistance;
    Entity object;
    DepartmentId department;
    EmployeeId assignee;
    std::optional<Time> due;  // version 1 did not say
    bool operator==(const AssistanceAccepted&) const = default;
};
BOOST_DESCRIBE_STRUCT(AssistanceAccepted, (), (assistance, object, department, assignee, due))
inline AssistanceAccepted upcast(const AssistanceAccepted1& old) { return {old.assistance, old.object, old.department, old.assignee, {}}; }

struct AssistanceDeclined {
    static constexpr EventType type{"assistance.declined", 1, "业务协助谢绝"};
    static constexpr std::string_view doc = "The department asked cannot help, and says why.";
    AssistanceId assistance;
    Entity object;
    DepartmentId department;
    EmployeeId by;
    std::string why;
    bool operator==(const AssistanceDeclined&) const = default;
};
BOOST_DESCRIBE_STRUCT(AssistanceDeclined, (), (assistance, object, department, by, why))

struct AssistanceDelivered {
    static constexpr EventType type{"assistance.delivered", 1, "业务协助完成"};
    static constexpr std::string_view doc = "The help asked for was given, with a result. The credit is its assignee's of then.";
    AssistanceId assistance;
    Entity object;
    DepartmentId department;
    EmployeeId assignee;
    std::string result;
    bool operator==(const AssistanceDelivered&) const = default;
};
BOOST_DESCRIBE_STRUCT(AssistanceDelivered, (), (assistance, object, department, assignee, result))

struct AssistanceExpired {
    static constexpr EventType type{"assistance.expired", 1, "业务协助过期"};
    static constexpr std::string_view doc = "Nobody answered the request in time, or who took it on did not deliver by the due instant.";
    AssistanceId assistance;
    Entity object;
    DepartmentId department;
    std::optional<EmployeeId> assignee;  // left out when nobody answered
    Time due;                            // the instant that was missed
    bool operator==(const AssistanceExpired&) const = default;
};
BOOST_DESCRIBE_STRUCT(AssistanceExpired, (), (assistance, object, department, assignee, due))

using AssistanceEvents =
    boost::mp11::mp_list<AssistanceRequested, AssistanceAccepted1, AssistanceAccepted, AssistanceDeclined, AssistanceDelivered, AssistanceExpired>;

}  // namespace foxtrail
