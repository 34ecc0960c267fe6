// Which documents a stage asks for before it may be left: data, by stage, type of need and product.
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

struct GateRequirementSet {
    static constexpr EventType type{"gate_requirement.set", 1, "阶段文件要求设定"};
    static constexpr std::string_view doc = "From now on the stage is left only with these kinds of documents approved. Stages left before stay left.";
    GateRequirementId requirement;
    GateScope scope;
    std::vector<DocumentKind> from, to;
    bool operator==(const GateRequirementSet&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateRequirementSet, (), (requirement, scope, from, to))

struct GateRequirementWithdrawn {
    static constexpr EventType type{"gate_requirement.withdrawn", 1, "阶段文件要求撤销"};
    static constexpr std::string_view doc = "The stage does not ask for these kinds of documents any more; the commit's reason says why.";
    GateRequirementId requirement;
    GateScope scope;
    std::vector<DocumentKind> from;
    bool operator==(const GateRequirementWithdrawn&) const = default;
};
BOOST_DESCRIBE_STRUCT(GateRequirementWithdrawn, (), (requirement, scope, from))

using GateRequirementEvents = boost::mp11::mp_list<GateRequirementSet, GateRequirementWithdrawn>;

}  // namespace foxtrail
