#include "projections/pipeline/risk_selection.hpp"

#include "projections/reading/parameters.hpp"

namespace foxtrail {

RiskStatus Risk::status() const {
    if (row.state() == WorkState::answered) return RiskStatus::acknowledged;
    if (row.state() == WorkState::done) return RiskStatus::cleared;
    return row.state() == WorkState::withdrawn ? RiskStatus::lapsed : RiskStatus::open;
}

std::optional<bool> Risk::answered_in_term(Time now) const {
    if (guidance) return guidance->opened <= row.due;
    return until(now) > row.due ? std::optional(false) : std::nullopt;
}

RiskSelection::RiskSelection(const ReadQuestion& question, const DimensionContext& of, const Work& items,
                             Problems& problems)
    : context(of),
      work(items),
      deals(question, of, problems),
      kind_(read_enum<RiskKind>(question, "kind", problems)),
      status_(read_enum<RiskStatus>(question, "status", problems)),
      only_unanswered_(read_flag(question, "unanswered", problems)) {}

std::optional<Risk> RiskSelection::risk(const WorkRow& row) const {
    if (row.item.kind != RiskFlagId::kind || (kind_ && row.risk != *kind_)) return std::nullopt;
    Risk risk{RiskFlagId{row.item.number}, row, {}, {}};
    if (status_ && risk.status() != *status_) return std::nullopt;
    if (!context.deals->deals.at(row.about.number, context.instant, risk.deal) || !deals.selects(risk.deal))
        return std::nullopt;
    work.items.each_with<&WorkRow::about>(row.about, context.instant, [&](std::uint32_t, const WorkRow& item) {
        if (item.item.kind == GuidanceId::kind && RiskFlagId{item.number} == risk.flag && !risk.guidance) risk.guidance = item;
    });
    return only_unanswered_ && risk.guidance ? std::nullopt : std::optional(risk);
}

}  // namespace foxtrail
