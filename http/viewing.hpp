// Who was shown what departments know of a customer is on record before it is shown.
#pragma once

#include "http/engine.hpp"
#include "http/server/message.hpp"

namespace foxtrail {

// Waits for the writer, not for a place in its queue. A response that is there is given in place of the answer.
std::optional<Response> note_viewing(Engine&, std::string_view viewer, const json::object& answer);

}  // namespace foxtrail
