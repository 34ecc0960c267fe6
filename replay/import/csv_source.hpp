// Records of a CSV file with a header row (RFC 4180, read by libcsv): quoted fields with newlines and doubled quotes,
// LF, CRLF or CR, a UTF-8 byte order mark, any one-byte delimiter. Blank lines are passed over; blanks and tabs around
// an unquoted field are not part of it.
// Errors: a record that cannot be used (wrong number of fields, not UTF-8, a control character) comes with `problem` and
//         the reading goes on; a quote that is never closed or a limit passed ends the reading and says where it began.
// Limits: field_bytes_max, record_bytes_max, columns_max.
// Threads: one.
#pragma once

#include "replay/import/input_file.hpp"

#include <memory>
#include <optional>

namespace foxtrail {

struct CsvRecord {
    std::uint64_t line = 0;  // where it begins, from 1; the header is line 1 of most files
    std::vector<std::string> fields;
    std::string problem;  // why it cannot be used; "" when it can
};

class CsvSource {
public:
    static constexpr std::size_t field_bytes_max = 1024 * 1024;
    static constexpr std::size_t record_bytes_max = 4 * 1024 * 1024;
    static constexpr std::size_t columns_max = 1000;

    // Opens the file and reads its header. Errors also: no header, a column named twice.
    static std::expected<CsvSource, InputError> open(const std::string& path, char delimiter = ',');
    CsvSource(CsvSource&&) noexcept;
    CsvSource& operator=(CsvSource&&) noexcept;
    ~CsvSource();

    const std::vector<std::string>& header() const;
    std::optional<std::size_t> column(std::string_view name) const;

    // The next record, valid until the next call; a null pointer at the end of the file.
    std::expected<const CsvRecord*, InputError> next();

    const InputFile& file() const;

private:
    struct Reader;
    explicit CsvSource(std::unique_ptr<Reader>);
    std::unique_ptr<Reader> reader_;
};

// What makes a text unfit to record, "" when nothing does: bytes that are not UTF-8, a control character.
std::string unfit_text(std::string_view);

}  // namespace foxtrail
