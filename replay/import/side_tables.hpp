// The tables beside a table of opportunities: who the employees are, what the customers and products are.
// Errors: a row that cannot be used is in `refused` with the file it stands in; a file that cannot be read is an InputError.
// Limits: rows_max a table, and those of CsvSource.
#pragma once

#include "replay/import/input_file.hpp"
#include "replay/import/rows.hpp"

namespace foxtrail {

struct ImportedEmployee {
    std::uint64_t line = 0;
    ExternalKey key;  // "maven:Moses Frase"
    std::string name;
    std::optional<std::string> manager, department, region;
    bool operator==(const ImportedEmployee&) const = default;
};
BOOST_DESCRIBE_STRUCT(ImportedEmployee, (), (line, key, name, manager, department, region))

struct ImportedCustomer {
    std::uint64_t line = 0;
    ExternalKey key;
    std::string name;
    std::optional<std::string> sector, region;
    bool operator==(const ImportedCustomer&) const = default;
};
BOOST_DESCRIBE_STRUCT(ImportedCustomer, (), (line, key, name, sector, region))

struct ImportedProduct {
    std::uint64_t line = 0;
    ExternalKey key;
    std::string name;
    std::optional<std::string> product_line;
    std::optional<Money> list_price;
    bool operator==(const ImportedProduct&) const = default;
};
BOOST_DESCRIBE_STRUCT(ImportedProduct, (), (line, key, name, product_line, list_price))

struct RefusedSideRow {
    std::string file;
    LineProblem problem;
    bool operator==(const RefusedSideRow&) const = default;
};
BOOST_DESCRIBE_STRUCT(RefusedSideRow, (), (file, problem))

struct ImportedSideTables {
    static constexpr std::size_t rows_max = 1'000'000;
    std::vector<ImportedEmployee> employees;  // managers who stand in no row of their own are the caller's to create
    std::vector<ImportedCustomer> customers;
    std::vector<ImportedProduct> products;
    std::vector<RefusedSideRow> refused;
};

// Reads the side tables of the mapping from the folder that `path`, the main file, lies in. A name that stands twice is refused the second
// time.
std::expected<ImportedSideTables, InputError> read_side_tables(const std::string& path, const OpportunityMapping&);

}  // namespace foxtrail
