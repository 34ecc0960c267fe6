#include "core/file.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace foxtrail {

void fail(const std::filesystem::path& path) {
    const int error = errno;
    const std::string what = path.string() + " cannot be read or written: " + std::generic_category().message(error);
    if (error == ENOSPC || error == EDQUOT || error == EFBIG) throw DiskFull(what + "; make room on the disk");
    throw StoreFailed(what + "; the user Foxtrail runs as needs all rights there");
}

File::File(std::filesystem::path path, int flags) : path_(std::move(path)), number_(::open(path_.c_str(), flags | O_CLOEXEC, 0644)) {
    if (number_ < 0 && errno != ENOENT) fail(path_);
}

File::~File() {
    if (number_ >= 0) ::close(number_);
}

std::string_view File::read(std::span<char> into) const {
    for (;;) {
        const ssize_t size = ::read(number_, into.data(), into.size());
        if (size >= 0) return {into.data(), static_cast<std::size_t>(size)};
        if (errno != EINTR) fail(path_);
    }
}

void File::write(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t size = ::write(number_, bytes.data(), bytes.size());
        if (size < 0 && errno != EINTR) fail(path_);
        if (size > 0) bytes.remove_prefix(static_cast<std::size_t>(size));
    }
}

void File::sync() const {
    if (::fsync(number_) != 0) fail(path_);
}

void File::touch() const {
    if (::futimens(number_, nullptr) != 0) fail(path_);
}

std::optional<struct stat> File::locked(int how) const {
    while (::flock(number_, how) != 0)
        if (errno != EINTR) fail(path_);
    struct stat status {};
    if (::fstat(number_, &status) != 0) fail(path_);
    return status.st_nlink == 0 ? std::nullopt : std::optional(status);
}

PassingFile::PassingFile(const std::filesystem::path& at) : File(at, O_WRONLY | O_CREAT | O_EXCL), path(at) {
    if (!is_there()) fail(path);
}

PassingFile::~PassingFile() { ::unlink(path.c_str()); }

void sync_folder(const std::filesystem::path& folder) {
    const File opened(folder, O_RDONLY | O_DIRECTORY);
    if (!opened.is_there()) fail(folder);
    opened.sync();
}

void make_folder(const std::filesystem::path& folder) {
    if (::mkdir(folder.c_str(), 0755) != 0 && errno != EEXIST) fail(folder);
}

}  // namespace foxtrail
