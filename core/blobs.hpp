// The bytes of documents, beside the log: one file a content, named by its SHA-256, so that the same bytes are kept once.
//
//   DATA/blobs/ab/cd/abcd...  a content, under the 64 hexadecimal digits of its hash
//   DATA/blobs/incoming/      what is being written and has no name yet
//
// Durability: put() answers when the bytes, their name and the folders above are on disk; half-written bytes never have a name.
// Age:        counts from the last put() or touch(). What is about to be named by an event is touched first, so that nobody who
//             removes by age takes it away meanwhile; touch() and remove() exclude each other by a lock on the file.
// Threads:    any member, any thread, any process; prepare() is the owner's alone.
// Errors:     BlobRefusal for what the caller can mend. StoreFailed when the folder cannot be read or written. CorruptBytes when bytes
//             are not those of their hash. std::invalid_argument for a hash that is none: ask is_content_hash() first.
#pragma once

#include "core/time.hpp"

#include <atomic>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace foxtrail {

// "sha256:" and 64 lower-case hexadecimal digits.
bool is_content_hash(std::string_view);
std::string content_hash_of(std::string_view bytes);

struct BlobOptions {
    std::uint64_t blob_bytes_max = 64ULL << 20;
    std::function<bool()> may_write = [] { return true; };  // false: the disk is too full to keep anything
};

enum class BlobRefusal : std::uint8_t { too_large, hash_does_not_match, disk_full };

struct StoredBlob {
    std::string hash;
    std::uint64_t size_bytes = 0;
    bool is_new = true;  // false: it was there already
};

class Blobs {
  public:
    using Source = std::function<std::string_view()>;        // the next piece; "" ends
    using Visit = std::function<void(std::string_view)>;     // the next piece
    static Source whole(std::string_view bytes);             // of what is in memory already
    struct Listed {
        std::string hash;
        std::uint64_t size_bytes = 0;
        Time touched;
    };

    explicit Blobs(const std::filesystem::path& data_folder, BlobOptions options = {});

    // Makes the folder, and removes what a killed process left half-written.
    void prepare();

    // Keeps what the source gives, if it has the expected hash. Nothing is left of what is refused. A blob that was there and is no
    // longer what its hash says is replaced.
    std::expected<StoredBlob, BlobRefusal> put(const Source&, std::string_view expected_hash = {});

    // False when it is not there. The pieces are known to be right only when it returns.
    bool read(std::string_view hash, const Visit&) const;

    // The size of the blob, whose age starts anew; nothing when it is not there.
    std::optional<std::uint64_t> touch(std::string_view hash) const;

    void each(const std::function<void(const Listed&)>&) const;
    // False when it was touched since, or is gone.
    bool remove(std::string_view hash, Time untouched_since);

    std::uint64_t blob_bytes_max() const { return options_.blob_bytes_max; }

  private:
    std::filesystem::path path_of(std::string_view hash) const;
    StoredBlob keep(const std::filesystem::path& written, std::string hash, std::uint64_t size_bytes);
    bool is_there_whole(std::string_view hash) const;

    const std::filesystem::path folder_, incoming_;
    const BlobOptions options_;
    std::atomic<std::uint64_t> writes_ = 0;  // gives what is being written a name of its own
};

}  // namespace foxtrail
