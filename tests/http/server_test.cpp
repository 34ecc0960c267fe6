#include "tests/http/client.hpp"
#include "tests/http/running_server.hpp"

#include <catch2/catch.hpp>

#include <boost/json/parse.hpp>

#include <future>

using namespace foxtrail;

static Response echo(const Request& request) {
    json::array query;
    for (const auto& [name, value] : request.query) query.push_back(json::string(name + '=' + value));
    return json_response(json::object{{"id", request.path_parameter("id")}, {"query", query}, {"body", request.body}});
}

static Response special(const Request&) { return text_response(200, text_type, "special"); }
static Response bug(const Request&) { throw std::runtime_error("secret"); }

static RouteTable echo_routes() {
    return {
        {.verb = Verb::get, .pattern = "/v1/things/{id}", .handler = AtOnce{echo}},
        {.verb = Verb::get, .pattern = "/v1/things/special", .handler = AtOnce{special}},
        {.verb = Verb::get, .pattern = "/v1/things/special/deep", .handler = AtOnce{echo}},
        {.verb = Verb::get, .pattern = "/v1/things/{key}/other", .handler = AtOnce{echo}},
        {.verb = Verb::post, .pattern = "/v1/things", .handler = InPool{echo}},
        {.verb = Verb::post, .pattern = "/v1/small", .handler = AtOnce{echo}, .body_bytes_max = 10},
        {.verb = Verb::get, .pattern = "/v1/bug", .handler = InPool{bug}},
    };
}

TEST_CASE("a port that is taken is said in the system's words", "[http]") {
    RunningServer first({});
    try {
        Server second({.port = first.port()}, {});
        FAIL("it listens on a port that is taken");
    } catch (const std::system_error& error) {
        CHECK(error.code() == std::errc::address_in_use);
        CHECK(std::string(error.what()).find("boost") == std::string::npos);
    }
}

TEST_CASE("literal segments beat parameters, and a literal that leads nowhere gives way", "[http]") {
    RunningServer server(echo_routes());
    HttpClient client(server.port());
    CHECK(client.get("/v1/things/special").body == "special");
    CHECK(json::parse(client.get("/v1/things/7").body).at("id") == "7");
    CHECK(client.get("/v1/things/special/other").status == 200);
}

TEST_CASE("an unknown path is answered by 404 and what exists near", "[http]") {
    RunningServer server(echo_routes());
    HttpClient client(server.port());
    const auto answer = client.get("/v1/things/7/nothing");
    CHECK(answer.status == 404);
    CHECK(answer.header("Content-Type") == "application/problem+json");
    const auto body = json::parse(answer.body);
    CHECK(body.at("type") == "/problems/not-found");
    CHECK(body.at("near").as_array().front() == "GET /v1/things/{id}");
    CHECK(client.get("/v1/things/").status == 404);
}

TEST_CASE("another verb is answered by 405 and the verbs allowed, OPTIONS by these alone", "[http]") {
    RunningServer server(echo_routes());
    HttpClient client(server.port());
    const auto refused = client.request("DELETE", "/v1/things/7", "");
    CHECK(refused.status == 405);
    CHECK(refused.header("Allow") == "GET, HEAD, OPTIONS");
    const auto options = client.request("OPTIONS", "/v1/things", "");
    CHECK(options.status == 204);
    CHECK(options.header("Allow") == "POST, OPTIONS");
    CHECK(client.request("BREW", "/v1/things", "").status == 501);
}

TEST_CASE("HEAD is GET without the body", "[http]") {
    RunningServer server(echo_routes());
    HttpClient client(server.port());
    const auto head = client.request("HEAD", "/v1/things/special", "");
    CHECK(head.status == 200);
    CHECK(head.header("Content-Length") == "7");
    CHECK(client.get("/v1/things/special").body == "special");
}

