#include "replay/verify_command.hpp"

#include "core/reflect.hpp"
#include "replay/data_folder.hpp"
#include "replay/verify.hpp"

#include <cstdio>

namespace foxtrail {
namespace {

constexpr int exit_damaged = 1;

void print(const Check& check) {
    const char* verdict = check.verdict == CheckVerdict::holds ? "ok" : check.verdict == CheckVerdict::damaged ? "DAMAGED" : "skipped";
    std::printf("%-44s %12llu %-12s %8.2f s  %s\n", check.what.c_str(), static_cast<unsigned long long>(check.count), check.unit.c_str(),
                check.seconds, verdict);
    if (!check.detail.empty()) std::printf("    %s\n", check.detail.c_str());
}

void verify_folder(const std::string& folder) {
    const ReaderFolder data = open_for_reading(folder);
    VerifyReport report = verify(*data.log, {.check_states = !owned_by_another_process(folder)});
    // A server that started meanwhile has changed states under the check.
    for (auto& check : report.checks)
        if (check.what.starts_with("decision states") && check.verdict == CheckVerdict::damaged && owned_by_another_process(folder))
            check.verdict = CheckVerdict::skipped, check.detail = "a server started meanwhile";
    for (const auto& check : report.checks) print(check);
    const Check* damage = report.first_damage();
    if (!damage) {
        std::printf("ok: %llu events\n", static_cast<unsigned long long>(report.head));
        return;
    }
    std::printf("damaged: %s\n", damage->detail.c_str());
    throw CLI::RuntimeError(exit_damaged);
}

}  // namespace

void add_verify(CLI::App& app) {
    auto folder = std::make_shared<std::string>();
    auto* command =
        app.add_subcommand("verify", "Check every commit, link, decision state and projection; exit code 1 when something is damaged");
    command->add_option("--data", *folder, "Data folder")->required();
    command->callback([folder] { verify_folder(*folder); });
}

}  // namespace foxtrail
