#include "projections/runner/projection.hpp"

namespace foxtrail {

std::string current_build_key(std::string_view projection) { return "current/" + std::string(projection); }

std::string segment_prefix(std::string_view projection, Build build) {
    std::string prefix = "segment/" + std::string(projection) + '/';
    put_be32(prefix, build.version);
    put_be32(prefix, build.generation);
    return prefix;
}

}  // namespace foxtrail
