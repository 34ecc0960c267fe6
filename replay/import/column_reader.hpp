// The columns a mapping names, found in a header or among attributes, with aliases and missing values applied.
#pragma once

#include "replay/import/csv_source.hpp"
#include "replay/import/mapping.hpp"

#include <unordered_map>

namespace foxtrail {

// What the values of one column mean.
class ColumnMeaning {
public:
    ColumnMeaning(std::string_view column, const std::vector<Alias>& aliases, const std::vector<std::string>& missing_values);
    // Nothing when the value is missing: empty, one of the mapping's missing values, or an alias of "".
    std::optional<std::string> of(std::string_view raw) const;

private:
    std::unordered_map<std::string, std::string> aliases_;
    std::vector<std::string> missing_values_;
};

// The columns of a CSV file by name.
class ColumnReader {
public:
    ColumnReader(const std::vector<Alias>& aliases, const std::vector<std::string>& missing_values)
        : aliases_(aliases), missing_values_(missing_values) {}

    // Finds every column that a struct of columns names (its strings and optional strings).
    template <class Columns>
    void bind_all(const CsvSource& source, const Columns& columns) {
        for_each_member(columns, [&]<class M>(std::string_view, const M& member) {
            if constexpr (std::is_same_v<M, std::string>)
                bind(source, member);
            else if (member)
                bind(source, *member);
        });
    }
    void bind(const CsvSource& source, const std::string& column);
    // The columns that were not found, as one error; nothing when all are there.
    std::optional<InputError> missing_columns(const CsvSource& source) const;

    std::optional<std::string> read(const CsvRecord&, const std::optional<std::string>& column) const;

private:
    struct Bound {
        std::size_t index;
        ColumnMeaning meaning;
    };
    std::vector<Alias> aliases_;
    std::vector<std::string> missing_values_;
    std::unordered_map<std::string, Bound> bound_;
    std::vector<std::string> not_found_;
};

}  // namespace foxtrail
