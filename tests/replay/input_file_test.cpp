#include "replay/import/input_file.hpp"

#include "tests/replay/sample_file.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::input_file_test {
using namespace foxtrail::test;

namespace {

std::expected<std::string, InputError> content_of(const std::string& path) {
    auto file = InputFile::open(path);
    if (!file) return std::unexpected(file.error());
    std::string content;
    while (true) {
        const auto block = file->read();
        if (!block) return std::unexpected(block.error());
        if (block->empty()) return content;
        content += *block;
    }
}

std::string noise(std::size_t size) {
    std::string text(size, ' ');
    std::uint32_t state = 1;
    for (char& c : text) c = static_cast<char>('a' + (state = state * 1664525 + 1013904223) / 0x0A000000);
    return text;
}

}  // namespace

TEST_CASE("a plain file and its gzipped form read alike", "[replay][input_file]") {
    const std::string text = noise(300'000);
    CHECK(content_of(SampleFile(text).path()).value() == text);
    CHECK(content_of(SampleFile(gzipped(text), "sample.csv.gz").path()).value() == text);
    CHECK(content_of(SampleFile("").path()).value().empty());
}

TEST_CASE("progress counts the bytes on the disk", "[replay][input_file]") {
    const SampleFile sample(gzipped(noise(300'000)));
    auto file = InputFile::open(sample.path()).value();
    CHECK(file.bytes_total() == std::filesystem::file_size(sample.path()));
    while (!file.read().value().empty()) CHECK(file.bytes_read() <= file.bytes_total());
    CHECK(file.bytes_read() == file.bytes_total());
}

TEST_CASE("a file that is missing or is a folder is said to be so", "[replay][input_file]") {
    CHECK(to_text(InputFile::open("/nowhere/sales.csv").error()) == "/nowhere/sales.csv: there is no such file");
    CHECK(InputFile::open("/tmp").error().detail == "is a folder, not a file");
}

TEST_CASE("a gzip file that is cut off is an error wherever it is cut", "[replay][input_file]") {
    const std::string whole = gzipped(noise(300'000));
    for (const std::size_t size : {whole.size() - 1, whole.size() - 8, whole.size() / 2, std::size_t{30}}) {
        const auto error = content_of(SampleFile(whole.substr(0, size)).path()).error();
        CHECK(error.detail == "the gzip data are cut off: the file is incomplete");
        CHECK(error.where.starts_with("byte "));
    }
}

TEST_CASE("a damaged gzip file is an error, not other content", "[replay][input_file]") {
    std::string whole = gzipped(noise(300'000));
    whole[whole.size() - 6] ^= 1;  // of the checksum
    CHECK(content_of(SampleFile(whole).path()).error().detail.starts_with("the gzip data are damaged"));
    whole = gzipped(noise(300'000));
    for (std::size_t i = whole.size() / 2; i < whole.size() / 2 + 50; ++i) whole[i] = '\xFF';
    CHECK(content_of(SampleFile(whole).path()).error().detail.starts_with("the gzip data are damaged"));
}

}  // namespace foxtrail::input_file_test
