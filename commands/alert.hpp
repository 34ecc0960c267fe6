// Telling people: alerts raised by deciders at append and by the scheduler, acknowledged and acted on by those told.
#pragma once

#include "commands/organisation.hpp"
#include "commands/standing_rule.hpp"
#include "events/alert.hpp"

namespace foxtrail {

struct Alert {
    AlertId id;
    RuleCode rule = RuleCode::R1;
    Entity subject;
    EmployeeId told;
    std::string why;
    Time acknowledge_by;
    Time answered{};  // when he took note of it or did something about it, the last time; {} while he has not
    bool escalated = false, closed = false, lapsed = false;
    std::optional<AlertId> escalates{};  // the one that was not acknowledged, of which this tells

    bool acknowledged() const { return answered != Time{}; }
};
BOOST_DESCRIBE_STRUCT(Alert, (), (id, rule, subject, told, why, acknowledge_by, answered, escalated, closed, lapsed, escalates))
template <>
struct StateOf<AlertId> { using type = Alert; };

RestsOn rests_on(const Alert&);  // on its subject; a closed one only when it tells of what may go on: what was done about it may need time
void evolve(Alert&, const AlertRaised&, const Meta&);
void evolve(Alert&, const AlertAcknowledged&, const Meta&);
void evolve(Alert&, const AlertActedOn&, const Meta&);
void evolve(Alert&, const AlertEscalated&, const Meta&);
void evolve(Alert&, const AlertLapsed&, const Meta&);
void evolve(Alert&, const AlertPassedOn&, const Meta&);

// Records an alert for each of `told` who has no open one of this rule on this subject about the same matter: one that says all these
// words; of the rule at all when there are none. {} and repetitions are left out. One that he took note of is in the way for R3's days
// only, one that he did something about not at all. Nothing while the rule is switched off. This is how a decider tells people at append.
void tell(Decision&, const Facts&, RuleCode, Entity subject, const std::vector<EmployeeId>& told, const std::string& why, const std::vector<std::string>& matter = {});

// Of what has happened, however often it did before and whatever was said in the same words: once in a decision.
void tell_occurrence(Decision&, const Facts&, RuleCode, Entity subject, const std::vector<EmployeeId>& told, const std::string& why);
// Of what is looked for again and again: not in the same words while the last time is not forgotten.
inline void tell_once(Decision& d, const Facts& f, RuleCode code, Entity subject, const std::vector<EmployeeId>& told, const std::string& why) {
    tell(d, f, code, subject, told, why, {why});
}

// The same for what goes on since `since` and is looked for every day: who did something about it is left R3's days before he is told again.
void tell_while_so(Decision&, const Facts&, RuleCode, Entity subject, const std::vector<EmployeeId>& told, const std::string& why, const std::vector<std::string>& matter = {},
                   Time since = {});

// The alerts about it, its milestones, its waivers and its documents at gates that are not done with.
std::vector<AlertId> alerts_about(const Facts&, OpportunityId);

bool is_told_of_task(const Facts&, Entity task, EmployeeId);

// By the clock, not in working hours.
Time hours_after(Time, std::uint32_t hours);

struct RaiseAlert {
    static constexpr CommandType type{"alert.raise", "发出预警", AskedBy::scheduler};
    static constexpr std::string_view doc = "Tell people of something by a standing rule; a deal that stays in its stage for long (R5) is flagged too. Only the scheduler asks this: it finds what falls due by the passing of time.";
    RuleCode rule = RuleCode::R1;
    Entity subject;
    std::vector<Ref<EmployeeId>> told;
    std::string why;
};
BOOST_DESCRIBE_STRUCT(RaiseAlert, (), (rule, subject, told, why))

struct AcknowledgeAlert {
    static constexpr CommandType type{"alert.acknowledge", "确认预警"};
    static constexpr std::string_view doc = "Take note of an alert; only the person told can.";
    Ref<AlertId> alert;
    static constexpr auto target = &AcknowledgeAlert::alert;
};
BOOST_DESCRIBE_STRUCT(AcknowledgeAlert, (), (alert))

struct ActOnAlert {
    static constexpr CommandType type{"alert.act_on", "处理预警"};
    static constexpr std::string_view doc = "Say what was done about an alert, which closes it; only the person told can.";
    Ref<AlertId> alert;
    std::string what;
    static constexpr auto target = &ActOnAlert::alert;
};
BOOST_DESCRIBE_STRUCT(ActOnAlert, (), (alert, what))

struct EscalateAlert {
    static constexpr CommandType type{"alert.escalate", "升级预警", AskedBy::scheduler};
    static constexpr std::string_view doc = "Hand an alert that was not acknowledged in time to the manager of the person told (R3); one that is settled lapses. Only the scheduler asks this.";
    Ref<AlertId> alert;
    static constexpr auto target = &EscalateAlert::alert;
};
BOOST_DESCRIBE_STRUCT(EscalateAlert, (), (alert))

using AlertCommands = boost::mp11::mp_list<RaiseAlert, AcknowledgeAlert, ActOnAlert, EscalateAlert>;
NounEntry alert_noun();

namespace rule {
inline constexpr Rule nobody_above{"nobody_above", "The person told has no line manager to whom this could go."};
inline constexpr Rule not_yet_due{"not_yet_due", "This has not fallen due yet."};
}  // namespace rule

}  // namespace foxtrail
