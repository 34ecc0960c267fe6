#include "projections/runner/registry.hpp"

namespace foxtrail {

std::span<const ProjectionEntry> projection_entries() {
    static const auto all = []<class... P>(boost::mp11::mp_list<P...>) { return std::vector<ProjectionEntry>{entry_of<P>()...}; }(Projections{});
    return all;
}

}  // namespace foxtrail
