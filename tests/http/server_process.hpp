// A foxtraild of its own, on a free port: to be killed, or to be asked what it says.
#pragma once

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace foxtrail {

class ServerProcess {
  public:
    // `stderr_to`: a file for what it says there.
    explicit ServerProcess(const std::string& folder, std::vector<std::string> more = {"--free-mib-min", "1"}, const std::string& stderr_to = "/dev/null") {
        int out[2];
        if (pipe(out) != 0) throw std::runtime_error("no pipe");
        std::vector<std::string> words{FOXTRAILD, "--data", folder, "--port", "0"};
        words.insert(words.end(), more.begin(), more.end());
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        pid_ = fork();
        if (pid_ == 0) {
            dup2(out[1], STDOUT_FILENO);
            ::close(out[0]), ::close(out[1]);
            std::signal(SIGXFSZ, SIG_IGN);  // as on a full disk, the write fails
            if (!std::freopen(stderr_to.c_str(), "w", stderr)) _exit(126);
            execv(FOXTRAILD, arguments.data());
            _exit(127);
        }
        ::close(out[1]);
        FILE* lines = fdopen(out[0], "r");
        char line[512] = {};
        has_started = std::fgets(line, sizeof line, lines) != nullptr;
        std::fclose(lines);
        const std::string said = line;
        if (has_started) port = static_cast<std::uint16_t>(std::stoi(said.substr(said.find("127.0.0.1:") + 10)));
    }
    ~ServerProcess() { end(SIGKILL); }
    ServerProcess(const ServerProcess&) = delete;

    // Sends the signal, 0 for none, and waits for the end; gives what waitpid() does.
    int end(int signal) {
        if (pid_ <= 0) return 0;
        int status = 0;
        if (signal != 0) ::kill(pid_, signal);
        ::waitpid(pid_, &status, 0);
        pid_ = 0;
        return status;
    }
    // From now on none of its files grows beyond so many bytes: the disk is full.
    void let_files_grow_to(std::uint64_t bytes) const {
        rlimit limit{};
        ::prlimit(pid_, RLIMIT_FSIZE, nullptr, &limit);
        limit.rlim_cur = bytes;
        if (::prlimit(pid_, RLIMIT_FSIZE, &limit, nullptr) != 0) throw std::runtime_error("no limit can be set");
    }
    bool has_started = false;
    std::uint16_t port = 0;

  private:
    pid_t pid_ = 0;
};

}  // namespace foxtrail
