#include "bench/client.hpp"

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace foxtrail::bench {

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    if (!pipe) throw std::runtime_error("this could not be run: " + command);
    std::string text;
    char part[4096];
    while (const std::size_t size = std::fread(part, 1, sizeof part, pipe.get())) text.append(part, size);
    return text;
}

namespace {

// The word behind `label`, as wrk prints it.
std::string word_after(const std::string& text, const std::string& label) {
    const std::size_t at = text.find(label);
    if (at == std::string::npos) throw std::runtime_error("wrk did not print \"" + label + "\" but:\n" + text);
    const std::size_t begin = text.find_first_not_of(' ', at + label.size());
    return text.substr(begin, text.find_first_of(" \n", begin) - begin);
}

double milliseconds(const std::string& duration) {
    std::size_t digits = 0;
    const double value = std::stod(duration, &digits);
    const std::string unit = duration.substr(digits);
    return unit == "us" ? value / 1e3 : unit == "ms" ? value : value * 1e3;
}

}  // namespace

Measured wrk(const std::string& url, const Load& load) {
    const std::string script = load.script.empty() ? "" : " -s '" + load.script + '\'';
    const std::string text =
        output_of("wrk --latency -t1 -c" + std::to_string(load.connections) + " -d" + std::to_string(load.seconds) + 's' + script + " '" + url + "' 2>&1");
    if (text.find("Non-2xx") != std::string::npos || text.find("Socket errors") != std::string::npos) throw std::runtime_error("requests failed: " + text);
    return {std::stod(word_after(text, "Requests/sec:")), milliseconds(word_after(text, " 99%"))};
}

void post_lines(const std::string& url, const std::string& file) {
    const std::string status = output_of("curl -s -o /dev/null -w '%{http_code}' -H 'Content-Type: application/x-ndjson' -T '" + file + "' -X POST '" + url + "'");
    if (status != "200") throw std::runtime_error("the lines were answered by " + status);
}

}  // namespace foxtrail::bench
