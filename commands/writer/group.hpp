// One group commit in the making: decides commands one after another against the states and what was decided before in
// the same group.
#pragma once

#include "commands/writer/outcome.hpp"
#include "commands/writer/request.hpp"
#include "core/log/log.hpp"

#include <boost/unordered/unordered_flat_map.hpp>

namespace foxtrail {

class Group {
public:
    // Without `blobs`, nothing is asked of the contents that commands name.
    Group(Log& log, States& states, const Blobs* blobs) : log_(log), states_(states), blobs_(blobs), head_(log.head()) { commits_.reserve(64); }

    CommandOutcome decide(Submission& submission, Time now);

    const std::vector<CommitDraft>& commits() const { return commits_; }
    Position event_count() const { return head_ - log_.head(); }
    Batch& also() { return also_; }
    bool destroys_keys() const { return destroys_keys_; }
    // After decide() has thrown: whether it had begun to change states, so that the group is of no use.
    bool is_half_recorded() const { return is_recording_; }

private:
    Decision decided(const Submission&);
    bool prepare(Submission&, Time now, CommandOutcome&);
    bool take_correction(Submission&, CommandOutcome&);
    Position newest_correction(Entity target, Position) const;
    bool conditions_hold(const Submission&, CommandOutcome&);
    bool none_since_holds(const Conditions&, CommandOutcome&);
    Position version(Entity) const;
    void record(const Submission&, const Decision&, CommandOutcome&);
    std::optional<CommandOutcome> first_answer(const Submission&, const std::string& digest);
    void keep_answer(const Submission&, const std::string& digest, const CommandOutcome&);

    Log& log_;
    States& states_;
    const Blobs* blobs_;
    Position head_;
    std::vector<CommitDraft> commits_;
    std::optional<AnyEvent> corrected_;  // by the command at hand
    Batch also_;
    bool destroys_keys_ = false, is_recording_ = false;
    boost::unordered_flat_map<Entity, Position, std::hash<Entity>> versions_;  // of entities touched in this group
    boost::unordered_flat_map<std::string, std::string> answers_;              // to command keys, in this group
};

}  // namespace foxtrail
