#include "replay/import/side_tables.hpp"

#include "replay/import/column_reader.hpp"
#include "replay/import/stated_fields.hpp"

#include <filesystem>
#include <functional>
#include <unordered_set>

namespace foxtrail {
namespace {

using ReadColumn = std::function<std::optional<std::string>(const std::optional<std::string>&)>;
// Takes one row; what is wrong with it, or "".
using TakeRow = std::function<std::string(std::uint64_t line, const std::string& name, const ReadColumn&)>;

template <class Table>
Table columns_only(Table table) {
    table.file = table.name;  // not a column: a column that is bound already stands in for it
    return table;
}

template <class Table>
std::optional<InputError> read_table(const std::string& folder, const Table& table, const OpportunityMapping& mapping,
                                     ImportedSideTables& into, const TakeRow& take) {
    auto source = CsvSource::open((std::filesystem::path(folder) / table.file).string(), delimiter_of(mapping.csv));
    if (!source) return std::move(source.error());
    ColumnReader columns({}, mapping.missing_values);
    columns.bind_all(*source, columns_only(table));
    if (auto missing = columns.missing_columns(*source)) return missing;
    std::unordered_set<std::string> names;
    while (true) {
        const auto record = source->next();
        if (!record) return record.error();
        if (*record == nullptr) return std::nullopt;
        const CsvRecord& row = **record;
        std::string wrong = row.problem;
        const auto name = wrong.empty() ? columns.read(row, table.name) : std::nullopt;
        if (wrong.empty() && !name) wrong = "column \"" + table.name + "\": a name is missing";
        if (name) wrong = unfit_key(external_key(mapping.system, *name));
        if (name && wrong.empty() && !names.insert(*name).second) wrong = "\"" + *name + "\" stands here twice; the first stands";
        if (name && wrong.empty()) wrong = take(row.line, *name, [&](const auto& column) { return columns.read(row, column); });
        if (!wrong.empty()) into.refused.push_back({table.file, {row.line, wrong}});
        if (names.size() > ImportedSideTables::rows_max || into.refused.size() > ImportedSideTables::rows_max)
            return InputError{table.file, "line " + std::to_string(row.line),
                              "has more than " + std::to_string(ImportedSideTables::rows_max) + " rows"};
    }
}

std::string take_product(ImportedProduct product, const std::optional<std::string>& price, const OpportunityMapping& mapping,
                         ImportedSideTables& into) {
    if (price) {
        const auto amount = stated_amount(*price, std::nullopt, *mapping.amounts);
        if (!amount) return amount.error();
        product.list_price = *amount;
    }
    into.products.push_back(std::move(product));
    return {};
}

}  // namespace

std::expected<ImportedSideTables, InputError> read_side_tables(const std::string& path, const OpportunityMapping& mapping) {
    ImportedSideTables tables;
    if (!mapping.side_tables) return tables;
    const SideTables& side = *mapping.side_tables;
    const std::string folder = std::filesystem::path(path).parent_path().string();
    const auto key = [&](const std::string& name) { return external_key(mapping.system, name); };
    std::optional<InputError> error;
    if (side.employees)
        error = read_table(folder, *side.employees, mapping, tables, [&](auto line, const auto& name, const auto& read) {
            tables.employees.push_back(
                {line, key(name), name, read(side.employees->manager), read(side.employees->department), read(side.employees->region)});
            return std::string();
        });
    if (!error && side.customers)
        error = read_table(folder, *side.customers, mapping, tables, [&](auto line, const auto& name, const auto& read) {
            tables.customers.push_back({line, key(name), name, read(side.customers->sector), read(side.customers->region)});
            return std::string();
        });
    if (!error && side.products)
        error = read_table(folder, *side.products, mapping, tables, [&](auto line, const auto& name, const auto& read) {
            return take_product({line, key(name), name, read(side.products->line), {}}, read(side.products->list_price), mapping, tables);
        });
    if (error) return std::unexpected(std::move(*error));
    return tables;
}

}  // namespace foxtrail
