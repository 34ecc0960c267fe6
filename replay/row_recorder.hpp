// Puts the commands of rows into the queue and counts rows by what became of them.
//
// A row that is all new is submitted in one go. One that the log knows a part of waits for the answers to that part: only when
// all of it is as before is the rest recorded, since what is added behind other content would be a history that no file tells.
// Threads: one.
#pragma once

#include "commands/states.hpp"
#include "core/log/log.hpp"
#include "replay/import_commands.hpp"
#include "replay/import_queue.hpp"
#include "replay/import_tally.hpp"

#include <span>

namespace foxtrail {

class RowRecorder {
public:
    RowRecorder(const Log& log, ImportQueue& queue, ImportTally& tally, std::function<bool()> go_on)
        : log_(log), states_(&log.store()), queue_(queue), tally_(tally), go_on_(std::move(go_on)) {}

    // False when the run is to end here.
    bool record(const std::string& id, const ExternalKey& key, std::vector<ImportCommand> commands);
    void refuse(const std::string& id, const std::vector<LineProblem>& problems);
    void pass_over();

private:
    struct Row;
    struct Asked {
        std::uint64_t line;
        bool creates;  // the opportunity
    };
    bool known(const ImportCommand&) const;
    bool submit(const std::shared_ptr<Row>&, std::span<ImportCommand>);
    void answered(Row&, Asked, const CommandOutcome&);
    void count(const Row&);

    const Log& log_;
    States states_;  // for external keys only: it sees what is on disk
    ImportQueue& queue_;
    ImportTally& tally_;
    std::function<bool()> go_on_;
};

}  // namespace foxtrail
