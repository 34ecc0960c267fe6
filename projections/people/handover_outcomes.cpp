#include "projections/people/deal_outcomes.hpp"
#include "projections/people/handovers.hpp"
#include "projections/reading/dimension.hpp"
#include "projections/tables/transfers.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::string_view handed_definition =
    "handed_over: deals that went to another owner by a handover, once or more; never: all others. until_outcome: from the last handover "
    "to the outcome, censored_n: still open. A deal handed over had stayed open until then: the difference is no effect of the handover "
    "alone. ";

struct HandedOutcomes {
    DealOutcomes handed_over, never;
    Durations until_outcome;

    json::object printed() const {
        json::object handed = handed_over.printed();
        handed["until_outcome"] = until_outcome.summary();
        return {{"handed_over", std::move(handed)}, {"never", never.printed()}};
    }
};

using LastHandovers = std::map<OpportunityId, Time>;

LastHandovers last_handovers(const Transfers& transfers, const Instant& instant) {
    LastHandovers last;
    transfers.items.each_history(instant, [&](std::uint32_t, const TransferRow& row, Time at, std::span<const Change>) {
        if (row.item.kind != OpportunityId::kind) return;
        const auto known = last.emplace(OpportunityId{row.item.number}, at).first;
        known->second = std::max(known->second, at);
    });
    return last;
}

void count(HandedOutcomes& outcomes, const Deal& deal, std::optional<Time> handed) {
    (handed ? outcomes.handed_over : outcomes.never).add(deal.outcome.value);
    if (!handed) return;
    if (deal.outcome.value == Outcome::open) outcomes.until_outcome.add_censored();
    else outcomes.until_outcome.add(deal.outcome.since.us - handed->us);
}

}  // namespace

ReadAnswer handover_outcomes(const Runner& runner, const Log&, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto transfers = runner.read<Transfers>();
    Problems problems;
    ReadQuestion asked = question;
    if (!question.find("group_by")) asked.parameters.emplace_back("group_by", "department");
    const DealSelection selection(asked, context, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const LastHandovers handed = last_handovers(*transfers.tables, question.instant);
    std::map<GroupKey, HandedOutcomes> groups;
    HandedOutcomes all;
    context.deals->deals.each(question.instant, [&](std::uint32_t id, const Deal& deal) {
        if (!selection.selects(deal)) return;
        const auto found = handed.find({id});
        const auto at = found == handed.end() ? std::nullopt : std::optional(found->second);
        count(groups[selection.group(deal)], deal, at), count(all, deal, at);
    });
    json::array printed;
    for (const auto& [key, outcomes] : groups) {
        json::object group = selection.label(key, context);
        for (auto& member : outcomes.printed()) group.emplace(member.key(), std::move(member.value()));
        printed.push_back(std::move(group));
    }
    return json::object{{"all", all.printed()}, {"groups", std::move(printed)}, {"definition", std::string(handed_definition) + std::string(DealOutcomes::definition)}};
}

std::vector<ReadParameter> handover_outcomes_parameters() {
    auto parameters = DealSelection::parameters();
    parameters.front().doc = "up to four dimensions, comma-separated; department when left out";
    return parameters;
}

}  // namespace foxtrail
