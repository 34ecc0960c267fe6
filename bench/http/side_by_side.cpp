// Serves one cached body of 2 KB twice, by the constant server and by ours, and takes lines at /lines, until SIGTERM:
//   http_side_by_side & wrk -t1 -c64 -d5s http://127.0.0.1:<port>/
#include "bench/constant_server.hpp"
#include "http/server/server.hpp"

#include <cstdio>
#include <thread>

using namespace foxtrail;

int main() {
    const auto body = std::make_shared<const std::string>(2048, 'x');
    const Response cached{.content_type = json_type, .body = body};
    ConstantServer constant(*body);
    constant.start();
    const auto echo = [](const Request&, std::shared_ptr<LineAnswers> answers) -> std::variant<LineConsumer, Response> {
        return [answers](std::span<const std::string_view> lines) {
            std::string text;
            for (const std::string_view line : lines) {
                text += line;
                text += '\n';
            }
            answers->answer(text, lines.size());
        };
    };
    RouteTable routes;
    const auto handle = [cached](const Request&) { return cached; };
    routes.push_back({.verb = Verb::get, .pattern = "/", .doc = "Cached.", .handler = AtOnce{handle}});
    routes.push_back({.verb = Verb::get, .pattern = "/pool", .doc = "Cached.", .handler = InPool{handle}});
    routes.push_back({.verb = Verb::post, .pattern = "/lines", .doc = "Echo.", .handler = Lines{echo}});
    Server server({}, std::move(routes));
    server.stop_on_signals();
    std::printf("constant %u\nfoxtrail %u\n", constant.port(), server.port());
    std::fflush(stdout);
    server.run();
}
