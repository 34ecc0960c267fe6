// Alerts: who was told of what, by which rule, when he took note and what he did.
#pragma once

#include "events/standing_rule.hpp"

namespace foxtrail {

struct AlertRaised {
    static constexpr EventType type{"alert.raised", 1, "预警发出"};
    static constexpr std::string_view doc = "A person was told of something by a standing rule, with the day by which he must take note.";
    AlertId alert;
    RuleCode rule;
    std::uint32_t rule_version;
    Entity subject;  // what it is about
    EmployeeId told;
    std::string why;
    Time acknowledge_by;
    std::optional<AlertId> escalates;  // the alert whose answer stayed out
    bool operator==(const AlertRaised&) const = default;
};
BOOST_DESCRIBE_STRUCT(AlertRaised, (), (alert, rule, rule_version, subject, told, why, acknowledge_by, escalates))

struct AlertAcknowledged {
    static constexpr EventType type{"alert.acknowledged", 1, "预警确认"};
    static constexpr std::string_view doc = "The person told took note of the alert.";
    AlertId alert;
    EmployeeId by;
    bool operator==(const AlertAcknowledged&) const = default;
};
BOOST_DESCRIBE_STRUCT(AlertAcknowledged, (), (alert, by))

struct AlertActedOn {
    static constexpr EventType type{"alert.acted_on", 1, "预警处理"};
    static constexpr std::string_view doc = "The person told did something about it: the alert is closed.";
    AlertId alert;
    EmployeeId by;
    std::string what;
    bool operator==(const AlertActedOn&) const = default;
};
BOOST_DESCRIBE_STRUCT(AlertActedOn, (), (alert, by, what))

struct AlertEscalated {
    static constexpr EventType type{"alert.escalated", 1, "预警升级"};
    static constexpr std::string_view doc = "The alert was not acknowledged in time and went to the manager of the person told.";
    AlertId alert;
    EmployeeId from, to;
    bool operator==(const AlertEscalated&) const = default;
};
BOOST_DESCRIBE_STRUCT(AlertEscalated, (), (alert, from, to))

struct AlertPassedOn {
    static constexpr EventType type{"alert.passed_on", 1, "预警转交"};
    static constexpr std::string_view doc = "The opportunity has another owner, and he is told what the one before him had been told and not closed.";
    AlertId alert;
    OpportunityId opportunity;
    EmployeeId from, to;
    Time acknowledge_by;
    bool operator==(const AlertPassedOn&) const = default;
};
BOOST_DESCRIBE_STRUCT(AlertPassedOn, (), (alert, opportunity, from, to, acknowledge_by))

struct AlertLapsed {
    static constexpr EventType type{"alert.lapsed", 1, "预警失效"};
    static constexpr std::string_view doc = "What somebody was told of has ended by itself before he took note of it: there is nothing left to do about it.";
    AlertId alert;
    Entity subject;
    EmployeeId told;
    bool operator==(const AlertLapsed&) const = default;
};
BOOST_DESCRIBE_STRUCT(AlertLapsed, (), (alert, subject, told))

using AlertEvents = boost::mp11::mp_list<AlertRaised, AlertAcknowledged, AlertActedOn, AlertEscalated, AlertPassedOn, AlertLapsed>;

}  // namespace foxtrail
