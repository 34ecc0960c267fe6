// A key that can be made again: for simulated people, never for real ones.
#pragma once

#include "core/log/store.hpp"
#include "core/private.hpp"

namespace foxtrail {

// Puts the person's key, derived from the seed, into the store.
void give_key(Store&, Entity person, std::string_view seed);

}  // namespace foxtrail
