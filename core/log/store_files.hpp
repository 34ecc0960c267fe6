// The files of a data folder against what its store says of them.
#pragma once

#include <cstdint>
#include <string>

namespace foxtrail {

enum class FileCheck : std::uint8_t {
    whole,  // every byte of every file against its checksum
    sizes,  // that every file is there with its size: beside an owner, who takes files away meanwhile
};

// Opens the folder as its owner would, where nothing but the newest state will do (a reader makes do with an older one when files are
// missing), and writes nothing. Gives the number of files. Errors: StoreFailed that names the file.
std::uint64_t check_store_files(const std::string& folder, FileCheck check);

}  // namespace foxtrail
