// Every content an event names against the blob folder; and what lies there that no event names.
#include "core/blobs.hpp"
#include "events/event_entry.hpp"
#include "events/registry.hpp"
#include "replay/verify/verify.hpp"

#include <algorithm>
#include <map>

namespace foxtrail {
namespace {

template <class Event, class Type>
Type type_of(Type Event::*);
template <class Member>
using IsVersion = std::is_same<decltype(type_of(Member::pointer)), DocumentVersion>;
template <class Event>
using NamesVersion = boost::mp11::mp_any_of<members_of<Event>, IsVersion>;
using NamingEvents = boost::mp11::mp_copy_if<Events, NamesVersion>;

// Contents with the position that names them first.
using NamedContents = std::map<std::pair<std::string, std::uint64_t>, Position>;

void add_contents(NamedContents& named, const RecordedEvent& event) {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, NamingEvents>>([&]<class Event>(boost::mp11::mp_identity<Event>) {
        if (event.type != entry_for<Event>().name) return;
        for_each_member(*static_cast<const Event*>(entry_for<Event>().read(event.payload)), [&]<class Member>(std::string_view, const Member& member) {
            if constexpr (std::is_same_v<Member, DocumentVersion>) named.try_emplace({member.content_hash, member.size_bytes}, event.position);
        });
    });
}

void check_content(const Blobs& blobs, const std::string& hash, std::uint64_t size_bytes, Position position) {
    const std::string which = "the content " + hash + ", which the event at position " + std::to_string(position) + " names, ";
    std::uint64_t found_bytes = 0;
    if (!blobs.read(hash, [&](std::string_view piece) { found_bytes += piece.size(); }))
        throw CorruptLog(which + "is missing: store it with PUT /v1/blobs/{hash}, or restore it from a backup");
    if (found_bytes != size_bytes) throw CorruptLog(which + "has " + std::to_string(found_bytes) + " bytes, not " + std::to_string(size_bytes));
}

bool is_named(const NamedContents& named, const std::string& hash) {
    const auto found = named.lower_bound({hash, 0});
    return found != named.end() && found->first.first == hash;
}

}  // namespace

void verify_blobs(const Log& log, Position head, const Blobs& blobs, VerifyReport& report) {
    NamedContents named;
    bool all_are_known = false;
    report.checks.push_back(checked("contents: every one an event names is whole", "contents", [&](std::uint64_t& count) {
        log.read(0, head, [&](const RecordedEvent& event) { return add_contents(named, event), true; });
        all_are_known = true;
        for (const auto& [content, position] : named) check_content(blobs, content.first, content.second, position), ++count;
    }));
    blobs.each([&](const Blobs::Listed& blob) {
        if (all_are_known && !is_named(named, blob.hash)) report.orphans.push_back(blob);
    });
}

}  // namespace foxtrail
