// The format of a page: the commits of one append, or those of many, sealed together.
//
//   page   := checksum:u32le  first position, recorded_at (µs), frame*     checksum = low 32 bits of XXH3-64 of what follows it
//   frame  := event count, recorded_at - that of the frame before (µs), recorded_at - valid_at (µs), flags, [actor],
//             [on behalf of], [corrects], [causation], [key], [reason], [correlation], event*
//   event  := type number, size, payload
//
// Numbers are LEB128; the difference to valid_at and a page's recorded_at are zigzag. Strings are length and bytes. An entity is
// its kind, XOR the kind of the entity before it in the page, and its number. An event that a commit corrects or follows from is
// the distance back to it. The flags say which of the bracketed members are there. What a frame shares with the one before it
// takes next to no room so, and one checksum covers every commit of the page (docs/adr/0010-pages.md).
#pragma once

#include "core/binary.hpp"
#include "core/entity.hpp"
#include "core/id.hpp"
#include "core/time.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace foxtrail {

// Who, when, why: what is recorded once for the events of one command.
struct Envelope {
    Position first = 0;     // position of the first event of the commit
    Time recorded_at;       // when it was written down
    Time valid_at;          // when it was true; never after recorded_at
    Entity actor;           // {} for the system itself
    Entity on_behalf_of;    // {} unless somebody acts for another
    Position corrects = 0;  // the event this one puts right, 0 for none
    Position causation = 0; // the event that led to this command, 0 for none
    std::string key;        // command key, "" for none
    std::string reason;
    std::string correlation;  // W3C traceparent or the caller's own, "" for none
    bool operator==(const Envelope&) const = default;
};

struct FrameEvent {
    std::uint32_t type_number;
    std::string_view payload;
};

// Reads the frames of a page from its front. The page outlives the reader.
class FrameReader {
public:
    explicit FrameReader(std::string_view page) : rest_(page) {}

    // Moves to the next frame, past what is left of the one before; false at the end of the page. The first call checks the page.
    // Errors: CorruptBytes when the checksum or the form does not hold.
    bool next();

    const Envelope& envelope() const { return envelope_; }
    Position first() const { return envelope_.first; }
    std::uint32_t count() const { return count_; }
    // At most count() times. Here, so that what it finds stays in registers.
    FrameEvent next_event() {
        FrameEvent event;
        next_event(event.type_number, event.payload);
        return event;
    }
    // Written where it stays: a text that is stored in halves and loaded whole at once is what the processor waits for.
    void next_event(std::uint32_t& type_number, std::string_view& payload) {
        --left_;
        type_number = take_u32_number();
        payload = take_bytes(rest_, take_varint(rest_));
    }

private:
    void open_page();
    void read_envelope();
    std::uint32_t take_u32_number() {
        const std::uint64_t value = take_varint(rest_);
        if (value > 0xFFFF'FFFFU) throw_too_large();
        return static_cast<std::uint32_t>(value);
    }
    Entity take_entity();
    [[noreturn]] static void throw_too_large();

    std::string_view rest_;
    Envelope envelope_;
    std::uint64_t flags_ = 0;  // of the frame
    std::uint32_t count_ = 0, left_ = 0, kind_ = 0;
    bool opened_ = false;
};

// Makes a page of frames that follow on one another.
class PageWriter {
public:
    // Errors: std::length_error for a commit without events; std::logic_error when it does not follow on the one before.
    void add(const Envelope&, const std::vector<FrameEvent>& events);

    bool empty() const { return page_.empty(); }
    std::size_t bytes() const { return page_.size(); }
    Position next() const { return next_; }  // the position that follows what it holds
    // The page; the writer begins another.
    std::string finish();

private:
    void put_entity(Entity);
    void put_optional_members(const Envelope&);

    std::string page_;
    Position next_ = 0;
    Time recorded_at_;
    std::uint32_t kind_ = 0;
};

}  // namespace foxtrail
