#include "replay/import/run.hpp"

#include "commands/writer/state_catch_up.hpp"
#include "replay/import/event_log.hpp"
#include "replay/import/opportunity_table.hpp"
#include "replay/import/references.hpp"
#include "replay/import/row_recorder.hpp"
#include "replay/import/stage_model_plan.hpp"
#include "replay/import/stated_fields.hpp"

namespace foxtrail {
namespace {

using Clock = std::chrono::steady_clock;

class ImportRun {
public:
    ImportRun(Log& log, Writer& writer, const ImportOptions& options, ImportScope scope)
        : log_(log),
          options_(options),
          scope_(std::move(scope)),
          tally_(options.refused),
          queue_(writer),
          references_(queue_, tally_, scope_.system),
          rows_(log, queue_, tally_, scope_, options.go_on) {}

    // Why the model cannot be published, or "".
    std::string publish(const MappedStageModel& needed, bool listed);
    std::string record_table(const std::string& path, OpportunityTable& table);
    void record_log(EventLog& log);
    ImportSummary end();

private:
    bool record(const ImportedOpportunity&);
    bool record(const ImportedCase&);
    // Makes sure of the name when there is one; a name that can be no key is a problem of the row.
    template <class Ensure>
    void ensure(std::vector<LineProblem>& problems, std::uint64_t line, const std::optional<std::string>& name, Ensure ensure_name);

