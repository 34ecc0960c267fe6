// Setting and withdrawing what a stage asks for. An opportunity needs what all requirements that fit it ask for together.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/gate_requirement.hpp"

namespace foxtrail {

struct GateRequirement {
    GateRequirementId id;
    GateScope scope;
    GateDemand asked;     // nothing when withdrawn
    Time since, changed;  // valid times: of the first setting, of the last change
};
BOOST_DESCRIBE_STRUCT(GateRequirement, (), (id, scope, asked, since, changed))
template <>
struct StateOf<GateRequirementId> { using type = GateRequirement; };

inline constexpr std::size_t gate_requirements_per_model_max = 200;

RestsOn rests_on(const GateRequirement&);  // one in force on its stage model
void evolve(GateRequirement&, const GateRequirementSet&, const Meta&);
void evolve(GateRequirement&, const GateRequirementWithdrawn&, const Meta&);

struct SetGateRequirement {
    static constexpr CommandType type{"gate_requirement.set", "设定阶段要求"};
    static constexpr std::string_view doc =
        "Say which kinds of documents a stage asks for before it is left, and which roles on the deal's team, for every opportunity or for a type of "
        "need or a product.";
    Ref<StageModelId> stage_model;
    std::optional<std::uint16_t> model_version;  // left out: every version
    std::string stage;
    std::optional<std::string> category;
    std::optional<Ref<ProductId>> product;
    std::vector<DocumentKind> document_kinds;
    std::vector<std::string> team_roles{};  // "technical lead"
    static constexpr auto target = &SetGateRequirement::stage_model;
};
BOOST_DESCRIBE_STRUCT(SetGateRequirement, (), (stage_model, model_version, stage, category, product, document_kinds, team_roles))

struct WithdrawGateRequirement {
    static constexpr CommandType type{"gate_requirement.withdraw", "撤销阶段要求"};
    static constexpr std::string_view doc = "Let a stage ask for these documents and roles no longer, for a reason.";
    Ref<GateRequirementId> requirement;
    static constexpr auto target = &WithdrawGateRequirement::requirement;
};
BOOST_DESCRIBE_STRUCT(WithdrawGateRequirement, (), (requirement))

using GateRequirementCommands = boost::mp11::mp_list<SetGateRequirement, WithdrawGateRequirement>;
NounEntry gate_requirement_noun();

}  // namespace foxtrail
