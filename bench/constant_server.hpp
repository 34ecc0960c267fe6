// The simplest Beast server there can be: one thread, answers every request by the same body. The limit our own is measured against.
//
// Threads: start() runs it on a thread of its own; stop() ends and joins that.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace foxtrail {

class ConstantServer {
  public:
    explicit ConstantServer(std::string body);
    ~ConstantServer();

    void start();
    std::uint16_t port() const;
    void stop();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace foxtrail
