#include "commands/decider/content.hpp"

#include "core/blobs.hpp"
#include "core/log/store.hpp"

namespace foxtrail {
namespace rule {
constexpr Rule content_missing{"content_missing", "The bytes of this content are not here: store them first with PUT /v1/blobs/{hash}."};
constexpr Rule size_does_not_match{"size_does_not_match", "The bytes of this content are of another size: give the size they have."};
}  // namespace rule

void require_stored(Decision& decision, const NamedContent& content, const Blobs& blobs) {
    try {
        const auto size_bytes = blobs.touch(content.hash);
        decision.require(size_bytes.has_value(), rule::content_missing, content.hash);
        if (size_bytes) decision.require(*size_bytes == content.size_bytes, rule::size_does_not_match, *size_bytes);
    } catch (const StoreFailed& failure) {  // one file that cannot be opened is no reason to end the writer
        decision.require(false, rule::content_missing, failure.what());
    }
}

}  // namespace foxtrail
