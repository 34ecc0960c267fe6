#include "tests/http/client.hpp"
#include "tests/http/running_server.hpp"

#include <catch2/catch.hpp>

#include <boost/json/parse.hpp>

#include <atomic>
#include <deque>
#include <future>
#include <mutex>

using namespace foxtrail;
using std::chrono::milliseconds;

static Route lines_route(std::function<std::variant<LineConsumer, Response>(const Request&, std::shared_ptr<LineAnswers>)> handle) {
    return {.verb = Verb::post, .pattern = "/lines", .handler = Lines{std::move(handle)}};
}

static std::variant<LineConsumer, Response> bracket(const Request& request, std::shared_ptr<LineAnswers> answers) {
    if (request.query_parameter("refuse")) return problem(403, "Not allowed", "no");
    return [answers](std::span<const std::string_view> lines) {
        std::string text;
        for (const auto line : lines) text += '[' + std::string(line) + "]\n";
        answers->answer(text, lines.size());
    };
}

static const std::string chunked_head = "POST /lines HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
static std::string chunk(std::string_view bytes) {
    char size[20];
    std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
    return size + std::string(bytes) + "\r\n";
}

TEST_CASE("lines are answered in order, split anywhere, the last one without its end", "[http]") {
    RunningServer server({lines_route(bracket)});
    HttpClient client(server.port());
    CHECK(client.post("/lines", "a\nb\r\n\n  \nlast").body == "[a]\n[b]\n[  ]\n[last]\n");
    CHECK(client.post("/lines", "").body.empty());
    client.raw(chunked_head + chunk("on") + chunk("e\ntw"));
    client.raw("4\r\no\nth");
    client.raw("\r\n" + chunk("ree") + "0\r\n\r\n");
    CHECK(client.read_answer().body == "[one]\n[two]\n[three]\n");
    CHECK(client.get("/lines").status == 405);
}

TEST_CASE("answers come while the request is still being sent", "[http]") {
    RunningServer server({lines_route(bracket)});
    HttpClient client(server.port());
    client.raw(chunked_head + chunk("first\n"));
    CHECK(client.read_head().header("Content-Type") == ndjson_type);
    CHECK(client.read_chunk() == "[first]\n");
    client.raw(chunk("second\n"));
    CHECK(client.read_chunk() == "[second]\n");
    client.raw("0\r\n\r\n");
    CHECK_FALSE(client.read_chunk());
    CHECK(client.post("/lines", "again").body == "[again]\n");
}

TEST_CASE("many lines come back whole while both sides are slow in turn", "[http]") {
    RunningServer server({lines_route(bracket)}, {.stream_buffer_bytes_max = 5000, .lines_unanswered_max = 7});
    HttpClient client(server.port());
    std::string body, expected;
    for (int i = 0; i < 50'000; ++i) {
        body += std::to_string(i) + '\n';
        expected += '[' + std::to_string(i) + "]\n";
    }
    auto sending = std::async(std::launch::async, [&] {
        client.raw("POST /lines HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    });
    CHECK(client.read_answer().body == expected);
}

TEST_CASE("no more lines are given out than may be unanswered", "[http]") {
    std::atomic<std::size_t> given = 0, answered = 0, most = 0;
    std::mutex mutex;
    std::deque<std::string> waiting;
    std::promise<std::shared_ptr<LineAnswers>> opened;
    RunningServer server({lines_route([&](const Request&, std::shared_ptr<LineAnswers> answers) -> std::variant<LineConsumer, Response> {
                             opened.set_value(answers);
                             return [&](std::span<const std::string_view> lines) {
                                 const std::lock_guard lock(mutex);
                                 for (const auto line : lines) waiting.emplace_back(line);
                                 given += lines.size();
                                 most = std::max<std::size_t>(most, given - answered);
                             };
                         })},
                         {.lines_unanswered_max = 10});
    HttpClient client(server.port());
    std::string body;
    for (int i = 0; i < 500; ++i) body += std::to_string(i) + '\n';
    client.raw("POST /lines HTTP/1.1\r\nHost: t\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    const auto answers = opened.get_future().get();
    while (answered < 500) {
        const std::lock_guard lock(mutex);
        if (waiting.empty()) continue;
        ++answered;
        answers->answer(waiting.front() + '\n', 1);
        waiting.pop_front();
    }
    CHECK(client.read_answer().body == body);
    CHECK(most <= 10);
}

TEST_CASE("a line over the limit ends the exchange behind the answers before it", "[http]") {
    RunningServer server({lines_route(bracket)}, {.line_bytes_max = 100});
    HttpClient client(server.port());
    client.raw(chunked_head + chunk("good\n"));
    CHECK(client.read_head().status == 200);
    CHECK(client.read_chunk() == "[good]\n");
    client.raw(chunk(std::string(101, 'x')));
    const auto last = client.read_chunk();
    REQUIRE(last);
    CHECK(json::parse(*last).at("status") == 413);
    CHECK_FALSE(client.read_chunk());
    CHECK(client.is_closed());
    CHECK(HttpClient(server.port()).post("/lines", std::string(200, 'x') + "\nb\n").status == 413);
}

TEST_CASE("a lines route may refuse, and a consumer that throws ends the exchange", "[http]") {
    const auto open = [](const Request& request, const std::shared_ptr<LineAnswers>& answers) -> std::variant<LineConsumer, Response> {
        if (!request.query_parameter("throw")) return bracket(request, answers);
        return [](std::span<const std::string_view>) { throw std::runtime_error("bug"); };
    };
    RunningServer server({lines_route(open)});
    CHECK(HttpClient(server.port()).post("/lines?refuse", "a\n").status == 403);
    CHECK(HttpClient(server.port()).post("/lines?throw", "a\n").status == 500);
}

TEST_CASE("a broken body and a slow next line end the exchange", "[http]") {
    RunningServer server({lines_route(bracket)}, {.idle_timeout = milliseconds(40)});
    HttpClient broken(server.port());
    broken.raw(chunked_head + chunk("a\n") + "zz\r\n");
    CHECK(broken.read_answer().body.find("/problems/bad-request") != std::string::npos);
    HttpClient slow(server.port());
    slow.raw(chunked_head + chunk("a\nb"));
    CHECK(slow.read_answer().body.find("/problems/request-timeout") != std::string::npos);
}

TEST_CASE("a consumer that never answers is given up", "[http]") {
    RunningServer server({lines_route([](const Request&, const std::shared_ptr<LineAnswers>&) -> std::variant<LineConsumer, Response> {
                             return [](std::span<const std::string_view>) {};
                         })},
                         {.answer_timeout = milliseconds(40)});
    HttpClient client(server.port());
    CHECK_THROWS(client.post("/lines", "a\n"));
}

TEST_CASE("stopping answers the lines taken and says that the rest was not", "[http]") {
    RunningServer server({lines_route(bracket)});
    HttpClient client(server.port());
    client.raw(chunked_head + chunk("a\n"));
    CHECK(client.read_head().status == 200);
    CHECK(client.read_chunk() == "[a]\n");
    server.stop();
    CHECK(json::parse(*client.read_chunk()).at("status") == 503);
    CHECK_FALSE(client.read_chunk());
}
