// Where the producer of a long answer and the connection that sends it meet.
//
// The producer's side is called from any thread, the connection's side (take, close, stop) from the connection's loop.
#pragma once

#include "http/server/io_loop.hpp"
#include "http/server/service.hpp"

namespace foxtrail {

class Outlet : public std::enable_shared_from_this<Outlet> {
  public:
    Outlet(std::shared_ptr<Service> service, std::shared_ptr<IoLoop> loop, std::shared_ptr<Session> session);

    // The producer's side: see Stream and LineAnswers.
    void start(Response head);
    void refuse(Response response);
    Stream::Wrote write(std::string_view bytes);
    bool answer(std::string_view text, std::size_t count);
    void finish();
    void fail(Response response);  // refuse() or, when the answer has started, cut it off so that the client sees it is not whole
    void on_signal(std::function<void(StreamSignal)> receiver);

    struct Taken {
        std::optional<Response> head;     // to be sent first, without a body
        std::optional<Response> refusal;  // to be sent instead of everything
        std::string bytes;
        std::size_t answered = 0;
        bool finished = false;
        bool cut_off = false;
        bool is_nothing() const { return !head && !refusal && bytes.empty() && !finished && !cut_off && answered == 0; }
    };
    // All there is to send. Tells a producer that was refused that there is room again.
    Taken take();
    std::size_t pending() const;

    void stop();   // the server stops
    void close();  // nothing is sent any more: signals `gone` unless the producer has finished; lets go of the connection

  private:
    void wake(std::unique_lock<std::mutex>& lock);
    void signal(StreamSignal signal, std::unique_lock<std::mutex>& lock);

    const std::shared_ptr<Service> service_;
    const std::shared_ptr<IoLoop> loop_;
    mutable std::mutex mutex_;
    std::shared_ptr<Session> session_;  // until close(): keeps the connection while someone may write to it
    std::function<void(StreamSignal)> receiver_;
    Taken ready_;
    bool wake_sent_ = false, wants_room_ = false, started_ = false, finished_ = false, gone_ = false, stopping_ = false;
};

}  // namespace foxtrail
