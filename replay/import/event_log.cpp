#include "replay/import/event_log.hpp"

#include "replay/import/column_reader.hpp"
#include "replay/import/event_store.hpp"
#include "replay/import/xes_source.hpp"

#include <algorithm>
#include <functional>

namespace foxtrail {
namespace {

LogFormat format_of(const std::string& path, const EventLogMapping& mapping) {
    if (mapping.format) return *mapping.format;
    return path.ends_with(".xes") || path.ends_with(".xes.gz") ? LogFormat::xes : LogFormat::csv;
}

// Reads attributes by key with what the mapping makes of each.
class AttributeReader {
public:
    explicit AttributeReader(const EventLogMapping& mapping) : mapping_(mapping) {}
    std::optional<std::string> read(const std::vector<XesAttribute>& attributes, const std::string& key) {
        const auto raw = attribute_value(attributes, key);
        if (!raw) return std::nullopt;
        auto meaning = meanings_.find(key);
        if (meaning == meanings_.end())
            meaning = meanings_.emplace(key, ColumnMeaning(key, mapping_.aliases, mapping_.missing_values)).first;
        return meaning->second.of(*raw);
    }

private:
    const EventLogMapping& mapping_;
    std::unordered_map<std::string, ColumnMeaning> meanings_;
};

}  // namespace

std::optional<InputError> EventLog::Store::read_csv(const ReadProgress& progress) {
    auto source = CsvSource::open(path, delimiter_of(mapping.csv));
    if (!source) return std::move(source.error());
    ColumnReader columns(mapping.aliases, mapping.missing_values);
    columns.bind_all(*source, mapping.columns);
    for (const auto& name : mapping.case_attributes) columns.bind(*source, name);
    for (const auto& name : mapping.event_attributes) columns.bind(*source, name);
    if (auto missing = columns.missing_columns(*source)) return missing;

    std::unordered_map<std::string, std::size_t> case_of;
    const CsvRecord* record = nullptr;
    ReadEvent event{0, [&](const std::string& column) { return columns.read(*record, column); }};
    while (true) {
        const auto next = source->next();
        if (!next) return next.error();
        record = *next;
        if (record == nullptr) return std::nullopt;
        event.line = record->line;
        if (++rows % progress_rows == 0 && progress) progress(source->file(), rows);
        auto id = record->problem.empty() ? event.column(mapping.columns.case_id) : std::nullopt;
        if (!id) {
            if (refused.size() >= refused_max)
                return InputError{path, "line " + std::to_string(event.line),
                                  "more than " + std::to_string(refused_max) + " lines belong to no case"};
            refused.push_back(
                {record->line, record->problem.empty() ? "\"" + mapping.columns.case_id + "\": a case id is missing" : record->problem});
            continue;
        }
        if (!wanted(event)) continue;
        const auto [found, is_new] = case_of.emplace(*id, cases.size());
        if (is_new) add_case(event.line, std::move(*id), event);
        if (auto error = add_event(cases[found->second], event)) return error;
    }
}

std::optional<InputError> EventLog::Store::read_xes(const ReadProgress& progress) {
    auto source = XesSource::open(path);
    if (!source) return std::move(source.error());
    AttributeReader reader(mapping);
    while (true) {
        const auto trace = source->next();
        if (!trace) return trace.error();
        if (!*trace) break;
        const auto head = [&](const std::string& key) { return reader.read((*trace)->attributes, key); };
        auto& stored = add_case((*trace)->line, head(mapping.columns.case_id).value_or(""), {(*trace)->line, head});
        for (const XesEvent& xes_event : (*trace)->events) {
            const ReadEvent event{xes_event.line, [&](const std::string& key) { return reader.read(xes_event.attributes, key); }};
            if (++rows % progress_rows == 0 && progress) progress(source->file(), rows);
            if (!wanted(event)) continue;
            if (auto error = add_event(stored, event)) return error;
        }
        if (auto error = limit_passed((*trace)->line)) return error;
    }
    for (const auto line : source->events_outside_traces())
        refused.push_back({line, "the event stands outside any trace: it belongs to no case"});
    return std::nullopt;
}

EventLog::EventLog(std::unique_ptr<Store> store) : store_(std::move(store)) {}
EventLog::EventLog(EventLog&&) noexcept = default;
EventLog& EventLog::operator=(EventLog&&) noexcept = default;
EventLog::~EventLog() = default;

std::expected<EventLog, InputError> EventLog::read(const std::string& path, const EventLogMapping& mapping, const ReadProgress& progress) {
    auto store = std::make_unique<Store>(path, mapping);
    auto error = format_of(path, mapping) == LogFormat::xes ? store->read_xes(progress) : store->read_csv(progress);
    if (error) return std::unexpected(std::move(*error));
    return EventLog(std::move(store));
}

std::optional<ImportedCase> EventLog::next() {
    if (store_->next_case >= store_->cases.size()) return std::nullopt;
    ImportedCase row = store_->whole(std::move(store_->cases[store_->next_case++]));
    seal(row, store_->seen);
    return row;
}

std::vector<MappedStage> EventLog::stages() const {
    if (!store_->mapping.stage_model.stages.empty()) return store_->mapping.stage_model.stages;
    std::vector<MappedStage> stages;
    for (std::uint32_t i = 0; i < store_->activities.size(); ++i)
        if (!store_->outcome_of(store_->activities.name(i))) stages.push_back({store_->activities.name(i), Percent{0}});
    return stages;
}

std::size_t EventLog::case_count() const { return store_->cases.size(); }
std::uint64_t EventLog::event_count() const { return store_->events.size(); }
std::uint64_t EventLog::passed_over_count() const { return store_->passed_over; }
const std::vector<LineProblem>& EventLog::refused() const { return store_->refused; }

}  // namespace foxtrail
