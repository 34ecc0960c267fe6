#include "core/binary.hpp"
#include "core/log/page.hpp"

#include <catch2/catch.hpp>

using namespace foxtrail;

namespace {

// Member `i` is set where bit `i` of `members` is.
Envelope envelope_with(unsigned members) {
    Envelope envelope;
    envelope.first = 300;
    envelope.recorded_at = {1'764'000'000'000'000};
    envelope.valid_at = {1'763'990'000'000'001};
    if (members & 1) envelope.actor = {Kind::of("emp"), 7};
    if (members & 2) envelope.on_behalf_of = {Kind::of("emp"), 70'000};
    if (members & 4) envelope.corrects = 12;
    if (members & 8) envelope.causation = 299;
    if (members & 16) envelope.key = "k-1";
    if (members & 32) envelope.reason = std::string(200, 'r');
    if (members & 64) envelope.correlation = "00-trace-01";
    return envelope;
}

std::string hex(std::string_view bytes) {
    std::string text;
    for (const unsigned char byte : bytes) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

// The page of these commits, of two events each.
std::string page_of(std::initializer_list<unsigned> members) {
    PageWriter page;
    Position first = 300;
    for (const unsigned which : members) {
        Envelope envelope = envelope_with(which);
        envelope.first = first;
        page.add(envelope, {{3, "one"}, {200, ""}});
        first += 2;
    }
    return page.finish();
}

}  // namespace

TEST_CASE("a page gives back its commits with any members left out", "[core][log][page]") {
    PageWriter page;
    for (unsigned members = 0; members < 128; ++members) {
        Envelope envelope = envelope_with(members);
        envelope.first += Position{2} * members, envelope.recorded_at.us += members * 1'000;
        page.add(envelope, {{3, "one"}, {200, ""}});
    }
    const std::string bytes = page.finish();
    FrameReader frames(bytes);
    for (unsigned members = 0; members < 128; ++members) {
        Envelope envelope = envelope_with(members);
        envelope.first += Position{2} * members, envelope.recorded_at.us += members * 1'000;
        REQUIRE(frames.next());
        CHECK(frames.envelope() == envelope);
        REQUIRE(frames.count() == 2);
        const FrameEvent one = frames.next_event(), two = frames.next_event();
        CHECK((one.type_number == 3 && one.payload == "one"));
        CHECK((two.type_number == 200 && two.payload.empty()));
    }
    CHECK_FALSE(frames.next());
}

TEST_CASE("the bytes of a page are what they always were", "[core][log][page][golden]") {
    Envelope envelope = envelope_with(127);
    envelope.reason = "why";
    PageWriter page;
    page.add(envelope, {{1, "payload"}});
    envelope = envelope_with(1);
    envelope.first = 301, envelope.recorded_at.us += 5;
    page.add(envelope, {{1, "next"}});
    CHECK(hex(page.finish()) ==
          "11668fceac0280809296a896a206"              // checksum, first position, recorded_at
          "0100fe8fdfc04a7f"                          // event count, time since the frame before, delay, flags
          "80e0b5ab060700f0a204a00201"                // actor, on behalf of, corrects, causation
          "036b2d31037768790b30302d74726163652d3031"  // key, reason, correlation
          "01077061796c6f6164"                        // type number, size, payload
          "01058890dfc04a010007"                      // the next: count, time, delay, flags, an actor of the same kind
          "01046e657874");
}

TEST_CASE("a commit can be stepped over, its events unread", "[core][log][page]") {
    const std::string page = page_of({127, 0, 1});
    FrameReader frames(page);
    REQUIRE(frames.next());
    REQUIRE(frames.next());
    CHECK((frames.first() == 302 && frames.count() == 2));
    CHECK(frames.next_event().payload == "one");
    REQUIRE(frames.next());
    CHECK((frames.first() == 304 && frames.envelope().actor == Entity{Kind::of("emp"), 7}));
    CHECK_FALSE(frames.next());
}

TEST_CASE("a page with one byte changed is not read", "[core][log][page]") {
    const std::string page = page_of({127, 1});
    for (std::size_t at = 0; at < page.size(); ++at) {
        std::string damaged = page;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        FrameReader frames(damaged);
        CHECK_THROWS_AS(frames.next(), CorruptBytes);
    }
}

TEST_CASE("a page cut off anywhere is not read", "[core][log][page]") {
    const std::string page = page_of({127, 1});
    for (std::size_t size = 0; size < page.size(); ++size) {
        FrameReader frames(std::string_view(page).substr(0, size));
        CHECK_THROWS_AS(frames.next(), CorruptBytes);
    }
}

TEST_CASE("a page takes only commits with events that follow on one another", "[core][log][page]") {
    PageWriter page;
    CHECK_THROWS_AS(page.add(envelope_with(0), {}), std::length_error);
    page.add(envelope_with(0), {{1, "a"}});
    CHECK_THROWS_AS(page.add(envelope_with(0), {{1, "b"}}), std::logic_error);  // position 300 again
    Envelope earlier = envelope_with(0);
    earlier.first = 301, earlier.recorded_at.us -= 1;
    CHECK_THROWS_AS(page.add(earlier, {{1, "b"}}), std::logic_error);
}
