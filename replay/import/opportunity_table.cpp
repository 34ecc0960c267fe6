#include "replay/import/opportunity_table.hpp"

#include "replay/import/stated_fields.hpp"

#include <algorithm>

namespace foxtrail {

struct OpportunityTable::Row {
    const OpportunityTable& table;
    const CsvRecord& record;
    ImportedOpportunity row{};

    const OpportunityMapping& mapping() const { return table.mapping_; }
    std::optional<std::string> text(const std::optional<std::string>& column) const { return table.columns_.read(record, column); }
    void problem(std::string reason) { row.problems.push_back({record.line, std::move(reason)}); }

    // What `read` makes of the column's text, if it has one; a text that cannot be read is a problem of the row.
    template <class Read>
    auto read(const std::optional<std::string>& column, Read&& read_text)
        -> std::optional<typename std::invoke_result_t<Read, const std::string&>::value_type> {
        const auto raw = text(column);
        if (!raw) return std::nullopt;
        auto value = read_text(*raw);
        if (value) return std::move(*value);
        problem("column \"" + *column + "\": " + value.error());
        return std::nullopt;
    }
    std::optional<Money> amount(const std::optional<std::string>& column) {
        return read(column,
                    [&](const std::string& raw) { return stated_amount(raw, text(mapping().columns.currency), *mapping().amounts); });
    }

