// Which documents and which people a stage asks for before it may be left: data, by stage, type of need and product.
#pragma once

#include "events/document.hpp"

namespace foxtrail {

// The opportunities a requirement is for: those in the stage of that name, of the model, that fit what is given.
struct GateScope {
    StageModelId stage_model;
    std::optional<std::uint16_t> model_version;  // left out: every version
    std::string stage;
    std::optional<std::string> category;  // the type of the customer's need; left out: any
    std::optional<ProductId> product;     // left out: any
    bool operator==(const GateScope&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateScope, (), (stage_model, model_version, stage, category, product))

// What has to be there before the stage is left.
struct GateDemand {
    std::vector<DocumentKind> document_kinds;  // approved; ascending
    std::vector<std::string> team_roles;       // on the deal's team, as its members' duties name them; ascending
    bool empty() const { return document_kinds.empty() && team_roles.empty(); }
    bool operator==(const GateDemand&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateDemand, (), (document_kinds, team_roles))

struct GateRequirementSet1 {
    static constexpr EventType type{"gate_requirement.set", 1, "阶段文件要求设定"};
    static constexpr std::string_view doc = "From now on the stage is left only with these kinds of documents approved. Stages left before stay left.";
    GateRequirementId requirement;
    GateScope scope;
    std::vector<DocumentKind> from, to;
    bool operator==(const GateRequirementSet1&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateRequirementSet1, (), (requirement, scope, from, to))

struct GateRequirementSet {
    static constexpr EventType type{"gate_requirement.set", 2, "阶段要求设定"};
    static constexpr std::string_view doc =
        "From now on the stage is left only with these kinds of documents approved and these roles on the deal's team. Stages left before stay left.";
    GateRequirementId requirement;
    GateScope scope;
    GateDemand from, to;
    bool operator==(const GateRequirementSet&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateRequirementSet, (), (requirement, scope, from, to))
inline GateRequirementSet upcast(const GateRequirementSet1& old) { return {old.requirement, old.scope, {old.from, {}}, {old.to, {}}}; }

struct GateRequirementWithdrawn1 {
    static constexpr EventType type{"gate_requirement.withdrawn", 1, "阶段文件要求撤销"};
    static constexpr std::string_view doc = "The stage does not ask for these kinds of documents any more; the commit's reason says why.";
    GateRequirementId requirement;
    GateScope scope;
    std::vector<DocumentKind> from;
    bool operator==(const GateRequirementWithdrawn1&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateRequirementWithdrawn1, (), (requirement, scope, from))

struct GateRequirementWithdrawn {
    static constexpr EventType type{"gate_requirement.withdrawn", 2, "阶段要求撤销"};
    static constexpr std::string_view doc = "The stage does not ask for these documents and roles any more; the commit's reason says why.";
    GateRequirementId requirement;
    GateScope scope;
    GateDemand from;
    bool operator==(const GateRequirementWithdrawn&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateRequirementWithdrawn, (), (requirement, scope, from))
inline GateRequirementWithdrawn upcast(const GateRequirementWithdrawn1& old) { return {old.requirement, old.scope, {old.from, {}}}; }

using GateRequirementEvents =
    boost::mp11::mp_list<GateRequirementSet1, GateRequirementSet, GateRequirementWithdrawn1, GateRequirementWithdrawn>;

}  // namespace foxtrail
