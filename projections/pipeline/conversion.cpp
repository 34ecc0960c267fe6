#include "projections/pipeline/conversion.hpp"

#include "projections/pipeline/deal_path.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/reading/statistics.hpp"

#include <map>
#include <set>

namespace foxtrail {
namespace {

struct StageKey {
    std::uint64_t model_version = 0;  // model << 16 | version; 0 for an end
    Place place;
    auto operator<=>(const StageKey&) const = default;
};

StageKey key_of(const PathStep& step) {
    if (step.place.is_end()) return {0, step.place};
    return {std::uint64_t{step.deal.model.number} << 16 | step.deal.model_version, step.place};
}

struct Window {
    TimeRange times;
    std::optional<std::int64_t> cohort_age_us;
    bool holds(Time at) const { return times.has(at); }
};

struct OfStage {
    std::uint64_t entries = 0, deals = 0, first_of = 0, last_of = 0, left_deals = 0, cohort = 0;
    Durations dwell;
};
struct OfMove {
    std::uint64_t moves = 0, deals = 0, cohort_reached = 0, cohort_censored = 0;
};
struct OfOutcome {
    std::uint64_t deals = 0;
    Durations cycle;
    std::vector<std::pair<Currency, WideSum>> amounts;
    void add(Amount amount) {
        if (!amount) return;
        for (auto& [currency, sum] : amounts)
            if (currency == amount.currency()) return void(sum += amount.minor());
        amounts.emplace_back(amount.currency(), amount.minor());
    }
};
struct OfPeriod {
    std::uint64_t opened = 0, entries = 0;
    std::map<Outcome, OfOutcome> outcomes;
};

struct Tally {
    std::uint64_t deals = 0, opened = 0, begun_before = 0, open = 0, entries = 0;
    std::map<StageKey, OfStage> stages;
    std::map<std::pair<StageKey, StageKey>, OfMove> moves;
    std::map<Outcome, OfOutcome> outcomes;
    std::map<std::string, OfPeriod> periods;
    Durations duration;
    std::uint64_t hand_changes = 0, hand_kept = 0, deals_with_hand_change = 0;
};

using PeriodOf = std::string (*)(Date);
std::string month_of(Date day) { return to_text(day).substr(0, 7); }
std::string day_of(Date day) { return to_text(day); }
std::string year_of(Date day) { return to_text(day).substr(0, 4); }
std::string quarter_of(Date day) {
    const std::string month = month_of(day);
    return month.substr(0, 4) + "-Q" + std::to_string((std::stoi(month.substr(5)) + 2) / 3);
}

class Counting {
public:
    Counting(const DealSelection& selection, const Window& window, PeriodOf period, const CompanyDays& days, Time now)
        : selection_(selection), window_(window), period_(period), days_(days), now_(now) {}

    void add(const std::vector<PathStep>& path) {
        touched_.clear();
        for (std::size_t i = 0; i < path.size(); ++i) {
            const PathStep* next = i + 1 < path.size() ? &path[i + 1] : nullptr;
            if (!selection_.selects(path[i].deal)) continue;
            visit(path[i], next, i == 0, path.front().at < window_.times.from);
        }
        cohorts(path);
        whole(path);
    }
    std::map<GroupKey, Tally>& tallies() { return tallies_; }

private:
    OfPeriod& period_of(Tally& tally, Time at) const { return tally.periods[period_(days_.of(at))]; }

    // True the first time in this deal.
    bool first(const void* tally, int what, StageKey from, StageKey to = {}) { return touched_.emplace(tally, what, from, to).second; }

    void visit(const PathStep& step, const PathStep* next, bool is_first, bool begun_before) {
        Tally& tally = tallies_[selection_.group(step.deal)];
        const StageKey here = key_of(step);
        if (window_.holds(step.at)) {
            if (first(&tally, 0, {})) ++tally.deals, tally.begun_before += begun_before;
            if (is_first) ++tally.opened;
            if (is_first && period_) ++period_of(tally, step.at).opened;
            if (step.place.is_end()) outcome(tally, step);
            else if (!step.reopened) entry(tally, here, step, is_first, !next);
        }
        if (step.place.is_end()) return;
        OfStage& stage = tally.stages[here];
        if (!next) {
            if (window_.holds(step.at)) stage.dwell.add_censored();
            return;
        }
        if (!window_.holds(next->at)) return;
        stage.dwell.add(next->at.us - step.at.us);
        if (first(&tally, 1, here)) ++stage.left_deals;
        OfMove& move = tally.moves[{here, key_of(*next)}];
        ++move.moves;
        if (first(&tally, 2, here, key_of(*next))) ++move.deals;
    }

