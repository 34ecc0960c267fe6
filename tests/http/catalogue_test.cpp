#include "http/catalogue.hpp"
#include "tests/http/running_edge.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

using namespace foxtrail;

static std::string content(const std::string& path) {
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST_CASE("the catalogues in docs are what the declarations say", "[http][docs]") {
    TemporaryFolder folder;
    RunningEdge server(folder.path, {}, {}, read_models());
    INFO("run foxtraild --write-docs docs");
    CHECK(content("docs/events.md") == event_catalogue());
    CHECK(content("docs/api.md") == api_catalogue(server.edge().server().routes()));
}
