// Publishing evaluation models and scoring opportunities with them.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/evaluation.hpp"

namespace foxtrail {

struct Opportunity;

struct EvaluationModelVersion {
    std::vector<EvaluationCriterion> criteria;
    Percent threshold;
    bool operator==(const EvaluationModelVersion&) const = default;
};
BOOST_DESCRIBE_STRUCT(EvaluationModelVersion, (), (criteria, threshold))

struct EvaluationModel {
    EvaluationModelId id;
    std::string name;
    std::vector<EvaluationModelVersion> versions;  // [0] is version 1

    std::uint16_t newest() const { return static_cast<std::uint16_t>(versions.size()); }
};
BOOST_DESCRIBE_STRUCT(EvaluationModel, (), (id, name, versions))
template <>
struct StateOf<EvaluationModelId> {
    using type = EvaluationModel;
};

inline constexpr std::size_t evaluation_model_versions_max = 100;
inline constexpr std::size_t criteria_max = 30;
inline constexpr std::size_t score_bands_max = 20;

// The last evaluation of an opportunity, as its state keeps it. The names of the inputs are the model's.
struct Evaluation {
    EvaluationModelId model;
    std::uint16_t model_version = 0;
    std::vector<Stated<std::uint32_t>> inputs;  // in the order of the model's criteria
    Percent score;
    bool below_threshold = false;
};
BOOST_DESCRIBE_STRUCT(Evaluation, (), (model, model_version, inputs, score, below_threshold))

void evolve(EvaluationModel&, const EvaluationModelPublished&, const Meta&);
void evolve(Opportunity&, const OpportunityEvaluated&, const Meta&);

// That the opportunity's last evaluation, if there is one, reached its model's threshold.
void require_not_below_threshold(Decision&, const Opportunity&);
// That there is an evaluation, and that it did.
void require_evaluated_as_valuable(Decision&, const Opportunity&);

struct PublishEvaluationModel {
    static constexpr CommandType type{"evaluation_model.publish", "发布机会评估模型"};
    static constexpr std::string_view doc =
        "Publish an evaluation model, or the next version of one: criteria with weights, what each input scores, and the score "
        "below which an opportunity is nurtured and not assigned. The criterion \"advance_plan\" weighs most. Who leads people asks this.";
    std::optional<Ref<EvaluationModelId>> evaluation_model;  // left out: a new model
    std::string name;
    std::vector<EvaluationCriterion> criteria;
    Percent threshold;
    std::optional<ExternalKey> external_key;
};
BOOST_DESCRIBE_STRUCT(PublishEvaluationModel, (), (evaluation_model, name, criteria, threshold, external_key))

struct EvaluateOpportunity {
    static constexpr CommandType type{"opportunity.evaluate", "评估机会"};
    static constexpr std::string_view doc =
        "Score an opportunity with the newest version of an evaluation model. Every criterion has an input; \"unknown\" scores nothing.";
    Ref<OpportunityId> opportunity;
    Ref<EvaluationModelId> evaluation_model;
    std::vector<EvaluationInput> inputs;
    static constexpr auto target = &EvaluateOpportunity::opportunity;
};
BOOST_DESCRIBE_STRUCT(EvaluateOpportunity, (), (opportunity, evaluation_model, inputs))

using EvaluationCommands = boost::mp11::mp_list<PublishEvaluationModel, EvaluateOpportunity>;
NounEntry evaluation_noun();

}  // namespace foxtrail
