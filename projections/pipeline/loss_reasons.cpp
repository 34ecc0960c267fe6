#include "projections/pipeline/loss_reasons.hpp"

#include "projections/pipeline/deal_total.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"
#include "projections/tables/losses.hpp"

#include <map>
#include <set>

namespace foxtrail {
namespace {

constexpr std::string_view loss_reasons_definition =
    "lost: deals by their last loss, reopened since or not, as they stood then. roles: of them, those with this reason by somebody in this role, once "
    "each; recorder: the reason in the outcome itself. opined: deals about whose last loss somebody stated a reason. differing: those whose reasons, the "
    "recorder's among them, are not all the same text.";

struct LossOpinion {
    std::optional<LossRole> role;  // nothing: who recorded the loss
    Entity by;
    std::string_view why;
};

// The last loss of a deal, and what is said of it, by who recorded it first.
struct DealLoss {
    Time at;
    Deal deal;  // as it was then
    std::vector<LossOpinion> opinions;

    bool differs() const {
        return std::ranges::any_of(opinions, [&](const LossOpinion& one) { return one.why != opinions.front().why; });
    }
};

using DealLosses = std::map<OpportunityId, DealLoss>;

// When the deal was lost last; it may have been opened again since.
Time lost_at(std::uint32_t id, const Deal& deal, const DimensionContext& context) {
    if (deal.outcome.value == Outcome::lost) return deal.outcome.since;
    using Rows = Table<Deal>;
    Time at{};
    context.deals->deals.history(id, context.instant, [&](std::uint32_t, const Deal&, Time, std::span<const Change> changes) {
        for (const Change& change : changes)
            if (change.attribute() == Rows::attribute_of<&Deal::outcome>() && Rows::value_of<&Deal::outcome>(change).value == Outcome::lost) at = change.valid_at();
    });
    return at;
}

DealLosses losses_within(const TimeRange& times, const Losses& losses, const DealSelection& selection,
                         const DimensionContext& context) {
    const Table<Deal>& deals = context.deals->deals;
    DealLosses found;
    deals.each(context.instant, [&](std::uint32_t id, const Deal& deal) {
        if (!deal.why_lost) return;
        DealLoss loss{lost_at(id, deal, context), {}, {{std::nullopt, {}, deals.texts().at(deal.why_lost)}}};
        if (!times.has(loss.at)) return;
        if (deals.at(id, {context.instant.as_of, loss.at}, loss.deal) && selection.selects(loss.deal)) found.emplace(OpportunityId{id}, std::move(loss));
    });
    losses.reasons.each(context.instant, [&](std::uint32_t, const LossReasonRow& row) {
        const auto loss = found.find(row.opportunity);
        if (loss == found.end() || row.why.since < loss->second.at) return;
        loss->second.opinions.push_back({row.role, row.by, losses.reasons.texts().at(row.why.value)});
    });
    return found;
}

json::value loss_role_json(const std::optional<LossRole>& role) { return role ? json::value(enum_name(*role)) : json::value("recorder"); }

struct LossTally {
    DealTotal lost, opined, differing;
    std::map<std::optional<LossRole>, std::map<std::string_view, DealTotal>> roles;

    void add(const DealLoss& loss) {
        std::set<std::pair<std::optional<LossRole>, std::string_view>> said;
        lost.add(loss.deal);
        if (loss.opinions.size() > 1) opined.add(loss.deal);
        if (loss.differs()) differing.add(loss.deal);
        for (const auto& [role, by, why] : loss.opinions)
            if (said.emplace(role, why).second) roles[role][why].add(loss.deal);
    }
    json::object printed() const {
        json::array by_role;
        for (const auto& [role, reasons] : roles) {
            json::array by_reason;
            for (const auto& [why, total] : reasons) {
                json::object reason = total.printed();
                reason["why"] = why;
                by_reason.push_back(std::move(reason));
            }
            by_role.push_back({{"role", loss_role_json(role)}, {"reasons", std::move(by_reason)}});
        }
        return {{"lost", lost.printed()}, {"opined", opined.printed()}, {"differing", differing.printed()}, {"roles", std::move(by_role)}};
    }
};

json::object differing_json(OpportunityId id, const DealLoss& loss, const DimensionContext& context) {
    json::object printed = deal_json(id, loss.deal, context);
    printed["lost_at"] = to_text(loss.at);
    json::array& opinions = (printed["opinions"] = json::array()).as_array();
    for (const auto& [role, by, why] : loss.opinions)
        opinions.push_back({{"role", loss_role_json(role)}, {"by", by ? json::value(to_text(by)) : json::value(nullptr)}, {"why", why}});
    return printed;
}

}  // namespace

ReadAnswer loss_reasons(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto losses = runner.read<Losses>();
    Problems problems;
    const DealSelection selection(question, context, problems);
    const Page page = read_page(question, problems);
    const TimeRange times = read_times(question, CompanyDays(log, question.instant), problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    std::map<GroupKey, LossTally> tallies;
    std::vector<DealLosses::value_type> differing;
    for (auto& one : losses_within(times, *losses.tables, selection, context)) {
        tallies[selection.group(one.second.deal)].add(one.second);
        if (one.second.differs()) differing.push_back(one);
    }
    json::array groups, listed;
    for (const auto& [key, tally] : tallies) {
        json::object group = selection.label(key, context);
        add_members(group, tally.printed());
        groups.push_back(std::move(group));
    }
    for (const auto& [id, loss] : paged(differing, page)) listed.push_back(differing_json(id, loss, context));
    json::object answer{{"groups", std::move(groups)}, {"definition", loss_reasons_definition}};
    name_next(answer, page, listed.size(), differing.size());
    answer["differing"] = std::move(listed);
    return answer;
}

std::vector<ReadParameter> loss_reasons_parameters() {
    auto parameters = list_parameters();
    parameters.push_back({"group_by", "up to four dimensions, comma-separated", true});
    std::ranges::move(deal_filters(), std::back_inserter(parameters));
    parameters.push_back({"from", "only deals lost at or after this instant or the beginning of this day"});
    parameters.push_back({"to", "only deals lost before this instant or the beginning of this day"});
    return parameters;
}

}  // namespace foxtrail
