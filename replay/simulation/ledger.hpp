// What a simulation has said so far: commands in order. How many events each records is for the rules to say: they may add
// alerts, tasks and flags.
#pragma once

#include "commands/writer/request.hpp"

#include <deque>
#include <map>

namespace foxtrail {

// A statement that a later command may put right, by its number; 0 is none. Only the player knows its position.
using Statement = std::uint32_t;

struct SimulatedCommand {
    Submission submission;
    Statement is = 0, corrects = 0;
    bool is_attempt = false;  // whether it records anything is for the rules to say
};

// Who says something, why, and when it was true.
struct Saying {
    EmployeeId by;  // {} for the system
    std::string reason;
    std::optional<Time> valid_at;
    Statement corrects = 0;
    EmployeeId on_behalf_of{};
};

class SimulationLedger {
public:
    void issue(Time recorded_at, AnyCommand command, Saying saying = {}) {
        saying.by = acting_for(saying.by);
        add(recorded_at, std::move(command), std::move(saying));
    }
    // The same for a command that a later one may put right.
    Statement state(Time recorded_at, AnyCommand command, Saying saying = {}) {
        saying.by = acting_for(saying.by);
        return add(recorded_at, std::move(command), std::move(saying)).is = ++statements_;
    }
    // The same for a command that the rules may refuse, or that finds things as it wants them.
    void attempt(Time recorded_at, AnyCommand command, Saying saying = {}) { add(recorded_at, std::move(command), std::move(saying)).is_attempt = true; }

    // Who leaves may have gone when something is recorded: a colleague does it.
    void let_stand_in(EmployeeId leaving, EmployeeId colleague) { stand_ins_[leaving] = colleague; }
    void stays(EmployeeId employee) { stand_ins_.erase(employee); }

    bool empty() const { return waiting_.empty(); }
    SimulatedCommand take() {
        SimulatedCommand command = std::move(waiting_.front());
        waiting_.pop_front();
        return command;
    }

private:
    EmployeeId acting_for(EmployeeId employee) const {
        for (auto found = stand_ins_.find(employee); found != stand_ins_.end(); found = stand_ins_.find(employee)) employee = found->second;
        return employee;
    }
    SimulatedCommand& add(Time recorded_at, AnyCommand command, Saying saying) {
        SimulatedCommand& added = waiting_.emplace_back();
        added.submission.command = std::move(command);
        added.submission.envelope.recorded_at = recorded_at;
        added.submission.envelope.reason = std::move(saying.reason);
        if (saying.by) added.submission.actor = Ref<EmployeeId>(saying.by);
        if (saying.on_behalf_of) added.submission.on_behalf_of = Ref<EmployeeId>(saying.on_behalf_of);
        added.submission.has_valid_at = saying.valid_at.has_value();
        added.submission.envelope.valid_at = saying.valid_at.value_or(Time{});
        added.corrects = saying.corrects;
        return added;
    }

    std::deque<SimulatedCommand> waiting_;
    Statement statements_ = 0;
    std::map<EmployeeId, EmployeeId> stand_ins_;
};

}  // namespace foxtrail
