#include "http/server/server.hpp"

#include "http/server/session.hpp"

#include <boost/asio/signal_set.hpp>
#include <spdlog/spdlog.h>

#include <csignal>

namespace foxtrail {

static Clock::duration sweep_interval(const ServerOptions& options) {
    using std::chrono::milliseconds;
    const auto shortest = std::min({options.idle_timeout, options.request_timeout, options.write_timeout, options.answer_timeout,
                                    options.stop_timeout});
    return std::clamp(shortest / 8, milliseconds(5), milliseconds(250));
}

struct Server::Impl {
    Impl(ServerOptions given_options, RouteTable given_routes)
        : service(std::make_shared<Service>(std::move(given_options), std::move(given_routes))), loops(make_loops(service->options)),
          acceptor(loops[0]->context()), accept_pause(loops[0]->context()), signals(loops[0]->context()) {
        const auto& options = service->options;
        try {
            const Tcp::endpoint endpoint(asio::ip::make_address(options.address), options.port);
            acceptor.open(endpoint.protocol());
            acceptor.set_option(Tcp::acceptor::reuse_address(true));
            acceptor.bind(endpoint);
            acceptor.listen();
            port = acceptor.local_endpoint().port();
        } catch (const boost::system::system_error& error) {  // whose text names a place in Boost
            throw std::system_error(error.code());
        }
    }

    static std::vector<std::shared_ptr<IoLoop>> make_loops(const ServerOptions& options) {
        std::vector<std::shared_ptr<IoLoop>> loops;
        for (std::size_t i = 0; i < std::max<std::size_t>(1, options.io_threads); ++i)
            loops.push_back(std::make_shared<IoLoop>(sweep_interval(options)));
        return loops;
    }

    void accept() {
        const auto& loop = loops[next_loop++ % loops.size()];
        acceptor.async_accept(loop->context(), [this, loop](error_code error, IoSocket socket) {
            if (!acceptor.is_open()) return;
            if (error) return accept_after_pause(error);
            admit(loop, std::move(socket));
            accept();
        });
    }

    // Out of file descriptors, mostly: trying again at once would spin.
    void accept_after_pause(error_code error) {
        spdlog::warn("accept: {}", error.message());
        accept_pause.expires_after(std::chrono::milliseconds(50));
        accept_pause.async_wait([this](error_code cancelled) {
            if (!cancelled) accept();
        });
    }

    void admit(const std::shared_ptr<IoLoop>& loop, IoSocket socket) {
        constexpr std::size_t refusals_max = 256;  // connections told why they are refused; beyond, they are just closed
        const std::size_t open = service->connections.load(std::memory_order_relaxed);
        const std::size_t limit = service->options.connections_max;
        if (open >= limit + refusals_max) return;
        const bool refused = open >= limit;
        const auto session = std::make_shared<Session>(service, loop, std::move(socket));
        loop->bring([loop, session, refused] {
            loop->add(session);
            if (!refused) return session->start();
            auto response = problem(503, "Too many connections", "try again in a moment");
            response.headers.push_back({"Retry-After", "1"});
            session->refuse(std::move(response));
        });
    }

    void stop() {
        loops[0]->bring([this] {
            error_code ignored;
            acceptor.close(ignored);
            accept_pause.cancel();
            signals.cancel(ignored);
        });
        for (const auto& loop : loops) loop->ask_to_stop(service->options.stop_timeout);
    }

    const std::shared_ptr<Service> service;
    const std::vector<std::shared_ptr<IoLoop>> loops;
    IoAcceptor acceptor;
    IoTimer accept_pause;
    asio::signal_set signals;
    std::size_t next_loop = 0;
    std::uint16_t port = 0;
    bool has_run = false;
};

Server::Server(ServerOptions options, RouteTable routes) : impl_(std::make_unique<Impl>(std::move(options), std::move(routes))) {}

Server::~Server() {
    if (impl_->has_run) return;
    stop();
    run();
}

std::uint16_t Server::port() const { return impl_->port; }

const RouteTable& Server::routes() const { return impl_->service->routes; }

void Server::run() {
    impl_->has_run = true;
    impl_->accept();
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < impl_->loops.size(); ++i) threads.emplace_back([loop = impl_->loops[i]] { loop->run(); });
    impl_->loops[0]->run();
    for (std::thread& thread : threads) thread.join();
    impl_->service->pool.end();
}

void Server::stop() { impl_->stop(); }

void Server::stop_on_signals() {
    impl_->signals.add(SIGTERM);
    impl_->signals.add(SIGINT);
    impl_->signals.async_wait([this](error_code cancelled, int number) {
        if (cancelled) return;
        spdlog::info("signal {}: stopping", number);
        stop();
    });
}

}  // namespace foxtrail
