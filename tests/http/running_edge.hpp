// A whole engine served on a free port, in a folder that goes with it, and what tests ask of it.
#pragma once

#include "http/edge.hpp"
#include "tests/http/client.hpp"

#include <filesystem>
#include <thread>

namespace foxtrail {

struct TemporaryFolder {
    TemporaryFolder() : path((std::filesystem::temp_directory_path() / "foxtrail-edge-XXXXXX").string()) {
        if (!::mkdtemp(path.data())) throw std::runtime_error("no temporary folder");
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    std::string path;
};

// A read model that says what it was asked, and counts how often.
inline std::atomic<int> probe_answers = 0;
inline ReadAnswer probe(const Runner& runner, const Log&, const ReadQuestion& question) {
    ++probe_answers;
    if (question.find("entity") == "opp-404") return std::unexpected(Problems{{"entity", "there is no opp-404"}});
    if (question.find("owner") == "nobody") return std::unexpected(Problems{{"owner", "expected an employee's id"}});
    json::array parameters;
    for (const auto& [name, value] : question.parameters) parameters.push_back(json::string(name + '=' + value));
    return json::object{{"parameters", parameters}, {"now", to_text(question.now)}, {"deals", runner.read<Deals>()->deals.last_id()}};
}

inline std::span<const ReadModel> probe_models() {
    static const std::vector<ReadModel> models{
        {"probe", "/v1/probe", "Says what it was asked.", "探", {{"owner", "An employee.", true}}, probe},
        {"probe_one", "/v1/probe/{entity}", "Says what it was asked of one.", "探", {{"entity", "An entity.", false, true}}, probe},
        {"probe_opportunity", "/v1/opportunities/{id}", "Says what it was asked of one.", "探", {{"id", "An opportunity.", false, true}}, probe}};
    return models;
}

class RunningEdge {
  public:
    explicit RunningEdge(const std::string& folder, EngineOptions engine = {}, EdgeOptions edge = {}, std::span<const ReadModel> models = probe_models())
        : engine_(in(folder, std::move(engine))), edge_(engine_, with_pool(std::move(edge)), models), thread_([this] { edge_.server().run(); }) {}
    ~RunningEdge() { stop(); }

    std::uint16_t port() { return edge_.server().port(); }
    Engine& engine() { return engine_; }
    Edge& edge() { return edge_; }
    void stop() {
        edge_.server().stop();
        if (thread_.joinable()) thread_.join();
        engine_.stop();
    }

  private:
    static EngineOptions in(const std::string& folder, EngineOptions options) {
        options.folder = folder;
        return options;
    }
    static EdgeOptions with_pool(EdgeOptions options) {
        options.server.pool_threads = 2;
        return options;
    }
    Engine engine_;
    Edge edge_;
    std::thread thread_;
};

// A client that speaks commands.
class Caller : public HttpClient {
  public:
    using HttpClient::HttpClient;
    json::object command(std::string_view name, json::object data, json::object around = {}, const Headers& headers = {}, std::string_view query = {}) {
        around["data"] = std::move(data);
        last = post("/v1/commands/" + std::string(name) + std::string(query), json::serialize(around), headers);
        return json::parse(last.body).as_object();
    }
    json::object read(std::string_view target, const Headers& headers = {}) {
        last = get(target, headers);
        return json::parse(last.body).as_object();
    }
    HttpAnswer last;
};

inline json::object opportunity(std::string_view name) {
    return {{"name", name}, {"customer", "unknown"}, {"product", "unknown"}, {"stage_model", "stm-1"}, {"expected_close", "2027-03-31"},
            {"source", "fair"}, {"category", "unknown"}, {"probability", 30}, {"importance", "high"},
            {"value", {{"amount", "1000.00"}, {"currency", "CNY"}}}, {"established", false}, {"budget", "unknown"}};
}

// A stage model of three stages and one open opportunity, opp-1: positions 1 and 2.
inline void begin(Caller& caller) {
    json::array stages;
    for (const auto* name : {"lead", "offer", "contract"}) stages.push_back(json::object{{"name", name}, {"probability", 20}});
    caller.command("stage_model.publish", {{"name", "standard"}, {"stages", stages}});
    caller.command("opportunity.create", opportunity("first"));
    if (caller.last.status != 200) throw std::runtime_error("cannot begin: " + caller.last.body);
}

inline std::vector<std::string> texts_of(const json::object& answer, std::string_view list, std::string_view member) {
    std::vector<std::string> texts;
    for (const auto& item : answer.at(list).as_array()) texts.emplace_back(item.as_object().contains(member) ? std::string(item.at(member).as_string()) : "");
    return texts;
}

}  // namespace foxtrail
