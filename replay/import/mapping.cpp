#include "replay/import/mapping.hpp"

#include "replay/import/input_file.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace foxtrail {
namespace {

constexpr std::size_t system_bytes_max = 40;

class Check {
public:
    explicit Check(Problems& problems) : problems_(problems) {}
    void require(bool holds, std::string pointer, std::string detail) {
        if (!holds) problems_.push_back({std::move(pointer), std::move(detail)});
    }
    // Each of `items` has a name of its own.
    template <class Item>
    void unique(const std::vector<Item>& items, std::string Item::*name, const std::string& at) {
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < items.size(); ++i)
            require(seen.insert(items[i].*name).second, at + '/' + std::to_string(i), "\"" + items[i].*name + "\" stands here twice");
    }

private:
    Problems& problems_;
};

bool in_model(const MappedStageModel& model, std::string_view stage) {
    return std::ranges::any_of(model.stages, [&](const MappedStage& s) { return s.name == stage; });
}

// The columns named by the optional and required members of a described struct.
template <class Columns>
void collect_columns(const Columns& columns, std::set<std::string>& into) {
    for_each_member(columns, [&]<class M>(std::string_view, const M& member) {
        if constexpr (std::is_same_v<M, std::string>)
            into.insert(member);
        else if (member)
            into.insert(*member);
    });
}

void collect_date_columns(const DatesMapping& dates, std::set<std::string>& into) {
    const auto insert = [&](const std::optional<std::string>& column) {
        if (column) into.insert(*column);
    };
    for (const StageDate& date : dates.stages) insert(date.column), insert(date.otherwise);
    if (dates.closed) insert(dates.closed->column), insert(dates.closed->otherwise);
}

void check_stage_model(const MappedStageModel& model, Check& check) {
    check.require(!model.name.empty(), "/stage_model/name", "is empty");
    check.unique(model.stages, &MappedStage::name, "/stage_model/stages");
    for (std::size_t i = 0; i < model.stages.size(); ++i)
        check.require(!model.stages[i].name.empty(), "/stage_model/stages/" + std::to_string(i) + "/name", "is empty");
}

void check_aliases(const std::vector<Alias>& aliases, const std::set<std::string>& mapped, Check& check) {
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (std::size_t i = 0; i < aliases.size(); ++i) {
        const std::string at = "/aliases/" + std::to_string(i);
        check.require(mapped.contains(aliases[i].column), at + "/column",
                      "no member of this mapping reads the column \"" + aliases[i].column + "\"");
        check.require(seen.emplace(aliases[i].column, aliases[i].from).second, at + "/from", "has an alias already");
    }
}

void check_amounts(const AmountsMapping& amounts, Check& check) {
    const DecimalMark decimal = amounts.decimal_mark.value_or(DecimalMark::point);
    const GroupMark same = decimal == DecimalMark::point ? GroupMark::point : GroupMark::comma;
    check.require(amounts.group_mark != same, "/amounts/group_mark", "is the decimal mark already");
}

template <class Kind>
void check_both_kinds(const Kind& mapping, Check& check) {
    check.require(
        !mapping.system.empty() && mapping.system.size() <= system_bytes_max && mapping.system.find(':') == std::string::npos, "/system",
        "expected a short name without colon: keys are written \"" + (mapping.system.empty() ? "system" : mapping.system) + ":id\"");
    check_stage_model(mapping.stage_model, check);
    check.unique(mapping.outcomes, &OutcomeValue::value, "/outcomes");
    if (mapping.csv && mapping.csv->delimiter) {
        const std::string& delimiter = *mapping.csv->delimiter;
        check.require(delimiter.size() == 1 && delimiter != "\"" && delimiter != "\n" && delimiter != "\r", "/csv/delimiter",
                      "expected one character");
    }
    const auto formats = formats_of(mapping.times);
    const auto has = [&](InstantFormat format) { return std::ranges::find(formats, format) != formats.end(); };
    check.require(!has(InstantFormat::month_day_slashes) || !has(InstantFormat::day_month_slashes), "/times/formats",
                  "01/02/2026 would have two readings: keep one of month_day_slashes and day_month_slashes");
    if (mapping.amounts) check_amounts(*mapping.amounts, check);
    constexpr std::array<std::string_view, 4> ratings{"low", "normal", "high", "strategic"};
    if (const auto& rating = mapping.facts.importance.value)
        check.require(std::ranges::find(ratings, *rating) != ratings.end(), "/facts/importance",
                      "expected one of \"low\", \"normal\", \"high\", \"strategic\"");
}

