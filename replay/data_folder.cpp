#include "replay/data_folder.hpp"

#include "events/event_entry.hpp"

#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace foxtrail {

void require_data(const std::string& folder) {
    if (!std::filesystem::exists(std::filesystem::path(folder) / "CURRENT"))
        throw StoreFailed("there is no Foxtrail data in the folder " + folder + "; check the path");
}

// RocksDB's owner holds a lock on this file; asking for it takes nothing away.
bool owned_by_another_process(const std::string& folder) {
    const int file = ::open((std::filesystem::path(folder) / "LOCK").c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return false;
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    const bool held = ::fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    ::close(file);
    return held;
}

ReaderFolder open_for_reading(const std::string& folder) {
    ReaderFolder opened;
    opened.store = open_rocks_store(folder, Access::reader);
    opened.log = Log::open(*opened.store, links_of_event);
    return opened;
}

ScratchStore::ScratchStore() {
    folder_ = (std::filesystem::temp_directory_path() / "foxtrail-scratch-XXXXXX").string();
    if (::mkdtemp(folder_.data()) == nullptr)
        throw StoreFailed("a temporary folder cannot be made in " + std::filesystem::temp_directory_path().string());
    store_ = open_rocks_store(folder_, Access::owner);
}

ScratchStore::~ScratchStore() {
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

}  // namespace foxtrail
