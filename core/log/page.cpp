#include "core/log/page.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <bit>
#include <cstring>

namespace foxtrail {

namespace {

static_assert(std::endian::native == std::endian::little, "checksums are read in place, little-endian");

constexpr std::size_t checksum_bytes = 4;

constexpr std::uint64_t has_actor = 1, has_on_behalf_of = 2, has_corrects = 4, has_causation = 8, has_key = 16, has_reason = 32,
                        has_correlation = 64, has_text = has_key | has_reason | has_correlation;

std::uint32_t checksum_of(std::string_view body) { return static_cast<std::uint32_t>(XXH3_64bits(body.data(), body.size())); }

Time moved_by(Time from, std::int64_t us) {
    Time to;
    if (__builtin_add_overflow(from.us, us, &to.us)) throw CorruptBytes("a time is out of range");
    return to;
}

Position take_earlier(std::string_view& in, Position than) {
    const Position distance = take_varint(in);
    if (distance > than) throw CorruptBytes("a position lies before the first");
    return than - distance;
}

void put_text(std::string& out, std::string_view text) {
    put_varint(out, text.size());
    out += text;
}

std::uint64_t flags_of(const Envelope& envelope) {
    const auto flag = [](bool present, std::uint64_t bit) { return present ? bit : 0; };
    return flag(bool(envelope.actor), has_actor) | flag(bool(envelope.on_behalf_of), has_on_behalf_of) |
           flag(envelope.corrects != 0, has_corrects) | flag(envelope.causation != 0, has_causation) |
           flag(!envelope.key.empty(), has_key) | flag(!envelope.reason.empty(), has_reason) |
           flag(!envelope.correlation.empty(), has_correlation);
}

// Assigned into, never replaced, so that reading many frames allocates nothing.
void take_text(std::string_view& in, bool present, std::string& into) {
    into.clear();
    if (present) into.append(take_bytes(in, take_varint(in)));
}

}  // namespace

void FrameReader::open_page() {
    opened_ = true;
    if (rest_.size() < checksum_bytes) throw CorruptBytes("the checksum of a page is cut off");
    std::uint32_t checksum;
    std::memcpy(&checksum, rest_.data(), checksum_bytes);
    rest_.remove_prefix(checksum_bytes);
    if (checksum_of(rest_) != checksum) throw CorruptBytes("the checksum of the page does not hold");
    envelope_.first = take_varint(rest_);
    envelope_.recorded_at.us = unzigzag(take_varint(rest_));
}

bool FrameReader::next() {
    if (!opened_) open_page();
    while (left_ > 0) next_event();
    if (rest_.empty()) return false;
    envelope_.first += count_;
    left_ = count_ = take_u32_number();
    if (count_ == 0 || count_ > rest_.size()) throw CorruptBytes("the event count of a frame is impossible");
    read_envelope();
    return true;
}

void FrameReader::read_envelope() {
    envelope_.recorded_at = moved_by(envelope_.recorded_at, static_cast<std::int64_t>(take_varint(rest_)));
    envelope_.valid_at = moved_by(envelope_.recorded_at, -unzigzag(take_varint(rest_)));
    const std::uint64_t flags = take_varint(rest_), before = std::exchange(flags_, flags);
    envelope_.actor = flags & has_actor ? take_entity() : Entity{};
    envelope_.on_behalf_of = flags & has_on_behalf_of ? take_entity() : Entity{};
    envelope_.corrects = flags & has_corrects ? take_earlier(rest_, envelope_.first) : 0;
    envelope_.causation = flags & has_causation ? take_earlier(rest_, envelope_.first) : 0;
    if (((flags | before) & has_text) == 0) return;
    take_text(rest_, flags & has_key, envelope_.key);
    take_text(rest_, flags & has_reason, envelope_.reason);
    take_text(rest_, flags & has_correlation, envelope_.correlation);
}

Entity FrameReader::take_entity() {
    kind_ ^= take_u32_number();
    return {Kind{kind_}, take_u32_number()};
}

void FrameReader::throw_too_large() { throw CorruptBytes("a number is too large"); }

void PageWriter::put_entity(Entity entity) {
    put_varint(page_, entity.kind.code ^ kind_);
    put_varint(page_, entity.number);
    kind_ = entity.kind.code;
}

void PageWriter::put_optional_members(const Envelope& envelope) {
    if (envelope.actor) put_entity(envelope.actor);
    if (envelope.on_behalf_of) put_entity(envelope.on_behalf_of);
    if (envelope.corrects) put_varint(page_, envelope.first - envelope.corrects);
    if (envelope.causation) put_varint(page_, envelope.first - envelope.causation);
    if (!envelope.key.empty()) put_text(page_, envelope.key);
    if (!envelope.reason.empty()) put_text(page_, envelope.reason);
    if (!envelope.correlation.empty()) put_text(page_, envelope.correlation);
}

void PageWriter::add(const Envelope& envelope, const std::vector<FrameEvent>& events) {
    if (events.empty() || events.size() > 0xFFFF'FFFFU) throw std::length_error("a commit has at least one event and fewer than 2^32");
    if (page_.empty()) {
        page_.assign(checksum_bytes, '\0');
        put_varint(page_, next_ = envelope.first);
        put_varint(page_, zigzag((recorded_at_ = envelope.recorded_at).us));
    }
    if (envelope.first != next_ || envelope.recorded_at < recorded_at_) throw std::logic_error("a frame does not follow on the one before");
    put_varint(page_, events.size());
    put_varint(page_, static_cast<std::uint64_t>(envelope.recorded_at.us - recorded_at_.us));
    put_varint(page_, zigzag(envelope.recorded_at.us - envelope.valid_at.us));
    put_varint(page_, flags_of(envelope));
    put_optional_members(envelope);
    for (const auto& event : events) {
        put_varint(page_, event.type_number);
        put_text(page_, event.payload);
    }
    next_ += events.size();
    recorded_at_ = envelope.recorded_at;
}

std::string PageWriter::finish() {
    const std::uint32_t checksum = checksum_of(std::string_view(page_).substr(checksum_bytes));
    std::memcpy(page_.data(), &checksum, checksum_bytes);
    kind_ = 0;
    return std::exchange(page_, {});
}

}  // namespace foxtrail
