// Opportunities: from the first fact to won, lost or derailed, and back again.
#pragma once

#include "events/event.hpp"
#include "events/stage_model.hpp"

namespace foxtrail {

// Who has an opportunity, and where he worked when he got it: the opportunity stays in that department's book until it
// is assigned anew, whatever becomes of the person.
struct Assignee {
    EmployeeId owner;
    DepartmentId department;
    Stated<RegionId> region;
    std::optional<EmployeeId> manager;
    bool operator==(const Assignee&) const = default;
};
BOOST_DESCRIBE_STRUCT(Assignee, (), (owner, department, region, manager))

enum class Importance : std::uint8_t { low = 1, normal = 2, high = 3, strategic = 4 };
BOOST_DESCRIBE_ENUM(Importance, low, normal, high, strategic)

enum class Outcome : std::uint8_t { open = 0, won = 1, lost = 2, derailed = 3 };
BOOST_DESCRIBE_ENUM(Outcome, open, won, lost, derailed)

struct OpportunityCreated {
    static constexpr EventType type{"opportunity.created", 1, "销售机会创建"};
    static constexpr std::string_view doc = "An opportunity was opened in a stage of a stage model, with its seven facts stated.";
    OpportunityId opportunity;
    std::string name;
    Stated<CustomerId> customer;
    Stated<ProductId> product;
    StageModelId stage_model;
    std::uint16_t model_version;
    Stage stage;
    Stated<Date> expected_close;
    Stated<std::string> source;        // 机会来源
    Stated<std::string> category;      // 机会类型
    Stated<Percent> probability;       // 可能性
    Stated<Importance> importance;     // 重要程度
    Stated<Money> value;               // 价值
    Stated<bool> established;          // 是否立项
    Stated<Money> budget;              // 可能预算额
    std::optional<ExternalKey> external_key;
    bool operator==(const OpportunityCreated&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityCreated, (), (opportunity, name, customer, product, stage_model, model_version, stage, expected_close, source, category, probability, importance, value, established, budget, external_key))

// One fact stated anew. `from` is what was known before at that valid time; left out when a later fact was already known.
#define FOXTRAIL_FACT(Name, Wire, Term, Doc, Type)                   \
    struct Name {                                                    \
        static constexpr EventType type{Wire, 1, Term};              \
        static constexpr std::string_view doc = Doc;                 \
        OpportunityId opportunity;                                   \
        std::optional<Type> from;                                    \
        Type to;                                                     \
        bool operator==(const Name&) const = default;                \
    };                                                               \
    BOOST_DESCRIBE_STRUCT(Name, (), (opportunity, from, to))

FOXTRAIL_FACT(OpportunitySourceSet, "opportunity.source_set", "机会来源确定", "Where the opportunity came from was stated anew.", Stated<std::string>)
FOXTRAIL_FACT(OpportunityCategorised, "opportunity.categorised", "机会类型确定", "The type of the opportunity was stated anew.", Stated<std::string>)
FOXTRAIL_FACT(OpportunityProbabilityAssessed, "opportunity.probability_assessed", "可能性评估", "The probability of winning was assessed anew.", Stated<Percent>)
FOXTRAIL_FACT(OpportunityImportanceRated, "opportunity.importance_rated", "重要程度评定", "The importance was rated anew.", Stated<Importance>)
FOXTRAIL_FACT(OpportunityValueEstimated, "opportunity.value_estimated", "价值估算", "The value was estimated anew.", Stated<Money>)
FOXTRAIL_FACT(OpportunityBudgetEstimated, "opportunity.budget_estimated", "预算估算", "The customer's probable budget was estimated anew.", Stated<Money>)
FOXTRAIL_FACT(OpportunityEstablishmentStated, "opportunity.establishment_stated", "立项状态", "Whether the opportunity is an established project was stated anew.", Stated<bool>)
FOXTRAIL_FACT(OpportunityExpectedCloseMoved, "opportunity.expected_close_moved", "预计成交日变更", "The expected close date moved.", Stated<Date>)
FOXTRAIL_FACT(OpportunityCustomerSet, "opportunity.customer_set", "客户确定", "The customer was stated anew.", Stated<CustomerId>)
FOXTRAIL_FACT(OpportunityProductSet, "opportunity.product_set", "产品确定", "The product was stated anew.", Stated<ProductId>)
#undef FOXTRAIL_FACT

struct OpportunityAssigned {
    static constexpr EventType type{"opportunity.assigned", 1, "机会分配"};
    static constexpr std::string_view doc = "The opportunity got an owner, or another one. Credit for what was before stays with the owner before.";
    OpportunityId opportunity;
    std::optional<Assignee> from;
    Assignee to;
    bool operator==(const OpportunityAssigned&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityAssigned, (), (opportunity, from, to))

struct OpportunityStageAdvanced {
    static constexpr EventType type{"opportunity.stage_advanced", 1, "阶段升迁"};
    static constexpr std::string_view fact = "opportunity.stage";
    static constexpr std::string_view doc = "The opportunity entered the next stage of its stage model.";
    OpportunityId opportunity;
    Stage from, to;
    bool operator==(const OpportunityStageAdvanced&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityStageAdvanced, (), (opportunity, from, to))

struct OpportunityStageRegressed {
    static constexpr EventType type{"opportunity.stage_regressed", 1, "阶段回退"};
    static constexpr std::string_view fact = "opportunity.stage";
    static constexpr std::string_view doc = "The opportunity went back to an earlier stage.";
    OpportunityId opportunity;
    Stage from, to;
    bool operator==(const OpportunityStageRegressed&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityStageRegressed, (), (opportunity, from, to))

struct OpportunityStageSkipped {
    static constexpr EventType type{"opportunity.stage_skipped", 1, "越级升迁特批"};
    static constexpr std::string_view fact = "opportunity.stage";
    static constexpr std::string_view doc = "The opportunity passed over stages of its model; somebody answers for it.";
    OpportunityId opportunity;
    Stage from, to;
    std::vector<Stage> skipped;
    EmployeeId approved_by;
    bool operator==(const OpportunityStageSkipped&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityStageSkipped, (), (opportunity, from, to, skipped, approved_by))

struct OpportunityStageEntered {
    static constexpr EventType type{"opportunity.stage_entered", 1, "阶段进入补录"};
    static constexpr std::string_view fact = "opportunity.stage";
    static constexpr std::string_view doc = "A stage entry recorded after the fact or from another system. It takes its place by valid time; the present stage again is a re-entry.";
    OpportunityId opportunity;
    Stage to;
    bool operator==(const OpportunityStageEntered&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityStageEntered, (), (opportunity, to))

struct OpportunityWon {
    static constexpr EventType type{"opportunity.won", 1, "签单"};
    static constexpr std::string_view doc = "The opportunity was won at a value.";
    OpportunityId opportunity;
    Stage stage;
    Stated<Money> value;
    bool operator==(const OpportunityWon&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityWon, (), (opportunity, stage, value))

struct OpportunityLost {
    static constexpr EventType type{"opportunity.lost", 1, "丢单"};
    static constexpr std::string_view doc = "The opportunity was lost: why, and to whom.";
    OpportunityId opportunity;
    Stage stage;
    std::string why;
    Stated<std::string> competitor;
    bool operator==(const OpportunityLost&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityLost, (), (opportunity, stage, why, competitor))

struct OpportunityDerailed {
    static constexpr EventType type{"opportunity.derailed", 1, "机会中止"};
    static constexpr std::string_view doc = "The opportunity ended without anybody winning it.";
    OpportunityId opportunity;
    Stage stage;
    std::string why;
    bool operator==(const OpportunityDerailed&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityDerailed, (), (opportunity, stage, why))

struct OpportunityReopened {
    static constexpr EventType type{"opportunity.reopened", 1, "机会重启"};
    static constexpr std::string_view doc = "A closed opportunity was opened again; how it was closed stays in its history.";
    OpportunityId opportunity;
    Outcome from;
    Stage stage;
    bool operator==(const OpportunityReopened&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityReopened, (), (opportunity, from, stage))

using OpportunityEvents = boost::mp11::mp_list<
    OpportunityCreated, OpportunitySourceSet, OpportunityCategorised, OpportunityProbabilityAssessed, OpportunityImportanceRated,
    OpportunityValueEstimated, OpportunityBudgetEstimated, OpportunityEstablishmentStated, OpportunityExpectedCloseMoved,
    OpportunityCustomerSet, OpportunityProductSet, OpportunityAssigned, OpportunityStageAdvanced, OpportunityStageRegressed,
    OpportunityStageSkipped, OpportunityStageEntered, OpportunityWon, OpportunityLost, OpportunityDerailed, OpportunityReopened>;

}  // namespace foxtrail
