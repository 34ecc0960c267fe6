// An open file, and what it takes to bring bytes and names onto the disk.
//
// Threads: none. Errors: DiskFull when there is no room; StoreFailed, saying what to do, for everything else.
#pragma once

#include "core/log/store.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

#include <sys/stat.h>

namespace foxtrail {

struct DiskFull : StoreFailed {
    using StoreFailed::StoreFailed;
};

class File {
  public:
    // `flags` are those of open(2). A file that is not there is no error yet: is_there() tells.
    File(std::filesystem::path path, int flags);
    ~File();
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    bool is_there() const { return number_ >= 0; }
    std::string_view read(std::span<char> into) const;  // "" at the end
    void write(std::string_view bytes) const;
    void sync() const;
    void touch() const;

    // Waits for the lock, `how` as flock(2) takes it; nothing when the file has lost its name meanwhile.
    std::optional<struct stat> locked(int how) const;

  private:
    const std::filesystem::path path_;
    const int number_;
};

// A new file that goes away with this.
class PassingFile : public File {
  public:
    explicit PassingFile(const std::filesystem::path& path);
    ~PassingFile();
    const std::filesystem::path path;
};

// Says why the last call of the system about this path failed.
[[noreturn]] void fail(const std::filesystem::path&);

void sync_folder(const std::filesystem::path&);
void make_folder(const std::filesystem::path&);  // one that is there is fine

}  // namespace foxtrail
