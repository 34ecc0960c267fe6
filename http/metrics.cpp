#include "http/metrics.hpp"

#include "core/reflect.hpp"

#include <algorithm>

namespace foxtrail {

static void append_head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
    ((((out += "# HELP ") += name) += ' ') += help) += '\n';
    ((((out += "# TYPE ") += name) += ' ') += type) += '\n';
}

static std::string number_text(double value) {
    char text[32];
    const int size = std::snprintf(text, sizeof text, "%.15g", value);
    return {text, static_cast<std::size_t>(size)};
}

void append_metric(std::string& out, std::string_view name, std::string_view type, std::string_view help, double value) {
    append_head(out, name, type, help);
    (((out += name) += ' ') += number_text(value)) += '\n';
}

void Metrics::watch(const RouteTable& routes) {
    first_ = routes.data();
    row_count_ = routes.size();
    rows_ = std::make_unique<Row[]>(row_count_ + 1);
    for (std::size_t i = 0; i < row_count_; ++i)
        rows_[i].labels = "method=\"" + std::string(to_text(routes[i].verb)) + "\",route=\"" + routes[i].pattern + '"';
    rows_[row_count_].labels = "method=\"\",route=\"\"";
}

void Metrics::count_request(const Route* route, int status, std::chrono::nanoseconds took) {
    Row& row = rows_[route ? static_cast<std::size_t>(route - first_) : row_count_];
    row.by_status[static_cast<std::size_t>(std::ranges::find(statuses, status) - statuses.begin())].fetch_add(1, std::memory_order_relaxed);
    row.nanoseconds.fetch_add(static_cast<std::uint64_t>(took.count()), std::memory_order_relaxed);
}

void Metrics::append_to(std::string& out) const {
    append_head(out, "foxtrail_requests_total", "counter", "Requests answered, by route and status.");
    std::string seconds, counts;
    for (std::size_t i = 0; i <= row_count_; ++i) {
        std::uint64_t all = 0;
        for (std::size_t s = 0; s <= statuses.size(); ++s) {
            const std::uint64_t count = rows_[i].by_status[s];
            if (count == 0) continue;
            all += count;
            const std::string status = s < statuses.size() ? std::to_string(statuses[s]) : "other";
            out += "foxtrail_requests_total{" + rows_[i].labels + ",status=\"" + status + "\"} " + std::to_string(count) + '\n';
        }
        if (all == 0) continue;
        seconds += "foxtrail_request_seconds_sum{" + rows_[i].labels + "} " + number_text(static_cast<double>(rows_[i].nanoseconds) / 1e9) + '\n';
        counts += "foxtrail_request_seconds_count{" + rows_[i].labels + "} " + std::to_string(all) + '\n';
    }
    append_head(out, "foxtrail_request_seconds", "summary", "Time from the head of a request to its answer.");
    (out += seconds) += counts;
    append_head(out, "foxtrail_commands_total", "counter", "Commands answered, by verdict.");
    for (std::size_t i = 0; i < verdict_count; ++i)
        ((((out += "foxtrail_commands_total{verdict=\"") += enum_name(static_cast<Verdict>(i))) += "\"} ") += std::to_string(verdicts_[i])) += '\n';
}

}  // namespace foxtrail
