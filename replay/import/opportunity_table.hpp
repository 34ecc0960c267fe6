// A CSV table of opportunities as neutral rows, streamed in file order.
// Errors: a row that cannot be used comes with its problems, all of them, and the reading goes on. A file that cannot be read on, or
// without
//         a column the mapping names, is an InputError.
// Limits: those of CsvSource and SeenIds. Memory grows by one id and 8 bytes a row.
// Threads: one.
#pragma once

#include "replay/import/column_reader.hpp"
#include "replay/import/rows.hpp"

namespace foxtrail {

class OpportunityTable {
public:
    static std::expected<OpportunityTable, InputError> open(const std::string& path, OpportunityMapping mapping);

    // The next row; nothing at the end of the file.
    std::expected<std::optional<ImportedOpportunity>, InputError> next();

    const InputFile& file() const { return source_.file(); }
    const OpportunityMapping& mapping() const { return mapping_; }

private:
    struct Row;  // one row while it is read
    OpportunityTable(CsvSource source, ColumnReader columns, OpportunityMapping mapping);

    CsvSource source_;
    ColumnReader columns_;
    OpportunityMapping mapping_;
    SeenIds seen_;
};

}  // namespace foxtrail
