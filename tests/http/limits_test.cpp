#include "tests/http/client.hpp"
#include "tests/http/running_server.hpp"

#include <catch2/catch.hpp>

#include <future>

using namespace foxtrail;
using std::chrono::milliseconds;

static RouteTable routes() {
    const auto size = [](const Request& request) { return text_response(200, text_type, std::to_string(request.body.size())); };
    return {{.verb = Verb::post, .pattern = "/body", .handler = AtOnce{size}},
            {.verb = Verb::get, .pattern = "/", .handler = AtOnce{size}}};
}

static int status_of_raw(std::uint16_t port, std::string_view request) {
    HttpClient client(port);
    client.raw(request);
    const auto answer = client.read_answer();
    CHECK(answer.header("Content-Type") == "application/problem+json");
    CHECK(client.is_closed());
    return answer.status;
}

TEST_CASE("requests whose framing is in doubt are refused and the connection closed", "[http]") {
    RunningServer server(routes());
    const std::string post = "POST /body HTTP/1.1\r\nHost: t\r\n";
    CHECK(status_of_raw(server.port(), post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc") == 400);
    CHECK(status_of_raw(server.port(), post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc") == 400);
    CHECK(status_of_raw(server.port(), post + "Transfer-Encoding: gzip, chunked\r\n\r\n") == 501);
    CHECK(status_of_raw(server.port(), post + "Content-Length: 3\r\nTransfer-Encoding: identity\r\n\r\nabc") >= 400);
    CHECK(status_of_raw(server.port(), post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc") == 400);
    CHECK(status_of_raw(server.port(), post + "Content-Length: -1\r\n\r\n") == 400);
    CHECK(status_of_raw(server.port(), post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n") == 400);
    CHECK(status_of_raw(server.port(), post + "Expect: a miracle\r\nContent-Length: 1\r\n\r\n") == 417);
    CHECK(status_of_raw(server.port(), "GET / HTTP/1.1\r\n\r\n") == 400);
    CHECK(status_of_raw(server.port(), "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") == 400);
    CHECK(status_of_raw(server.port(), "GET / HTTP/2.0\r\nHost: a\r\n\r\n") == 505);
    CHECK(status_of_raw(server.port(), "GET / FOOBAR\r\n\r\n") == 400);
    CHECK(status_of_raw(server.port(), "\x16\x03\x01 this is TLS\r\n\r\n") == 400);
    CHECK(status_of_raw(server.port(), "GET / HTTP/1.1\r\nHost : a\r\n\r\n") == 400);
}

TEST_CASE("a body over the limit is refused before it is read, or when it grows over it", "[http]") {
    const std::string chunked = "POST /body HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n";
    RunningServer server(routes(), {.body_bytes_max = 1000});
    CHECK(HttpClient(server.port()).post("/body", std::string(1000, 'x')).body == "1000");
    CHECK(status_of_raw(server.port(), "POST /body HTTP/1.1\r\nHost: t\r\nContent-Length: 1001\r\n\r\n") == 413);
    CHECK(status_of_raw(server.port(), "POST /body HTTP/1.1\r\nHost: t\r\nContent-Length: 99999999999999999999\r\n\r\n") == 400);
    CHECK(status_of_raw(server.port(), chunked + "3e9\r\n" + std::string(1001, 'x')) == 413);
}

TEST_CASE("a client that sends a refused body on still gets to read the refusal", "[http]") {
    RunningServer server(routes(), {.body_bytes_max = 1000});
    HttpClient client(server.port());
    CHECK(client.post("/body", std::string(4'000'000, 'x')).status == 413);
}

TEST_CASE("a header over the limit is refused, at once or dripping in field by field", "[http]") {
    RunningServer server(routes(), {.header_bytes_max = 2048});
    CHECK(status_of_raw(server.port(), "GET /" + std::string(3000, 'x') + " HTTP/1.1\r\nHost: t\r\n\r\n") == 431);
    CHECK(status_of_raw(server.port(), "GET / HTTP/1.1\r\nHost: t\r\nX: " + std::string(3000, 'x') + "\r\n\r\n") == 431);
    HttpClient client(server.port());
    client.raw("GET / HTTP/1.1\r\nHost: t\r\n");
    for (int i = 0; i < 24; ++i) client.raw("X: " + std::string(95, 'x') + "\r\n");
    CHECK(client.read_answer().status == 431);
}

TEST_CASE("a slow header and a slow body time out", "[http]") {
    RunningServer server(routes(), {.request_timeout = milliseconds(40)});
    CHECK(status_of_raw(server.port(), "GET / HTTP/1.1\r\nHo") == 408);
    CHECK(status_of_raw(server.port(), "POST /body HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\nabc") == 408);
}

TEST_CASE("a large body may take as long as the slowest line needs for it", "[http]") {
    RunningServer server(routes(), {.body_bytes_per_second_min = 10, .request_timeout = milliseconds(40)});
    const auto begin = std::chrono::steady_clock::now();
    CHECK(status_of_raw(server.port(), "POST /body HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\nabc") == 408);
    CHECK(std::chrono::steady_clock::now() - begin >= std::chrono::seconds(1));
}

TEST_CASE("an idle connection is closed without a word", "[http]") {
    RunningServer server(routes(), {.idle_timeout = milliseconds(40)});
    HttpClient fresh(server.port()), used(server.port());
    CHECK(used.get("/").status == 200);
    CHECK(fresh.is_closed());
    CHECK(used.is_closed());
}

TEST_CASE("past connections_max a connection is told to come back", "[http]") {
    RunningServer server(routes(), {.connections_max = 1});
    HttpClient first(server.port());
    CHECK(first.get("/").status == 200);
    HttpClient second(server.port());
    second.raw("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
    const auto answer = second.read_answer();
    CHECK(answer.status == 503);
    CHECK(answer.header("Retry-After") == "1");
    CHECK(second.is_closed());
    CHECK(first.get("/").status == 200);
}

TEST_CASE("a full worker queue is answered by 503, and the queue's requests all the same", "[http]") {
    std::promise<void> entered, release;
    auto released = release.get_future().share();
    std::atomic<int> calls = 0;
    const auto wait = [&](const Request&) {
        if (calls++ == 0) entered.set_value();
        released.wait();
        return text_response(200, text_type, "waited");
    };
    RunningServer server({{.verb = Verb::get, .pattern = "/wait", .handler = InPool{wait}}}, {.pool_queue_max = 1});
    HttpClient at_work(server.port()), queued(server.port()), other(server.port());
    at_work.raw("GET /wait HTTP/1.1\r\nHost: t\r\n\r\n");
    entered.get_future().wait();
    queued.raw("GET /wait HTTP/1.1\r\nHost: t\r\n\r\n");
    other.raw("GET /wait HTTP/1.1\r\nHost: t\r\n\r\n");
    // Either of the two may come first; exactly one finds the queue full, and is answered while the worker waits.
    std::promise<int> full;
    std::atomic<bool> told = false;
    const auto read = [&](HttpClient& client) {
        const int status = client.read_answer().status;
        if (status == 503 && !told.exchange(true)) full.set_value(status);
        return status;
    };
    auto first = std::async(std::launch::async, [&] { return read(queued); });
    auto second = std::async(std::launch::async, [&] { return read(other); });
    CHECK(full.get_future().get() == 503);
    release.set_value();
    CHECK(first.get() + second.get() == 200 + 503);
    CHECK(at_work.read_answer().body == "waited");
}

TEST_CASE("a handler that never answers is given up", "[http]") {
    std::vector<Respond> kept;
    RunningServer server({{.verb = Verb::get, .pattern = "/never",
         .handler = Later{[&](const Request&, Respond respond) { kept.push_back(respond); }}}},
                         {.answer_timeout = milliseconds(40)});
    HttpClient client(server.port());
    const auto answer = client.get("/never");
    CHECK(answer.status == 503);
    CHECK(answer.header("Connection") == "close");
    CHECK(client.is_closed());
    server.stop_and_wait();
    kept.clear();
}

TEST_CASE("what is not done after stop_timeout is cut off", "[http]") {
    std::promise<Respond> asked;
    RunningServer server({{.verb = Verb::get, .pattern = "/never",
         .handler = Later{[&](const Request&, Respond respond) { asked.set_value(respond); }}}},
                         {.stop_timeout = milliseconds(40)});
    HttpClient client(server.port());
    client.raw("GET /never HTTP/1.1\r\nHost: t\r\n\r\n");
    const auto respond = asked.get_future().get();
    server.stop_and_wait();
    CHECK(client.is_closed());
}
