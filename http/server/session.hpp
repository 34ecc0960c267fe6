// One connection: reads requests one by one, has them handled, writes the answers in the same order.
//
// Threads: all members on the connection's loop, except the constructor. Handlers elsewhere come back through IoLoop::bring().
// Pipelining: the next request is parsed when the answer to the one before is in the outgoing buffer; answers that are ready at once
//             leave in one write.
// Life:    the loop holds it until close(); pending operations, Respond and Outlet hold it too, so that late answers find it.
#pragma once

#include "http/server/outlet.hpp"
#include "http/server/request_parser.hpp"
#include "http/server/wire.hpp"

#include <boost/beast/core/flat_buffer.hpp>

#include <array>

namespace foxtrail {

class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(std::shared_ptr<Service> service, std::shared_ptr<IoLoop> loop, IoSocket socket);
    ~Session();

    void start();
    void refuse(Response response);  // instead of start()
    void answer(Response response);  // of a Later or InPool handler
    void serve_outlet();             // the Outlet has something
    void stop();                     // finish what is in flight, then close
    void expire();                   // the deadline is over
    void close();                    // now
    Clock::time_point deadline() const { return std::min(read_deadline_, write_deadline_); }
    const std::shared_ptr<IoLoop>& loop() const { return loop_; }

  private:
    enum class Phase : std::uint8_t { idle, head, body, handling, streaming, lines, lingering, closed };
    struct LineBatch;

    // session.cpp: from bytes to requests
    void advance();
    bool step();
    bool step_idle();
    bool step_head();
    bool step_body();
    bool parse(boost::beast::error_code& error);
    bool await_input();
    void head_done();
    void body_done();
    std::optional<Response> admit();
    void answer_and_close(const Response& response);
    Response parse_problem(boost::beast::error_code error) const;

    // session_io.cpp: reading, writing, time, the end
    void read();
    void on_read(error_code error, std::size_t size);
    bool flush();
    void write_rest();
    void on_written(error_code error, std::size_t size);
    std::array<asio::const_buffer, 2> unsent() const;
    bool is_all_sent() const;
    bool linger();
    Clock::time_point in(std::chrono::milliseconds timeout) const;

    // session_answer.cpp: from requests to answers
    void dispatch();
    void run(const AtOnce&);
    void run(const InPool&);
    void run(const Later&);
    void run(const Streamed&);
    void run(const Lines&);
    bool is_gzip_wanted(const Response&) const;
    bool is_unchanged(const Response&) const;
    void put_answer(const Response& response);
    void end_exchange(int status);
    Connection connection_for_answer();
    template <class Work>
    void offer_to_pool(Work work);

    // session_stream.cpp: answers in pieces
    bool step_streaming();
    bool open_outlet();
    void put_stream_head(const Response& head);
    void put_taken(Outlet::Taken& taken);
    bool end_stream();
    void close_outlet();

    // session_lines.cpp: requests in lines
    bool step_lines();
    void begin_lines(LineConsumer consumer);
    void parse_lines();
    std::shared_ptr<LineBatch> cut_lines();
    void give_lines(std::shared_ptr<LineBatch> batch);
    void fail_lines(Response why);
    bool end_lines();
    bool wants_lines() const;

    const std::shared_ptr<Service> service_;
    const std::shared_ptr<IoLoop> loop_;
    IoSocket socket_;
    boost::beast::flat_buffer buffer_;
    std::optional<RequestParser> parser_;
    Request request_;
    const Route* route_ = nullptr;

    std::string out_;                                // answers not yet given to the socket
    std::shared_ptr<const std::string> large_body_;  // follows out_, is not copied; nothing is put behind it before it is sent
    std::string sending_;                            // what the socket is at; its bytes stay where they are
    std::shared_ptr<const std::string> sending_body_;
    std::size_t sent_ = 0;                           // of both together

    Clock::time_point read_deadline_ = Clock::time_point::max();
    Clock::time_point write_deadline_ = Clock::time_point::max();
    Clock::time_point request_at_{};
    std::size_t requests_ = 0;
    Phase phase_ = Phase::idle;
    bool advancing_ = false, reading_ = false, writing_ = false;
    bool closes_ = false;     // after the answer being written
    bool body_read_ = false;  // the whole request has been read: its end is known
    bool handler_busy_ = false;  // a Streamed handler may still read the request

    std::shared_ptr<Outlet> outlet_;
    int stream_status_ = 0;  // 0 until the head is out
    Framing framing_ = Framing::chunked;

    LineConsumer consumer_;
    std::string line_bytes_;           // read and not yet given out
    std::size_t line_bytes_seen_ = 0;  // of these, known to hold no line end
    std::size_t lines_unanswered_ = 0;
    bool consumer_busy_ = false, lines_ended_ = false;
    std::optional<Response> line_failure_;
};

}  // namespace foxtrail
