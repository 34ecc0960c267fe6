#include "replay/import/csv_source.hpp"

#include "tests/replay/sample_file.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::csv_source_test {
using namespace foxtrail::test;

namespace {

struct Read {
    std::vector<CsvRecord> records;
    std::string error;
};

Read read_all(std::string_view content, char delimiter = ',') {
    const SampleFile file(content);
    auto source = CsvSource::open(file.path(), delimiter);
    if (!source) return {{}, source.error().where + ": " + source.error().detail};
    Read read;
    while (true) {
        const auto record = source->next();
        if (!record) {
            read.error = record.error().where + ": " + record.error().detail;
            return read;
        }
        if (*record == nullptr) return read;
        read.records.push_back(**record);
    }
}

using Fields = std::vector<std::string>;

}  // namespace

TEST_CASE("a byte order mark is not part of the first column's name", "[replay][csv_source]") {
    const SampleFile file("\xEF\xBB\xBFid,name\n1,a\n");
    CHECK(CsvSource::open(file.path())->header() == Fields{"id", "name"});
}

TEST_CASE("every record knows the line it begins in", "[replay][csv_source]") {
    const auto [records, error] = read_all("id,note\n1,\"two\nlines\"\n\n2,plain\n3,\"a\n\nb\"\n4,x");
    REQUIRE(error.empty());
    REQUIRE(records.size() == 4);
    CHECK(records[0].fields == Fields{"1", "two\nlines"});
    CHECK(records[0].line == 2);
    CHECK(records[1].line == 5);
    CHECK(records[2].line == 6);
    CHECK(records[3].line == 9);
    CHECK(records[3].fields == Fields{"4", "x"});
}

TEST_CASE("lines end in LF, CRLF or CR and count alike", "[replay][csv_source]") {
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        const auto [records, error] = read_all("a,b" + end + "1,\"x" + end + "y\"" + end + "2,z" + end);
        CHECK(error.empty());
        REQUIRE(records.size() == 2);
        CHECK(records[0].fields == Fields{"1", "x" + end + "y"});
        CHECK(records[0].line == 2);
        CHECK(records[1].line == 4);
    }
}

TEST_CASE("CRLF across two blocks is one line end", "[replay][csv_source]") {
    std::string content = "a,b\r\n";
    const std::string padding(InputFile::block_bytes - content.size() - 3, 'x');
    content += "1," + padding + "\r\n2,y\r\n";
    const auto [records, error] = read_all(content);
    REQUIRE(records.size() == 2);
    CHECK(records[0].fields == Fields{"1", padding});
    CHECK(records[1].line == 3);
}

TEST_CASE("quotes hold delimiters and doubled quotes, and the delimiter is the mapping's", "[replay][csv_source]") {
    CHECK(read_all("a,b\n\"x, \"\"y\"\"\",2\n").records.at(0).fields == Fields{"x, \"y\"", "2"});
    CHECK(read_all("a;b\n1,5;2\n", ';').records.at(0).fields == Fields{"1,5", "2"});
    CHECK(read_all("a\tb\n\t2\n", '\t').records.at(0).fields == Fields{"", "2"});
}

TEST_CASE("a record with a wrong number of fields is refused and the next is read", "[replay][csv_source]") {
    const auto [records, error] = read_all("a,b\n1\n1,2,3\n1,2\n");
    REQUIRE(error.empty());
    REQUIRE(records.size() == 3);
    CHECK(records[0].problem == "has 1 fields, the header has 2");
    CHECK(records[1].problem == "has 3 fields, the header has 2");
    CHECK(records[2].problem.empty());
    CHECK(records[2].fields == Fields{"1", "2"});
}

TEST_CASE("bytes that are not UTF-8 and control characters are refused", "[replay][csv_source]") {
    const auto records = read_all("a,b\n1,caf\xE9\n2,caf\xC3\xA9\n3,x\x01y\n").records;
    CHECK(records.at(0).problem == "field 2 is not UTF-8; save the file as UTF-8");
    CHECK(records.at(1).problem.empty());
    CHECK(records.at(2).problem == "field 2 holds a control character");
    for (const std::string bad : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82"}) CHECK(!unfit_text(bad).empty());
    for (const std::string good : {"\xE9\x94\x80", "\xF0\x9F\xA6\x8A", "a\tb\n"}) CHECK(unfit_text(good).empty());
}

TEST_CASE("a quote that is never closed says where it began", "[replay][csv_source]") {
    CHECK(read_all("a,b\n1,2\n3,\"open\n4,5\n6,7\n").error == "line 3: the quote that opens field 2 is never closed");
    CHECK(read_all("a,b\n1,\"x\ny\"\n\"p\nq\",\"open\nz").error == "line 5: the quote that opens field 2 is never closed");
    CHECK(read_all("a,b\n1,\"open").error == "line 2: the quote that opens field 2 is never closed");
}

TEST_CASE("a field or a record over its limit ends the reading", "[replay][csv_source]") {
    const std::string large(CsvSource::field_bytes_max + InputFile::block_bytes, 'x');
    CHECK(read_all("a,b\n1," + large).error.starts_with("line 2: field 2 is too large: a field has at most 1048576 bytes"));
    CHECK(read_all("a,b\n1,2\n1,\"" + large + "\n").error == "line 3: field 2 is too large; is the quote that opens there ever closed?");
    std::string wide = "a,b\n";
    for (int i = 0; i < 6; ++i) wide += large.substr(0, 1'000'000) + ',';
    CHECK(read_all(wide).error.starts_with("line 2: field "));
}

TEST_CASE("a file without header, or with a column twice, is no table", "[replay][csv_source]") {
    CHECK(read_all("").error == ": is empty: a header row with the names of the columns is expected");
    CHECK(read_all("a,b,a\n").error == "line 1: the header names the column \"a\" twice");
}

}  // namespace foxtrail::csv_source_test
