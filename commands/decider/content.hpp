// The content a command names: its bytes are in the blob folder before an event names them.
//
// Deciders read no file. So the writer asks for this once a command has been decided and something is about to be recorded.
#pragma once

#include "commands/decider/decision.hpp"

namespace foxtrail {

class Blobs;

struct NamedContent {
    std::string_view hash;
    std::uint64_t size_bytes = 0;
};

// Notes as broken what does not hold of the content. Its age starts anew, so that it stays until the event is there.
void require_stored(Decision&, const NamedContent&, const Blobs&);

}  // namespace foxtrail
