// The write side: one row per command, a row for streams of them, and one that helps with misspelt names.
#pragma once

#include "http/command_desk.hpp"

namespace foxtrail {

RouteTable command_routes(CommandDesk& desk);

}  // namespace foxtrail
