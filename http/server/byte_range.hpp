// The part of an answer that a GET asks for in "Range" (RFC 9110, 14.2).
#pragma once

#include "http/server/message.hpp"

namespace foxtrail {

// The response with the bytes asked for, as 206, or 416 when there are none of them. It stays as it is for several ranges, for a form
// that is not understood, and for conditions that ask for the whole.
Response ranged(const Request&, Response whole);

}  // namespace foxtrail
