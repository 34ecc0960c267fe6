// The style is a test: who may include whom, and how long a file may get.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string_view>

namespace {

const std::map<std::string, std::set<std::string>> may_include{
    {"core", {"core"}},
    {"events", {"events", "core"}},
    {"commands", {"commands", "events", "core"}},
    {"projections", {"projections", "events", "core"}},
    {"http", {"http", "commands", "projections", "events", "core"}},
    {"replay", {"replay", "commands", "projections", "events", "core"}},
};

template <class Visit>
void each_source(const std::string& folder, Visit&& visit) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".hpp" || entry.path().extension() == ".cpp") visit(entry.path());
}

}  // namespace

TEST_CASE("folders include only what the architecture allows", "[architecture]") {
    constexpr std::string_view directive = "#include ";
    std::size_t seen = 0;
    for (const auto& [folder, allowed] : may_include)
        each_source(folder, [&](const auto& path) {
            std::ifstream in(path);
            for (std::string line; std::getline(in, line);) {
                const auto at = line.find_first_not_of(" \t");
                if (at == line.npos || line.compare(at, directive.size(), directive) != 0) continue;
                const auto quote = at + directive.size(), end = line.find_first_of(">\"", quote + 1);
                if (end == line.npos || (line[quote] != '<' && line[quote] != '"')) continue;
                const std::string name = line.substr(quote + 1, end - quote - 1);
                const std::string top = name.substr(0, name.find('/'));
                ++seen;
                INFO(path << " includes " << name);
                if (line[quote] == '"') CHECK(allowed.contains(top));
                if (folder != "http") {
                    CHECK_FALSE(name.starts_with("boost/asio"));
                    CHECK_FALSE(name.starts_with("boost/beast"));
                }
                if (top == "rocksdb") CHECK(path.string().starts_with("core/log/"));
            }
        });
    CHECK(seen > 100);
}

TEST_CASE("JSON is written in one way, so that a number looks the same everywhere", "[architecture]") {
    const std::set<std::string> not_shown{"commands/writer/state_entry.hpp"};  // a fingerprint
    for (const auto& [folder, allowed] : may_include)
        each_source(folder, [&](const auto& path) {
            if (not_shown.contains(path.string())) return;
            std::ifstream in(path);
            for (std::string line; std::getline(in, line);) {
                INFO(path << ": " << line << " (append_json() or json_text() writes it)");
                CHECK(line.find("json::serialize(") == std::string::npos);
            }
        });
}

TEST_CASE("no file outgrows a reader", "[architecture]") {
    for (const auto& [folder, allowed] : may_include)
        each_source(folder, [&](const auto& path) {
            std::ifstream in(path);
            std::size_t lines = 0;
            for (std::string line; std::getline(in, line);) ++lines;
            INFO(path << " has " << lines << " lines");
            CHECK(lines <= 320);
        });
}

TEST_CASE("every limit that the documents name is in the code", "[architecture]") {
    std::string code;
    for (const auto& [folder, allowed] : may_include)
        each_source(folder, [&](const auto& path) {
            std::ifstream in(path);
            code.append(std::istreambuf_iterator<char>(in), {});
        });
    std::ifstream limits("docs/limits.md");
    const std::string text(std::istreambuf_iterator<char>(limits), {});
    const std::regex named("`([A-Za-z_]+::)?([a-z]+(_[a-z0-9]+)+)`");
    std::size_t seen = 0;
    for (std::sregex_iterator name(text.begin(), text.end(), named), end; name != end; ++name, ++seen) {
        INFO("docs/limits.md names " << name->str());
        CHECK(code.find((*name)[2].str()) != std::string::npos);
    }
    CHECK(seen > 40);
}
