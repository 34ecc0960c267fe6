#include "replay/row_recorder.hpp"

#include "commands/opportunity.hpp"

#include <algorithm>

namespace foxtrail {

struct RowRecorder::Row {
    std::string id;
    std::size_t unanswered = 0;
    bool complete = false;  // nothing more will be submitted
    bool recorded = false, refused = false, changed = false, create_refused = false;
};

bool RowRecorder::known(const ImportCommand& command) const {
    return log_.store().get(Family::keys, command.submission.envelope.key).has_value();
}

bool RowRecorder::record(const std::string& id, const ExternalKey& key, std::vector<ImportCommand> commands) {
    const auto row = std::make_shared<Row>();
    row->id = id;
    bool go_on = true;
    const std::span all(commands);
    if (!known(commands.front())) {
        // Somebody else's opportunity may have the key: then the create command is refused, and the rest must not be added to it.
        const bool key_is_free = !states_.by_key(OpportunityId::kind, key);
        go_on = submit(row, key_is_free ? all : all.first(1));
    } else {
        const auto rest = std::stable_partition(commands.begin(), commands.end(), [&](const auto& command) { return known(command); });
        const auto before = static_cast<std::size_t>(rest - commands.begin());
        go_on = submit(row, all.first(before));
        if (go_on && before < commands.size()) {
            queue_.wait();
            if (!row->changed && !row->create_refused) go_on = submit(row, all.subspan(before));
        }
    }
    row->complete = true;
    if (row->unanswered == 0) count(*row);
    return go_on;
}

bool RowRecorder::submit(const std::shared_ptr<Row>& row, std::span<ImportCommand> commands) {
    for (ImportCommand& command : commands) {
        if (!go_on_()) return false;
        ++row->unanswered;
        const bool creates = command.submission.command.entry().type.name == CreateOpportunity::type.name;
        queue_.submit(std::move(command.submission), [this, row, line = command.line, creates](const CommandOutcome& outcome) {
            answered(*row, {line, creates}, outcome);
        });
    }
    return true;
}

void RowRecorder::answered(Row& row, Asked asked, const CommandOutcome& outcome) {
    const ImportedAs as = imported_as(outcome);
    tally_.count_command(as, outcome);
    row.recorded |= as == ImportedAs::recorded;
    row.refused |= as == ImportedAs::changed || as == ImportedAs::refused;
    // Of a row that is changed, or not there, one line says all.
    if ((as == ImportedAs::changed || as == ImportedAs::refused) && !row.changed && !row.create_refused)
        tally_.refuse_line(asked.line, row.id, reason_of(outcome));
    row.changed |= as == ImportedAs::changed;
    row.create_refused |= asked.creates && as == ImportedAs::refused;
    --row.unanswered;
    if (row.complete && row.unanswered == 0) count(row);
}

void RowRecorder::count(const Row& row) {
    ImportCounts& rows = tally_.summary().rows;
    ++rows.read;
    ++(row.refused ? rows.refused : row.recorded ? rows.recorded : rows.already_there);
}

void RowRecorder::refuse(const std::string& id, const std::vector<LineProblem>& problems) {
    for (const LineProblem& problem : problems) tally_.refuse_line(problem.line, id, problem.reason);
    ++tally_.summary().rows.read;
    ++tally_.summary().rows.refused;
}

void RowRecorder::pass_over() {
    ++tally_.summary().rows.read;
    ++tally_.summary().rows.already_there;
}

}  // namespace foxtrail
