// A file read in blocks from front to back, gzipped or not, whatever its name ends in.
// Errors: values that say which file, where and what: missing, a folder, unreadable, gzip cut off, gzip damaged.
// Limits: one block in memory, block_bytes of it; the file may be of any size.
// Threads: one.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace foxtrail {

// Why a file cannot be read on. `where` is as exact as can be known: "line 7", "line 3, column 14", "byte 65536"; "" for the whole.
struct InputError {
    std::string file;
    std::string where;
    std::string detail;
    bool operator==(const InputError&) const = default;
};

std::string to_text(const InputError&);  // "sales.csv, line 7: ..."

class InputFile {
public:
    static constexpr std::size_t block_bytes = 64 * 1024;

    static std::expected<InputFile, InputError> open(const std::string& path);

    // The next block, empty at the end of the file. It is valid until the next call. After an error every call gives that error's kind
    // again.
    std::expected<std::string_view, InputError> read();

    const std::string& path() const { return path_; }
    // Progress in bytes of the file as it lies on the disk, compressed if it is; `bytes_total` is 0 for a pipe.
    std::uint64_t bytes_read() const;
    std::uint64_t bytes_total() const { return bytes_total_; }

private:
    struct Close {
        void operator()(void* file) const;
    };

    InputFile(std::string path, void* file, std::uint64_t bytes_total);
    InputError error_here(std::string detail) const;

    std::string path_;
    std::unique_ptr<void, Close> file_;
    std::uint64_t bytes_total_ = 0;
    std::uint64_t bytes_given_ = 0;  // of the content, decompressed
    std::vector<char> block_;
};

}  // namespace foxtrail