    void entry(Tally& tally, StageKey here, const PathStep& step, bool is_first, bool is_last) {
        OfStage& stage = tally.stages[here];
        ++stage.entries, ++tally.entries;
        if (first(&tally, 3, here)) ++stage.deals;
        if (is_first) ++stage.first_of;
        if (is_last) ++stage.last_of;
        if (period_) ++period_of(tally, step.at).entries;
    }

    void outcome(Tally& tally, const PathStep& step) {
        for (OfOutcome* into : {&tally.outcomes[step.place.outcome()], period_ ? &period_of(tally, step.at).outcomes[step.place.outcome()] : nullptr}) {
            if (!into) continue;
            ++into->deals;
            into->cycle.add(step.at.us - step.deal.created.us);
            if (step.place.outcome() == Outcome::won) into->add(step.deal.value);
        }
    }

    // Of the deals whose first entry into a stage lies in the window: which reached which place later, by the age asked.
    void cohorts(const std::vector<PathStep>& path) {
        std::set<StageKey> seen;
        for (std::size_t i = 0; i < path.size(); ++i) {
            const StageKey from = key_of(path[i]);
            if (path[i].place.is_end() || !seen.insert(from).second || !window_.holds(path[i].at) || !selection_.selects(path[i].deal)) continue;
            Tally& tally = tallies_[selection_.group(path[i].deal)];
            ++tally.stages[from].cohort;
            const Time limit = window_.cohort_age_us ? Time{path[i].at.us + *window_.cohort_age_us} : Time::max();
            std::set<StageKey> reached;
            for (std::size_t j = i + 1; j < path.size() && path[j].at <= limit; ++j)
                if (reached.insert(key_of(path[j])).second) ++tally.moves[{from, key_of(path[j])}].cohort_reached;
            if (!path.back().place.is_end() && now_ < limit) ++censored_[{&tally, from}];
        }
    }

