// What the edge counts, and the Prometheus text of it (exposition format 0.0.4).
//
// Threads: counting from any thread, without a lock.
#pragma once

#include "commands/writer/outcome.hpp"
#include "http/server/route.hpp"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <memory>

namespace foxtrail {

class Metrics {
  public:
    // The rows to count by: those of the server, before it runs. Requests that match no row are counted together.
    void watch(const RouteTable& routes);

    void count_request(const Route* route, int status, std::chrono::nanoseconds took);
    void count_command(Verdict verdict) { ++verdicts_[static_cast<std::size_t>(verdict)]; }

    // Appends "name{labels} value" lines for all that was counted.
    void append_to(std::string& out) const;

  private:
    static constexpr std::array statuses{200, 204, 304, 400, 401, 403, 404, 405, 406, 408, 409, 412, 413, 417, 422, 429, 431, 500, 501, 503, 505, 507};
    static constexpr std::size_t verdict_count = boost::mp11::mp_size<boost::describe::describe_enumerators<Verdict>>::value;
    struct Row {
        std::string labels;
        std::array<std::atomic<std::uint64_t>, statuses.size() + 1> by_status{};  // the last one is "other"
        std::atomic<std::uint64_t> nanoseconds = 0;
    };
    const Route* first_ = nullptr;
    std::size_t row_count_ = 0;  // rows_[row_count_] is the one without a route
    std::unique_ptr<Row[]> rows_;
    std::array<std::atomic<std::uint64_t>, verdict_count> verdicts_{};
};

void append_metric(std::string& out, std::string_view name, std::string_view type, std::string_view help, double value);

}  // namespace foxtrail
