#include "core/log/page.hpp"

#include "core/binary.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <bit>
#include <cstring>

namespace foxtrail {

namespace {

static_assert(std::endian::native == std::endian::little, "frames are read in place, little-endian");

constexpr std::size_t header_bytes = 8;

constexpr std::uint64_t has_actor = 1, has_on_behalf_of = 2, has_corrects = 4, has_causation = 8, has_key = 16, has_reason = 32,
                        has_correlation = 64;

std::uint32_t checksum_of(std::string_view body) { return static_cast<std::uint32_t>(XXH3_64bits(body.data(), body.size())); }

void put_u32(std::string& out, std::uint32_t value) {
    char bytes[4];
    std::memcpy(bytes, &value, 4);
    out.append(bytes, 4);
}

std::uint32_t u32_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value;
    std::memcpy(&value, bytes.data() + at, 4);
    return value;
}

std::uint32_t take_u32_number(std::string_view& in) {
    const std::uint64_t value = take_varint(in);
    if (value > 0xFFFF'FFFFU) throw CorruptBytes("a number is too large");
    return static_cast<std::uint32_t>(value);
}

void put_entity(std::string& out, Entity entity) {
    put_u32(out, entity.kind.code);
    put_varint(out, entity.number);
}

Entity take_entity(std::string_view& in) {
    const Kind kind{u32_at(take_bytes(in, 4), 0)};
    return {kind, take_u32_number(in)};
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

void put_optional_members(std::string& page, const Envelope& envelope) {
    if (envelope.actor) put_entity(page, envelope.actor);
    if (envelope.on_behalf_of) put_entity(page, envelope.on_behalf_of);
    if (envelope.corrects) put_varint(page, envelope.corrects);
    if (envelope.causation) put_varint(page, envelope.causation);
    if (!envelope.key.empty()) put_text(page, envelope.key);
    if (!envelope.reason.empty()) put_text(page, envelope.reason);
    if (!envelope.correlation.empty()) put_text(page, envelope.correlation);
}

// Assigned into, never replaced, so that reading many frames allocates nothing.
void take_text(std::string_view& in, bool present, std::string& into) {
    if (present)
        into.assign(take_bytes(in, take_varint(in)));
    else
        into.clear();
}

void take_optional_members(std::string_view& in, std::uint64_t flags, Envelope& envelope) {
    envelope.actor = flags & has_actor ? take_entity(in) : Entity{};
    envelope.on_behalf_of = flags & has_on_behalf_of ? take_entity(in) : Entity{};
    envelope.corrects = flags & has_corrects ? take_varint(in) : 0;
    envelope.causation = flags & has_causation ? take_varint(in) : 0;
    take_text(in, flags & has_key, envelope.key);
    take_text(in, flags & has_reason, envelope.reason);
    take_text(in, flags & has_correlation, envelope.correlation);
}

}  // namespace

bool FrameReader::next_header() {
    if (rest_.empty()) return false;
    if (rest_.size() < header_bytes) throw CorruptBytes("the header of a frame is cut off");
    frame_ = take_bytes(rest_, header_bytes + std::uint64_t{u32_at(rest_, 0)});
    events_ = frame_.substr(header_bytes);
    envelope_.first = take_varint(events_);
    count_ = take_u32_number(events_);
    if (count_ == 0 || count_ > events_.size()) throw CorruptBytes("the event count of a frame is impossible");
    return true;
}

void FrameReader::read_body() {
    if (checksum_of(frame_.substr(header_bytes)) != u32_at(frame_, 4)) throw CorruptBytes("the checksum of a frame does not hold");
    envelope_.recorded_at.us = unzigzag(take_varint(events_));
    const std::int64_t delay_us = unzigzag(take_varint(events_));
    if (__builtin_sub_overflow(envelope_.recorded_at.us, delay_us, &envelope_.valid_at.us))
        throw CorruptBytes("a valid time is out of range");
    take_optional_members(events_, take_varint(events_), envelope_);
}

bool FrameReader::next() {
    if (!next_header()) return false;
    read_body();
    return true;
}

FrameEvent FrameReader::next_event() {
    const std::uint32_t type_number = take_u32_number(events_);
    return {type_number, take_bytes(events_, take_varint(events_))};
}

void put_frame(std::string& page, const Envelope& envelope, const std::vector<FrameEvent>& events) {
    const std::size_t start = page.size();
    page.append(header_bytes, '\0');
    put_varint(page, envelope.first);
    put_varint(page, events.size());
    put_varint(page, zigzag(envelope.recorded_at.us));
    put_varint(page, zigzag(envelope.recorded_at.us - envelope.valid_at.us));
    put_varint(page, flags_of(envelope));
    put_optional_members(page, envelope);
    for (const auto& event : events) {
        put_varint(page, event.type_number);
        put_text(page, event.payload);
    }
    const std::string_view body = std::string_view(page).substr(start + header_bytes);
    if (body.size() > 0xFFFF'FFFFU || events.empty() || events.size() > 0xFFFF'FFFFU)
        throw std::length_error("a commit has at least one event and is smaller than 4 GiB");
    const auto size = static_cast<std::uint32_t>(body.size());
    const std::uint32_t checksum = checksum_of(body);
    std::memcpy(page.data() + start, &size, 4);
    std::memcpy(page.data() + start + 4, &checksum, 4);
}

}  // namespace foxtrail
