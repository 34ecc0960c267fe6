// Small files for tests, and the place of the real data sets.
#pragma once

#include <zlib.h>
#include <catch2/catch.hpp>

#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace foxtrail::test {

// A file in a folder of its own that goes away with it.
class SampleFile {
public:
    explicit SampleFile(std::string_view content, const std::string& name = "sample.csv") {
        static int count = 0;
        folder_ = std::filesystem::temp_directory_path() / ("foxtrail-" + std::to_string(getpid()) + "-" + std::to_string(++count));
        std::filesystem::create_directories(folder_);
        path_ = (folder_ / name).string();
        std::ofstream(path_, std::ios::binary) << content;
    }
    SampleFile(const SampleFile&) = delete;
    SampleFile& operator=(const SampleFile&) = delete;
    ~SampleFile() { std::filesystem::remove_all(folder_); }

    const std::string& path() const { return path_; }
    std::filesystem::path folder() const { return folder_; }
    void add(const std::string& name, std::string_view content) const { std::ofstream(folder_ / name, std::ios::binary) << content; }

private:
    std::filesystem::path folder_;
    std::string path_;
};

inline std::string read_whole(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string gzipped(std::string_view content) {
    const SampleFile file("", "sample.gz");
    gzFile out = gzopen(file.path().c_str(), "wb");
    gzwrite(out, content.data(), static_cast<unsigned>(content.size()));
    gzclose(out);
    return read_whole(file.path());
}

// The folder of the real data sets, "" (said aloud) when there is none.
inline std::string real_data() {
    const char* place = std::getenv("FOXTRAIL_DATA");
    for (const std::string& folder : {std::string(place ? place : ""), std::string("../shared/data")})
        if (!folder.empty() && std::filesystem::is_directory(folder)) return folder;
    WARN("SKIPPED: no ../shared/data");
    return {};
}

}  // namespace foxtrail::test
