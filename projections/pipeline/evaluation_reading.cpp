#include "projections/pipeline/evaluation_reading.hpp"

#include "projections/reading/parameters.hpp"
#include "projections/reading/recall.hpp"

namespace foxtrail {
namespace {

// Where the version was published; 0 when it was not by the instant. Version 0 asks for the newest.
Position published_at(EvaluationModelId model, std::uint16_t version, const Judgements& judgements, const Instant& instant) {
    Position published = 0;
    std::uint16_t newest = 0;
    judgements.models.each_with<&ModelVersionRow::model>(model, instant, [&](std::uint32_t, const ModelVersionRow& row) {
        if (version ? row.version != version : row.version < newest) return;
        newest = row.version, published = row.published;
    });
    return published;
}

json::array inputs_json(const std::vector<EvaluationInput>& inputs) {
    json::array printed;
    for (const auto& input : inputs) printed.push_back(to_json(input));
    return printed;
}

}  // namespace

std::optional<RecordedEvaluation> recorded_evaluation(const RecordedEvent& event) {
    auto evaluated = event_as<OpportunityEvaluated>(event.type, event.payload);
    if (!evaluated) return std::nullopt;
    const Envelope& envelope = *event.envelope;
    return RecordedEvaluation{std::move(*evaluated), event.position, envelope.valid_at, envelope.recorded_at, EmployeeId{envelope.actor.number}};
}

EvaluationsByPosition read_evaluations(const Log& log, std::vector<Position> positions) {
    EvaluationsByPosition evaluations;
    log.read(ascending(std::move(positions)), [&](const RecordedEvent& event) {
        if (auto evaluation = recorded_evaluation(event)) evaluations.emplace(event.position, std::move(*evaluation));
        return true;
    });
    return evaluations;
}

AskedModel read_asked_model(const ReadQuestion& question, const Judgements& judgements, Problems& problems) {
    AskedModel asked{read_id<EvaluationModelId>(question, "model", problems)};
    read_number(question, "version", asked.version, 0xFFFF, problems);
    if (question.find("version") && !question.find("model")) problems.push_back({"version", "say of which \"model\""});
    if (!asked.model) return asked;
    asked.published = published_at(*asked.model, asked.version, judgements, question.instant);
    const std::string name = to_text(*asked.model) + (asked.version ? " version " + std::to_string(asked.version) : "");
    if (asked.published == 0) problems.push_back({asked.version ? "version" : "model", "there was no " + name + " at this instant"});
    return asked;
}

Rescoring::Rescoring(const ReadQuestion& question, const Judgements& judgements, const Log& log, Problems& problems) {
    const AskedModel asked = read_asked_model(question, judgements, problems);
    if (asked.published != 0) model_ = event_at<EvaluationModelPublished>(log, asked.published);
}

json::value Rescoring::of(const OpportunityEvaluated& recorded) const {
    if (!model_) return nullptr;
    const Percent again = score(model_->criteria, recorded.inputs);
    json::array missing;
    for (const auto& criterion : model_->criteria)
        if (std::ranges::find(recorded.inputs, criterion.name, &EvaluationInput::criterion) == recorded.inputs.end())
            missing.push_back(json::value(criterion.name));
    return json::object{{"model", to_text(model_->evaluation_model)},
                        {"version", model_->version},
                        {"score", again.value},
                        {"difference", int{again.value} - int{recorded.score.value}},
                        {"threshold", model_->threshold.value},
                        {"below_threshold", again < model_->threshold},
                        {"inputs_missing", std::move(missing)}};
}

std::vector<ReadParameter> Rescoring::parameters() {
    return {{"model", "id of an evaluation model: the recorded inputs are scored by it too"},
            {"version", "of that model; the newest when left out"}};
}

json::object evaluation_json(const RecordedEvaluation& evaluation, const Rescoring& rescoring, const DimensionContext& context) {
    const OpportunityEvaluated& event = evaluation.event;
    json::object printed{{"position", evaluation.position},
                         {"score", event.score.value},
                         {"model", to_text(event.evaluation_model)},
                         {"version", event.model_version},
                         {"threshold", event.threshold.value},
                         {"below_threshold", event.below_threshold},
                         {"inputs", inputs_json(event.inputs)},
                         {"evaluated_at", to_text(evaluation.valid_at)},
                         {"recorded_at", to_text(evaluation.recorded_at)}};
    printed["by"] = named_or_null(evaluation.by.entity(), context);
    printed["rescored"] = rescoring.of(event);
    return printed;
}

}  // namespace foxtrail
