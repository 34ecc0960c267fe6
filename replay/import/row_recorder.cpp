#include "replay/import/row_recorder.hpp"

#include "commands/opportunity.hpp"

#include <algorithm>
#include <utility>

namespace foxtrail {

namespace {

constexpr std::size_t rows_waiting_max = 1'024;  // for settle()

}  // namespace

struct RowRecorder::Row {
    std::string id;
    std::optional<ImportedOpportunity> said{};  // of a table, known in part; nothing once it is settled
    std::string next_key{};                     // the one behind those of `said`
    std::size_t unanswered = 0;
    bool complete = false;  // nothing more will be submitted
    bool recorded = false, refused = false, changed = false, create_refused = false;
};

bool RowRecorder::known_key(const std::string& key) const { return log_.store().get(Family::keys, key).has_value(); }

bool RowRecorder::record(const ImportedOpportunity& said) {
    if (moved_.size() >= rows_waiting_max && !settle()) return false;
    const auto row = std::make_shared<Row>(Row{.id = said.id});
    auto commands = commands_of(said, scope_);
    if (known(commands.front())) row->said = said, row->next_key = import_key(scope_.system, "opportunity", said.id, commands.size() + 1);
    return record(row, said.key, std::move(commands));
}

bool RowRecorder::record(const ImportedCase& said, std::vector<ImportCommand> commands) {
    return record(std::make_shared<Row>(Row{.id = said.id}), said.key, std::move(commands));
}

bool RowRecorder::record(const std::shared_ptr<Row>& row, const ExternalKey& key, std::vector<ImportCommand> commands) {
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
    if (row->unanswered == 0) finish(row);
    return go_on;
}

bool RowRecorder::submit(const std::shared_ptr<Row>& row, std::span<ImportCommand> commands) {
    for (ImportCommand& command : commands) {
        if (!go_on_()) return false;
        ++row->unanswered;
        const bool creates = command.submission.command.entry().type.name == CreateOpportunity::type.name;
        queue_.submit(std::move(command.submission), [this, row, line = command.line, creates](const CommandOutcome& outcome) {
            answered(row, {line, creates}, outcome);
        });
    }
    return true;
}

void RowRecorder::answered(const std::shared_ptr<Row>& row, Asked asked, const CommandOutcome& outcome) {
    const ImportedAs as = imported_as(outcome);
    const bool may_have_moved_on = as == ImportedAs::changed && row->said;
    if (!may_have_moved_on) {
        tally_.count_command(as, outcome);
        row->recorded |= as == ImportedAs::recorded;
        row->refused |= as == ImportedAs::changed || as == ImportedAs::refused;
        // Of a row that is changed, or not there, one line says all.
        if ((as == ImportedAs::changed || as == ImportedAs::refused) && !row->changed && !row->create_refused)
            tally_.refuse_line(asked.line, row->id, reason_of(outcome));
        row->create_refused |= asked.creates && as == ImportedAs::refused;
    }
    row->changed |= as == ImportedAs::changed;
    --row->unanswered;
    if (row->complete && row->unanswered == 0) finish(row);
}

void RowRecorder::finish(const std::shared_ptr<Row>& row) {
    if (row->said && row->changed) return moved_.push_back(row);
    if (row->said && !row->refused && !row->recorded && known_key(row->next_key)) tally_.note_older(row->said->line, row->id);
    count(*row);
}

bool RowRecorder::settle() {
    queue_.wait();
    bool go_on = true;
    for (const auto& row : std::exchange(moved_, {})) go_on = go_on && move_on(row);
    return go_on;
}

bool RowRecorder::move_on(const std::shared_ptr<Row>& row) {
    const auto said = std::exchange(row->said, std::nullopt);
    auto later = later_state(*said, scope_, log_, states_);
    row->complete = row->changed = false;
    bool go_on = true;
    if (!later) {
        tally_.refuse_line(later.error().line, row->id, later.error().reason);
        ++tally_.summary().commands_refused;
        row->refused = true;
    } else if (later->is_older) {
        tally_.note_older(said->line, row->id);
    } else {
        go_on = submit(row, later->commands);
    }
    row->complete = true;
    if (row->unanswered == 0) finish(row);
    return go_on;
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
