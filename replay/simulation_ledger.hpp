// What a simulation has said so far: commands in order, and the position each will get when all of them are recorded.
#pragma once

#include "commands/request.hpp"

#include <deque>

namespace foxtrail {

// A command, and the position of the last event it records.
struct SimulatedCommand {
    Submission submission;
    Position last = 0;
};

// Who says something, why, and when it was true.
struct Saying {
    EmployeeId by;  // {} for the system
    std::string reason;
    std::optional<Time> valid_at;
    Position corrects = 0;
};

class SimulationLedger {
public:
    // Issues a command that records `events` events; returns the position of the first.
    Position issue(Time recorded_at, AnyCommand command, Saying saying = {}, std::uint32_t events = 1) {
        Submission submission;
        submission.command = std::move(command);
        submission.envelope.recorded_at = recorded_at;
        submission.envelope.reason = std::move(saying.reason);
        submission.envelope.corrects = saying.corrects;
        if (saying.by) submission.actor = Ref<EmployeeId>(saying.by);
        submission.has_valid_at = saying.valid_at.has_value();
        submission.envelope.valid_at = saying.valid_at.value_or(Time{});
        head_ += events;
        waiting_.push_back({std::move(submission), head_});
        return head_ - events + 1;
    }

    bool empty() const { return waiting_.empty(); }
    SimulatedCommand take() {
        SimulatedCommand command = std::move(waiting_.front());
        waiting_.pop_front();
        return command;
    }

private:
    std::deque<SimulatedCommand> waiting_;
    Position head_ = 0;
};

}  // namespace foxtrail
