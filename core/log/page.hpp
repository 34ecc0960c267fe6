// The format of a page: commit frames one after another, each complete in itself.
//
//   page   := frame*
//   frame  := size:u32le  checksum:u32le  body            checksum = low 32 bits of XXH3-64 of body, size = |body|
//   body   := first position, event count, recorded_at (µs), recorded_at - valid_at (µs), flags, [actor], [on behalf of],
//             [corrects], [causation], [key], [reason], [correlation], event*
//   event  := type number, size, payload
//
// Numbers in a body are LEB128, signed ones zigzag; strings are length and bytes; an entity is its kind (u32le) and number.
// The flags say which of the bracketed members are there. A frame does not know its page, so frames move from small pages
// into large ones byte for byte.
#pragma once

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

// Reads frames off the front of a page.
class FrameReader {
public:
    explicit FrameReader(std::string_view page) : rest_(page) {}

    // Moves to the next frame; false at the end of the page.
    // Errors: CorruptBytes when the checksum or the form does not hold.
    bool next();
    // The same without reading the body or checking it: only first(), count() and frame() are known then.
    bool next_header();
    // Checks and reads the body of the frame that next_header() stopped at.
    void read_body();

    const Envelope& envelope() const { return envelope_; }
    Position first() const { return envelope_.first; }
    std::uint32_t count() const { return count_; }
    FrameEvent next_event();              // call count() times
    std::string_view frame() const { return frame_; }

private:
    std::string_view rest_, frame_, events_;
    Envelope envelope_;
    std::uint32_t count_ = 0;
};

// Appends one frame to `page`. `events` are (type number, payload) pairs.
void put_frame(std::string& page, const Envelope&, const std::vector<FrameEvent>& events);

}  // namespace foxtrail
