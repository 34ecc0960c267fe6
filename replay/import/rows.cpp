#include "replay/import/rows.hpp"

#include <xxhash.h>

#include <array>
#include <cstdio>

namespace foxtrail {
namespace {

// The members that say what the file says; the rest says where it stands or what was thought of it.
template <class Row>
std::string content_bytes(const Row& row) {
    std::string bytes;
    for_each_member(row, [&](std::string_view name, const auto& member) {
        if (name != "line" && name != "digest" && name != "repeat" && name != "problems" && name != "events") encode(bytes, member);
    });
    if constexpr (requires { row.events; })
        for (const ImportedEvent& event : row.events)
            for_each_member(event, [&](std::string_view name, const auto& member) {
                if (name != "line") encode(bytes, member);
            });
    return bytes;
}

template <class Row>
void seal_row(Row& row, SeenIds& seen) {
    const std::uint64_t digest = content_digest(content_bytes(row));
    row.digest = digest_text(digest);
    if (!row.problems.empty()) return;
    row.repeat = seen.note(row.id, digest);
    if (row.repeat == Repeat::other_content)
        row.problems.push_back({row.line, "the id \"" + row.id + "\" came before with other content; the first stands"});
}

}  // namespace

Repeat SeenIds::note(const std::string& id, std::uint64_t content) {
    const auto [found, is_new] = content_of_.emplace(id, content);
    if (is_new) return Repeat::first;
    return found->second == content ? Repeat::same_content : Repeat::other_content;
}

std::uint64_t content_digest(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string digest_text(std::uint64_t digest) {
    std::array<char, 17> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%016llx", static_cast<unsigned long long>(digest));
    return buffer.data();
}

void seal(ImportedOpportunity& row, SeenIds& seen) { seal_row(row, seen); }
void seal(ImportedCase& row, SeenIds& seen) { seal_row(row, seen); }

}  // namespace foxtrail
