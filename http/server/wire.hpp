// The bytes of an answer.
#pragma once

#include "http/server/message.hpp"

#include <string>
#include <string_view>

namespace foxtrail {

enum class Connection : std::uint8_t { keeps, keeps_as_1_0, closes };
enum class Framing : std::uint8_t { length, chunked, until_close };

// Appends the status line and the response's fields but those that say what follows: these are the caller's, and end_head().
// A 304 names no content type. `status` may differ from the response's own.
void put_head(std::string& out, int status, const Response& response, std::string_view date, Connection connection);
void put_field(std::string& out, std::string_view name, std::string_view value);  // line breaks in the value become blanks
void put_content_length(std::string& out, std::size_t size);
inline void end_head(std::string& out) { out += "\r\n"; }

void put_chunk(std::string& out, std::string_view bytes);
inline constexpr std::string_view last_chunk = "0\r\n\r\n";

std::string_view reason_phrase(int status);

// If-None-Match (RFC 9110, 13.1.2): one of the tags, compared weakly, or "*".
bool has_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace foxtrail
