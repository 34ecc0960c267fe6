#include "projections/pipeline/risk_outcomes.hpp"

#include "projections/pipeline/deal_outcomes.hpp"
#include "projections/reading/survival.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::string_view risk_definition =
    "with: deals on which a flag of the kind was raised before their outcome; without: all others; any: of any kind. guided: those of "
    "them with guidance on such a flag before the outcome; acted_on: those of the guided whose owner reported before the outcome what he "
    "did upon it; unanswered: with, but not guided. Guidance on a deal and not on a flag of it does not count. until_guidance: of each "
    "flag, from when it was raised to the first guidance on it, calendar time; censored_n: flags without any until they or their deals "
    "ended, or until now; median_of_all_s: the product-limit estimate, with the censored at the age they reached, null when not half "
    "were answered by then. All by when it was true. A difference is an association, no effect: managers choose what they answer, and a "
    "deal that stays open for longer has more time to be guided. ";

// From when to when an item was open, in valid time: an outcome may be known late, and be true before a guidance was.
struct OpenTime {
    Time begun, ended = Time::max();
};

OpenTime open_time(std::uint32_t id, const Work& work, const Instant& instant) {
    OpenTime open;
    work.items.history(id, instant, [&](std::uint32_t, const WorkRow&, Time born, std::span<const Change> changes) {
        open.begun = born;
        for (const Change& change : changes)
            if (change.attribute() == Table<WorkRow>::attribute_of<&WorkRow::ending>()) open.ended = change.valid_at();
    });
    return open;
}

// Guidance by the flag it was given on; it ends when it was acted on.
using GuidanceOnFlags = std::map<RiskFlagId, std::vector<OpenTime>>;

GuidanceOnFlags guidance_on_flags(const Work& work, const Instant& instant) {
    GuidanceOnFlags guidance;
    work.items.each(instant, [&](std::uint32_t id, const WorkRow& row) {
        if (row.item.kind == GuidanceId::kind && row.number) guidance[{row.number}].push_back(open_time(id, work, instant));
    });
    return guidance;
}

// A flag of a deal with what was said about it before the outcome.
struct AnsweredFlag {
    OpenTime open;
    Time outcome;  // of its deal; max() while that is open
    std::optional<Time> guided{};
    bool acted_on = false;

    void answer(const OpenTime& guidance) {
        if (guidance.begun < open.begun || guidance.begun >= outcome) return;
        guided = std::min(guided.value_or(guidance.begun), guidance.begun);
        acted_on |= guidance.ended < outcome;
    }
};

AnsweredFlag answered_flag(std::uint32_t id, const Risk& risk, const RiskSelection& selection, const GuidanceOnFlags& guidance) {
    const auto& outcome = risk.deal.outcome;
    AnsweredFlag flag{open_time(id, selection.work, selection.context.instant),
                      outcome.value == Outcome::open ? Time::max() : outcome.since};
    if (const auto given = guidance.find(risk.flag); given != guidance.end())
        for (const OpenTime& one : given->second) flag.answer(one);
    return flag;
}

// Flags of one kind, and the deals they are on.
class RiskTally {
public:
    void add(const Risk& risk, const AnsweredFlag& flag, Time now) {
        FlaggedDeal& deal = deals_[risk.opportunity()];
        deal.outcome = risk.deal.outcome.value;
        deal.guided |= flag.guided.has_value(), deal.acted_on |= flag.acted_on;
        if (flag.guided) {
            const std::int64_t us = flag.guided->us - flag.open.begun.us;
            until_guidance_.add(us), survival_.ended(us);
        } else {
            until_guidance_.add_censored(), survival_.running(std::min({flag.open.ended, flag.outcome, now}).us - flag.open.begun.us);
        }
    }
    // Beside `all` the deals that were asked for.
    json::object printed(const DealOutcomes& all) const {
        DealOutcomes with, guided, acted_on;
        for (const auto& [id, deal] : deals_) {
            with.add(deal.outcome);
            if (deal.guided) guided.add(deal.outcome);
            if (deal.acted_on) acted_on.add(deal.outcome);
        }
        const auto median = survival_.percentile_us(50);
        json::object until = until_guidance_.summary();
        until["median_of_all_s"] = median ? json::value(static_cast<double>(*median) / 1e6) : json::value(nullptr);
        return {{"with", with.printed()},
                {"without", all.without(with).printed()},
                {"guided", guided.printed()},
                {"acted_on", acted_on.printed()},
                {"unanswered", with.without(guided).printed()},
                {"until_guidance", std::move(until)}};
    }

private:
    struct FlaggedDeal {
        Outcome outcome = Outcome::open;
        bool guided = false, acted_on = false;
    };
    std::map<OpportunityId, FlaggedDeal> deals_;
    Durations until_guidance_;
    SurvivalSample survival_;
};

using RiskTallies = std::map<std::string_view, RiskTally>;  // by kind of flag

RiskTallies risk_tallies(const RiskSelection& selection, Time now) {
    const GuidanceOnFlags guidance = guidance_on_flags(selection.work, selection.context.instant);
    RiskTallies tallies;
    tallies["any"];
    selection.work.items.each(selection.context.instant, [&](std::uint32_t id, const WorkRow& row) {
        const auto risk = selection.risk(row);
        if (!risk) return;
        const AnsweredFlag flag = answered_flag(id, *risk, selection, guidance);
        if (flag.open.begun >= flag.outcome) return;
        for (const auto kind : {std::string_view("any"), enum_name(row.risk)}) tallies[kind].add(*risk, flag, now);
    });
    return tallies;
}

}  // namespace

json::object risk_outcomes(const RiskSelection& selection, Time now) {
    DealOutcomes all;
    selection.context.deals->deals.each(selection.context.instant, [&](std::uint32_t, const Deal& deal) {
        if (selection.deals.selects(deal)) all.add(deal.outcome.value);
    });
    json::array kinds;
    for (const auto& [kind, tally] : risk_tallies(selection, now)) {
        json::object printed = tally.printed(all);
        printed["kind"] = kind;
        kinds.push_back(std::move(printed));
    }
    return {{"kinds", std::move(kinds)}, {"definition", std::string(risk_definition) + std::string(DealOutcomes::definition)}};
}

}  // namespace foxtrail
