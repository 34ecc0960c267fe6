#include "bench/bench.hpp"
#include "bench/client.hpp"
#include "bench/constant_server.hpp"
#include "bench/table.hpp"
#include "http/edge.hpp"
#include "http/engine.hpp"

#include <fstream>

namespace foxtrail::bench {
namespace {

constexpr int rounds = 3;

// The whole server in this process, on a free port.
class Served {
public:
    explicit Served(const std::string& folder)
        : engine_({.folder = folder, .scheduler = {.every = std::chrono::seconds(0)}}), edge_(engine_, {}, read_models()), thread_([this] { edge_.server().run(); }) {}
    ~Served() {
        edge_.server().stop();
        thread_.join();
        engine_.stop();
    }
    std::string url(const std::string& target) { return "http://127.0.0.1:" + std::to_string(edge_.server().port()) + target; }
    Log& log() { return engine_.log(); }

private:
    Engine engine_;
    Edge edge_;
    std::thread thread_;
};

// Ours and the constant server's in turn, since the machine is noisy.
void beside_constant(const std::string& figure, const std::string& url, const std::string& script, const std::string& target, double ratio, double at_least) {
    ConstantServer constant(std::string(2048, 'x'));
    constant.start();
    double ours = 0, limit = 0;
    for (int round = 0; round < rounds; ++round) {
        limit += wrk("http://127.0.0.1:" + std::to_string(constant.port()) + "/", {.connections = 64}).per_second / rounds;
        ours += wrk(url, {.connections = 64, .script = script}).per_second / rounds;
    }
    constant.stop();
    print_row(figure, ours, limit, target, std::max(below(ours / limit, ratio), below(ours, at_least)));
}

std::string command_lines(const std::string& path, std::uint64_t lines) {
    std::ofstream file(path);
    for (std::uint64_t n = 0; n < lines; ++n)
        file << R"({"command":"opportunity.estimate_value","reason":"measured","data":{"opportunity":"opp-)" << n % 2'000 + 1 << R"(","value":{"currency":"CNY","amount":")"
             << 5'000'000 + n << "\"}}}\n";
    return path;
}

void batches(Served& served, const std::string& folder) {
    constexpr std::uint64_t lines = 300'000;
    const std::string file = command_lines(folder + "/lines.ndjson", lines);
    const Position before = served.log().head();
    const auto start = std::chrono::steady_clock::now();
    post_lines(served.url("/v1/commands"), file);
    const double rate = static_cast<double>(served.log().head() - before) / seconds_since(start);
    print_row("durable events/s, batches of lines over HTTP", rate, 0, ">= 150,000", below(rate, 150'000));
}

}  // namespace

void http(const Plan& plan) {
    {
        Served served(plan.folder + "/commands");
        beside_constant("durable commands/s over HTTP, 64 connections | constant", served.url("/v1/commands/opportunity.estimate_value"), ESTIMATE_VALUE_SCRIPT,
                        ">= 0.35 x and >= 20,000", 0.35, 20'000);
        batches(served, plan.folder);
    }
    Served served(plan.folder + "/history");
    beside_constant("board reads/s over HTTP, 64 connections | constant", served.url("/v1/board"), "", ">= 0.7 x", 0.7, 0);
    const std::string half = std::to_string(served.log().head() / 2);
    const std::string url = served.url("/v1/board?as_of=" + half);
    wrk(url, {.connections = 1, .seconds = 1});  // the first answer is computed, and wrk counts what waits behind it too
    const double again = wrk(url, {.connections = 1}).p99_ms;
    print_row("board as of an instant, asked again, p99 ms", again, 0, "<= 5", above(again, 5));
}

}  // namespace foxtrail::bench
