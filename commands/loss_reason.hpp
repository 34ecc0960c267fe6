// Stating why an opportunity was lost, as one party sees it.
#pragma once

#include "commands/opportunity.hpp"
#include "events/loss_reason.hpp"

namespace foxtrail {

inline constexpr std::size_t loss_reasons_max = 200;  // on one opportunity

struct LossReason {
    LossReasonId id;
    LossReasonStated said;
    Time since;
};
BOOST_DESCRIBE_STRUCT(LossReason, (), (id, said, since))
template <>
struct StateOf<LossReasonId> { using type = LossReason; };

RestsOn rests_on(const LossReason&);  // on its opportunity
void evolve(LossReason&, const LossReasonStated&, const Meta&);

struct StateLossReason {
    static constexpr CommandType type{"loss_reason.state", "陈述丢单原因"};
    static constexpr std::string_view doc =
        "State why an employee, a contact of the customer or a competitor says the opportunity was lost, and to whom; with a text or a document as "
        "evidence. Each party has one opinion of a loss; with \"corrects\", put right which.";
    Ref<OpportunityId> opportunity;
    Entity by;
    LossRole role = LossRole::colleague;
    std::string why;
    Stated<std::string> competitor;
    std::string evidence;
    std::optional<Ref<DocumentId>> document;
    static constexpr auto target = &StateLossReason::opportunity;
};
BOOST_DESCRIBE_STRUCT(StateLossReason, (), (opportunity, by, role, why, competitor, evidence, document))

using LossReasonCommands = boost::mp11::mp_list<StateLossReason>;
NounEntry loss_reason_noun();

}  // namespace foxtrail
