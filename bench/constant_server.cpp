#include "bench/constant_server.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <thread>

namespace foxtrail {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Tcp = asio::ip::tcp;
using boost::beast::error_code;

namespace {

class ConstantSession : public std::enable_shared_from_this<ConstantSession> {
  public:
    ConstantSession(Tcp::socket socket, const std::string& body) : socket_(std::move(socket)), body_(body) {
        socket_.set_option(Tcp::no_delay(true));
    }

    void read() {
        request_ = {};
        http::async_read(socket_, buffer_, request_, [self = shared_from_this()](error_code error, std::size_t) {
            if (!error) self->write();
        });
    }

  private:
    void write() {
        response_ = {http::status::ok, request_.version()};
        response_.set(http::field::content_type, "application/json");
        response_.keep_alive(request_.keep_alive());
        response_.body() = body_;
        response_.prepare_payload();
        http::async_write(socket_, response_, [self = shared_from_this()](error_code error, std::size_t) {
            if (!error && self->response_.keep_alive()) self->read();
        });
    }

    Tcp::socket socket_;
    const std::string& body_;
    boost::beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> response_;
};

}  // namespace

struct ConstantServer::Impl {
    explicit Impl(std::string constant)
        : body(std::move(constant)), acceptor(context, {asio::ip::make_address("127.0.0.1"), 0}) {}

    void accept() {
        acceptor.async_accept([this](error_code error, Tcp::socket socket) {
            if (error) return;
            std::make_shared<ConstantSession>(std::move(socket), body)->read();
            accept();
        });
    }

    const std::string body;
    asio::io_context context{1};
    Tcp::acceptor acceptor;
    std::thread thread;
};

ConstantServer::ConstantServer(std::string body) : impl_(std::make_unique<Impl>(std::move(body))) {}

ConstantServer::~ConstantServer() { stop(); }

std::uint16_t ConstantServer::port() const { return impl_->acceptor.local_endpoint().port(); }

void ConstantServer::start() {
    impl_->accept();
    impl_->thread = std::thread([this] { impl_->context.run(); });
}

void ConstantServer::stop() {
    impl_->context.stop();
    if (impl_->thread.joinable()) impl_->thread.join();
}

}  // namespace foxtrail
