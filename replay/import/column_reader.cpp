#include "replay/import/column_reader.hpp"

#include <algorithm>

namespace foxtrail {

ColumnMeaning::ColumnMeaning(std::string_view column, const std::vector<Alias>& aliases, const std::vector<std::string>& missing_values)
    : missing_values_(missing_values) {
    for (const Alias& alias : aliases)
        if (alias.column == column) aliases_.emplace(alias.from, alias.to);
}

std::optional<std::string> ColumnMeaning::of(std::string_view raw) const {
    std::string value(raw);
    if (!aliases_.empty())
        if (const auto alias = aliases_.find(value); alias != aliases_.end()) value = alias->second;
    if (value.empty() || std::ranges::find(missing_values_, value) != missing_values_.end()) return std::nullopt;
    return value;
}

void ColumnReader::bind(const CsvSource& source, const std::string& column) {
    if (bound_.contains(column)) return;
    if (const auto index = source.column(column))
        bound_.emplace(column, Bound{*index, ColumnMeaning(column, aliases_, missing_values_)});
    else if (std::ranges::find(not_found_, column) == not_found_.end())
        not_found_.push_back(column);
}

std::optional<InputError> ColumnReader::missing_columns(const CsvSource& source) const {
    if (not_found_.empty()) return std::nullopt;
    const auto listed = [](const std::vector<std::string>& names) {
        std::string text;
        for (const auto& name : names) text.append(text.empty() ? "\"" : ", \"").append(name).append("\"");
        return text;
    };
    return InputError{source.file().path(), "line 1", "has no column " + listed(not_found_) + "; it has " + listed(source.header())};
}

std::optional<std::string> ColumnReader::read(const CsvRecord& record, const std::optional<std::string>& column) const {
    if (!column) return std::nullopt;
    const Bound& bound = bound_.at(*column);
    return bound.meaning.of(record.fields.at(bound.index));
}

}  // namespace foxtrail
