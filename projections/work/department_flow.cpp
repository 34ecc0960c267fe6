#include "projections/work/department_flow.hpp"

#include "projections/reading/parameters.hpp"
#include "projections/reading/recall.hpp"
#include "projections/reading/statistics.hpp"
#include "projections/work/work_item_path.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::string_view flow_definition =
    "Work items and deliveries opened (valid time) in from <= opened < to, calendar time. lead_time: opened until closed; censored_n are "
    "open. waiting: laid before a department until it accepted or returned it, a delivery from the day the deal was won; censored_n still "
    "wait or were closed unanswered. in_hand: accepted or got back, until passed on or closed; censored_n are still there. returned: "
    "share of what was laid before a department that it gave back, of what it answered. An item passed on stays with its holder, but "
    "the time is the next department's waiting.";

struct DepartmentFlow {
    Durations waiting, in_hand, open_age;
    std::uint64_t accepted = 0, returned = 0, unanswered = 0, open_waiting = 0, open_in_hand = 0;
    std::optional<Time> oldest;

    void add(const DepartmentStay& stay, Time now) {
        Durations& of = stay.waiting ? waiting : in_hand;
        const bool answered = stay.end == StayEnd::accepted || stay.end == StayEnd::returned;
        const bool ended = stay.waiting ? answered : stay.end != StayEnd::running;
        if (ended) of.add(stay.to.us - stay.from.us);
        else of.add_censored();
        if (stay.waiting) accepted += stay.end == StayEnd::accepted, returned += stay.end == StayEnd::returned, unanswered += !answered;
        if (stay.end != StayEnd::running) return;
        ++(stay.waiting ? open_waiting : open_in_hand);
        open_age.add(now.us - stay.from.us);
        oldest = std::min(oldest.value_or(stay.from), stay.from);
    }
    json::object printed() const {
        return {{"waiting", waiting.summary()},
                {"in_hand", in_hand.summary()},
                {"returned", proportion(returned, accepted + returned, unanswered)},
                {"open", {{"waiting", open_waiting}, {"in_hand", open_in_hand}, {"oldest_since", oldest ? json::value(to_text(*oldest)) : json::value(nullptr)}, {"age", open_age.summary()}}}};
    }
};

struct OpenStay {
    WorkRow row;
    DepartmentStay stay;
};

class FlowTally {
public:
    FlowTally(const ReadQuestion& question, const DimensionContext& context, const CompanyDays& days, Problems& problems)
        : department_(read_known<DepartmentId>(question, "department", context.directory->departments, problems)),
          opened_(read_times(question, days, problems)),
          now_(question.now) {}

    void add(const WorkRow& row, const WorkItemPath& path) {
        if (!opened_.has(path.opened)) return;
        if (department_ && std::ranges::find(path.stays, *department_, &DepartmentStay::department) == path.stays.end()) return;
        if (path.closed) lead_time_.add(path.closed->us - path.opened.us);
        else lead_time_.add_censored();
        for (const DepartmentStay& stay : path.stays) {
            if (department_ && stay.department != *department_) continue;
            all_.add(stay, now_);
            departments_[stay.department].add(stay, now_);
            if (stay.end == StayEnd::running) open_.push_back({row, stay});
        }
    }
    // The open ones, who have been where they are longest first.
    std::vector<OpenStay> open(std::size_t limit) {
        std::ranges::stable_sort(open_, {}, [](const OpenStay& open) { return open.stay.from; });
        if (open_.size() > limit) open_.resize(limit);
        return open_;
    }
    json::object printed(const DimensionContext& context) const {
        json::array departments;
        for (const auto& [department, flow] : departments_) {
            json::object printed = flow.printed();
            printed["department"] = named_or_unknown(department.entity(), context);
            departments.push_back(std::move(printed));
        }
        return {{"definition", flow_definition}, {"lead_time", lead_time_.summary()}, {"all", all_.printed()}, {"departments", std::move(departments)}};
    }

private:
    std::optional<DepartmentId> department_;
    TimeRange opened_;
    Time now_;
    Durations lead_time_;
    DepartmentFlow all_;
    std::map<DepartmentId, DepartmentFlow> departments_;
    std::vector<OpenStay> open_;
};

json::array open_stays_json(const std::vector<OpenStay>& open, const Log& log, const DimensionContext& context, Time now) {
    std::vector<Position> positions;
    for (const OpenStay& each : open) positions.push_back(each.row.position);
    const Recalled events = recall(log, positions);
    json::array printed;
    for (const auto& [row, stay] : open)
        printed.push_back({{"item", to_text(row.item)},
                           {"about", to_text(row.about)},
                           {"department", named_or_unknown(stay.department.entity(), context)},
                           {"waiting", stay.waiting},
                           {"holder", named_or_unknown(row.owner.entity(), context)},
                           {"since", to_text(stay.from)},
                           {"age_s", (now.us - stay.from.us) / us_per_second},
                           {"event", events.at(row.position).data}});
    return printed;
}

// When the deal that a delivery is of was won, as it was known when the department took it over: it may have been opened again since.
std::optional<Time> won_at(const WorkRow& row, Time taken_over, const DimensionContext& context) {
    Deal deal;
    const Instant then{row.position, taken_over};
    if (row.asked_by || !context.deals->deals.at(row.about.number, then, deal) || deal.outcome.value != Outcome::won) return std::nullopt;
    return deal.outcome.since;
}

}  // namespace

ReadAnswer cross_department_flow(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto work = runner.read<Work>();
    Problems problems;
    FlowTally tally(question, context, CompanyDays(log, question.instant), problems);
    std::size_t limit = page_limit_default;
    read_limit(question, limit, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    work->items.each(question.instant, [&](std::uint32_t id, const WorkRow& row) {
        if (row.item.kind != WorkItemId::kind) return;
        work->items.history(id, question.instant, [&](std::uint32_t, const WorkRow& birth, Time born, std::span<const Change> changes) {
            tally.add(row, work_item_path(birth, born, changes, *context.directory.tables, question.instant.as_of, won_at(birth, born, context)));
        });
    });
    json::object answer = tally.printed(context);
    answer["open"] = open_stays_json(tally.open(limit), log, context, question.now);
    return answer;
}

std::vector<ReadParameter> cross_department_flow_parameters() {
    return {{"department", "id of a department: items that were with it, and its part of them"},
            {"from", "only items opened at or after this instant or the beginning of this day"},
            {"to", "only items opened before this instant or the beginning of this day"},
            {"limit", "open items listed, the longest there first, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
