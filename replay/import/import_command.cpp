#include "replay/import/import_command.hpp"

#include "events/event_entry.hpp"
#include "replay/import/input_file.hpp"
#include "replay/import/run.hpp"

#include <filesystem>
#include <iostream>
#include <memory>

namespace foxtrail {
namespace {

constexpr std::uint64_t refused_shown_max = 10;  // on the terminal; all are in the report

std::string usual_report(const std::string& file) { return std::filesystem::path(file).filename().string() + ".refused.csv"; }

struct ImportArguments {
    std::string file, map, data, report;
    bool progress = false;
};

// Why the import cannot be made, said to the person; the exit code is exit_import_unusable.
struct Unusable : std::runtime_error {
    using std::runtime_error::runtime_error;
};

template <class T>
T usable(std::expected<T, std::string> result) {
    if (!result) throw Unusable(result.error());
    return std::move(*result);
}

Mapping usable_mapping(const std::string& path) {
    auto mapping = read_mapping(path);
    if (mapping) return std::move(*mapping);
    std::string text = "the mapping " + path + " cannot be used:";
    for (const Problem& problem : mapping.error())
        text.append("\n  ").append(problem.pointer).append(problem.pointer.empty() ? "" : ": ").append(problem.detail);
    throw Unusable(text);
}

// Where refused lines go: to the report, the first ones to the terminal too. A report that nobody asked for is there when it has a line.
class Refused {
public:
    explicit Refused(const ImportArguments& arguments) : report_(arguments.report.empty() ? usual_report(arguments.file) : arguments.report) {
        if (!arguments.report.empty()) lines_.emplace(usable(RefusedLines::create(report_)));
    }
    void add(std::uint64_t line, std::string_view id, std::string_view reason) {
        if (!lines_) lines_.emplace(usable(RefusedLines::create(report_)));
        if (auto added = lines_->add(line, id, reason); !added) throw Unusable(added.error());
        if (++count_ <= refused_shown_max)
            shown_.append("  line ")
                .append(std::to_string(line))
                .append(id.empty() ? "" : ", ")
                .append(id)
                .append(": ")
                .append(reason)
                .append("\n");
    }
    void finish() {
        if (lines_)
            if (auto finished = lines_->finish(); !finished) throw Unusable(finished.error());
    }
    std::string text() const {
        if (count_ == 0) return "";
        const std::string more = count_ > refused_shown_max ? "  and " + std::to_string(count_ - refused_shown_max) + " more\n" : "";
        return shown_ + more + "  all of them with their reasons: " + report_ + "\n";
    }

private:
    std::string report_;
    std::optional<RefusedLines> lines_;
    std::string shown_;
    std::uint64_t count_ = 0;
};

int import_as_asked(const ImportArguments& arguments) {
    const Mapping mapping = usable_mapping(arguments.map);
    if (auto file = InputFile::open(arguments.file); !file) throw Unusable(to_text(file.error()));
    Refused refused(arguments);
    const auto store = open_rocks_store(arguments.data, Access::owner);
    const auto log = Log::open(*store, links_of_event);
    (void)entries_of(log->type_names());  // says it when the log holds what this program does not know
    Writer writer(*log);
    ProgressLine line;
    ImportOptions options;
    options.refused = [&](auto at, auto id, auto reason) { refused.add(at, id, reason); };
    if (arguments.progress) options.progress = [&](auto done, auto total, auto rows) { line.show(done, total, rows); };
    auto summary = import_file(*log, writer, arguments.file, mapping, options);
    line.end();
    if (!summary) throw Unusable(summary.error());
    refused.finish();
    std::cout << to_text(*summary) << refused.text() << std::flush;
    return summary->refused_lines > 0 ? exit_import_refused : 0;
}

int import_or_say_why_not(const ImportArguments& arguments) {
    try {
        return import_as_asked(arguments);
    } catch (const std::exception& failure) {  // of the store, the log, the report, or an Unusable
        std::cerr << "foxtrail import: " << failure.what() << '\n';
        return exit_import_unusable;
    }
}

}  // namespace

void add_import(CLI::App& app) {
    auto* import = app.add_subcommand("import", "Record the history in a file of another system; a second run adds nothing");
    const auto arguments = std::make_shared<ImportArguments>();
    import->add_option("file", arguments->file, "a CSV table of opportunities, or an event log (CSV, XES), gzipped or not")->required();
    import->add_option("--map", arguments->map, "the JSON file that says how to read it (docs/import.md)")->required();
    import->add_option("--data", arguments->data, "the data folder; no server may be using it")->required();
    import->add_option("--report", arguments->report, "the CSV file for the refused lines, and those older than what is there: line,id,reason. Left out: FILE.refused.csv in this folder, when there are any");
    import->add_flag("--progress", arguments->progress, "show a progress line");
    import->callback([arguments] {
        if (const int code = import_or_say_why_not(*arguments); code != 0) throw CLI::RuntimeError(code);
});
}  // namespace foxtrail

}  // namespace foxtrail
