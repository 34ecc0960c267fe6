#include "projections/work/schedule_variance.hpp"

#include "projections/reading/company_calendar.hpp"
#include "projections/reading/number_sample.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/reading/statistics.hpp"
#include "projections/work/due.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::string_view schedule_definition =
    "Milestones by the deal they belong to, as it stands at the instant. baseline: the day first planned for. variance_days: day met (valid "
    "time, company's time zone) minus baseline; censored_n are still to be met. on_time: met by the baseline, among those met or past it; "
    "censored_n have time left. missed: found past the day planned now and not met; ever_missed: at any time. left_open: not met when the "
    "deal ended. moves: every move to another day is one. slip_days: the day planned now minus baseline, of all that were not dropped.";

// A milestone as the changes of its row in Work tell it.
struct MilestonePath {
    Date baseline, due;
    std::uint32_t moves = 0;
    bool ever_missed = false, missed = false;
    WorkState state = WorkState::open;
    std::optional<Time> met{};
};

MilestonePath milestone_path(const WorkRow& birth, std::span<const Change> changes) {
    using Items = Table<WorkRow>;
    MilestonePath path{day_ended_at(birth.due), day_ended_at(birth.due)};
    WorkRow row = birth;
    for (const Change& change : changes) {
        Items::apply(row, change);
        path.moves += change.attribute() == Items::attribute_of<&WorkRow::due>();
        path.ever_missed |= row.marked;
        if (change.attribute() == Items::attribute_of<&WorkRow::ending>() && row.state() == WorkState::done) path.met = change.valid_at();
    }
    path.due = day_ended_at(row.due), path.missed = row.marked && is_open(row.state()), path.state = row.state();
    return path;
}

class MilestoneTally {
public:
    void add(const MilestonePath& path, bool deal_open, Date met, Date today) {
        ++planned_, moves_ += path.moves, moved_ += path.moves > 0, ever_missed_ += path.ever_missed;
        ++by_moves_[path.moves];
        if (path.state == WorkState::withdrawn) return void(++dropped_);
        slip_days_.add(path.due.days - path.baseline.days);
        if (path.met) {
            ++met_, ++due_, on_time_ += met <= path.baseline;
            variance_.add(met.days - path.baseline.days);
        } else if (deal_open) {
            ++(path.missed ? missed_ : open_);
            variance_.add_censored();
            ++(path.baseline < today ? due_ : not_due_);
        } else {
            ++left_open_;
        }
    }
    json::object printed() const {
        json::array by_moves;
        for (const auto& [moves, milestones] : by_moves_) by_moves.push_back({{"moves", moves}, {"milestones", milestones}});
        return {{"planned", planned_}, {"met", met_}, {"open", open_}, {"missed", missed_}, {"ever_missed", ever_missed_}, {"left_open", left_open_},
                {"dropped", dropped_}, {"moves", moves_}, {"moved", moved_}, {"on_time", proportion(on_time_, due_, not_due_)}, {"variance_days", variance_.summary()},
                {"slip_days", slip_days_.summary()}, {"by_moves", std::move(by_moves)}};
    }

private:
    std::uint64_t planned_ = 0, met_ = 0, open_ = 0, missed_ = 0, ever_missed_ = 0, left_open_ = 0, dropped_ = 0, moves_ = 0, moved_ = 0;
    std::uint64_t on_time_ = 0, due_ = 0, not_due_ = 0;  // due_: met, or the baseline is over
    NumberSample variance_, slip_days_;
    std::map<std::uint32_t, std::uint64_t> by_moves_;
};

}  // namespace

ReadAnswer schedule_variance(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto work = runner.read<Work>();
    Problems problems;
    const DealSelection selection(question, context, problems);
    const DayRange baselines = read_days(question, first_day, days_after_max, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const CompanyCalendar company(log, question.instant);
    const Date today = company.time.local_date(question.now);
    MilestoneTally all;
    std::map<GroupKey, MilestoneTally> tallies;
    work->items.each(question.instant, [&](std::uint32_t id, const WorkRow& row) {
        Deal deal;
        if (row.item.kind != MilestoneId::kind || !context.deals->deals.at(row.about.number, question.instant, deal) || !selection.selects(deal)) return;
        work->items.history(id, question.instant, [&](std::uint32_t, const WorkRow& birth, Time, std::span<const Change> changes) {
            const MilestonePath path = milestone_path(birth, changes);
            if (!baselines.has(path.baseline)) return;
            const Date met = path.met ? company.time.local_date(*path.met) : Date{};
            for (MilestoneTally* tally : {&all, &tallies[selection.group(deal)]}) tally->add(path, deal.outcome.value == Outcome::open, met, today);
        });
    });
    json::array groups;
    for (const auto& [key, tally] : tallies) {
        json::object group = selection.label(key, context);
        add_members(group, tally.printed());
        groups.push_back(std::move(group));
    }
    return json::object{{"definition", schedule_definition}, {"total", all.printed()}, {"groups", std::move(groups)}};
}

std::vector<ReadParameter> schedule_variance_parameters() {
    auto parameters = DealSelection::parameters();
    parameters.push_back({"from", "first baseline day"});
    parameters.push_back({"to", "last baseline day"});
    return parameters;
}

}  // namespace foxtrail
