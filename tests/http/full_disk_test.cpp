// A full disk: commands are told so, and nothing acknowledged is lost. Anybody can run out of what a process may write; who may mount
// runs out of a small file system as well.
#include "tests/http/running_edge.hpp"
#include "tests/http/server_process.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <functional>
#include <future>
#include <map>
#include <sched.h>
#include <sstream>
#include <sys/mount.h>

namespace foxtrail::full_disk_test {
namespace {

namespace fs = std::filesystem;
constexpr std::uintmax_t mib = 1 << 20;

// A folder that is a file system of 256 MiB, seen by the calling thread and the processes it starts.
class SmallDisk {
  public:
    SmallDisk() {
        mounted_ = unshare(CLONE_NEWNS) == 0 && mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                   mount("tmpfs", folder_.path.c_str(), "tmpfs", 0, "size=256m") == 0;
    }
    ~SmallDisk() {
        if (mounted_) umount2(folder_.path.c_str(), MNT_DETACH);
    }
    bool is_mounted() const { return mounted_; }
    std::string data() const { return folder_.path + "/data"; }
    // Fills the disk until so much is left, at most.
    void fill(std::uintmax_t bytes_left) const {
        std::ofstream ballast(folder_.path + "/ballast", std::ios::binary | std::ios::app);
        const std::string block(64 * 1024, 'x');
        while (fs::space(folder_.path).available > bytes_left && ballast.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {}
    }
    void free() const { fs::remove(folder_.path + "/ballast"); }

  private:
    TemporaryFolder folder_;
    bool mounted_ = false;
};

// Runs the test in a thread of its own: the mount is that thread's, and goes with it.
void on_small_disk(const std::function<void(const SmallDisk&)>& test) {
    std::async(std::launch::async, [&] {
        const SmallDisk disk;
        if (disk.is_mounted()) test(disk);
        else WARN("SKIPPED: only who may mount a file system can fill it up");
    }).get();
}

using Acknowledged = std::map<std::string, Position>;

void send(Caller& caller, Acknowledged& acknowledged, std::size_t name_bytes = 10) {
    const std::string key = "key-" + std::to_string(acknowledged.size());
    const auto answer = caller.command("opportunity.create", opportunity(key + std::string(name_bytes, '.')), {{"key", key}});
    if (caller.last.status == 200) acknowledged[key] = answer.at("position").to_number<Position>();
}

std::string content_of(const std::string& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

// Each acknowledged command, sent again, is answered as a repeat with its position; every digest is that of a rebuild.
void check_all_there(std::uint16_t port, const Acknowledged& acknowledged, std::size_t name_bytes = 10) {
    Caller caller(port);
    for (const auto& [key, position] : acknowledged) {
        const auto answer = caller.command("opportunity.create", opportunity(key + std::string(name_bytes, '.')), {{"key", key}});
        REQUIRE(caller.last.status == 200);
        CHECK(answer.contains("repeated"));
        CHECK(answer.at("position") == position);
    }
    const Position head = caller.read("/health").at("position").to_number<Position>();
    caller.read("/v1/board?min_position=" + std::to_string(head));
    for (const std::string projection : {"deals", "directory", "work"}) {
        const auto live = caller.read("/v1/projections/" + projection + "/digest");
        REQUIRE(caller.post("/v1/projections/" + projection + "/rebuild", "").status == 200);
        CHECK(caller.read("/v1/projections/" + projection + "/digest") == live);
    }
}

}  // namespace

TEST_CASE("a write that the disk does not take stops the server, which says so; what it had acknowledged is there, the rest is not", "[http][disk]") {
    constexpr std::size_t name_bytes = 9'000;
    const TemporaryFolder folder;
    const std::string data = folder.path + "/data";
    Acknowledged acknowledged;
    {
        ServerProcess server(data, {"--free-mib-min", "0"}, folder.path + "/stderr");
        REQUIRE(server.has_started);
        Caller caller(server.port);
        begin(caller);
        for (int i = 0; i < 20; ++i) send(caller, acknowledged, name_bytes);
        REQUIRE(acknowledged.size() == 20);
        server.let_files_grow_to(mib);
        try {
            while (acknowledged.size() < 1'000) send(caller, acknowledged, name_bytes);
            FAIL("the disk took everything");
        } catch (const std::runtime_error&) {}  // the connection ended
        CHECK(WIFSIGNALED(server.end(0)));
        CHECK_THAT(content_of(folder.path + "/stderr"), Catch::Contains(data) && Catch::Contains("File too large"));
    }
    CHECK(acknowledged.size() > 20);
    ServerProcess server(data, {"--free-mib-min", "0"});
    REQUIRE(server.has_started);
    check_all_there(server.port, acknowledged, name_bytes);
    Caller caller(server.port);
    send(caller, acknowledged, name_bytes);  // the one that was not answered
    CHECK_FALSE(json::parse(caller.last.body).as_object().contains("repeated"));
}

TEST_CASE("a server with less free disk than its reserve answers commands 507, and records them once there is room", "[http][disk]") {
    const TemporaryFolder folder;
    Acknowledged acknowledged;
    {
        ServerProcess server(folder.path);
        REQUIRE(server.has_started);
        Caller caller(server.port);
        begin(caller);
        for (int i = 0; i < 20; ++i) send(caller, acknowledged);
        server.end(SIGKILL);
    }
    {
        ServerProcess server(folder.path, {"--free-mib-min", std::to_string(fs::space(folder.path).capacity / mib + 1)});
        REQUIRE(server.has_started);
        Caller caller(server.port);
        const auto before = caller.read("/health").at("position");
        const auto refused = caller.command("opportunity.create", opportunity("refused"), {{"key", "refused"}});
        CHECK(caller.last.status == 507);
        CHECK(refused.at("type") == "/problems/disk-full");
        CHECK(caller.read("/health").at("position") == before);
        CHECK(caller.read("/v1/board").at("total").at("deals") == acknowledged.size() + 1);
    }
    ServerProcess server(folder.path);
    REQUIRE(server.has_started);
    check_all_there(server.port, acknowledged);
    Caller caller(server.port);
    CHECK_FALSE(caller.command("opportunity.create", opportunity("refused"), {{"key", "refused"}}).contains("repeated"));
    CHECK(caller.last.status == 200);
}

TEST_CASE("below the reserve of free disk commands are answered 507, reads go on, and so do commands when there is room", "[http][disk]") {
    on_small_disk([](const SmallDisk& disk) {
        Acknowledged acknowledged;
        {
            ServerProcess server(disk.data(), {"--free-mib-min", "32"});
            REQUIRE(server.has_started);
            Caller caller(server.port);
            begin(caller);
            for (int i = 0; i < 20; ++i) send(caller, acknowledged);
            CHECK(acknowledged.size() == 20);
            disk.fill(16 * mib);
            const auto refused = caller.command("opportunity.create", opportunity("refused"), {{"key", "refused"}});
            CHECK(caller.last.status == 507);
            CHECK(caller.last.header("Content-Type") == problem_type);
            CHECK(refused.at("type") == "/problems/disk-full");
            CHECK(caller.read("/v1/board").contains("total"));
            disk.free();
            for (int i = 0; i < 20; ++i) send(caller, acknowledged);
            CHECK(acknowledged.size() == 40);
            CHECK_FALSE(caller.command("opportunity.create", opportunity("refused"), {{"key", "refused"}}).contains("repeated"));
            CHECK(caller.last.status == 200);
            server.end(SIGKILL);
        }
        ServerProcess server(disk.data(), {"--free-mib-min", "32"});
        REQUIRE(server.has_started);
        check_all_there(server.port, acknowledged);
    });
}

TEST_CASE("a disk that fills up in the middle of a write stops the server with a reason, and what was acknowledged is there afterwards", "[http][disk]") {
    on_small_disk([](const SmallDisk& disk) {
        constexpr std::size_t name_bytes = 9'000;
        const TemporaryFolder said;
        Acknowledged acknowledged;
        {
            ServerProcess server(disk.data(), {"--free-mib-min", "0"}, said.path + "/stderr");
            REQUIRE(server.has_started);
            Caller caller(server.port);
            begin(caller);
            disk.fill(mib);
            try {
                while (acknowledged.size() < 60'000) send(caller, acknowledged, name_bytes);
                FAIL("the disk took everything");
            } catch (const std::runtime_error&) {}  // the connection ended
            const int status = server.end(0);
            CHECK(WIFSIGNALED(status));
            CHECK_FALSE(content_of(said.path + "/stderr").empty());  // RocksDB may end the process with a reason of its own before ours is said
        }
        CHECK(acknowledged.size() > 100);
        disk.free();
        ServerProcess server(disk.data(), {"--free-mib-min", "0"});
        REQUIRE(server.has_started);
        check_all_there(server.port, acknowledged, name_bytes);
    });
}

}  // namespace foxtrail::full_disk_test
