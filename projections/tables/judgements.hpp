// What was found of an opportunity: its last evaluation, and whether it may be a project.
#pragma once

#include "events/establishment.hpp"
#include "events/evaluation.hpp"
#include "projections/runner/projection.hpp"

namespace foxtrail {

// A score and the version of the model it is by. One evaluation sets all of it, so it is one member.
struct Judgement {
    EvaluationModelId model;  // {}: there is none
    std::uint16_t version = 0;
    Percent score;
    bool below_threshold = false;
    bool operator==(const Judgement&) const = default;
    std::uint64_t cell() const {
        return std::uint64_t{model.number} << 24 | std::uint64_t{version} << 8 | std::uint64_t{below_threshold} << 7 | score.value;
    }
    static Judgement of(std::uint64_t cell) {
        return {{static_cast<std::uint32_t>(cell >> 24)},
                static_cast<std::uint16_t>(cell >> 8),
                {static_cast<std::uint8_t>(cell & 0x7F)},
                (cell >> 7 & 1) != 0};
    }
};

enum class EstablishmentState : std::uint8_t { none = 0, requested = 1, approved = 2, rejected = 3 };
BOOST_DESCRIBE_ENUM(EstablishmentState, none, requested, approved, rejected)

// One opportunity that something was found of, numbered in the order of the first finding. There at all times, empty at first.
// When and by whom, the event says at the position of the change.
struct JudgementRow {
    OpportunityId opportunity;
    Judgement evaluation;
    EstablishmentState establishment = EstablishmentState::none;
    static constexpr auto indexed = std::tuple{&JudgementRow::opportunity};
};
BOOST_DESCRIBE_STRUCT(JudgementRow, (), (opportunity, evaluation, establishment))

// A version of an evaluation model, numbered in the order they were published.
struct ModelVersionRow {
    EvaluationModelId model;
    std::uint16_t version = 0;
    EventAt published;
    static constexpr auto indexed = std::tuple{&ModelVersionRow::model};
};
BOOST_DESCRIBE_STRUCT(ModelVersionRow, (), (model, version, published))

struct Judgements {
    static constexpr std::string_view name = "judgements";
    static constexpr std::uint32_t version = 1;
    static constexpr std::string_view doc = "The last evaluation of every opportunity that has one, and its establishment as a project.";
    Table<JudgementRow> judgements;
    Table<ModelVersionRow> models;
};
BOOST_DESCRIBE_STRUCT(Judgements, (), (judgements, models))

void project(Judgements&, const EvaluationModelPublished&, const Meta&);
void project(Judgements&, const OpportunityEvaluated&, const Meta&);
void project(Judgements&, const ProjectEstablishmentRequested&, const Meta&);
void project(Judgements&, const ProjectEstablishmentApproved&, const Meta&);
void project(Judgements&, const ProjectEstablishmentRejected&, const Meta&);

template <>
ProjectionEntry entry_of<Judgements>();

}  // namespace foxtrail