TEST_CASE("path and query parameters are decoded, and refused when they are not UTF-8", "[http]") {
    RunningServer server(echo_routes());
    const auto body = json::parse(HttpClient(server.port()).get("/v1/things/a%2Fb%20%E4%BD%A0?x=1&y=a+b%26&x=2&z").body);
    CHECK(body.at("id") == "a/b 你");
    CHECK(body.at("query") == json::array{"x=1", "y=a b&", "x=2", "z="});
    for (const auto* bad : {"/v1/things/%", "/v1/things/%4", "/v1/things/%zz", "/v1/things/%00", "/v1/things/%ff", "/v1/things/%c0%80",
                            "/v1/things/%ed%a0%80", "/v1/things/7?a=%", "/v1/things/7?%fe=1"})
        CHECK(HttpClient(server.port()).get(bad).status == 400);
}

TEST_CASE("a handler that throws is answered by 500 that says nothing of the inside", "[http]") {
    RunningServer server(echo_routes());
    const auto answer = HttpClient(server.port()).get("/v1/bug");
    CHECK(answer.status == 500);
    CHECK(answer.body.find("secret") == std::string::npos);
}

TEST_CASE("two rows for one operation are a mistake of the table", "[http]") {
    const auto handler = AtOnce{echo};
    RouteTable routes{{.verb = Verb::get, .pattern = "/a/{b}", .handler = handler},
                      {.verb = Verb::get, .pattern = "/a/{c}", .handler = handler}};
    CHECK_THROWS_AS(Server({}, std::move(routes)), std::invalid_argument);
}

TEST_CASE("pipelined requests are answered in their order, whatever their handlers take", "[http]") {
    RunningServer server(echo_routes());
    HttpClient client(server.port());
    std::string requests;
    for (int i = 0; i < 200; ++i) {
        const std::string number = std::to_string(i);
        const std::string length = std::to_string(number.size());
        if (i % 3 == 0) requests += "POST /v1/things HTTP/1.1\r\nHost: t\r\nContent-Length: " + length + "\r\n\r\n" + number;
        else requests += "GET /v1/things/" + number + " HTTP/1.1\r\nHost: t\r\n\r\n";
    }
    client.raw(requests);
    for (int i = 0; i < 200; ++i)
        CHECK(json::parse(client.read_answer().body).at(i % 3 == 0 ? "body" : "id").as_string() == std::to_string(i));
}