void check_dates(const OpportunityMapping& mapping, Check& check) {
    const auto& stages = mapping.dates.stages;
    check.unique(stages, &StageDate::stage, "/dates/stages");
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const std::string at = "/dates/stages/" + std::to_string(i);
        check.require(in_model(mapping.stage_model, stages[i].stage), at + "/stage",
                      "\"" + stages[i].stage + "\" is no stage of the model");
        check.require(stages[i].column || stages[i].missing == MissingDate::recorded, at,
                      "without a column every row in this stage would be refused");
    }
    for (const MappedStage& stage : mapping.stage_model.stages)
        check.require(std::ranges::any_of(stages, [&](const StageDate& date) { return date.stage == stage.name; }), "/dates/stages",
                      "says nothing of the stage \"" + stage.name + "\": give its column, or {\"stage\":\"" + stage.name +
                          "\",\"missing\":\"recorded\"}");
    check.require(mapping.outcomes.empty() || mapping.dates.closed, "/dates/closed",
                  "is missing: /outcomes names outcomes, and each has an instant");
}

void check_sense(const OpportunityMapping& mapping, Check& check) {
    check_both_kinds(mapping, check);
    check.require(!mapping.stage_model.stages.empty(), "/stage_model/stages", "is empty: a table's stages are listed in their order");
    check_dates(mapping, check);
    for (std::size_t i = 0; i < mapping.outcomes.size(); ++i)
        check.require(!in_model(mapping.stage_model, mapping.outcomes[i].value), "/outcomes/" + std::to_string(i) + "/value",
                      "is a stage of the model too");
    const auto& columns = mapping.columns;
    check.require(mapping.amounts || !(columns.value || columns.won_value || columns.budget), "/amounts",
                  "is missing: a column of amounts is mapped");
    check.require(mapping.amounts || !mapping.side_tables || !mapping.side_tables->products || !mapping.side_tables->products->list_price,
                  "/amounts", "is missing: the products have list prices");
    std::set<std::string> mapped;
    collect_columns(columns, mapped);
    collect_date_columns(mapping.dates, mapped);
    check_aliases(mapping.aliases, mapped, check);
}

void check_sense(const EventLogMapping& mapping, Check& check) {
    check_both_kinds(mapping, check);
    check.require(mapping.lifecycle.empty() || mapping.columns.lifecycle, "/columns/lifecycle", "is missing: /lifecycle chooses by it");
    check.require(mapping.amounts || !mapping.columns.value, "/amounts", "is missing: a column of amounts is mapped");
    std::set<std::string> mapped(mapping.case_attributes.begin(), mapping.case_attributes.end());
    mapped.insert(mapping.event_attributes.begin(), mapping.event_attributes.end());
    collect_columns(mapping.columns, mapped);
    check_aliases(mapping.aliases, mapped, check);
}

template <class Kind>
std::expected<Mapping, Problems> parse_kind(const json::value& value) {
    auto mapping = from_json<Kind>(value);
    if (!mapping) return std::unexpected(std::move(mapping.error()));
    Problems problems;
    Check check(problems);
    check_sense(*mapping, check);
    if (!problems.empty()) return std::unexpected(std::move(problems));
    return Mapping(std::move(*mapping));
}

}  // namespace

std::expected<Mapping, Problems> parse_mapping(std::string_view json_text) {
    if (json_text.size() > mapping_bytes_max)
        return std::unexpected(Problems{{"", "a mapping has at most " + std::to_string(mapping_bytes_max) + " bytes"}});
    json::stream_parser parser;
    boost::system::error_code error;
    const std::size_t parsed = parser.write_some(json_text.data(), json_text.size(), error);
    if (!error && parsed == json_text.size()) parser.finish(error);
    if (error || parsed != json_text.size()) {
        const auto line = 1 + std::ranges::count(json_text.substr(0, parsed), '\n');
        return std::unexpected(Problems{
            {"", "is not JSON: line " + std::to_string(line) + ": " + (error ? error.message() : "something stands behind its end")}});
    }
    const json::value value = parser.release();
    const auto* object = value.if_object();
    const auto* kind = object ? object->if_contains("kind") : nullptr;
    if (kind && *kind == "opportunities") return parse_kind<OpportunityMapping>(value);
    if (kind && *kind == "event_log") return parse_kind<EventLogMapping>(value);
    return std::unexpected(Problems{{"/kind", "expected \"opportunities\" or \"event_log\""}});
}

std::expected<Mapping, Problems> read_mapping(const std::string& path) {
    auto file = InputFile::open(path);
    if (!file) return std::unexpected(Problems{{"", to_text(file.error())}});
    std::string text;
    while (text.size() <= mapping_bytes_max) {
        const auto block = file->read();
        if (!block) return std::unexpected(Problems{{"", to_text(block.error())}});
        if (block->empty()) break;
        text += *block;
    }
    return parse_mapping(text);
}

char delimiter_of(const std::optional<CsvMapping>& csv) { return csv && csv->delimiter ? csv->delimiter->front() : ','; }

std::vector<InstantFormat> formats_of(const std::optional<TimesMapping>& times) {
    if (times && !times->formats.empty()) return times->formats;
    return {InstantFormat::rfc3339, InstantFormat::iso_date};
}

UtcOffset offset_of(const std::optional<TimesMapping>& times) { return times && times->offset ? *times->offset : UtcOffset{}; }

ExternalKey external_key(std::string_view system, std::string_view id) { return {std::string(system).append(":").append(id)}; }

}  // namespace foxtrail