    // What belongs to the deal as a whole is counted where it stands last.
    void whole(const std::vector<PathStep>& path) {
        const PathStep& last = path.back();
        if (!selection_.selects(last.deal) || !window_.holds(path.front().at)) return;
        Tally& tally = tallies_[selection_.group(last.deal)];
        if (!last.place.is_end()) ++tally.open;
        tally.duration.add(last.at.us - path.front().at.us);
        bool changed = false;
        const PathStep* before = nullptr;
        for (const auto& step : path) {
            if (step.place.is_end() || step.reopened) continue;
            if (before && before->actor && step.actor) {
                ++(before->actor == step.actor ? tally.hand_kept : tally.hand_changes);
                changed |= before->actor != step.actor;
            }
            before = &step;
        }
        tally.deals_with_hand_change += changed;
    }

public:
    std::uint64_t censored(const Tally& tally, StageKey from) const {
        const auto found = censored_.find({&tally, from});
        return found == censored_.end() ? 0 : found->second;
    }

private:
    const DealSelection& selection_;
    const Window& window_;
    PeriodOf period_;
    const CompanyDays& days_;
    Time now_;
    std::map<GroupKey, Tally> tallies_;
    std::map<std::pair<const Tally*, StageKey>, std::uint64_t> censored_;
    std::set<std::tuple<const void*, int, StageKey, StageKey>> touched_;
};

json::value name_of(StageKey key, const DimensionContext& context) {
    if (key.place.is_end()) return json::value(enum_name(key.place.outcome()));
    return json::value(context.stages.at({static_cast<std::uint32_t>(key.model_version >> 16)}, static_cast<std::uint16_t>(key.model_version), key.place.code).name);
}
std::string model_of(StageKey key) { return to_text(StageModelId{static_cast<std::uint32_t>(key.model_version >> 16)}); }

std::uint64_t count_of(const std::map<Outcome, OfOutcome>& outcomes, Outcome outcome) {
    const auto found = outcomes.find(outcome);
    return found == outcomes.end() ? 0 : found->second.deals;
}

json::object printed_outcomes(const std::map<Outcome, OfOutcome>& outcomes) {
    json::object all;
    for (const auto outcome : {Outcome::won, Outcome::lost, Outcome::derailed}) {
        const auto found = outcomes.find(outcome);
        json::object one{{"deals", count_of(outcomes, outcome)}, {"cycle", found == outcomes.end() ? Durations().summary() : found->second.cycle.summary()}};
        if (outcome == Outcome::won) one["amounts"] = found == outcomes.end() ? json::value(json::array()) : amounts_json(found->second.amounts);
        all[enum_name(outcome)] = std::move(one);
    }
    const auto won = count_of(outcomes, Outcome::won), lost = count_of(outcomes, Outcome::lost), derailed = count_of(outcomes, Outcome::derailed);
    all["win_rate"] = proportion(won, won + lost);
    all["win_rate_broad"] = proportion(won, won + lost + derailed);
    return all;
}

json::object printed(const Tally& tally, const Counting& counting, const DimensionContext& context) {
    json::array stages, moves, periods;
    for (const auto& [key, stage] : tally.stages)
        stages.push_back({{"stage_model", model_of(key)}, {"stage", name_of(key, context)}, {"entries", stage.entries}, {"deals", stage.deals}, {"first", stage.first_of},
                          {"last", stage.last_of}, {"dwell", stage.dwell.summary()}});
    for (const auto& [key, move] : tally.moves) {
        const OfStage& from = tally.stages.at(key.first);
        moves.push_back({{"stage_model", model_of(key.first)}, {"from", name_of(key.first, context)}, {"to", name_of(key.second, context)}, {"moves", move.moves}, {"deals", move.deals},
                         {"conversion", proportion(move.deals, from.left_deals)},
                         {"cohort", {{"reached", move.cohort_reached}, {"entered", from.cohort}, {"censored_n", counting.censored(tally, key.first)}, {"conversion", proportion(move.cohort_reached, from.cohort)}}}});
    }
    for (const auto& [name, period] : tally.periods) {
        json::object one{{"period", name}, {"opened", period.opened}, {"entries", period.entries}};
        add_members(one, printed_outcomes(period.outcomes));
        periods.push_back(std::move(one));
    }
    json::object printed{{"deals", tally.deals}, {"opened", tally.opened}, {"begun_before", tally.begun_before}, {"open", tally.open}, {"stage_entries", tally.entries},
                         {"outcomes", printed_outcomes(tally.outcomes)}, {"duration", tally.duration.summary()},
                         {"hands", {{"changed", tally.hand_changes}, {"kept", tally.hand_kept}, {"deals_with_change", tally.deals_with_hand_change}}},
                         {"stages", std::move(stages)}, {"moves", std::move(moves)}};
    if (!periods.empty()) printed["periods"] = std::move(periods);
    return printed;
}

PeriodOf read_period(const ReadQuestion& question, Problems& problems) {
    const auto text = question.find("period");
    if (!text || *text == "none") return nullptr;
    for (const auto& [name, period] : {std::pair<std::string_view, PeriodOf>{"day", day_of}, {"month", month_of}, {"quarter", quarter_of}, {"year", year_of}})
        if (*text == name) return period;
    problems.push_back({"period", "expected none, day, month, quarter or year"});
    return nullptr;
}

Window read_window(const ReadQuestion& question, const CompanyDays& days, Problems& problems) {
    Window window{read_times(question, days, problems), {}};
    if (const auto text = question.find("cohort_age_days")) {
        const auto age_days = whole_number(*text).value_or(0);
        if (age_days < 1 || age_days > 36'500) problems.push_back({"cohort_age_days", "expected 1 to 36500 days"});
        window.cohort_age_us = static_cast<std::int64_t>(age_days) * us_per_day;
    }
    return window;
}

}  // namespace

ReadAnswer conversion(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Problems problems;
    const DealSelection selection(question, context, problems);
    const CompanyDays days(log, question.instant);
    const Window window = read_window(question, days, problems);
    const PeriodOf period = read_period(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    Counting counting(selection, window, period, days, question.now);
    std::vector<PathStep> path;
    context.deals->deals.each_history(question.instant, [&](std::uint32_t, const Deal& birth, Time born, std::span<const Change> changes) {
        path_of(birth, born, changes, path);
        counting.add(path);
    });
    json::array groups;
    for (const auto& [key, tally] : counting.tallies()) {
        json::object group = selection.label(key, context);
        add_members(group, printed(tally, counting, context));
        groups.push_back(std::move(group));
    }
    return json::object{{"definition", "conversion.v1"}, {"groups", std::move(groups)}};
}

std::vector<ReadParameter> conversion_parameters() {
    auto parameters = DealSelection::parameters();
    parameters.push_back({"from", "only events valid at or after this instant or the beginning of this day"});
    parameters.push_back({"to", "only events valid before this instant or the beginning of this day"});
    parameters.push_back({"period", "also by period of the company's time zone: none, day, month, quarter, year"});
    parameters.push_back({"cohort_age_days", "cohort conversion by this age; open deals younger than it are censored"});
    return parameters;
}

}  // namespace foxtrail