TEST_CASE("a connection is kept, unless the client says close or speaks HTTP/1.0", "[http]") {
    RunningServer server(echo_routes());
    HttpClient client(server.port());
    CHECK(client.get("/v1/things/1").header("Connection").empty());
    CHECK(client.get("/v1/things/1", {{"Connection", "close"}}).header("Connection") == "close");
    CHECK(client.is_closed());
    HttpClient old(server.port());
    old.raw("GET /v1/things/1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(old.read_answer().header("Connection") == "keep-alive");
    old.raw("GET /v1/things/1 HTTP/1.0\r\n\r\n");
    CHECK(old.read_answer().header("Connection") == "close");
    CHECK(old.is_closed());
}

TEST_CASE("a connection is closed after keep_alive_requests_max requests", "[http]") {
    RunningServer server(echo_routes(), {.keep_alive_requests_max = 2});
    HttpClient client(server.port());
    CHECK(client.get("/v1/things/1").header("Connection").empty());
    CHECK(client.get("/v1/things/1").header("Connection") == "close");
    CHECK(client.is_closed());
}

TEST_CASE("chunked bodies arrive whole, and trailers are dropped", "[http]") {
    RunningServer server(echo_routes());
    HttpClient client(server.port());
    client.raw("POST /v1/things HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    client.raw("2;note=x\r\nde\r\n0\r\nAuthorization: evil\r\n\r\n");
    CHECK(json::parse(client.read_answer().body).at("body") == "abcde");
    CHECK(client.get("/v1/things/1").status == 200);
}

TEST_CASE("100-continue is said before the body is read, or the refusal at once", "[http]") {
    RunningServer server(echo_routes());
    HttpClient client(server.port());
    client.raw("POST /v1/things HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.read_answer().status == 100);
    client.raw("hi");
    CHECK(json::parse(client.read_answer().body).at("body") == "hi");
    client.raw("POST /v1/small HTTP/1.1\r\nHost: t\r\nContent-Length: 20\r\nExpect: 100-continue\r\n\r\n");
    CHECK(client.read_answer().status == 413);
    CHECK(client.is_closed());
}

TEST_CASE("admission comes before the body and can refuse", "[http]") {
    ServerOptions options;
    options.admit = [](Request& request, const Route& route) -> std::optional<Response> {
        if (!request.header("authorization")) return problem(401, "Not signed in", route.permission + " is needed");
        request.context = std::string("somebody");
        return std::nullopt;
    };
    const auto who = [](const Request& request) { return text_response(200, text_type, std::any_cast<std::string>(request.context)); };
    RunningServer server({{.verb = Verb::get, .pattern = "/who", .handler = AtOnce{who}, .permission = "who.read"}}, options);
    HttpClient client(server.port());
    CHECK(client.get("/who").status == 401);
    CHECK(client.get("/who", {{"Authorization", "x"}}).body == "somebody");
}

TEST_CASE("an answer may come later and from another thread", "[http]") {
    std::promise<Respond> asked;
    RunningServer server({{.verb = Verb::get, .pattern = "/later",
         .handler = Later{[&](const Request&, Respond respond) { asked.set_value(respond); }}}});
    HttpClient client(server.port());
    client.raw("GET /later HTTP/1.1\r\nHost: t\r\n\r\n");
    std::thread([respond = asked.get_future().get()] {
        respond(text_response(200, text_type, "first"));
        respond(text_response(200, text_type, "second"));
    }).join();
    CHECK(client.read_answer().body == "first");
}

TEST_CASE("a Respond that is dropped is answered by 500", "[http]") {
    RunningServer server({{.verb = Verb::get, .pattern = "/later", .handler = Later{[](const Request&, const Respond&) {}}}});
    CHECK(HttpClient(server.port()).get("/later").status == 500);
}

TEST_CASE("stopping lets a request in flight finish and closes idle connections", "[http]") {
    std::promise<Respond> asked;
    RunningServer server({{.verb = Verb::get, .pattern = "/later",
         .handler = Later{[&](const Request&, Respond respond) { asked.set_value(respond); }}}});
    HttpClient idle(server.port()), busy(server.port());
    CHECK(idle.get("/nothing").status == 404);
    busy.raw("GET /later HTTP/1.1\r\nHost: t\r\n\r\n");
    const auto respond = asked.get_future().get();
    server.stop();
    CHECK(idle.is_closed());
    respond(text_response(200, text_type, "done"));
    const auto answer = busy.read_answer();
    CHECK(answer.body == "done");
    CHECK(answer.header("Connection") == "close");
    server.stop_and_wait();
    CHECK_THROWS(HttpClient(server.port()));
}

TEST_CASE("bodies worth it are compressed when asked for, and 304 is answered for a known tag", "[http]") {
    const auto big = [](const Request&) {
        auto response = text_response(200, json_type, std::string(5000, ' '));
        response.etag = "\"v7\"";
        return response;
    };
    const std::vector<Handler> handlers{AtOnce{big}, InPool{big},
                                        Later{[&](const Request& request, const Respond& respond) { respond(big(request)); }}};
    for (const Handler& handler : handlers) {
        RunningServer server({{.verb = Verb::get, .pattern = "/big", .handler = handler}});
        HttpClient client(server.port());
        const auto plain = client.get("/big");
        CHECK(plain.header("ETag") == "\"v7\"");
        CHECK(plain.header("Vary") == "Accept-Encoding");
        CHECK(plain.body.size() == 5000);
        const auto small = client.get("/big", {{"Accept-Encoding", "br, gzip;q=0.5"}});
        CHECK(small.header("Content-Encoding") == "gzip");
        CHECK(small.header("ETag") == "W/\"v7\"");
        CHECK(small.body.substr(0, 2) == "\x1f\x8b");
        CHECK(small.body.size() < 200);
        CHECK(client.get("/big", {{"Accept-Encoding", "gzip;q=0"}}).body.size() == 5000);
        const auto unchanged = client.get("/big", {{"If-None-Match", "\"v6\", W/\"v7\""}});
        CHECK(unchanged.status == 304);
        CHECK(unchanged.header("ETag") == "\"v7\"");
        CHECK(client.get("/big", {{"If-None-Match", "\"v6\""}}).status == 200);
    }
}
