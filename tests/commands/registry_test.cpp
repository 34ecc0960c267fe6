// The lists from which the engine is made, held against all that is declared.
#include "commands/registry.hpp"
#include "events/registry.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <set>

namespace foxtrail::registry_test {

namespace {

template <class S>
std::set<std::string> events_with_an_evolve() {
    std::set<std::string> names;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Events>>([&](auto identity) {
        using Event = typename decltype(identity)::type;
        using Newest = decltype(newest(std::declval<Event>()));
        if constexpr (LearnsFrom<S, Newest> || OtherLearnsFrom<S, Newest>) names.insert(wire_name<Event>());
    });
    return names;
}

template <class Noun>
void check_state() {
    if constexpr (requires { typename StateOf<Id<Noun>>::type; }) {
        using S = typename StateOf<Id<Noun>>::type;
        const auto entry = std::ranges::find(state_entries(), Id<Noun>::kind, &StateEntry::kind);
        INFO(Noun::plural);
        REQUIRE(entry != state_entries().end());
        std::set<std::string> learnt;
        for (const auto& learns : entry->learns()) learnt.insert(learns.event->name);
        CHECK(learnt == events_with_an_evolve<S>());
    }
}

}  // namespace

TEST_CASE("a decision state learns from every event it has an evolve for", "[commands][registry]") {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Nouns>>([](auto noun) { check_state<typename decltype(noun)::type>(); });
}

TEST_CASE("every command has a name of its own, a doc and a Chinese term", "[commands][registry]") {
    for (const auto& entry : command_entries()) {
        INFO(entry.type.name);
        CHECK(find_command(entry.type.name) == &entry);
        CHECK_FALSE(entry.doc.empty());
        CHECK_FALSE(entry.type.term.empty());
    }
}

// The declaration alone refuses; the deciders are asked for by overload and cannot be listed, so their text is looked at.
TEST_CASE("what is refused to any actor is declared as the server's, and nothing else is", "[commands][registry]") {
    std::size_t refusing = 0;
    for (const auto& file : std::filesystem::directory_iterator("commands")) {
        std::ifstream text(file.path());
        for (std::string line; std::getline(text, line);) refusing += line.find("rule::system_only") != line.npos;
    }
    const auto declared = std::ranges::count_if(command_entries(), [](const auto& entry) { return entry.type.is_for_server(); });
    CHECK(refusing == 0);
    CHECK(declared == 17);
}

}  // namespace foxtrail::registry_test
