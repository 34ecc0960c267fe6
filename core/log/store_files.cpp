#include "core/log/store_files.hpp"

#include "core/log/store.hpp"

#include <rocksdb/db.h>
#include <rocksdb/sst_file_reader.h>

#include <chrono>
#include <filesystem>
#include <thread>
#include <vector>

namespace foxtrail {
namespace {

// Between two looks an owner may have taken a file away that it needs no more; then the next attempt knows that.
constexpr int looks_max = 5;
constexpr std::chrono::milliseconds look_again_after{50};

struct OpenedFiles {
    std::unique_ptr<rocksdb::DB> database;
    std::vector<rocksdb::ColumnFamilyHandle*> families;
    ~OpenedFiles() {
        for (auto* family : families) (void)database->DestroyColumnFamilyHandle(family);
    }
};

rocksdb::Status look(const std::string& folder, FileCheck check, std::uint64_t& count) {
    std::vector<std::string> names;
    rocksdb::DBOptions options;
    options.max_open_files = -1;  // opens every file, and so finds out which is not there
    if (const auto status = rocksdb::DB::ListColumnFamilies(options, folder, &names); !status.ok()) return status;
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    for (const auto& name : names) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
    OpenedFiles opened;
    rocksdb::DB* database = nullptr;
    const auto status = rocksdb::DB::OpenForReadOnly(options, folder, families, &opened.families, &database);
    opened.database.reset(database);
    if (!status.ok()) return status;
    std::vector<rocksdb::LiveFileMetaData> files;
    database->GetLiveFilesMetaData(&files);
    count = files.size();
    return check == FileCheck::whole ? database->VerifyChecksum() : rocksdb::Status::OK();
}

// RocksDB says of a file that is missing how it might have been called by LevelDB, and of one that was cut only what lies in its place.
std::string what_is_wrong(const std::string& folder, const rocksdb::Status& status) {
    const std::string text = status.ToString();
    if (const auto other_name = text.find(".ldb: No such file"); other_name != text.npos) {
        const auto begin = text.rfind('/', other_name) + 1;
        return text.substr(begin, other_name - begin) + ".sst is missing";
    }
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        if (file.path().extension() != ".sst") continue;
        rocksdb::SstFileReader reader{rocksdb::Options()};
        auto of_file = reader.Open(file.path().string());
        if (of_file.ok()) of_file = reader.VerifyChecksum();
        if (!of_file.ok()) return file.path().filename().string() + " is damaged: " + of_file.ToString();
    }
    return text;
}

}  // namespace

std::uint64_t check_store_files(const std::string& folder, FileCheck check) {
    std::uint64_t count = 0;
    rocksdb::Status status = look(folder, check, count);
    for (int looks = 1; !status.ok() && check == FileCheck::sizes && looks < looks_max; ++looks) {
        std::this_thread::sleep_for(look_again_after);
        status = look(folder, check, count);
    }
    if (!status.ok()) throw StoreFailed("the data folder " + folder + " is not whole: " + what_is_wrong(folder, status) + "; restore it from a backup");
    return count;
}

}  // namespace foxtrail
