// Nurturing: leads and opportunities that are not worth a salesman's time yet, and what is done until they are.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

enum class NurtureEnd : std::uint8_t { promoted = 0, disqualified = 1 };
BOOST_DESCRIBE_ENUM(NurtureEnd, promoted, disqualified)

struct NurtureStarted {
    static constexpr EventType type{"nurture.started", 1, "培育开始"};
    static constexpr std::string_view doc = "A lead or an opportunity is nurtured by a plan until a day.";
    Entity item;
    std::string plan;
    Date until;
    bool operator==(const NurtureStarted&) const = default;
};
BOOST_DESCRIBE_STRUCT(NurtureStarted, (), (item, plan, until))

struct NurtureStepDone {
    static constexpr EventType type{"nurture.step_done", 1, "培育步骤完成"};
    static constexpr std::string_view doc = "A step of nurturing was done.";
    Entity item;
    std::uint32_t step;  // from 1, of this nurturing
    std::string what;
    bool operator==(const NurtureStepDone&) const = default;
};
BOOST_DESCRIBE_STRUCT(NurtureStepDone, (), (item, step, what))

struct NurtureEnded {
    static constexpr EventType type{"nurture.ended", 1, "培育结束"};
    static constexpr std::string_view doc = "Nurturing ended: the lead or opportunity was promoted or disqualified, after so many steps.";
    Entity item;
    NurtureEnd end;
    std::string why;
    std::uint32_t steps;
    bool operator==(const NurtureEnded&) const = default;
};
BOOST_DESCRIBE_STRUCT(NurtureEnded, (), (item, end, why, steps))

struct NurtureProlonged {
    static constexpr EventType type{"nurture.prolonged", 1, "培育延长"};
    static constexpr std::string_view doc = "Nurturing goes on until a later day than it was to; the commit's reason says why.";
    Entity item;
    Date from, to;
    bool operator==(const NurtureProlonged&) const = default;
};
BOOST_DESCRIBE_STRUCT(NurtureProlonged, (), (item, from, to))

struct NurtureOverdue {
    static constexpr EventType type{"nurture.overdue", 1, "培育逾期"};
    static constexpr std::string_view doc = "The day until which something was to be nurtured is over, and it was neither promoted nor disqualified.";
    Entity item;
    Date until;
    bool operator==(const NurtureOverdue&) const = default;
};
BOOST_DESCRIBE_STRUCT(NurtureOverdue, (), (item, until))

using NurtureEvents = boost::mp11::mp_list<NurtureStarted, NurtureStepDone, NurtureProlonged, NurtureEnded, NurtureOverdue>;

}  // namespace foxtrail
