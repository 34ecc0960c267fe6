#include "replay/verify/verify.hpp"

#include "core/binary.hpp"

#include <algorithm>

namespace foxtrail {

const Check* VerifyReport::first_damage() const {
    const auto found = std::ranges::find(checks, CheckVerdict::damaged, &Check::verdict);
    return found == checks.end() ? nullptr : &*found;
}

Check checked(std::string what, std::string unit, const std::function<void(std::uint64_t& count)>& check) {
    Check result{std::move(what), std::move(unit), 0, 0, CheckVerdict::holds, {}};
    const auto begin = std::chrono::steady_clock::now();
    try {
        check(result.count);
    } catch (const std::exception& damage) {
        result.verdict = CheckVerdict::damaged;
        result.detail = damage.what();
    }
    result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return result;
}

VerifyReport verify(Log& log, const VerifyOptions& options) {
    VerifyReport report;
    std::size_t told = 0;
    const auto tell = [&] {
        for (; told < report.checks.size(); ++told)
            if (options.on_check) options.on_check(report.checks[told]);
    };
    report.head = log.head();
    // First, before a server beside this reader gets further: what is kept is compared at the head it has reached.
    std::vector<KeptDigest> kept;
    Check reading = checked("kept projections can be read", "projections", [&](std::uint64_t& count) {
        kept = kept_digests(log, report.head);
        count = kept.size();
        for (const auto& projection : kept)
            if (!projection.unreadable.empty())
                throw CorruptLog("the kept segments of " + projection.projection + ": " + projection.unreadable);
    });
    verify_commits_and_links(log, report.head, report.checks);
    report.checks.push_back(std::move(reading));
    tell();
    const std::string skipped = options.check_states ? why_states_are_made_anew(log) : "a server owns the folder and writes them meanwhile";
    if (skipped.empty())
        report.checks.push_back(
            checked("decision states equal a refold", "rows", [&](std::uint64_t& count) { verify_states(log, count); }));
    else
        report.checks.push_back({"decision states equal a refold", "rows", 0, 0, CheckVerdict::skipped, skipped});
    tell();
    verify_projections(log, report.head, kept, report.checks);
    tell();
    if (options.blobs) verify_blobs(log, report.head, *options.blobs, report);
    tell();
    return report;
}

}  // namespace foxtrail
