// What the holders of buying roles have to be sure of: recorded by the template of the role, answered with evidence.
#pragma once

#include "commands/contact_role.hpp"
#include "events/concern.hpp"

#include <span>

namespace foxtrail {

inline constexpr std::size_t concerns_per_role_max = 100;

struct Concern {
    ConcernId id;
    ContactRoleId contact_role;  // whose holder has it, or accepted the answer last
    OpportunityId opportunity;
    BuyingRole role = BuyingRole::decision_maker;
    ConcernKind kind = ConcernKind::bottom_line;
    std::string text;
    Latest<std::optional<std::string>> answer;  // nothing while the concern is open
};
BOOST_DESCRIBE_STRUCT(Concern, (), (id, contact_role, opportunity, role, kind, text, answer))
template <>
struct StateOf<ConcernId> { using type = Concern; };

RestsOn rests_on(const Concern&);  // an open one on opportunity and role; an answered one on the role of who accepted the answer
void evolve(Concern&, const ConcernRecorded&, const Meta&);
void evolve(Concern&, const ConcernAnswered&, const Meta&);
void evolve(Concern&, const ConcernReopened&, const Meta&);

// What the holder of a role is concerned with. A coach helps to answer the others and has no concern of his own.
std::span<const ConcernKind> concern_template(BuyingRole);

// Records that what the holder of `ended` accepted is open again.
void reopen_concerns(Decision&, const Facts&, const ContactRole& ended);

struct RecordConcern {
    static constexpr CommandType type{"concern.record", "记录决策关注点"};
    static constexpr std::string_view doc =
        "Record a concern of a role's holder. Decision maker: bottom_line, effect_on_company; user: work_to_be_done; "
        "technical lead: fit_with_norms.";
    Ref<ContactRoleId> contact_role;
    ConcernKind kind = ConcernKind::bottom_line;
    std::string text;
    static constexpr auto target = &RecordConcern::contact_role;
};
BOOST_DESCRIBE_STRUCT(RecordConcern, (), (contact_role, kind, text))

struct AnswerConcern {
    static constexpr CommandType type{"concern.answer", "答复决策关注点"};
    static constexpr std::string_view doc =
        "Record the answer to a concern and the evidence that the holder accepts it; name the role when another one holds it now.";
    Ref<ConcernId> concern;
    std::optional<Ref<ContactRoleId>> contact_role;
    std::string answer;
    std::string evidence;
    std::optional<Entity> evidence_item;
    static constexpr auto target = &AnswerConcern::concern;
};
BOOST_DESCRIBE_STRUCT(AnswerConcern, (), (concern, contact_role, answer, evidence, evidence_item))

using ConcernCommands = boost::mp11::mp_list<RecordConcern, AnswerConcern>;
NounEntry concern_noun();

namespace rule {
inline constexpr Rule evidence_missing{"evidence_missing", "Say how we know: \"evidence\" cannot be blank."};
}  // namespace rule

}  // namespace foxtrail
