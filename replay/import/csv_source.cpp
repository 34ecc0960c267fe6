#include "replay/import/csv_source.hpp"

#include <csv.h>

#include <algorithm>

namespace foxtrail {
namespace {

// States of libcsv's public `pstate`, which its header does not name.
constexpr int row_not_begun = 0;
constexpr int field_begun = 2;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Length of the UTF-8 sequence at the front (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF), 0 when there is none.
std::size_t sequence_length(std::string_view text) {
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto continues = [&](std::size_t i) { return (at(i) & 0xC0U) == 0x80U; };
    const unsigned lead = at(0), second = at(1);
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4 || !continues(1)) return 0;
    if (lead < 0xE0) return 2;
    if (!continues(2) || (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return 0;
    if (lead < 0xF0) return 3;
    return !continues(3) || (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F) ? 0 : 4;
}

}  // namespace

std::string unfit_text(std::string_view text) {
    while (!text.empty()) {
        const auto first = static_cast<unsigned char>(text.front());
        if ((first < 0x20 && first != '\n' && first != '\t' && first != '\r') || first == 0x7F) return "holds a control character";
        const std::size_t length = sequence_length(text);
        if (length == 0) return "is not UTF-8; save the file as UTF-8";
        text.remove_prefix(length);
    }
    return {};
}

// Feeds libcsv one physical line at a time, so that the line number of every record and of every open quote is known.
struct CsvSource::Reader {
    explicit Reader(InputFile input, char delimiter) : file(std::move(input)) {
        csv_init(&parser, 0);
        csv_set_delim(&parser, static_cast<unsigned char>(delimiter));
    }
    ~Reader() { csv_free(&parser); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    std::expected<const CsvRecord*, InputError> next();
    std::expected<bool, InputError> feed_line();
    std::expected<bool, InputError> finish();
    std::expected<bool, InputError> refill();
    std::size_t line_length();
    std::optional<InputError> over_limit() const;
    void judge();
    InputError error_at(std::uint64_t at_line, std::string detail) const {
        return {file.path(), "line " + std::to_string(at_line), std::move(detail)};
    }
    bool inside_record() const { return parser.pstate != row_not_begun || field_count > 0; }

    static void on_field(void* text, std::size_t size, void* self);
    static void on_record(int, void* self) { static_cast<Reader*>(self)->complete = true; }

    InputFile file;
    csv_parser parser{};
    std::string_view rest;   // of the block, not yet parsed
    std::uint64_t line = 1;  // of the first byte of `rest`
    std::uint64_t quote_line = 0;
    std::size_t quote_field = 0;
    std::size_t field_count = 0;
    std::size_t record_bytes = 0;
    bool started = false, ended = false, complete = false;
    bool after_return = false;  // the last line ended in CR: an LF next belongs to it
    std::vector<std::string> header;
    CsvRecord record;
};

void CsvSource::Reader::on_field(void* text, std::size_t size, void* self) {
    auto& reader = *static_cast<Reader*>(self);
    const std::string_view field(static_cast<const char*>(text), size);
    reader.record_bytes += size;
    // One more than the limit is kept to see that it is passed; the record is refused then.
    if (reader.field_count < reader.record.fields.size())
        reader.record.fields[reader.field_count] = field;
    else if (reader.record.fields.size() <= columns_max)
        reader.record.fields.emplace_back(field);
    ++reader.field_count;
}

std::expected<bool, InputError> CsvSource::Reader::refill() {
    auto block = file.read();
    if (!block) return std::unexpected(std::move(block.error()));
    rest = *block;
    if (!started && rest.starts_with(byte_order_mark)) rest.remove_prefix(byte_order_mark.size());
    started = true;
    return !rest.empty();
}

// Up to and with the end of the line, or all there is.
std::size_t CsvSource::Reader::line_length() {
    if (after_return && rest.front() == '\n') {
        after_return = false;
        return 1;
    }
    const auto end = std::find_if(rest.begin(), rest.end(), [](char c) { return c == '\n' || c == '\r'; });
    if (end == rest.end()) return rest.size();
    ++line;
    after_return = *end == '\r';
    return static_cast<std::size_t>(end - rest.begin()) + 1;
}

std::optional<InputError> CsvSource::Reader::over_limit() const {
    if (parser.entry_pos <= field_bytes_max && record_bytes <= record_bytes_max) return std::nullopt;
    const std::string where = "field " + std::to_string(field_count + 1);
    if (parser.quoted != 0 && quote_line != 0)
        return error_at(quote_line, where + " is too large; is the quote that opens there ever closed?");
    return error_at(record.line, where + " is too large: a field has at most " + std::to_string(field_bytes_max) + " bytes, a record " +
                                     std::to_string(record_bytes_max));
}

// Parses one physical line; true when it ended a record.
std::expected<bool, InputError> CsvSource::Reader::feed_line() {
    const std::uint64_t this_line = line;
    const std::size_t size = line_length();
    if (!inside_record()) record.line = this_line;
    csv_parse(&parser, rest.data(), size, on_field, on_record, this);
    rest.remove_prefix(size);
    if (csv_error(&parser) != CSV_SUCCESS) return std::unexpected(error_at(this_line, csv_strerror(csv_error(&parser))));
    // A field that is still open behind the end of its line is a quoted one.
    if (parser.pstate != row_not_begun && parser.quoted != 0 && (quote_line == 0 || quote_field != field_count)) {
        quote_line = this_line;
        quote_field = field_count;
    }
    if (auto error = over_limit()) return std::unexpected(std::move(*error));
    return complete;
}

std::expected<bool, InputError> CsvSource::Reader::finish() {
    ended = true;
    // libcsv tells an open quote at the end only in its strict mode, which would refuse every stray quote too.
    if (parser.pstate == field_begun && parser.quoted != 0)
        return std::unexpected(error_at(quote_line, "the quote that opens field " + std::to_string(quote_field + 1) + " is never closed"));
    csv_fini(&parser, on_field, on_record, this);
    return complete;
}

void CsvSource::Reader::judge() {
    record.fields.resize(std::min(field_count, record.fields.size()));
    record.problem.clear();
    if (!header.empty() && field_count != header.size()) {
        record.problem = "has " + std::to_string(field_count) + " fields, the header has " + std::to_string(header.size());
        return;
    }
    for (std::size_t i = 0; i < record.fields.size() && record.problem.empty(); ++i)
        if (const auto unfit = unfit_text(record.fields[i]); !unfit.empty())
            record.problem = "field " + std::to_string(i + 1) + ' ' + unfit;
}

std::expected<const CsvRecord*, InputError> CsvSource::Reader::next() {
    complete = false;
    field_count = record_bytes = 0;
    quote_line = 0;
    while (!complete) {
        if (ended) return nullptr;
        if (rest.empty()) {
            const auto more = refill();
            if (!more) return std::unexpected(more.error());
            if (!*more) {
                if (const auto last = finish(); !last) return std::unexpected(last.error());
                continue;
            }
        }
        if (const auto fed = feed_line(); !fed) return std::unexpected(fed.error());
    }
    judge();
    return &record;
}

CsvSource::CsvSource(std::unique_ptr<Reader> reader) : reader_(std::move(reader)) {}
CsvSource::CsvSource(CsvSource&&) noexcept = default;
CsvSource& CsvSource::operator=(CsvSource&&) noexcept = default;
CsvSource::~CsvSource() = default;

std::expected<CsvSource, InputError> CsvSource::open(const std::string& path, char delimiter) {
    auto file = InputFile::open(path);
    if (!file) return std::unexpected(std::move(file.error()));
    auto reader = std::make_unique<Reader>(std::move(*file), delimiter);
    const auto first = reader->next();
    if (!first) return std::unexpected(first.error());
    if (*first == nullptr) return std::unexpected(InputError{path, "", "is empty: a header row with the names of the columns is expected"});
    const CsvRecord& head = **first;
    if (!head.problem.empty()) return std::unexpected(reader->error_at(head.line, "the header " + head.problem));
    if (head.fields.size() > columns_max)
        return std::unexpected(reader->error_at(head.line, "the header has more than " + std::to_string(columns_max) + " columns"));
    for (auto name = head.fields.begin(); name != head.fields.end(); ++name) {
        if (std::find(head.fields.begin(), name, *name) != name)
            return std::unexpected(reader->error_at(head.line, "the header names the column \"" + *name + "\" twice"));
    }
    reader->header = head.fields;
    return CsvSource(std::move(reader));
}

const std::vector<std::string>& CsvSource::header() const { return reader_->header; }

std::optional<std::size_t> CsvSource::column(std::string_view name) const {
    const auto found = std::ranges::find(reader_->header, name);
    if (found == reader_->header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - reader_->header.begin());
}

std::expected<const CsvRecord*, InputError> CsvSource::next() { return reader_->next(); }

const InputFile& CsvSource::file() const { return reader_->file; }

}  // namespace foxtrail
