#include "replay/simulation/office.hpp"

#include "commands/background.hpp"
#include "commands/capacity.hpp"
#include "commands/counterpart_fitness.hpp"
#include "commands/departure.hpp"
#include "commands/facet.hpp"
#include "commands/forecast.hpp"
#include "commands/gate_requirement.hpp"
#include "commands/pipeline_review.hpp"
#include "commands/standing_rule.hpp"
#include "commands/work_log.hpp"
#include "commands/work_plan.hpp"
#include "commands/working_calendar.hpp"
#include "replay/simulation/evaluation.hpp"
#include "replay/simulation/texts.hpp"

namespace foxtrail {
namespace {

constexpr std::array<std::string_view, 4> facet_fields{"payment_terms", "credit_limit", "service_level", "installed_base"};
constexpr std::array<std::string_view, 4> ranks{"sales manager", "senior sales manager", "key account manager", "principal"};

Date in_days(Time at, std::int32_t days) { return {date_of(at).days + days}; }

}  // namespace

void SimulatedOffice::found(Time at) {
    const Saying head{company_.head_of({1}), "as agreed with the works council", {}};
    const auto next = [&] { return at = {at.us + us_per_second}; };
    auto week = default_working_week();
    week.hours.back().from = {12 * 60 + 30};
    ledger_.issue(next(), SetWorkingCalendar{week.time_zone, week.working_days, week.hours}, head);
    ledger_.issue(next(), ChangeStandingRule{RuleCode::R6, true, {{"reclaim_idle_days", reclaim_idle_days}}}, head);
    ledger_.issue(next(), ChangeStandingRule{RuleCode::R2, true, {{"from_stage", roles_held_from_stage}, {"remind_working_days", 20}}}, head);
    ledger_.issue(next(), ChangeStandingRule{RuleCode::R5, true, {{"percentile", long_dwell_percentile}}}, head);
    ledger_.issue(next(), ChangeStandingRule{RuleCode::R4, true, {{"user_days", quiet_days}, {"technical_lead_days", quiet_days}, {"coach_days", quiet_days}}}, head);
    ledger_.issue(next(), ChangeStandingRule{RuleCode::R3, true, {{"tell_again_days", quiet_days}}}, head);
    ledger_.issue(next(), evaluation_model(1), head);
    ledger_.issue(next(), SetCounterpartFitness{BuyingRole::user, false, true, {"sales", "service", "销售", "服务"}}, head);
    // Asked for in tenders, of which there are none: it is taken back.
    const auto& stage = SimulatedCompany::stages(0, 1).front().name;
    ledger_.issue(next(), SetGateRequirement{StageModelId{1}, std::nullopt, stage, "公开招标", std::nullopt, {DocumentKind::minutes}, {"legal counsel"}},
                  head);
}

void SimulatedOffice::begin_quarter(std::int64_t quarter, Time at) {
    const Saying head{company_.head_of({1}), {}, {}};
    const Date holiday = calendar_.holiday(quarter);
    ledger_.issue(at, DeclareHoliday{holiday, "公司假日"}, head);
    ledger_.issue(at, DeclareWorkingDay{{holiday.days + 1}, "调休"}, head);
    change_rule(at);
    company_.reorganise(quarter, at);
}

void SimulatedOffice::act(Time at, Position seen, double share) {
    constexpr double model_revised_at = 0.5;  // of the whole history
    if (!model_revised_ && share > model_revised_at) return revise_model(at);
    switch (random_.weighted(std::array<std::uint32_t, 9>{400, 90, 70, 30, 120, 40, 5, 3, 3})) {
        case 0:
            return spend_a_day(at);
        case 1:
            return draft_plan(at);
        case 2:
            return hold_review(at, seen);
        case 3:
            return freeze_forecasts(at);
        case 4:
            return update_facet(at);
        case 5:
            return tell_of_oneself(at);
        case 6:
            return promote(at);
        case 7:
            return change_line(at);
        default:
            return set_capacity(at);
    }
}

// The evening's log; one that is forgotten is found missing the next morning.
void SimulatedOffice::spend_a_day(Time at) {
    const EmployeeId seller = company_.some_seller();
    if (random_.chance(0.1)) return scheduler_.watch_work_log(seller, date_of(at));
    const auto minutes = static_cast<std::uint32_t>(random_.between(16, 32) * 15);
    ledger_.attempt(at, SubmitWorkLog{date_of(at), {{company_.old_customer().entity(), {}, minutes, "visits and calls"}}},
                    {seller, {}, {}});
}

void SimulatedOffice::draft_plan(Time at) {
    const EmployeeId seller = company_.some_seller();
    DraftWorkPlan plan{
        seller, "the next weeks", date_of(at), in_days(at, 28), {{{}, "visit the ten largest customers", in_days(at, 24), {}}}};
    plan.items.push_back({{}, "bring the price list up to date", in_days(at, 10), {}});
    if (random_.chance(0.5)) plan.items.push_back({{}, "learn the new product", in_days(at, 17), {}});
    ledger_.attempt(at, std::move(plan), {seller, {}, {}});
}

void SimulatedOffice::hold_review(Time at, Position seen) {
    if (seen == 0) return;
    const DepartmentId department = company_.some_department_else();
    const EmployeeId head = company_.head_of(department);
    HoldPipelineReview review{department.entity(), seen, "went through what changed since", {Ref(head)}};
    for (const EmployeeId seller : company_.sellers_of(department)) review.attendees.push_back(Ref(seller));
    ledger_.attempt(at, std::move(review), {head, {}, {}});
}

// What a department expects of this month and the next.
void SimulatedOffice::freeze_forecasts(Time at) {
    constexpr std::size_t sellers_most = 3;  // at a time, so that no commit is long
    const DepartmentId department = company_.some_department_else();
    FreezeForecasts freeze{{date_of(at), in_days(at, 45)}, {}};
    for (const EmployeeId seller : company_.sellers_of(department))
        if (freeze.owners.size() < sellers_most && company_.manager_of(seller) == company_.head_of(department))
            freeze.owners.push_back(Ref(seller));
    if (!freeze.owners.empty()) ledger_.attempt(at, std::move(freeze), {company_.head_of(department), {}, {}});
}

void SimulatedOffice::update_facet(Time at) {
    const DepartmentId department = company_.some_department_else();
    const std::string value = "class " + std::to_string(random_.below(20) + 1);
    ledger_.attempt(at, UpdateFacet{company_.old_customer(), department, {{std::string(random_.pick(facet_fields)), value}}},
                    {company_.head_of(department), "the yearly check", {}});
}

void SimulatedOffice::tell_of_oneself(Time at) {
    const EmployeeId seller = company_.some_seller();
    const Date from = in_days(at, -static_cast<std::int32_t>(random_.between(3'000, 6'000))), until{from.days + 1'400};
    if (random_.chance(0.5))
        ledger_.attempt(at, RecordEmployeeEducation{seller, std::string(school_name(random_)), from, until}, {seller, {}, {}});
    else
        ledger_.attempt(at, RecordEmployeeEmployment{seller, customer_name(random_, random_.below(50) + 1), from, until}, {seller, {}, {}});
}

void SimulatedOffice::promote(Time at) {
    const EmployeeId seller = company_.some_seller();
    ledger_.attempt(at, PromoteEmployee{seller, std::string(random_.pick(ranks))}, {company_.manager_of(seller), "a good year", {}});
}

void SimulatedOffice::change_line(Time at) {
    const EmployeeId seller = company_.some_seller(), manager = company_.head_of(company_.some_department_else());
    company_.place_under(seller, manager);
    ledger_.attempt(at, ChangeReportingLine{seller, Ref(manager)},
                    {company_.head_of({1}), "a team of its own for the large customers", {}});
}

// One in ten works part time.
void SimulatedOffice::set_capacity(Time at) {
    constexpr std::uint32_t one_in = 10;
    EmployeeId seller = company_.some_seller();
    for (int looked = 0; looked < 100 && seller.number % one_in != 0; ++looked) seller = company_.some_seller();
    if (seller.number % one_in != 0) return tell_of_oneself(at);
    company_.limit(seller);
    ledger_.attempt(at, SetCapacity{seller, static_cast<std::uint32_t>(random_.between(8, 20))},
                    {company_.manager_of(seller), "part time", {}});
}

void SimulatedOffice::change_rule(Time at) {
    const Saying saying{company_.head_of({1}), "after a quarter of it", {}};
    const bool even = ++changes_ % 2 == 0;
    if (even)
        ledger_.issue(at, ChangeStandingRule{RuleCode::R4, true, {{"days", 28 + changes_ % 5}}}, saying);
    else
        ledger_.issue(at, ChangeStandingRule{RuleCode::R9, true, {{"answer_working_hours", 8 + changes_ % 4}}}, saying);
}

void SimulatedOffice::revise_model(Time at) {
    model_revised_ = true;
    ledger_.issue(at, evaluation_model(2), {company_.head_of({1}), "what won last year weighs more", {}});
}

}  // namespace foxtrail
