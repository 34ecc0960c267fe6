#include "tests/http/client.hpp"
#include "tests/http/running_server.hpp"

#include <catch2/catch.hpp>

#include <boost/json/parse.hpp>

#include <future>

using namespace foxtrail;
using std::chrono::milliseconds;

static Route stream_route(std::function<void(const Request&, std::shared_ptr<Stream>)> handle) {
    return {.verb = Verb::get, .pattern = "/stream", .handler = Streamed{std::move(handle)}};
}

TEST_CASE("a stream is written from any thread and its connection goes on afterwards", "[http]") {
    std::promise<std::shared_ptr<Stream>> opened;
    RunningServer server({stream_route([&](const Request&, std::shared_ptr<Stream> stream) { opened.set_value(stream); })});
    HttpClient client(server.port());
    client.raw("GET /stream HTTP/1.1\r\nHost: t\r\n\r\nGET /next HTTP/1.1\r\nHost: t\r\n\r\n");
    const auto stream = opened.get_future().get();
    stream->start(event_stream_type, {{"Cache-Control", "no-store"}});
    CHECK(client.read_head().header("Content-Type") == event_stream_type);
    for (int i = 0; i < 3; ++i) {
        CHECK(stream->write("data: " + std::to_string(i) + "\n\n") == Stream::Wrote::taken);
        CHECK(client.read_chunk() == "data: " + std::to_string(i) + "\n\n");
    }
    stream->finish();
    CHECK(stream->write("late") == Stream::Wrote::gone);
    CHECK_FALSE(client.read_chunk());
    CHECK(client.read_answer().status == 404);
}

TEST_CASE("a stream may be refused, fail before its start, be asked for by HEAD or by HTTP/1.0", "[http]") {
    RunningServer server({stream_route([&](const Request& request, std::shared_ptr<Stream> stream) {
        if (request.query_parameter("refuse")) return stream->refuse(problem(400, "Bad cursor", "no such position"));
        if (request.query_parameter("throw")) throw std::runtime_error("bug");
        stream->start(ndjson_type);
        stream->write("1\n");
        stream->finish();
    })});
    HttpClient client(server.port());
    CHECK(client.get("/stream?refuse").status == 400);
    CHECK(client.get("/stream?throw").status == 500);
    CHECK(client.request("HEAD", "/stream", "").status == 200);
    CHECK(client.get("/stream").body == "1\n");
    client.raw("GET /stream HTTP/1.0\r\n\r\n");
    CHECK(client.read_answer().body == "1\n");
}

TEST_CASE("a producer is told when there is room again", "[http]") {
    constexpr int pieces = 2000;
    RunningServer server({stream_route([&](const Request&, std::shared_ptr<Stream> stream) {
                             const auto next = std::make_shared<int>(0);
                             const auto go_on = [stream, next](StreamSignal signal) {
                                 if (signal != StreamSignal::writable) return;
                                 while (*next < pieces) {
                                     const std::string piece(1000, static_cast<char>('a' + *next % 26));
                                     if (stream->write(piece) != Stream::Wrote::taken) return;
                                     ++*next;
                                 }
                                 stream->finish();
                             };
                             stream->start(text_type);
                             stream->on_signal(go_on);
                             go_on(StreamSignal::writable);
                         })},
                         {.stream_buffer_bytes_max = 10'000});
    HttpClient client(server.port(), 4096);
    const auto body = client.get("/stream").body;
    REQUIRE(body.size() == pieces * 1000);
    for (int i = 0; i < pieces; ++i) REQUIRE(body[static_cast<std::size_t>(i) * 1000] == 'a' + i % 26);
}

TEST_CASE("a slow reader of a stream is cut off and its producer told", "[http]") {
    std::promise<void> gone;
    RunningServer server({stream_route([&](const Request&, std::shared_ptr<Stream> stream) {
                             stream->start(text_type);
                             const auto fill = [&gone, stream](StreamSignal signal) {
                                 if (signal == StreamSignal::gone) return gone.set_value();
                                 while (stream->write(std::string(10'000, 'x')) == Stream::Wrote::taken) {}
                             };
                             stream->on_signal(fill);
                             fill(StreamSignal::writable);
                         })},
                         {.stream_buffer_bytes_max = 100'000, .write_timeout = milliseconds(50)});
    HttpClient client(server.port(), 4096);
    client.raw("GET /stream HTTP/1.1\r\nHost: t\r\n\r\n");
    gone.get_future().wait();
    CHECK_THROWS(client.read_answer());
}

TEST_CASE("a producer is told when its client goes away", "[http]") {
    std::promise<void> opened, gone;
    RunningServer server({stream_route([&](const Request&, std::shared_ptr<Stream> stream) {
        stream->start(event_stream_type);
        stream->on_signal([&gone, stream](StreamSignal signal) {
            if (signal == StreamSignal::gone) gone.set_value();
        });
        opened.set_value();
    })});
    {
        HttpClient client(server.port());
        client.raw("GET /stream HTTP/1.1\r\nHost: t\r\n\r\n");
        opened.get_future().wait();
    }
    gone.get_future().wait();
}

TEST_CASE("stopping lets a stream say a last event", "[http]") {
    std::promise<void> opened;
    RunningServer server({stream_route([&](const Request&, std::shared_ptr<Stream> stream) {
        stream->start(event_stream_type);
        stream->on_signal([stream](StreamSignal signal) {
            if (signal != StreamSignal::stopping) return;
            stream->write("event: bye\n\n");
            stream->finish();
        });
        opened.set_value();
    })});
    HttpClient client(server.port());
    client.raw("GET /stream HTTP/1.1\r\nHost: t\r\n\r\n");
    opened.get_future().wait();
    server.stop();
    CHECK(client.read_answer().body == "event: bye\n\n");
    CHECK(client.is_closed());
}

TEST_CASE("past stream_clients_max a stream is refused and others are served", "[http]") {
    RunningServer server({stream_route([&](const Request&, std::shared_ptr<Stream> stream) { stream->start(event_stream_type); }),
                          {.verb = Verb::get, .pattern = "/", .handler = AtOnce{[](const Request&) { return Response{.status = 204}; }}}},
                         {.stream_clients_max = 1});
    HttpClient first(server.port()), second(server.port());
    first.raw("GET /stream HTTP/1.1\r\nHost: t\r\n\r\n");
    CHECK(first.read_head().status == 200);
    CHECK(second.get("/stream").status == 503);
    CHECK(second.get("/").status == 204);
}
