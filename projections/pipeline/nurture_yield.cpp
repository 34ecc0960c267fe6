#include "projections/pipeline/nurture_yield.hpp"

#include "projections/pipeline/deal_outcomes.hpp"
#include "projections/reading/dimension.hpp"
#include "projections/reading/number_sample.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/tables/prospects.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::string_view yield_definition =
    "yield: promoted of all that ended, with Wilson's interval at 95 %, censored_n: still running; overdue: running beyond their day; "
    "lapsed: not ended, but the opportunity is closed: neither running nor of the yield. "
    "Durations are calendar time from start to end; steps: of those that ended. A thing nurtured twice counts twice; what became of the "
    "promoted counts each thing once: deals are the promoted opportunities, and those that promoted leads were converted to; "
    "leads_open and leads_disqualified have come to no deal; closed_before: deals closed before they were first promoted, which are no "
    "outcomes of it. ";

// One nurturing, at an instant.
struct Nurturing {
    NurtureRow row;
    Time started;
    std::optional<Time> ended{};
};

template <class Visit>
void each_nurturing(const Prospects& prospects, const Instant& instant, Visit&& visit) {
    prospects.nurturings.each_history(instant, [&](std::uint32_t, const NurtureRow& birth, Time born, std::span<const Change> changes) {
        Nurturing one{birth, born};
        for (const Change& change : changes) {
            Table<NurtureRow>::apply(one.row, change);
            if (change.attribute() == Table<NurtureRow>::attribute_of<&NurtureRow::state>()) one.ended = change.valid_at();
        }
        visit(std::as_const(one));
    });
}

// A lead is not closed behind its nurturing; an opportunity may be.
bool is_closed_deal(Entity item, const DimensionContext& context) {
    Deal deal;
    return item.kind == OpportunityId::kind && context.deals->deals.at(item.number, context.instant, deal) &&
           deal.outcome.value != Outcome::open;
}

struct NurtureTally {
    std::uint64_t started = 0, promoted = 0, disqualified = 0, running = 0, overdue = 0, lapsed = 0;
    Durations time_promoted, time_disqualified;
    NumberSample steps_promoted, steps_disqualified;
    std::map<Entity, Time> promoted_items;  // when first

    void add(const Nurturing& one, bool closed, Date today) {
        ++started;
        if (!one.ended && closed) return void(++lapsed);
        if (!one.ended) {
            ++running, overdue += one.row.until < today;
            return time_promoted.add_censored(), time_disqualified.add_censored();
        }
        const bool is_promoted = one.row.state == NurtureState::promoted;
        ++(is_promoted ? promoted : disqualified);
        (is_promoted ? time_promoted : time_disqualified).add(one.ended->us - one.started.us);
        (is_promoted ? steps_promoted : steps_disqualified).add(one.row.steps);
        if (!is_promoted) return;
        Time& first = promoted_items.try_emplace(one.row.item, *one.ended).first->second;
        first = std::min(first, *one.ended);
    }
};

// What became of a thing after it was promoted.
struct PromotedCount {
    std::uint64_t leads_open = 0, leads_disqualified = 0, closed_before = 0;
    DealOutcomes deals;

    void add(Entity item, Time promoted, const Prospects& prospects, const DimensionContext& context) {
        LeadRow lead;
        OpportunityId opportunity{item.kind == OpportunityId::kind ? item.number : 0};
        if (item.kind == LeadId::kind && prospects.leads.at(item.number, context.instant, lead)) {
            opportunity = lead.opportunity;
            if (lead.status == LeadStatus::disqualified)
                ++leads_disqualified;
            else if (!opportunity)
                ++leads_open;
        }
        Deal deal;
        if (!opportunity || !context.deals->deals.at(opportunity.number, context.instant, deal)) return;
        if (deal.outcome.value != Outcome::open && deal.outcome.since < promoted) return void(++closed_before);
        deals.add(deal.outcome.value);
    }
    json::object printed() const {
        json::object printed = deals.printed();
        printed["leads_open"] = leads_open, printed["leads_disqualified"] = leads_disqualified, printed["closed_before"] = closed_before;
        return printed;
    }
};

json::object nurture_json(const NurtureTally& tally, const Prospects& prospects, const DimensionContext& context) {
    PromotedCount became;
    for (const auto& [item, promoted] : tally.promoted_items) became.add(item, promoted, prospects, context);
    return {{"started", tally.started},
            {"promoted", tally.promoted},
            {"disqualified", tally.disqualified},
            {"running", tally.running},
            {"overdue", tally.overdue},
            {"lapsed", tally.lapsed},
            {"yield", proportion(tally.promoted, tally.promoted + tally.disqualified, tally.running)},
            {"time_to_promotion", tally.time_promoted.summary()},
            {"time_to_disqualification", tally.time_disqualified.summary()},
            {"steps_to_promotion", tally.steps_promoted.summary()},
            {"steps_to_disqualification", tally.steps_disqualified.summary()},
            {"became", became.printed()}};
}

}  // namespace

ReadAnswer nurture_yield(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto prospects = runner.read<Prospects>();
    Problems problems;
    const CompanyDays days(log, question.instant);
    const TimeRange times = read_times(question, days, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const Date today = days.of(question.now);
    NurtureTally all;
    std::map<Kind, NurtureTally> kinds;
    kinds[LeadId::kind], kinds[OpportunityId::kind];
    each_nurturing(*prospects.tables, question.instant, [&](const Nurturing& one) {
        if (!times.has(one.started)) return;
        const bool closed = is_closed_deal(one.row.item, context);
        all.add(one, closed, today), kinds[one.row.item.kind].add(one, closed, today);
    });
    json::object answer{{"all", nurture_json(all, *prospects.tables, context)}};
    answer["leads"] = nurture_json(kinds[LeadId::kind], *prospects.tables, context);
    answer["opportunities"] = nurture_json(kinds[OpportunityId::kind], *prospects.tables, context);
    answer["definition"] = std::string(yield_definition) + std::string(DealOutcomes::definition);
    return answer;
}

std::vector<ReadParameter> nurture_yield_parameters() {
    return {{"from", "only nurturings started at or after this instant or the beginning of this day"},
            {"to", "only nurturings started before this instant or the beginning of this day"}};
}

}  // namespace foxtrail
