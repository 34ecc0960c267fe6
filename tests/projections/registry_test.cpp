// The list of projections, held against all that is declared.
#include "events/registry.hpp"
#include "projections/runner/registry.hpp"

#include <catch2/catch.hpp>

#include <set>

namespace foxtrail::registry_test {

TEST_CASE("a projection reads every event it has a project() for", "[projections][registry]") {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Projections>>([](auto projection) {
        using P = typename decltype(projection)::type;
        std::set<std::string> read, declared;
        for (const auto& [event, apply] : entry_of<P>().applies()) read.insert(event->name);
        boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Events>>([&](auto identity) {
            using Event = typename decltype(identity)::type;
            if constexpr (Reads<P, decltype(newest(std::declval<Event>()))>) declared.insert(wire_name<Event>());
        });
        INFO(P::name);
        CHECK(read == declared);
    });
}

}  // namespace foxtrail::registry_test
