// What a person sees who opens the server in a browser.
#pragma once

#include "http/server/message.hpp"

namespace foxtrail {

Response home_page();

}  // namespace foxtrail
