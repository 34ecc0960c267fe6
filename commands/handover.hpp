// Handing work over: a packet of open items is proposed, and the receiver accepts, rejects or lets it expire.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/handover.hpp"

namespace foxtrail {

struct Handover {
    HandoverId id;
    EmployeeId from, to;
    Time answer_by;
    std::vector<Entity> offered;  // empty once it is closed

    bool open() const { return !offered.empty(); }
};
BOOST_DESCRIBE_STRUCT(Handover, (), (id, from, to, answer_by, offered))
template <>
struct StateOf<HandoverId> { using type = Handover; };

RestsOn rests_on(const Handover&);  // an open one on its giver, so that he offers nothing twice, and on its receiver
void evolve(Handover&, const HandoverProposed&, const Meta&);
void evolve(Handover&, const HandoverRejected&, const Meta&);
void evolve(Handover&, const HandoverExpired&, const Meta&);
void evolve(Handover&, const HandoverWithdrawn&, const Meta&);
void evolve(Handover&, const HandoverCompleted&, const Meta&);

// Somebody leaves the company: what he offered is nobody's to accept any more, and what was offered to him goes back to its giver, who is told.
void withdraw_handovers_of(Decision&, const Facts&, EmployeeId leaver);

inline constexpr std::int64_t handover_answer_days_max = 31;

struct ProposeHandover {
    static constexpr CommandType type{"handover.propose", "提出业务移交"};
    static constexpr std::string_view doc =
        "Offer open items of an employee to another: opportunities, tasks, leads, team places, contact counterparts. No items given means all that rest on him. \"departure\" tells the receiver that the giver leaves (R6).";
    Ref<EmployeeId> from, to;
    std::vector<Entity> items;
    bool departure = false;
    std::string note;
    std::optional<Time> answer_by;  // left out: R6's handover_answer_hours from now
};
BOOST_DESCRIBE_STRUCT(ProposeHandover, (), (from, to, items, departure, note, answer_by))

struct AcceptHandover {
    static constexpr CommandType type{"handover.accept", "接受业务移交"};
    static constexpr std::string_view doc = "Accept a handover, whole or only the items given; they rest on the receiver from then on. Only the receiver can.";
    Ref<HandoverId> handover;
    std::vector<Entity> items;
    static constexpr auto target = &AcceptHandover::handover;
};
BOOST_DESCRIBE_STRUCT(AcceptHandover, (), (handover, items))

struct RejectHandover {
    static constexpr CommandType type{"handover.reject", "拒绝业务移交"};
    static constexpr std::string_view doc = "Refuse a handover and say why. Only the receiver can.";
    Ref<HandoverId> handover;
    std::string why;
    static constexpr auto target = &RejectHandover::handover;
};
BOOST_DESCRIBE_STRUCT(RejectHandover, (), (handover, why))

struct ExpireHandover {
    static constexpr CommandType type{"handover.expire", "业务移交过期", AskedBy::scheduler};
    static constexpr std::string_view doc = "Note that a handover was not answered in time, and tell both managers. Only the scheduler asks this.";
    Ref<HandoverId> handover;
    static constexpr auto target = &ExpireHandover::handover;
};
BOOST_DESCRIBE_STRUCT(ExpireHandover, (), (handover))

struct WithdrawHandover {
    static constexpr CommandType type{"handover.withdraw", "撤回业务移交"};
    static constexpr std::string_view doc = "Take a handover back that nobody has answered, and say why; the giver or a manager above him does.";
    Ref<HandoverId> handover;
    std::string why;
    static constexpr auto target = &WithdrawHandover::handover;
};
BOOST_DESCRIBE_STRUCT(WithdrawHandover, (), (handover, why))

using HandoverCommands = boost::mp11::mp_list<ProposeHandover, AcceptHandover, RejectHandover, WithdrawHandover, ExpireHandover>;
NounEntry handover_noun();

}  // namespace foxtrail
