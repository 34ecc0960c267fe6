// foxtraild: serves a data folder.
//
// Exit code: 0 after SIGTERM or SIGINT, when everything taken is recorded; 2 when it cannot start, with one sentence on stderr.
#include "http/catalogue.hpp"
#include "http/edge.hpp"

#include <CLI/CLI.hpp>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include <unistd.h>

using namespace foxtrail;

static int serve(EngineOptions engine_options, EdgeOptions edge_options) {
    Engine engine(std::move(engine_options));
    const std::string address = edge_options.server.address;
    Edge edge(engine, std::move(edge_options), read_models());
    edge.server().stop_on_signals();
    std::printf("foxtraild: serving http://%s:%u from %s (position %llu)\n", address.c_str(), edge.server().port(), engine.options().folder.c_str(),
                static_cast<unsigned long long>(engine.log().head()));
    std::fflush(stdout);
    edge.server().run();
    engine.stop();
    spdlog::info("stopped at position {}", engine.log().head());
    return 0;
}

// The catalogues need the route table, and the table needs an engine: an empty one, gone afterwards.
static int write_docs(const std::string& docs) {
    const auto folder = std::filesystem::temp_directory_path() / ("foxtraild-docs-" + std::to_string(::getpid()));
    {
        Engine engine({.folder = folder.string()});
        Edge edge(engine, {}, read_models());
        std::ofstream(docs + "/events.md") << event_catalogue();
        std::ofstream(docs + "/api.md") << api_catalogue(edge.server().routes());
        engine.stop();
    }
    std::filesystem::remove_all(folder);
    return 0;
}

static int cannot_start(std::string_view why) {
    std::fprintf(stderr, "foxtraild: %.*s\n", static_cast<int>(why.size()), why.data());
    return 2;
}

int main(int argc, char** argv) {
    EngineOptions engine{.folder = "./data"};
    EdgeOptions edge{.server = {.port = 8080, .pool_threads = 2, .line_bytes_max = 256 * 1024, .lines_unanswered_max = 8'192}};
    ServerOptions& server = edge.server;
    std::uint64_t free_mib_min = engine.free_bytes_min >> 20, blob_mib_max = engine.blobs.blob_bytes_max >> 20;

    CLI::App app{"Serves sales pipelines, recorded as events, over HTTP."};
    app.add_option("--data", engine.folder, "The folder everything is kept in; made when it is not there")->capture_default_str();
    app.add_option("--address", server.address, "The address to listen on")->capture_default_str();
    app.add_option("--port", server.port, "The port to listen on; 0 takes a free one")->capture_default_str();
    app.add_option("--io-threads", server.io_threads, "Threads that speak HTTP")->capture_default_str()->check(CLI::Range(1, 256));
    app.add_option("--pool-threads", server.pool_threads, "Threads that read and compute")->capture_default_str()->check(CLI::Range(2, 256));
    app.add_option("--connections-max", server.connections_max, "Connections open at a time")->capture_default_str();
    app.add_option("--blob-mib-max", blob_mib_max, "The size of one document, at most")->capture_default_str()->check(CLI::Range(1, 1024));
    app.add_option("--free-mib-min", free_mib_min, "Below so much free disk nothing is recorded")->capture_default_str();
    std::string docs;
    app.add_option("--write-docs", docs, "Write the event and API catalogues into this folder, and end");
    CLI11_PARSE(app, argc, argv);
    engine.free_bytes_min = free_mib_min << 20;
    engine.blobs.blob_bytes_max = blob_mib_max << 20;

    spdlog::set_default_logger(spdlog::stderr_color_mt("foxtraild"));
    try {
        if (!docs.empty()) return write_docs(docs);
        return serve(std::move(engine), edge);
    } catch (const StartFailed& error) {
        return cannot_start(error.what());
    } catch (const std::system_error& error) {
        return cannot_start("cannot listen on " + server.address + ':' + std::to_string(server.port) + " (" + error.code().message() + "); choose another with --address and --port");
    } catch (const std::exception& error) {
        return cannot_start(error.what());
    }
}
