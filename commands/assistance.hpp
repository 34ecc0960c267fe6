// Asking another department for help: a request waits in its queue until somebody there accepts or declines it.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/assistance.hpp"
#include "events/handover.hpp"

namespace foxtrail {

enum class AssistanceStatus : std::uint8_t { requested, accepted, declined, delivered, expired };
BOOST_DESCRIBE_ENUM(AssistanceStatus, requested, accepted, declined, delivered, expired)

struct Assistance {
    AssistanceId id;
    Entity object;
    DepartmentId department;
    EmployeeId requester, assignee;  // no assignee until it is accepted
    std::string text;
    Time answer_by, due;
    AssistanceStatus status = AssistanceStatus::requested;
    Time changed;  // valid time of the last change

    bool open() const { return status == AssistanceStatus::requested || status == AssistanceStatus::accepted; }
    // When it lapses: unanswered by then, or accepted and undelivered.
    Time expires() const { return status == AssistanceStatus::accepted ? due : answer_by; }
};
BOOST_DESCRIBE_STRUCT(Assistance, (), (id, object, department, requester, assignee, text, answer_by, due, status, changed))
template <>
struct StateOf<AssistanceId> { using type = Assistance; };

// An open one on its object and on the department asked or, once it is accepted, on its assignee. An employee or a department as
// object carries nothing: help that concerns somebody who leaves is another's.
RestsOn rests_on(const Assistance&);
void evolve(Assistance&, const AssistanceRequested&, const Meta&);
void evolve(Assistance&, const AssistanceAccepted&, const Meta&);
void evolve(Assistance&, const AssistanceDeclined&, const Meta&);
void evolve(Assistance&, const AssistanceDelivered&, const Meta&);
void evolve(Assistance&, const AssistanceExpired&, const Meta&);
void evolve(Assistance&, const OwnershipTransferred&, const Meta&);

struct RequestAssistance {
    static constexpr CommandType type{"assistance.request", "申请业务协助"};
    static constexpr std::string_view doc =
        "Ask a department for somebody in a role who helps with an object, by when. It has R9's answer_working_hours to answer.";
    Entity object;
    Ref<DepartmentId> department;
    std::string needed_role, text;
    Time due;
};
BOOST_DESCRIBE_STRUCT(RequestAssistance, (), (object, department, needed_role, text, due))

struct AcceptAssistance {
    static constexpr CommandType type{"assistance.accept", "接受业务协助"};
    static constexpr std::string_view doc = "Take a request on; only somebody of the department asked can.";
    Ref<AssistanceId> assistance;
    static constexpr auto target = &AcceptAssistance::assistance;
};
BOOST_DESCRIBE_STRUCT(AcceptAssistance, (), (assistance))

struct DeclineAssistance {
    static constexpr CommandType type{"assistance.decline", "谢绝业务协助"};
    static constexpr std::string_view doc = "Say that the department cannot help, and why; only somebody of it can.";
    Ref<AssistanceId> assistance;
    std::string why;
    static constexpr auto target = &DeclineAssistance::assistance;
};
BOOST_DESCRIBE_STRUCT(DeclineAssistance, (), (assistance, why))

struct DeliverAssistance {
    static constexpr CommandType type{"assistance.deliver", "完成业务协助"};
    static constexpr std::string_view doc = "Say that the help was given, and with what result; only who took it on can.";
    Ref<AssistanceId> assistance;
    std::string result;
    static constexpr auto target = &DeliverAssistance::assistance;
};
BOOST_DESCRIBE_STRUCT(DeliverAssistance, (), (assistance, result))

struct ExpireAssistance {
    static constexpr CommandType type{"assistance.expire", "业务协助过期", AskedBy::scheduler};
    static constexpr std::string_view doc =
        "Note that a request was not answered, or not delivered, in time, and tell the requester and the managers (R9). Only the "
        "scheduler asks this.";
    Ref<AssistanceId> assistance;
    static constexpr auto target = &ExpireAssistance::assistance;
};
BOOST_DESCRIBE_STRUCT(ExpireAssistance, (), (assistance))

using AssistanceCommands =
    boost::mp11::mp_list<RequestAssistance, AcceptAssistance, DeclineAssistance, DeliverAssistance, ExpireAssistance>;
NounEntry assistance_noun();

}  // namespace foxtrail
