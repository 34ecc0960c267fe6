// Puts the commands of rows into the queue and counts rows by what became of them.
//
// A row that is all new is submitted in one go. One that the log knows a part of waits for the answers to that part: only when
// all of it is as before is the rest recorded, since what is added behind other content would be a history that no file tells.
// A row of a table that says something else than before waits until later_state() can be asked what has happened since.
// Threads: one.
#pragma once

#include "commands/writer/states.hpp"
#include "core/log/log.hpp"
#include "replay/import/commands.hpp"
#include "replay/import/later_state.hpp"
#include "replay/import/queue.hpp"
#include "replay/import/tally.hpp"

#include <span>

namespace foxtrail {

class RowRecorder {
public:
    RowRecorder(const Log& log, ImportQueue& queue, ImportTally& tally, const ImportScope& scope, std::function<bool()> go_on)
        : log_(log), states_(&log.store()), queue_(queue), tally_(tally), scope_(scope), go_on_(std::move(go_on)) {}

    // False when the run is to end here.
    bool record(const ImportedOpportunity&);
    bool record(const ImportedCase&, std::vector<ImportCommand> commands);
    // Records what has happened to the rows that wait. False when the run is to end here.
    bool settle();
    void refuse(const std::string& id, const std::vector<LineProblem>& problems);
    void pass_over();

private:
    struct Row;
    struct Asked {
        std::uint64_t line;
        bool creates;  // the opportunity
    };
    bool record(const std::shared_ptr<Row>&, const ExternalKey& key, std::vector<ImportCommand> commands);
    bool known(const ImportCommand& command) const { return known_key(command.submission.envelope.key); }
    bool known_key(const std::string& key) const;
    void finish(const std::shared_ptr<Row>&);
    bool submit(const std::shared_ptr<Row>&, std::span<ImportCommand>);
    void answered(const std::shared_ptr<Row>&, Asked, const CommandOutcome&);
    void count(const Row&);
    bool move_on(const std::shared_ptr<Row>&);

    const Log& log_;
    States states_;  // for external keys only: it sees what is on disk
    ImportQueue& queue_;
    ImportTally& tally_;
    const ImportScope& scope_;
    std::vector<std::shared_ptr<Row>> moved_;  // wait for settle()
    std::function<bool()> go_on_;
};

}  // namespace foxtrail
