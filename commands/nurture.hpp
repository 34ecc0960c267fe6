// Nurturing leads and opportunities until they are promoted or disqualified.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/nurture.hpp"

namespace foxtrail {

struct Lead;
struct Opportunity;

// The last nurturing of a lead or an opportunity.
struct Nurture {
    std::string plan;  // while it goes on
    Date until;
    Time since;
    std::uint32_t steps = 0;
    std::optional<NurtureEnd> end{};
    EmployeeId started_by;
    bool overdue = false;

    bool going_on() const { return !end; }
};
BOOST_DESCRIBE_STRUCT(Nurture, (), (plan, until, since, steps, end, started_by, overdue))

void evolve(Lead&, const NurtureStarted&, const Meta&);
void evolve(Lead&, const NurtureStepDone&, const Meta&);
void evolve(Lead&, const NurtureProlonged&, const Meta&);
void evolve(Lead&, const NurtureEnded&, const Meta&);
void evolve(Lead&, const NurtureOverdue&, const Meta&);
void evolve(Opportunity&, const NurtureStarted&, const Meta&);
void evolve(Opportunity&, const NurtureStepDone&, const Meta&);
void evolve(Opportunity&, const NurtureProlonged&, const Meta&);
void evolve(Opportunity&, const NurtureEnded&, const Meta&);
void evolve(Opportunity&, const NurtureOverdue&, const Meta&);

struct StartNurture {
    static constexpr CommandType type{"nurture.start", "开始培育"};
    static constexpr std::string_view doc = "Nurture a lead or an opportunity by a plan until a day.";
    Entity item;
    std::string plan;
    Date until;
};
BOOST_DESCRIBE_STRUCT(StartNurture, (), (item, plan, until))

struct RecordNurtureStep {
    static constexpr CommandType type{"nurture.record_step", "记录培育步骤"};
    static constexpr std::string_view doc = "Record what was done for a lead or an opportunity that is nurtured.";
    Entity item;
    std::string what;
};
BOOST_DESCRIBE_STRUCT(RecordNurtureStep, (), (item, what))

struct ProlongNurture {
    static constexpr CommandType type{"nurture.prolong", "延长培育"};
    static constexpr std::string_view doc = "Nurture something on until a later day, and say why; its plan and its steps stay.";
    Entity item;
    Date until;
};
BOOST_DESCRIBE_STRUCT(ProlongNurture, (), (item, until))

struct EndNurture {
    static constexpr CommandType type{"nurture.end", "结束培育"};
    static constexpr std::string_view doc =
        "End nurturing. Promoted is a qualified lead, or an opportunity evaluated at or above the threshold; "
        "disqualified closes the lead or opportunity in the same commit.";
    Entity item;
    NurtureEnd end = NurtureEnd::promoted;
    std::string why;
};
BOOST_DESCRIBE_STRUCT(EndNurture, (), (item, end, why))

struct MarkNurtureOverdue {
    static constexpr CommandType type{"nurture.mark_overdue", "标记培育逾期", AskedBy::scheduler};
    static constexpr std::string_view doc =
        "Note that the day until which something was to be nurtured is over, and tell who has it, or who began the nurturing, and his manager (R3). Only "
        "the scheduler asks this.";
    Entity item;
};
BOOST_DESCRIBE_STRUCT(MarkNurtureOverdue, (), (item))

using NurtureCommands = boost::mp11::mp_list<StartNurture, RecordNurtureStep, ProlongNurture, EndNurture, MarkNurtureOverdue>;
NounEntry nurture_noun();

}  // namespace foxtrail
