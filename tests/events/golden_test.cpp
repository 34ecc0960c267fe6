// The events as a whole; each noun's are held against tests/events/golden.txt in a file made from golden_set.cpp.in.
#include "tests/events/golden.hpp"

using namespace foxtrail;

TEST_CASE("no released event is missing from the program", "[events][golden]") {
    for (const auto& [name, line] : golden()) {
        INFO(name);
        CHECK(find_event(name) != nullptr);
    }
}

TEST_CASE("every event has a doc, a Chinese term, and a subject as its first link", "[events]") {
    for (const auto& entry : event_entries()) {
        INFO(entry.name);
        CHECK_FALSE(entry.doc.empty());
        CHECK_FALSE(entry.type.term.empty());
        CHECK(find_event(entry.name) == &entry);
    }
}