    void read_identity();
    void read_facts();
    void read_stages();
    void read_outcome(ClosedAs means);
    std::optional<Time> date(const std::optional<std::string>& column, const std::optional<std::string>& otherwise, ClockTime day_time);
    void current_stage(const std::string& stage);
    void check_order();
};

void OpportunityTable::Row::read_identity() {
    const OpportunityColumns& columns = mapping().columns;
    row.id = text(columns.id).value_or("");
    if (row.id.empty()) problem("column \"" + columns.id + "\": an id is missing");
    row.key = external_key(mapping().system, row.id);
    if (const auto unfit = unfit_key(row.key); !row.id.empty() && !unfit.empty()) problem("the id cannot be a key: " + unfit);
    row.name = text(columns.name).value_or(row.id);
    row.owner = text(columns.owner);
    row.customer = text(columns.customer);
    row.product = text(columns.product);
}

void OpportunityTable::Row::read_facts() {
    const OpportunityColumns& columns = mapping().columns;
    row.facts = mapping().facts;
    const auto set = [](auto& fact, auto value) {
        if (value) fact.value = std::move(value);
    };
    set(row.facts.source, text(columns.source));
    set(row.facts.category, text(columns.category));
    set(row.facts.probability, read(columns.probability, stated_percent));
    set(row.facts.importance, read(columns.importance, stated_importance));
    set(row.facts.established, read(columns.established, stated_truth));
    set(row.facts.value, amount(columns.value));
    set(row.facts.budget, amount(columns.budget));
}

std::optional<Time> OpportunityTable::Row::date(const std::optional<std::string>& column, const std::optional<std::string>& otherwise,
                                                ClockTime day_time) {
    const auto& used = text(column) || !otherwise ? column : otherwise;
    return read(
        used, [&](const std::string& raw) { return read_instant(raw, formats_of(mapping().times), offset_of(mapping().times), day_time); });
}

void OpportunityTable::Row::current_stage(const std::string& stage) {
    const auto rule = std::ranges::find(mapping().dates.stages, stage, &StageDate::stage);
    if (rule == mapping().dates.stages.end())
        return problem("column \"" + mapping().columns.stage + "\": \"" + stage + "\" is neither a stage of the model nor an outcome");
    if (std::ranges::find(row.entries, stage, &RowStage::stage) != row.entries.end()) return;
    if (rule->missing == MissingDate::recorded && !text(rule->column) && !text(rule->otherwise))
        return row.entries.push_back({stage, std::nullopt});
    if (row.problems.empty()) problem("is in the stage \"" + stage + "\", but no date says since when");
}

void OpportunityTable::Row::read_stages() {
    const auto& rules = mapping().dates.stages;
    for (const MappedStage& stage : mapping().stage_model.stages) {
        const auto rule = std::ranges::find(rules, stage.name, &StageDate::stage);
        if (const auto at = date(rule->column, rule->otherwise, rule->time_of_day.value_or(ClockTime{})))
            row.entries.push_back({stage.name, at});
    }
    std::ranges::stable_sort(row.entries, {}, &RowStage::at);
    const auto stage = text(mapping().columns.stage);
    if (!stage) return problem("column \"" + mapping().columns.stage + "\": a stage is missing");
    const auto outcome = std::ranges::find(mapping().outcomes, *stage, &OutcomeValue::value);
    if (outcome != mapping().outcomes.end())
        read_outcome(outcome->means);
    else
        current_stage(*stage);
    check_order();
}

void OpportunityTable::Row::read_outcome(ClosedAs means) {
    constexpr ClockTime noon{12 * 3600, std::nullopt};
    const CloseDate& rule = *mapping().dates.closed;
    ImportedOutcome outcome{means, date(rule.column, rule.otherwise, rule.time_of_day.value_or(noon)), {}, {}, {}};
    if (!outcome.at && row.problems.empty() && rule.missing != MissingDate::recorded)
        problem("is " + std::string(enum_name(means)) + ", but column \"" + rule.column + "\" has no date");
    if (means == ClosedAs::won) outcome.value = amount(mapping().columns.won_value);
    if (means != ClosedAs::won) outcome.lost_why = text(mapping().columns.lost_why);
    if (means == ClosedAs::lost) outcome.lost_to = text(mapping().columns.lost_to);
    row.outcome = std::move(outcome);
}

void OpportunityTable::Row::check_order() {
    if (!row.problems.empty()) return;
    if (row.entries.empty()) return problem("no date says when it was opened");
    const RowStage& last = row.entries.back();
    if (row.outcome && row.outcome->at && last.at && *row.outcome->at < *last.at)
        problem("closed at " + to_text(*row.outcome->at) + ", before it entered \"" + last.stage + "\" at " + to_text(*last.at));
    const auto stage = text(mapping().columns.stage);
    if (!row.outcome && last.stage != *stage) problem("is in the stage \"" + *stage + "\", but entered \"" + last.stage + "\" later");
}

OpportunityTable::OpportunityTable(CsvSource source, ColumnReader columns, OpportunityMapping mapping)
    : source_(std::move(source)), columns_(std::move(columns)), mapping_(std::move(mapping)) {}

std::expected<OpportunityTable, InputError> OpportunityTable::open(const std::string& path, OpportunityMapping mapping) {
    auto source = CsvSource::open(path, delimiter_of(mapping.csv));
    if (!source) return std::unexpected(std::move(source.error()));
    ColumnReader columns(mapping.aliases, mapping.missing_values);
    columns.bind_all(*source, mapping.columns);
    for (const StageDate& date : mapping.dates.stages) {
        if (date.column) columns.bind(*source, *date.column);
        if (date.otherwise) columns.bind(*source, *date.otherwise);
    }
    if (mapping.dates.closed) {
        columns.bind(*source, mapping.dates.closed->column);
        if (mapping.dates.closed->otherwise) columns.bind(*source, *mapping.dates.closed->otherwise);
    }
    if (auto missing = columns.missing_columns(*source)) return std::unexpected(std::move(*missing));
    return OpportunityTable(std::move(*source), std::move(columns), std::move(mapping));
}

std::expected<std::optional<ImportedOpportunity>, InputError> OpportunityTable::next() {
    const auto record = source_.next();
    if (!record) return std::unexpected(record.error());
    if (*record == nullptr) return std::nullopt;
    if (seen_.full())
        return std::unexpected(InputError{file().path(), "line " + std::to_string((*record)->line),
                                          "the file has more than " + std::to_string(SeenIds::ids_max) + " different ids"});
    Row reading{*this, **record};
    reading.row.line = (*record)->line;
    if (!(*record)->problem.empty()) {
        reading.problem((*record)->problem);
        return std::move(reading.row);
    }
    reading.read_identity();
    reading.read_facts();
    reading.read_stages();
    seal(reading.row, seen_);
    return std::move(reading.row);
}

}  // namespace foxtrail
