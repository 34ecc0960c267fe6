// Recording what was done and how far it has come. An activity is a fact once and for all: it has no state to decide on.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/activity.hpp"

namespace foxtrail {

inline constexpr std::size_t activity_subjects_max = 20;

struct RecordActivity {
    static constexpr CommandType type{"activity.record", "记录工作情况"};
    static constexpr std::string_view doc =
        "Record what the acting employee did, about at least one customer, opportunity, lead, task or contact. "
        "What was done earlier is recorded with valid_at and a reason.";
    std::vector<Entity> subjects;
    ActivityKind kind = ActivityKind::other;
    std::string text;
    std::uint32_t minutes = 0;
};
BOOST_DESCRIBE_STRUCT(RecordActivity, (), (subjects, kind, text, minutes))

struct RecordProgress {
    static constexpr CommandType type{"activity.record_progress", "记录工作进展"};
    static constexpr std::string_view doc =
        "Record how far the acting employee has come with an open opportunity or task. What was so earlier is recorded with valid_at and a reason.";
    Entity subject;
    std::string text;
    Percent percent_done;
};
BOOST_DESCRIBE_STRUCT(RecordProgress, (), (subject, text, percent_done))

using ActivityCommands = boost::mp11::mp_list<RecordActivity, RecordProgress>;
NounEntry activity_noun();

}  // namespace foxtrail
