// gzip (RFC 1952) of answers, and who wants it.
#pragma once

#include <string>
#include <string_view>

namespace foxtrail {

std::string gzipped(std::string_view bytes);

// Text compresses, pictures and archives have been already.
bool worth_gzip(std::string_view content_type);

// Reads Accept-Encoding: "gzip" or "*" with a weight above 0.
bool accepts_gzip(std::string_view accept_encoding);

}  // namespace foxtrail