    Log& log_;
    const ImportOptions& options_;
    ImportScope scope_;
    ImportTally tally_;
    ImportQueue queue_;
    ImportReferences references_;
    RowRecorder rows_;
    Clock::time_point start_ = Clock::now();
};

std::string ImportRun::publish(const MappedStageModel& needed, bool listed) {
    if (const auto unfit = unfit_key(scope_.stage_model); !unfit.empty()) return "the stage model's name cannot be a key: " + unfit;
    if (needed.stages.empty()) return {};  // a log without any usable event
    States states(&log_.store());
    catch_up(states, log_);
    const auto there = states.by_key(StageModelId::kind, scope_.stage_model);
    const StageModel* published = there ? states.find(StageModelId{there->number}) : nullptr;
    auto plan = plan_stage_model(published, needed, listed, scope_.stage_model);
    for (const std::string& difference : plan.differences) tally_.refuse_line(0, scope_.stage_model.text, difference);
    if (!plan.publish) {
        ++tally_.summary().commands_already_there;
        return {};
    }
    std::string refused;
    queue_.submit(import_submission(std::move(*plan.publish), import_key(scope_.system, "stage_model", needed.name, plan.version)),
                  [&](const CommandOutcome& outcome) {
                      const ImportedAs as = imported_as(outcome);
                      tally_.count_command(as, outcome);
                      if (as == ImportedAs::changed || as == ImportedAs::refused)
                          refused = "the stage model is refused: " + reason_of(outcome);
                  });
    queue_.wait();
    return refused;
}

template <class Ensure>
void ImportRun::ensure(std::vector<LineProblem>& problems, std::uint64_t line, const std::optional<std::string>& name, Ensure ensure_name) {
    if (!name) return;
    if (const auto why = (references_.*ensure_name)(line, *name); !why.empty())
        problems.push_back({line, "\"" + *name + "\" cannot be a key: " + why});
}

bool ImportRun::record(const ImportedOpportunity& row) {
    auto problems = row.problems;
    if (problems.empty() && row.repeat == Repeat::same_content) return rows_.pass_over(), true;
    if (problems.empty()) {
        ensure(problems, row.line, row.owner, &ImportReferences::ensure_employee);
        ensure(problems, row.line, row.customer, &ImportReferences::ensure_customer);
        ensure(problems, row.line, row.product, &ImportReferences::ensure_product);
    }
    if (!problems.empty()) return rows_.refuse(row.id, problems), true;
    return rows_.record(row);
}

bool ImportRun::record(const ImportedCase& row) {
    auto problems = row.problems;
    tally_.summary().events_read += row.events.size();
    if (problems.empty() && row.repeat == Repeat::same_content) return rows_.pass_over(), true;
    if (problems.empty()) {
        ensure(problems, row.line, row.customer, &ImportReferences::ensure_customer);
        ensure(problems, row.line, row.product, &ImportReferences::ensure_product);
        for (const ImportedEvent& event : row.events) ensure(problems, event.line, event.actor, &ImportReferences::ensure_employee);
    }
    if (!problems.empty()) return rows_.refuse(row.id, problems), true;
    auto commands = commands_of(row, scope_);
    if (!commands) return rows_.refuse(row.id, {commands.error()}), true;
    return rows_.record(row, std::move(*commands));
}

std::string ImportRun::record_table(const std::string& path, OpportunityTable& table) {
    if (const auto& side = table.mapping().side_tables) {
        const auto tables = read_side_tables(path, table.mapping());
        if (!tables) return to_text(tables.error());
        references_.state(*tables, *side);
    }
    for (std::uint64_t rows = 1;; ++rows) {
        const auto row = table.next();
        if (!row) return to_text(row.error());
        if (!*row) return rows_.settle(), std::string();
        if (!record(**row)) return {};
        options_.progress(table.file().bytes_read(), table.file().bytes_total(), rows);
    }
}

void ImportRun::record_log(EventLog& log) {
    for (const LineProblem& problem : log.refused()) tally_.refuse_line(problem.line, "", problem.reason);
    for (std::uint64_t cases = 1;; ++cases) {
        const auto row = log.next();
        if (!row || !record(*row)) return;
        options_.progress(cases, log.case_count(), cases);
    }
}

ImportSummary ImportRun::end() {
    queue_.wait();
    tally_.summary().stopped = !options_.go_on();
    tally_.summary().elapsed = Clock::now() - start_;
    return tally_.summary();
}

std::expected<ImportSummary, std::string> import_table(Log& log, Writer& writer, const std::string& path, const OpportunityMapping& mapping,
                                                       const ImportOptions& options) {
    auto table = OpportunityTable::open(path, mapping);
    if (!table) return std::unexpected(to_text(table.error()));
    ImportRun run(log, writer, options, {mapping.system, external_key(mapping.system, mapping.stage_model.name)});
    if (auto why = run.publish(mapping.stage_model, true); !why.empty()) return std::unexpected(std::move(why));
    // What was read before the file proved unusable is recorded: a second run with the file mended passes over it.
    if (auto why = run.record_table(path, *table); !why.empty()) return std::unexpected(std::move(why));
    return run.end();
}

std::expected<ImportSummary, std::string> import_log(Log& log, Writer& writer, const std::string& path, const EventLogMapping& mapping,
                                                     const ImportOptions& options) {
    auto events = EventLog::read(
        path, mapping, [&](const InputFile& file, std::uint64_t rows) { options.progress(file.bytes_read(), file.bytes_total(), rows); });
    if (!events) return std::unexpected(to_text(events.error()));
    ImportRun run(log, writer, options, {mapping.system, external_key(mapping.system, mapping.stage_model.name)});
    const MappedStageModel needed{mapping.stage_model.name, events->stages()};
    if (auto why = run.publish(needed, !mapping.stage_model.stages.empty()); !why.empty()) return std::unexpected(std::move(why));
    run.record_log(*events);
    return run.end();
}

}  // namespace

std::expected<ImportSummary, std::string> import_file(Log& log, Writer& writer, const std::string& path, const Mapping& mapping,
                                                      const ImportOptions& options) {
    try {
        if (const auto* table = std::get_if<OpportunityMapping>(&mapping)) return import_table(log, writer, path, *table, options);
        return import_log(log, writer, path, std::get<EventLogMapping>(mapping), options);
    } catch (const ImportStopped& stopped) {
        return std::unexpected(stopped.what());
    }
}

}  // namespace foxtrail
