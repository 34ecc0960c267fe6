// A small blocking HTTP/1.1 client over a plain socket, for tests. It needs no Asio, so that only one translation unit has it.
//
//   HttpClient client(server.port());
//   const auto answer = client.get("/v1/things", {{"Accept", "application/json"}});
//
// A connection is kept from call to call; raw() and read_answer() give tests the bytes. Everything gives up after 10 s by throwing.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace foxtrail {

struct HttpAnswer {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    std::string header(std::string_view name) const {
        for (const auto& [key, value] : headers)
            if (key.size() == name.size() && strncasecmp(key.data(), name.data(), name.size()) == 0) return value;
        return {};
    }
};

class HttpClient {
  public:
    using Headers = std::vector<std::pair<std::string, std::string>>;

    explicit HttpClient(std::uint16_t port, int receive_buffer_bytes = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        const timeval patience{10, 0};
        const int on = 1;
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (receive_buffer_bytes) setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes, sizeof receive_buffer_bytes);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("cannot connect");
    }
    ~HttpClient() { ::close(socket_); }
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    HttpAnswer get(std::string_view target, const Headers& headers = {}) { return request("GET", target, {}, headers); }
    HttpAnswer post(std::string_view target, std::string_view body, const Headers& headers = {}) {
        return request("POST", target, body, headers);
    }
    HttpAnswer request(std::string_view verb, std::string_view target, std::string_view body, const Headers& headers = {}) {
        std::string text = std::string(verb) + ' ' + std::string(target) + " HTTP/1.1\r\nHost: test\r\n";
        for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
        if (!body.empty() || verb == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
        raw(text + "\r\n" + std::string(body));
        return read_answer(verb == "HEAD");
    }

    void raw(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) throw std::runtime_error("cannot send");
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    void end_sending() { shutdown(socket_, SHUT_WR); }

    // The next answer, whole. `without_body` for the answer to a HEAD.
    HttpAnswer read_answer(bool without_body = false) {
        HttpAnswer answer = read_head();
        if (without_body || answer.status == 204 || answer.status == 304 || answer.status < 200) return answer;
        if (answer.header("Transfer-Encoding") == "chunked") {
            while (const auto chunk = read_chunk()) answer.body += *chunk;
        } else if (const auto length = answer.header("Content-Length"); !length.empty()) {
            answer.body = take(std::strtoull(length.c_str(), nullptr, 10));
        } else {
            while (receive()) {}
            answer.body = std::exchange(buffer_, {});
        }
        return answer;
    }
    HttpAnswer read_head() {
        HttpAnswer answer;
        const std::string line = take_line();
        if (!line.starts_with("HTTP/1.1 ")) throw std::runtime_error("no status line: " + line);
        answer.status = std::atoi(line.c_str() + 9);
        for (std::string field = take_line(); !field.empty(); field = take_line()) {
            const auto colon = field.find(": ");
            answer.headers.emplace_back(field.substr(0, colon), field.substr(colon + 2));
        }
        return answer;
    }
    // The next chunk; nothing for the last one.
    std::optional<std::string> read_chunk() {
        const auto size = std::strtoull(take_line().c_str(), nullptr, 16);
        std::string chunk = take(size);
        take_line();
        if (size == 0) return std::nullopt;
        return chunk;
    }
    std::string take(std::size_t size) {
        while (buffer_.size() < size)
            if (!receive()) throw std::runtime_error("the connection ended inside a body");
        std::string bytes = buffer_.substr(0, size);
        buffer_.erase(0, size);
        return bytes;
    }
    // True when the server has closed the connection and nothing was left to read.
    bool is_closed() { return buffer_.empty() && !receive(); }

  private:
    std::string take_line() {
        std::size_t end;
        while ((end = buffer_.find("\r\n")) == std::string::npos)
            if (!receive()) throw std::runtime_error("the connection ended inside a head");
        std::string line = buffer_.substr(0, end);
        buffer_.erase(0, end + 2);
        return line;
    }
    bool receive() {
        char bytes[16 * 1024];
        const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
        if (size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("the server said nothing for 10 s");
        if (size <= 0) return false;
        buffer_.append(bytes, static_cast<std::size_t>(size));
        return true;
    }

    int socket_;
    std::string buffer_;
};

}  // namespace foxtrail
