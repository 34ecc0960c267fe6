#include "http/scheduler.hpp"

#include "commands/alert.hpp"
#include "commands/assignment.hpp"
#include "commands/assistance.hpp"
#include "commands/committee_watch.hpp"
#include "commands/departure.hpp"
#include "commands/duplicate.hpp"
#include "commands/handover.hpp"
#include "commands/milestone.hpp"
#include "commands/nurture.hpp"
#include "commands/quote.hpp"
#include "commands/risk_flag.hpp"
#include "commands/task.hpp"
#include "commands/urge.hpp"
#include "commands/waiver.hpp"
#include "commands/work_log.hpp"
#include "commands/work_plan.hpp"
#include "projections/rules/absences.hpp"
#include "projections/rules/rule_findings.hpp"
#include "projections/work/work_board.hpp"

#include <spdlog/spdlog.h>

#include <ranges>

namespace foxtrail {
namespace {

// The command that an item past its day asks for, by its kind.
template <class Command, class IdType>
AnyCommand due_command(const WorkRow& row) {
    return Command{IdType{row.item.number}};
}
AnyCommand plan_item_command(const WorkRow& row) { return MarkPlanItemOverdue{WorkPlanId{row.item.number}, row.number}; }

using DueCommand = std::pair<Kind, AnyCommand (*)(const WorkRow&)>;
const DueCommand due_commands[]{
    {AlertId::kind, due_command<EscalateAlert, AlertId>},
    {TaskId::kind, due_command<MarkTaskOverdue, TaskId>},
    {HandoverId::kind, due_command<ExpireHandover, HandoverId>},
    {UrgeId::kind, due_command<EscalateUrge, UrgeId>},
    {AssistanceId::kind, due_command<ExpireAssistance, AssistanceId>},
    {RiskFlagId::kind, due_command<EscalateRiskFlag, RiskFlagId>},
    {WaiverId::kind, due_command<ExpireWaiver, WaiverId>},
    {QuoteId::kind, due_command<ExpireQuote, QuoteId>},
    {MilestoneId::kind, due_command<MarkMilestoneMissed, MilestoneId>},
    {OpportunityId::kind, due_command<ExpireOffer, OpportunityId>},
    {WorkPlanId::kind, plan_item_command},
};

constexpr std::size_t commands_max = 10'000;  // of a kind in one run; the rest waits for the next
constexpr std::int64_t ask_again_us = 3'600 * us_per_second;  // what recorded nothing

struct Interrupted {};  // the server stops in the middle of a run

// A flag that somebody took note of still waits for a manager's guidance, a waiver that was granted for its last day, help that was
// promised for its delivery.
bool waits(const WorkRow& row) {
    static constexpr std::array kinds{RiskFlagId::kind, WaiverId::kind, AssistanceId::kind};
    return std::ranges::find(kinds, row.item.kind) != kinds.end() ? is_open(row.state()) : row.state() == WorkState::open;
}

}  // namespace

Scheduler::Scheduler(Log& log, Writer& writer, const Runner& runner, SchedulerOptions options)
    : log_(log), writer_(writer), runner_(runner), options_(std::move(options)) {}

Scheduler::~Scheduler() { stop(); }

void Scheduler::start() {
    if (options_.every.count() > 0) thread_ = std::thread([this] { run(); });
}

void Scheduler::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Scheduler::run() {
    std::unique_lock lock(mutex_);
    while (!wake_.wait_for(lock, options_.every, [&] { return stopping_.load(); })) {
        lock.unlock();
        try {
            run_once();
        } catch (const Interrupted&) {  // it is asked for at the next start
        } catch (const std::exception& failure) {
            spdlog::error("what falls due could not be worked out: {}", failure.what());
        }
        lock.lock();
    }
}

Scheduler::Asked Scheduler::run_once() {
    runner_.wait_for(log_.head(), std::chrono::seconds(10));
    const Time now = options_.clock();
    const Deadlines deadlines(log_, {{}, Instant{}, now});
    const bool another_day = today_ != deadlines.today;
    Asked asked;
    if (another_day) in_vain_at_.clear();
    close_what_is_due(deadlines, asked);
    if (another_day) take_back_what_is_idle(now, asked), look_at_people(now, asked), tell_what_is_found(deadlines, asked);
    today_ = deadlines.today;
    suspect_namesakes(now, asked);
    return asked;
}

void Scheduler::go_on() const {
    if (stopping_) throw Interrupted();
}

Verdict Scheduler::ask(AnyCommand command, std::string reason, Asked& asked) {
    go_on();
    Submission submission;
    submission.command = std::move(command);
    submission.envelope.reason = std::move(reason);
    const Verdict verdict = writer_.execute(std::move(submission)).verdict;
    ++asked.commands;
    asked.recorded += verdict == Verdict::recorded;
    return verdict;
}

bool Scheduler::asked_lately(const Matter& matter, Time now) const {
    const auto in_vain = in_vain_at_.find(matter);
    return in_vain != in_vain_at_.end() && now.us - in_vain->second.us < ask_again_us;
}

void Scheduler::close_what_is_due(const Deadlines& deadlines, Asked& asked) {
    const Time now = deadlines.now;
    std::vector<std::pair<Entity, AnyCommand>> due;
    {
        const DimensionContext context(runner_, Instant{});
        const auto work = runner_.read<Work>();
        work->items.each(Instant{}, [&](std::uint32_t, const WorkRow& row) {
            if (!waits(row) || row.due == Time{} || deadlines.instant_of(row) > now || row.marked || !is_to_do(row, *work.tables, context)) return;
            if (due.size() >= commands_max || asked_lately({row.item, {}}, now)) return;
            const auto command = std::ranges::find(due_commands, row.item.kind, &DueCommand::first);
            if (command != std::end(due_commands)) due.emplace_back(row.item, command->second(row));
        });
    }
    for (auto& [item, command] : due)
        if (ask(std::move(command), "fell due", asked) != Verdict::recorded) in_vain_at_[{item, {}}] = now;
}

void Scheduler::suspect_namesakes(Time now, Asked& asked) {
    std::size_t commands = 0;
    for (const auto& [contact, other] : namesakes_.found(runner_, log_, [&] { go_on(); })) {
        const Matter both{contact.entity(), other.entity()};
        if (asked_lately(both, now)) continue;
        if (++commands > commands_max) break;
        if (ask(SuspectDuplicate{contact, other}, "as far as their names tell", asked) != Verdict::recorded) in_vain_at_[both] = now;
    }
}

void Scheduler::take_back_what_is_idle(Time now, Asked& asked) {
    for (const OpportunityId deal : idle_deals(runner_, log_, now)) ask(ReclaimOpportunity{deal}, "idle for long", asked);
}

void Scheduler::look_at_people(Time now, Asked& asked) {
    for (const OpportunityId deal : owned_deals(runner_)) ask(WatchCommittee{deal}, "the daily look", asked);
    for (const EmployeeId employee : leavers(runner_)) ask(WatchDeparture{employee}, "the daily look", asked);
    for (const TaskId task : undone_tasks(runner_)) ask(MarkTaskOverdue{task}, "the daily look", asked);
    for (const RiskFlagId flag : uncleared_flags(runner_)) ask(EscalateRiskFlag{flag}, "the daily look", asked);
    for (const Entity item : overdue_nurtures(runner_, log_, now)) ask(MarkNurtureOverdue{item}, "the daily look", asked);
    for (const auto& [employee, day] : missing_work_logs(runner_, log_, now) | std::views::take(commands_max))
        ask(MarkWorkLogMissed{employee, day}, "not handed in", asked);
}

void Scheduler::tell_what_is_found(const Deadlines& deadlines, Asked& asked) {
    const auto told_today = [&](const Finding& finding, EmployeeId person) {
        bool found = false;
        runner_.read<Work>()->items.each_with<&WorkRow::about>(finding.subject, Instant{}, [&](std::uint32_t, const WorkRow& row) {
            found |= row.item.kind == AlertId::kind && row.rule == finding.rule && row.owner == person &&
                     deadlines.company.time.local_date(row.opened) == deadlines.today;
        });
        return found;
    };
    for (auto& finding : all_findings(runner_, log_, deadlines.now)) {
        std::erase_if(finding.told, [&](EmployeeId person) { return !person || told_today(finding, person); });
        if (finding.told.empty()) continue;
        ask(RaiseAlert{finding.rule, finding.subject, {finding.told.begin(), finding.told.end()}, finding.why}, "a standing rule found it", asked);
    }
}

}  // namespace foxtrail
