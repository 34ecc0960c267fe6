#include "core/blobs.hpp"

#include "core/binary.hpp"
#include "core/file.hpp"

#include <sodium.h>

#include <array>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace foxtrail {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view hash_prefix = "sha256:";
constexpr std::size_t piece_bytes = 64 * 1024;

class Sha256 {
  public:
    Sha256() { crypto_hash_sha256_init(&state_); }
    void add(std::string_view bytes) {
        crypto_hash_sha256_update(&state_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    }
    std::string finish() {
        std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
        std::array<char, 2 * digest.size() + 1> digits;
        crypto_hash_sha256_final(&state_, digest.data());
        sodium_bin2hex(digits.data(), digits.size(), digest.data(), digest.size());
        return std::string(hash_prefix) + digits.data();
    }

  private:
    crypto_hash_sha256_state state_;
};

Time time_of(const timespec& time) { return {time.tv_sec * us_per_second + time.tv_nsec / 1'000}; }

}  // namespace

bool is_content_hash(std::string_view hash) {
    return hash.starts_with(hash_prefix) && hash.size() == hash_prefix.size() + 2 * crypto_hash_sha256_BYTES &&
           hash.find_first_not_of("0123456789abcdef", hash_prefix.size()) == std::string_view::npos;
}

std::string content_hash_of(std::string_view bytes) {
    Sha256 sha;
    sha.add(bytes);
    return sha.finish();
}

Blobs::Source Blobs::whole(std::string_view bytes) {
    return [bytes]() mutable { return std::exchange(bytes, {}); };
}

Blobs::Blobs(const fs::path& data_folder, BlobOptions options)
    : folder_(data_folder / "blobs"), incoming_(folder_ / "incoming"), options_(std::move(options)) {}

void Blobs::prepare() {
    make_folder(folder_);
    make_folder(incoming_);
    std::error_code error;
    for (fs::directory_iterator at(incoming_, error), end; !error && at != end; at.increment(error))
        if (::unlink(at->path().c_str()) != 0) fail(at->path());
    if (error) throw StoreFailed("the blob folder " + incoming_.string() + " cannot be read: " + error.message());
    for (const auto& folder : {folder_.parent_path(), folder_, incoming_}) sync_folder(folder);
}

fs::path Blobs::path_of(std::string_view hash) const {
    if (!is_content_hash(hash)) throw std::invalid_argument("this is no content hash: " + std::string(hash));
    const std::string_view digits = hash.substr(hash_prefix.size());
    return folder_ / digits.substr(0, 2) / digits.substr(2, 2) / digits;
}

std::expected<StoredBlob, BlobRefusal> Blobs::put(const Source& source, std::string_view expected_hash) {
    if (!options_.may_write()) return std::unexpected(BlobRefusal::disk_full);
    try {
        const PassingFile incoming(incoming_ / std::to_string(++writes_));
        Sha256 sha;
        std::uint64_t size_bytes = 0;
        for (std::string_view piece = source(); !piece.empty(); piece = source()) {
            size_bytes += piece.size();
            if (size_bytes > options_.blob_bytes_max) return std::unexpected(BlobRefusal::too_large);
            sha.add(piece);
            incoming.write(piece);
        }
        std::string hash = sha.finish();
        if (!expected_hash.empty() && hash != expected_hash) return std::unexpected(BlobRefusal::hash_does_not_match);
        incoming.sync();
        return keep(incoming.path, std::move(hash), size_bytes);
    } catch (const DiskFull&) {
        return std::unexpected(BlobRefusal::disk_full);
    }
}

// Gives what is written its name. Folders are synced also when they were there: who made them may not have come to it yet.
StoredBlob Blobs::keep(const fs::path& written, std::string hash, std::uint64_t size_bytes) {
    const fs::path path = path_of(hash), inner = path.parent_path(), outer = inner.parent_path();
    StoredBlob stored{std::move(hash), size_bytes};
    make_folder(outer);
    make_folder(inner);
    while (::link(written.c_str(), path.c_str()) != 0) {
        if (errno != EEXIST) fail(path);
        if (!touch(stored.hash)) continue;  // removed this moment
        stored.is_new = !is_there_whole(stored.hash);
        if (stored.is_new && ::rename(written.c_str(), path.c_str()) != 0) fail(path);
        break;
    }
    for (const auto& folder : {inner, outer, folder_}) sync_folder(folder);
    return stored;
}

bool Blobs::is_there_whole(std::string_view hash) const {
    try {
        return read(hash, [](std::string_view) {});
    } catch (const CorruptBytes&) {
        return false;
    }
}

bool Blobs::read(std::string_view hash, const Visit& visit) const {
    const File file(path_of(hash), O_RDONLY);
    if (!file.is_there()) return false;
    Sha256 sha;
    std::vector<char> memory(piece_bytes);
    for (std::string_view piece = file.read(memory); !piece.empty(); piece = file.read(memory)) {
        sha.add(piece);
        visit(piece);
    }
    if (sha.finish() != hash) throw CorruptBytes("the blob " + std::string(hash) + " was altered: store its bytes again, or restore it from a backup");
    return true;
}

std::optional<std::uint64_t> Blobs::touch(std::string_view hash) const {
    const File file(path_of(hash), O_RDONLY);
    const auto status = file.is_there() ? file.locked(LOCK_SH) : std::nullopt;
    if (!status) return std::nullopt;
    file.touch();
    return static_cast<std::uint64_t>(status->st_size);
}

void Blobs::each(const std::function<void(const Listed&)>& visit) const {
    std::error_code error;
    for (fs::recursive_directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
        Listed listed{std::string(hash_prefix) + at->path().filename().string(), 0, {}};
        struct stat status {};
        if (!is_content_hash(listed.hash) || ::stat(at->path().c_str(), &status) != 0) continue;  // gone this moment
        listed.size_bytes = static_cast<std::uint64_t>(status.st_size);
        listed.touched = time_of(status.st_mtim);
        visit(listed);
    }
    if (error && error != std::errc::no_such_file_or_directory)
        throw StoreFailed("the blob folder " + folder_.string() + " cannot be read: " + error.message());
}

bool Blobs::remove(std::string_view hash, Time untouched_since) {
    const fs::path path = path_of(hash);
    const File file(path, O_RDONLY);
    const auto status = file.is_there() ? file.locked(LOCK_EX) : std::nullopt;
    if (!status || time_of(status->st_mtim) >= untouched_since) return false;
    if (::unlink(path.c_str()) != 0) fail(path);
    return true;
}

}  // namespace foxtrail
