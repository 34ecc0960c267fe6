#include "core/log/page.hpp"
#include "core/binary.hpp"

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

}  // namespace

TEST_CASE("a frame gives back its envelope with any members left out", "[core][log][page]") {
    std::string page;
    for (unsigned members = 0; members < 128; ++members) put_frame(page, envelope_with(members), {{3, "one"}, {200, ""}});
    FrameReader frames(page);
    for (unsigned members = 0; members < 128; ++members) {
        REQUIRE(frames.next());
        CHECK(frames.envelope() == envelope_with(members));
        REQUIRE(frames.count() == 2);
        const FrameEvent one = frames.next_event(), two = frames.next_event();
        CHECK((one.type_number == 3 && one.payload == "one"));
        CHECK((two.type_number == 200 && two.payload.empty()));
    }
    CHECK_FALSE(frames.next());
}

TEST_CASE("the bytes of a frame are what they always were", "[core][log][page][golden]") {
    Envelope envelope = envelope_with(127);
    envelope.reason = "why";
    std::string page;
    put_frame(page, envelope, {{1, "payload"}});
    CHECK(hex(page) ==
          "3d000000f94d583a"                          // size, checksum
          "ac020180809296a896a206fe8fdfc04a7f"        // first position, event count, recorded_at, delay, flags
          "00706d650700706d65f0a2040cab02"            // actor, on behalf of, corrects, causation
          "036b2d31037768790b30302d74726163652d3031"  // key, reason, correlation
          "01077061796c6f6164");                      // type number, size, payload
}

TEST_CASE("headers alone are enough to step over frames, and the body can be read where one stops", "[core][log][page]") {
    std::string page, second;
    Envelope envelope = envelope_with(0);
    put_frame(page, envelope, {{1, "a"}, {1, "b"}});
    envelope.first = 302;
    put_frame(second, envelope, {{2, "c"}});
    page += second;

    FrameReader frames(page);
    REQUIRE(frames.next_header());
    CHECK((frames.first() == 300 && frames.count() == 2));
    REQUIRE(frames.next_header());
    CHECK((frames.first() == 302 && frames.count() == 1 && frames.frame() == second));
    frames.read_body();
    CHECK(frames.envelope() == envelope);
    CHECK(frames.next_event().payload == "c");
    CHECK_FALSE(frames.next_header());
}

TEST_CASE("a frame with one byte changed is not read", "[core][log][page]") {
    std::string page;
    put_frame(page, envelope_with(127), {{1, "payload"}});
    for (std::size_t at = 0; at < page.size(); ++at) {
        std::string damaged = page;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        FrameReader frames(damaged);
        CHECK_THROWS_AS(frames.next(), CorruptBytes);
    }
}

TEST_CASE("a frame cut off anywhere is not read", "[core][log][page]") {
    std::string page;
    put_frame(page, envelope_with(127), {{1, "payload"}});
    for (std::size_t size = 1; size < page.size(); ++size) {
        FrameReader frames(std::string_view(page).substr(0, size));
        CHECK_THROWS_AS(frames.next(), CorruptBytes);
    }
}

TEST_CASE("a commit without events has no frame", "[core][log][page]") {
    std::string page;
    CHECK_THROWS_AS(put_frame(page, envelope_with(0), {}), std::length_error);
}
