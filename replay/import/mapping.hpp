// How a file of another system is read: the mapping file of `foxtrail import`, JSON, one of two kinds.
//
//   "opportunities"  a table, one row an opportunity, with dates and outcome
//   "event_log"      CSV or XES: case, activity, time, actor, attributes; each activity is a stage entered
//
// docs/import.md explains every member with an example for each kind. Members without `optional` or list must be there;
// an unknown member is an error. All errors of a mapping are reported at once, with JSON pointers.
// Limits: mapping_bytes_max for the file, JsonLimits for what is in it.
#pragma once

#include "core/json.hpp"
#include "replay/import/field_text.hpp"

#include <variant>

namespace foxtrail {

struct MappedStage {
    std::string name;
    Percent probability;  // of winning, for deals in this stage
    bool operator==(const MappedStage&) const = default;
};
BOOST_DESCRIBE_STRUCT(MappedStage, (), (name, probability))

// Tables list their stages in order. An event log may leave them out: then each activity is one, in order of first appearance.
struct MappedStageModel {
    std::string name;
    std::vector<MappedStage> stages;
    bool operator==(const MappedStageModel&) const = default;
};
BOOST_DESCRIBE_STRUCT(MappedStageModel, (), (name, stages))

struct CsvMapping {
    std::optional<std::string> delimiter;  // one character, "," when left out
    bool operator==(const CsvMapping&) const = default;
};
BOOST_DESCRIBE_STRUCT(CsvMapping, (), (delimiter))

struct TimesMapping {
    std::vector<InstantFormat> formats;  // tried in this order; rfc3339 and iso_date when left out
    std::optional<UtcOffset> offset;     // of times and dates that state none; Z when left out
    bool operator==(const TimesMapping&) const = default;
};
BOOST_DESCRIBE_STRUCT(TimesMapping, (), (formats, offset))

struct AmountsMapping {
    Currency currency;                        // of amounts without one of their own
    std::optional<DecimalMark> decimal_mark;  // point when left out
    std::optional<GroupMark> group_mark;      // none when left out
    bool operator==(const AmountsMapping&) const = default;
};
BOOST_DESCRIBE_STRUCT(AmountsMapping, (), (currency, decimal_mark, group_mark))

// In the column, the value `from` means `to`.
struct Alias {
    std::string column, from, to;
    bool operator==(const Alias&) const = default;
};
BOOST_DESCRIBE_STRUCT(Alias, (), (column, from, to))

// What is stated of an opportunity when no column says it. Unknown is said, not left out.
struct DefaultFacts {
    Stated<std::string> source;
    Stated<std::string> category;
    Stated<Percent> probability;
    Stated<std::string> importance;  // low, normal, high, strategic
    Stated<Money> value;
    Stated<bool> established;
    Stated<Money> budget;
    bool operator==(const DefaultFacts&) const = default;
};
BOOST_DESCRIBE_STRUCT(DefaultFacts, (), (source, category, probability, importance, value, established, budget))

// Columns by role. `value` is the estimate stated when the opportunity is opened; what it was won at is `won_value`, which
// becomes known with the outcome and not before.
struct OpportunityColumns {
    std::string id;
    std::string stage;
    std::optional<std::string> name, owner, customer, product, value, won_value, currency;
    std::optional<std::string> source, category, probability, importance, established, budget;
    std::optional<std::string> lost_why, lost_to;
    bool operator==(const OpportunityColumns&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityColumns, (),
                      (id, stage, name, owner, customer, product, value, won_value, currency, source, category, probability, importance,
                       established, budget, lost_why, lost_to))

// refuse: the row is an error in the report.  recorded: the instant of import.
enum class MissingDate : std::uint8_t { refuse, recorded };
BOOST_DESCRIBE_ENUM(MissingDate, refuse, recorded)

// When a stage was entered. `otherwise` is a second column to look in. `missing` says what to do when there is no date although the row
// is in this stage; a stage the row is not in may always be without date. A missing `column` means that there never is one.
struct StageDate {
    std::string stage;
    std::optional<std::string> column, otherwise;
    std::optional<ClockTime> time_of_day;  // of a plain date; 00:00:00 when left out
    std::optional<MissingDate> missing;    // refuse when left out
    bool operator==(const StageDate&) const = default;
};
BOOST_DESCRIBE_STRUCT(StageDate, (), (stage, column, otherwise, time_of_day, missing))

struct CloseDate {
    std::string column;
    std::optional<std::string> otherwise;
    std::optional<ClockTime> time_of_day;  // of a plain date; 12:00:00 when left out, so that a day's opening comes before its close
    std::optional<MissingDate> missing;    // refuse when left out
    bool operator==(const CloseDate&) const = default;
};
BOOST_DESCRIBE_STRUCT(CloseDate, (), (column, otherwise, time_of_day, missing))

struct DatesMapping {
    std::vector<StageDate> stages;
    std::optional<CloseDate> closed;
    bool operator==(const DatesMapping&) const = default;
};
BOOST_DESCRIBE_STRUCT(DatesMapping, (), (stages, closed))

enum class ClosedAs : std::uint8_t { won, lost, derailed };
BOOST_DESCRIBE_ENUM(ClosedAs, won, lost, derailed)

// The value in the stage column, or the activity, that means an outcome instead of a stage.
struct OutcomeValue {
    std::string value;
    ClosedAs means;
    bool operator==(const OutcomeValue&) const = default;
};
BOOST_DESCRIBE_STRUCT(OutcomeValue, (), (value, means))

// Tables beside the main one, looked for in its folder.
struct EmployeeTable {
    std::string file, name;
    std::optional<std::string> manager, department, region;
    bool operator==(const EmployeeTable&) const = default;
};
BOOST_DESCRIBE_STRUCT(EmployeeTable, (), (file, name, manager, department, region))

struct CustomerTable {
    std::string file, name;
    std::optional<std::string> sector, region;
    bool operator==(const CustomerTable&) const = default;
};
BOOST_DESCRIBE_STRUCT(CustomerTable, (), (file, name, sector, region))

struct ProductTable {
    std::string file, name;
    std::optional<std::string> line, list_price;
    bool operator==(const ProductTable&) const = default;
};
BOOST_DESCRIBE_STRUCT(ProductTable, (), (file, name, line, list_price))

struct SideTables {
    std::optional<EmployeeTable> employees;
    std::optional<CustomerTable> customers;
    std::optional<ProductTable> products;
    bool operator==(const SideTables&) const = default;
};
BOOST_DESCRIBE_STRUCT(SideTables, (), (employees, customers, products))

struct OpportunityMapping {
    std::string kind;
    std::string system;  // external keys are "system:id"
    MappedStageModel stage_model;
    OpportunityColumns columns;
    DatesMapping dates;
    std::vector<OutcomeValue> outcomes;
    DefaultFacts facts;
    std::optional<AmountsMapping> amounts;  // needed when a column of amounts is mapped
    std::optional<CsvMapping> csv;
    std::optional<TimesMapping> times;
    std::vector<Alias> aliases;
    std::vector<std::string> missing_values;  // besides the empty field: "NULL", "n/a"
    std::optional<SideTables> side_tables;
    bool operator==(const OpportunityMapping&) const = default;
};
BOOST_DESCRIBE_STRUCT(OpportunityMapping, (),
                      (kind, system, stage_model, columns, dates, outcomes, facts, amounts, csv, times, aliases, missing_values,
                       side_tables))

// Columns of a CSV, attribute keys of an XES. `case_id` is looked for on the trace in XES; the others below `lifecycle` are
// attributes of the case (in CSV: of its first row).
struct EventLogColumns {
    std::string case_id, activity, time;
    std::optional<std::string> actor, lifecycle;
    std::optional<std::string> name, customer, product, value, currency;
    bool operator==(const EventLogColumns&) const = default;
};
BOOST_DESCRIBE_STRUCT(EventLogColumns, (), (case_id, activity, time, actor, lifecycle, name, customer, product, value, currency))

enum class LogFormat : std::uint8_t { csv, xes };
BOOST_DESCRIBE_ENUM(LogFormat, csv, xes)

struct EventLogMapping {
    std::string kind;
    std::string system;
    MappedStageModel stage_model;
    EventLogColumns columns;
    DefaultFacts facts;
    std::optional<AmountsMapping> amounts;
    std::optional<LogFormat> format;     // by the file's name when left out: .xes, .xes.gz, else CSV
    std::vector<std::string> lifecycle;  // events with another lifecycle are passed over; all are read when left out
    std::vector<OutcomeValue> outcomes;  // activities that close the opportunity
    std::vector<std::string> case_attributes, event_attributes;  // kept as they are
    std::optional<CsvMapping> csv;
    std::optional<TimesMapping> times;
    std::vector<Alias> aliases;
    std::vector<std::string> missing_values;
    bool operator==(const EventLogMapping&) const = default;
};
BOOST_DESCRIBE_STRUCT(EventLogMapping, (),
                      (kind, system, stage_model, columns, facts, amounts, format, lifecycle, outcomes, case_attributes, event_attributes,
                       csv, times, aliases, missing_values))

using Mapping = std::variant<OpportunityMapping, EventLogMapping>;

inline constexpr std::size_t mapping_bytes_max = 1024 * 1024;

// Errors: every problem of form, and of sense: a stage named twice, a date for a stage that is not in the model, an alias for a column that
// is not mapped, two readings of 01/02/2026, ...
std::expected<Mapping, Problems> parse_mapping(std::string_view json_text);
// The same from a file; a file that cannot be read is one problem.
std::expected<Mapping, Problems> read_mapping(const std::string& path);

char delimiter_of(const std::optional<CsvMapping>&);
std::vector<InstantFormat> formats_of(const std::optional<TimesMapping>&);
UtcOffset offset_of(const std::optional<TimesMapping>&);
ExternalKey external_key(std::string_view system, std::string_view id);  // "maven:1C1I7A6R"

}  // namespace foxtrail
