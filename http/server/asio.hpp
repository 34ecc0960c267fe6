// Asio as this folder uses it: executors and sockets of the one concrete kind, which spares the type-erased ones' cost.
#pragma once

#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/basic_waitable_timer.hpp>

#include <chrono>

namespace foxtrail {

namespace asio = boost::asio;
using boost::system::error_code;
using Tcp = asio::ip::tcp;
using IoSocket = asio::basic_stream_socket<Tcp, asio::io_context::executor_type>;
using IoAcceptor = asio::basic_socket_acceptor<Tcp, asio::io_context::executor_type>;
using IoTimer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, asio::io_context::executor_type>;

}  // namespace foxtrail
