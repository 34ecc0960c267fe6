// Clients of other makes, on the same machine: wrk for single requests, curl for a body in lines.
#pragma once

#include <string>

namespace foxtrail::bench {

struct Load {
    int connections = 64;
    std::string script{};  // of wrk; none: GET
    int seconds = 3;
};
struct Measured {
    double per_second = 0, p99_ms = 0;
};

// What a shell command prints. Errors: std::runtime_error when it cannot be begun.
std::string output_of(const std::string& command);
// Errors: std::runtime_error when wrk cannot be run, or an answer was no success.
Measured wrk(const std::string& url, const Load&);
// Sends the file as a body of lines. Errors: std::runtime_error when curl cannot be run or the answer is no success.
void post_lines(const std::string& url, const std::string& file);

}  // namespace foxtrail::bench
