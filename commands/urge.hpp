// Urging whoever has an open item, and what happens when he does not answer.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/urge.hpp"

namespace foxtrail {

struct Urge {
    UrgeId id;
    Entity item;
    EmployeeId by, to;
    std::string text;
    std::uint32_t nth = 0;
    Time sent, answer_by;
    bool answered = false, escalated = false;
    std::optional<UrgeId> followed_by;
};
BOOST_DESCRIBE_STRUCT(Urge, (), (id, item, by, to, text, nth, sent, answer_by, answered, escalated, followed_by))
template <>
struct StateOf<UrgeId> { using type = Urge; };

// The last urge of each person on its item, whether it is answered or not: how often somebody urges and how often an
// item was urged is thus known from as many urges as there are people, however many were sent.
RestsOn rests_on(const Urge&);
void evolve(Urge&, const UrgeSent&, const Meta&);
void evolve_other(Urge&, const UrgeSent&, const Meta&);
void evolve(Urge&, const UrgeAcknowledged&, const Meta&);
void evolve(Urge&, const UrgeEscalated&, const Meta&);

// Whether there is anything left to urge of what was urged.
bool is_still_open(const Facts&, Entity urged);

struct SendUrge {
    static constexpr CommandType type{"urge.send", "催办"};
    static constexpr std::string_view doc =
        "Urge whoever has an open task, handover, request for assistance, work item or opportunity; what nobody has yet, who leads the department where it waits. R9's thresholds say how soon the same "
        "person may urge again, and from which urge on the manager is told.";
    Entity item;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(SendUrge, (), (item, text))

struct AcknowledgeUrge {
    static constexpr CommandType type{"urge.acknowledge", "确认催办"};
    static constexpr std::string_view doc = "Answer an urge; only the one urged can, or who has the item since.";
    Ref<UrgeId> urge;
    std::string answer;
    static constexpr auto target = &AcknowledgeUrge::urge;
};
BOOST_DESCRIBE_STRUCT(AcknowledgeUrge, (), (urge, answer))

struct EscalateUrge {
    static constexpr CommandType type{"urge.escalate", "升级催办", AskedBy::scheduler};
    static constexpr std::string_view doc =
        "Hand an urge that was not answered in time to the manager of the one who has the item (R9). Only the scheduler asks this.";
    Ref<UrgeId> urge;
    static constexpr auto target = &EscalateUrge::urge;
};
BOOST_DESCRIBE_STRUCT(EscalateUrge, (), (urge))

using UrgeCommands = boost::mp11::mp_list<SendUrge, AcknowledgeUrge, EscalateUrge>;
NounEntry urge_noun();

}  // namespace foxtrail
