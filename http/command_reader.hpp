// From the bytes of a command to a submission, or to the problem that says why not.
#pragma once

#include "commands/writer/request.hpp"
#include "http/json_reader.hpp"
#include "http/server/request_errors.hpp"

namespace foxtrail {

inline constexpr std::size_t command_bytes_max = 256 * 1024;  // of one command, alone or as a line
inline constexpr std::size_t command_depth_max = 16;

// `members` go into a problem beside its own.
class CommandReader {
  public:
    // `command` is the name in the URL, or nothing; `errors` is what is wrong with the request around the body already.
    std::expected<Submission, Response> read(std::string_view text, std::optional<std::string_view> command, RequestErrors errors = {},
                                             const json::object& members = {});

  private:
    JsonReader json_{command_depth_max};
};

// 404 that names the nearest commands.
Response unknown_command(std::string_view name, json::object members = {});

// What a POST of this command takes: CommandRequest with the command's own data. A null entry: any command.
json::object command_request_schema(const CommandEntry* entry);

}  // namespace foxtrail
