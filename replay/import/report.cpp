#include "replay/import/report.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace foxtrail {
namespace {

constexpr std::string_view unfinished = ".unfinished";

std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
    return text;
}

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string quoted = "\"";
    for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
    return quoted += '"';
}

}  // namespace

std::string to_text(const ImportCounts& counts) {
    return grouped(counts.read) + " read: " + grouped(counts.recorded) + " recorded, " + grouped(counts.already_there) +
           " already there, " + grouped(counts.refused) + " refused";
}

double ImportSummary::commands_per_second() const {
    const auto commands = static_cast<double>(commands_recorded + commands_already_there + commands_refused);
    return elapsed.count() > 0 ? commands / elapsed.count() : 0;
}

std::string to_text(const ImportSummary& summary) {
    std::array<char, 32> seconds{};
    std::snprintf(seconds.data(), seconds.size(), "%.2f s", summary.elapsed.count());
    std::string text = to_text(summary.rows);
    if (summary.events_read > 0) text += "; " + grouped(summary.events_read) + " events read";
    text += "\ncommands: " + grouped(summary.commands_recorded) + " recorded as " + grouped(summary.events_recorded) + " events, " +
            grouped(summary.commands_already_there) + " already there, " + grouped(summary.commands_refused) + " refused\n";
    text += std::string(seconds.data()) + ", " + grouped(static_cast<std::uint64_t>(summary.commands_per_second())) + " commands/s\n";
    if (summary.refused_lines > 0) text += grouped(summary.refused_lines) + " refused lines\n";
    if (summary.older_rows > 0) text += grouped(summary.older_rows) + " rows are older than what was imported of them\n";
    if (summary.stopped) text += "stopped before the end: run it again to go on\n";
    return text;
}

RefusedLines::RefusedLines(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}
RefusedLines::RefusedLines(RefusedLines&& from) noexcept
    : path_(std::move(from.path_)), file_(std::exchange(from.file_, nullptr)), count_(from.count_) {}

RefusedLines::~RefusedLines() {
    if (file_ == nullptr) return;
    std::fclose(file_);
    std::error_code ignored;
    std::filesystem::remove(path_ + std::string(unfinished), ignored);
}

std::string RefusedLines::failure() const { return "the refused lines cannot be written to " + path_ + ": " + std::strerror(errno); }

std::expected<RefusedLines, std::string> RefusedLines::create(std::string path) {
    std::FILE* file = std::fopen((path + std::string(unfinished)).c_str(), "wb");
    RefusedLines lines(std::move(path), file);
    if (file == nullptr || std::fputs("line,id,reason\n", file) < 0) return std::unexpected(lines.failure());
    return lines;
}

std::expected<void, std::string> RefusedLines::add(std::uint64_t line, std::string_view id, std::string_view reason) {
    const std::string text = std::to_string(line) + ',' + csv_field(id) + ',' + csv_field(reason) + '\n';
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) return std::unexpected(failure());
    ++count_;
    return {};
}

std::expected<void, std::string> RefusedLines::finish() {
    if (std::fclose(std::exchange(file_, nullptr)) != 0) return std::unexpected(failure());
    std::error_code error;
    std::filesystem::rename(path_ + std::string(unfinished), path_, error);
    if (error) return std::unexpected("the refused lines cannot be put at " + path_ + ": " + error.message());
    return {};
}

std::string progress_text(std::uint64_t bytes_read, std::uint64_t bytes_total, std::uint64_t rows, std::chrono::duration<double> elapsed) {
    const auto rate = elapsed.count() > 0 ? static_cast<std::uint64_t>(static_cast<double>(rows) / elapsed.count()) : 0;
    const std::string share = bytes_total == 0 ? grouped(bytes_read) + " bytes" : std::to_string(bytes_read * 100 / bytes_total) + '%';
    return "import: " + share + ", " + grouped(rows) + " rows, " + grouped(rate) + " rows/s";
}

ProgressLine::ProgressLine(std::FILE* to, Clock::time_point start) : to_(to), start_(start), last_(start - interval) {}

bool ProgressLine::show(std::uint64_t bytes_read, std::uint64_t bytes_total, std::uint64_t rows, Clock::time_point now) {
    if (now - last_ < interval) return false;
    last_ = now;
    shown_ = true;
    std::fprintf(to_, "\r%s   ", progress_text(bytes_read, bytes_total, rows, now - start_).c_str());
    std::fflush(to_);
    return true;
}

void ProgressLine::end() {
    if (shown_) std::fputc('\n', to_);
    shown_ = false;
}

}  // namespace foxtrail
