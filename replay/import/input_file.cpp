#include "replay/import/input_file.hpp"

#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace foxtrail {
namespace {

template <class Owner>
gzFile handle(const Owner& file) {
    return static_cast<gzFile>(file.get());
}

std::string damage(int code, const char* text) {
    if (code == Z_BUF_ERROR) return "the gzip data are cut off: the file is incomplete";
    if (code == Z_DATA_ERROR) return std::string("the gzip data are damaged (") + text + ")";
    if (code == Z_ERRNO) return std::string("cannot be read: ") + std::strerror(errno);
    return std::string("cannot be read: ") + text;
}

}  // namespace

std::string to_text(const InputError& error) { return error.file + (error.where.empty() ? "" : ", " + error.where) + ": " + error.detail; }

void InputFile::Close::operator()(void* file) const { gzclose_r(static_cast<gzFile>(file)); }

InputFile::InputFile(std::string path, void* file, std::uint64_t bytes_total)
    : path_(std::move(path)), file_(file), bytes_total_(bytes_total), block_(block_bytes) {}

std::expected<InputFile, InputError> InputFile::open(const std::string& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) return std::unexpected(InputError{path, "", "there is no such file"});
    if (std::filesystem::is_directory(status)) return std::unexpected(InputError{path, "", "is a folder, not a file"});
    const bool sized = std::filesystem::is_regular_file(status);
    const std::uint64_t size = sized ? std::filesystem::file_size(path, error) : 0;
    gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr) return std::unexpected(InputError{path, "", std::string("cannot be opened: ") + std::strerror(errno)});
    gzbuffer(file, block_bytes);
    return InputFile(path, file, size);
}

std::expected<std::string_view, InputError> InputFile::read() {
    const int got = gzread(handle(file_), block_.data(), static_cast<unsigned>(block_.size()));
    // A gzip file that was cut off gives its bytes and says so beside them; those bytes are not worth having, so the error goes first.
    if (got > 0) bytes_given_ += static_cast<std::uint64_t>(got);
    if (got < static_cast<int>(block_.size())) {
        int code = Z_OK;
        const char* text = gzerror(handle(file_), &code);
        if (code != Z_OK) return std::unexpected(error_here(damage(code, text)));
    }
    return std::string_view(block_.data(), static_cast<std::size_t>(got));
}

std::uint64_t InputFile::bytes_read() const {
    const auto offset = gzoffset(handle(file_));
    return offset < 0 ? 0 : static_cast<std::uint64_t>(offset);
}

InputError InputFile::error_here(std::string detail) const {
    return {path_, "byte " + std::to_string(bytes_given_) + " of the content", std::move(detail)};
}

}  // namespace foxtrail
