#include "replay/verify/verify_command.hpp"

#include "core/log/store_files.hpp"
#include "core/reflect.hpp"
#include "replay/data_folder.hpp"
#include "replay/verify/verify.hpp"

#include <cstdio>

namespace foxtrail {
namespace {

constexpr int exit_damaged = 1;
constexpr std::int64_t orphan_age_hours_min = 1, orphan_age_hours_max = 24 * 36'500;
constexpr std::int64_t us_per_hour = us_per_day / 24;

void print(const Check& check) {
    const char* verdict = check.verdict == CheckVerdict::holds ? "ok" : check.verdict == CheckVerdict::damaged ? "DAMAGED" : "skipped";
    std::printf("%-44s %12llu %-12s %8.2f s  %s\n", check.what.c_str(), static_cast<unsigned long long>(check.count), check.unit.c_str(),
                check.seconds, verdict);
    if (!check.detail.empty()) std::printf("    %s\n", check.detail.c_str());
    std::fflush(stdout);  // the next one may take minutes, and who waits may be reading a file
}

// What a server is about to name it has touched before, so that it is younger than any age that can be asked for.
void print_orphans(const VerifyReport& report, Blobs& blobs, std::int64_t removed_after_hours) {
    const bool is_removing = removed_after_hours > 0 && !report.first_damage();
    const Time now = now_from_system_clock();
    if (!report.orphans.empty()) std::printf("no event names these blobs:\n");
    for (const auto& blob : report.orphans) {
        const bool removed = is_removing && blobs.remove(blob.hash, {now.us - removed_after_hours * us_per_hour});
        std::printf("    %s %llu bytes, untouched for %lld hours%s\n", blob.hash.c_str(), static_cast<unsigned long long>(blob.size_bytes),
                    static_cast<long long>((now.us - blob.touched.us) / us_per_hour), removed ? ": removed" : "");
    }
    if (removed_after_hours > 0 && !is_removing) std::printf("no blob is removed: which events name one cannot be told of a damaged folder\n");
}

void end_as_damaged(const Check& damage) {
    std::printf("damaged: %s\n", damage.detail.c_str());
    throw CLI::RuntimeError(exit_damaged);
}

Check file_check(const std::string& folder) {
    const auto check = owned_by_another_process(folder) ? FileCheck::sizes : FileCheck::whole;
    return checked(check == FileCheck::whole ? "files are there and whole" : "files are there, of their sizes", "files",
                   [&](std::uint64_t& count) { count = check_store_files(folder, check); });
}

// First, and alone when it fails: without its files a reader sees an older state, of which all may hold.
void verify_files(const std::string& folder) {
    Check files = file_check(folder);
    if (files.verdict == CheckVerdict::damaged && owned_by_another_process(folder)) files = file_check(folder);  // a server started meanwhile
    print(files);
    if (files.verdict == CheckVerdict::damaged) end_as_damaged(files);
}

void verify_folder(const std::string& folder, std::int64_t orphans_removed_after_hours) {
    require_data(folder);
    verify_files(folder);
    const ReaderFolder data = open_for_reading(folder);
    Blobs blobs(folder);
    const auto print_it = [&](Check& check) {
        // A server that started meanwhile has changed states under the check.
        if (check.what.starts_with("decision states") && check.verdict == CheckVerdict::damaged && owned_by_another_process(folder))
            check.verdict = CheckVerdict::skipped, check.detail = "a server started meanwhile";
        print(check);
    };
    const VerifyReport report = verify(*data.log, {.check_states = !owned_by_another_process(folder), .blobs = &blobs, .on_check = print_it});
    print_orphans(report, blobs, orphans_removed_after_hours);
    if (const Check* damage = report.first_damage()) end_as_damaged(*damage);
    std::printf("ok: %llu events\n", static_cast<unsigned long long>(report.head));
}

}  // namespace

void add_verify(CLI::App& app) {
    auto folder = std::make_shared<std::string>();
    auto hours = std::make_shared<std::int64_t>(0);
    auto* command =
        app.add_subcommand("verify", "Check every file, commit, link, decision state, projection and content; exit code 1 when something is damaged");
    command->add_option("--data", *folder, "Data folder")->required();
    command->add_option("--remove-orphans-older-than", *hours, "Remove blobs that no event names and nobody stored or asked for since: 12h, 7d")
        ->transform(CLI::AsNumberWithUnit(std::map<std::string, std::int64_t>{{"h", 1}, {"d", 24}}, CLI::AsNumberWithUnit::UNIT_REQUIRED))
        ->check(CLI::Range(orphan_age_hours_min, orphan_age_hours_max));
    command->callback([folder, hours] { verify_folder(*folder, *hours); });
}

}  // namespace foxtrail
