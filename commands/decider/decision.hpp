// What a decider answers: the events to record, or every rule that refuses the command.
#pragma once

#include "events/event_entry.hpp"

#include <algorithm>

namespace foxtrail {

// A rule of the domain. Rules are declared beside the noun they belong to, as constants in namespace rule.
struct Rule {
    std::string_view code;  // stable, for programs: "already_closed"
    std::string_view text;  // for people: what does not hold, and what to do
};

struct BrokenRule {
    std::string code;
    std::string text;
    bool operator==(const BrokenRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(BrokenRule, (), (code, text))

// Collects broken rules and events. No events and no broken rule: what was asked for is already so. A refused decision records
// only what was noted for that case: that it was tried.
class Decision {
public:
    // Notes the rule as broken unless `holds`; all rules are checked, so that a refusal says all that is wrong. `detail` is what it
    // hangs on (a text, a number, an enumerator, what has a to_text), printed only when the rule is broken.
    void require(bool holds, const Rule& broken) {
        if (!holds) refuse(broken, {});
    }
    template <class Detail>
    void require(bool holds, const Rule& broken, const Detail& detail) {
        if (holds) return;
        if constexpr (std::is_convertible_v<const Detail&, std::string_view>) refuse(broken, detail);
        else if constexpr (std::is_enum_v<Detail>) refuse(broken, enum_name(detail));
        else if constexpr (std::is_integral_v<Detail>) refuse(broken, std::to_string(detail));
        else if constexpr (requires { detail.number; }) refuse(broken, detail ? to_text(detail) : std::string());  // of nobody there is nothing to say
        else refuse(broken, to_text(detail));
    }
    // The same, named before what was found broken until now.
    void require_first(bool holds, const Rule& broken) {
        require(holds, broken);
        if (!holds) std::rotate(broken_.begin(), broken_.end() - 1, broken_.end());
    }
    void record(AnyEvent event) { events_.push_back(std::move(event)); }
    // Recorded only if the decision ends as a refusal, in place of the events it would have had.
    void record_refusal(AnyEvent event) { refusal_events_.push_back(std::move(event)); }

    bool refused() const { return !broken_.empty(); }
    const std::vector<BrokenRule>& broken() const { return broken_; }
    // What goes into the log.
    const std::vector<AnyEvent>& events() const { return refused() ? refusal_events_ : events_; }

private:
    void refuse(const Rule& broken, std::string_view detail) {
        broken_.push_back({std::string(broken.code), std::string(broken.text)});
        if (!detail.empty()) broken_.back().text.append(" (").append(detail).append(")");
    }

    std::vector<BrokenRule> broken_;
    std::vector<AnyEvent> events_, refusal_events_;
};

namespace rule {
inline constexpr Rule reason_missing{"reason_missing", "This change needs a reason: give one in \"reason\"."};
inline constexpr Rule external_key_taken{"external_key_taken", "Another entity of this kind already has this external key."};
inline constexpr Rule name_missing{"name_missing", "A name is needed: give at least one character that is not a blank."};
}  // namespace rule

inline bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace foxtrail
