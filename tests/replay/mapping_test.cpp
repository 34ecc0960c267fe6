#include "replay/import/mapping.hpp"

#include "tests/replay/sample_file.hpp"
#include "tests/replay/sample_mapping.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

namespace foxtrail::mapping_test {
using namespace foxtrail::test;

namespace {

std::vector<std::string> pointers(const json::value& mapping) {
    std::vector<std::string> found;
    if (const auto read = parse_mapping(json::serialize(mapping)); !read)
        for (const Problem& problem : read.error()) found.push_back(problem.pointer);
    return found;
}

using Pointers = std::vector<std::string>;

}  // namespace

TEST_CASE("every mapping in the repository can be read", "[replay][mapping]") {
    int count = 0;
    for (const auto& file : std::filesystem::directory_iterator("replay/import/mappings")) {
        INFO(file.path());
        const auto mapping = read_mapping(file.path().string());
        if (!mapping)
            for (const Problem& problem : mapping.error()) UNSCOPED_INFO(problem.pointer << ": " << problem.detail);
        CHECK(mapping.has_value());
        ++count;
    }
    CHECK(count >= 4);
}

TEST_CASE("every mapping shown in the documentation can be read", "[replay][mapping]") {
    const std::string page = read_whole("docs/import.md");
    const std::string open = "```json\n";
    int count = 0;
    for (std::size_t at = page.find(open); at != std::string::npos; at = page.find(open, at), ++count) {
        at += open.size();
        const auto mapping = parse_mapping(page.substr(at, page.find("```", at) - at));
        if (!mapping)
            for (const Problem& problem : mapping.error()) UNSCOPED_INFO(problem.pointer << ": " << problem.detail);
        CHECK(mapping.has_value());
    }
    CHECK(count == 3);
}

TEST_CASE("a mapping survives being written and read again", "[replay][mapping]") {
    const auto mapping = parsed<OpportunityMapping>(table_mapping());
    CHECK(parsed<OpportunityMapping>(to_json(mapping)) == mapping);
    const auto log = parsed<EventLogMapping>(log_mapping());
    CHECK(parsed<EventLogMapping>(to_json(log)) == log);
}

TEST_CASE("all problems of form come at once with their pointers", "[replay][mapping]") {
    auto mapping = with(table_mapping(), "/facts/source", "null");
    mapping.as_object()["columns"].as_object().erase("id");
    mapping.as_object()["colums"] = 1;
    mapping = with(mapping, "/dates/stages/0/time_of_day", "\"noon\"");
    mapping = with(mapping, "/outcomes/1/means", "\"gone\"");
    mapping = with(mapping, "/times/formats", "[\"swiss\"]");
    CHECK(pointers(mapping) ==
          Pointers{"/columns/id", "/dates/stages/0/time_of_day", "/outcomes/1/means", "/facts/source", "/times/formats/0", "/colums"});
}

TEST_CASE("all problems of sense come at once with their pointers", "[replay][mapping]") {
    auto mapping = with(table_mapping(), "/system", "\"a:b\"");
    mapping = with(mapping, "/dates/stages/1/stage", "\"Nowhere\"");
    mapping = with(mapping, "/aliases/0/column", "\"colour\"");
    mapping = with(mapping, "/times/formats", "[\"month_day_slashes\", \"day_month_slashes\"]");
    mapping = with(mapping, "/amounts/group_mark", "\"comma\"");
    mapping = with(mapping, "/csv/delimiter", "\"ab\"");
    mapping = with(mapping, "/facts/importance", "\"huge\"");
    CHECK(pointers(mapping) == Pointers{"/system", "/csv/delimiter", "/times/formats", "/amounts/group_mark", "/facts/importance",
                                        "/dates/stages/1/stage", "/dates/stages", "/aliases/0/column"});
}

TEST_CASE("a mapping that would leave something open is refused", "[replay][mapping]") {
    auto mapping = table_mapping();
    mapping.as_object()["dates"].as_object().erase("closed");
    CHECK(pointers(mapping) == Pointers{"/dates/closed"});
    mapping = table_mapping();
    mapping.as_object().erase("amounts");
    CHECK(pointers(mapping) == Pointers{"/amounts"});
    CHECK(pointers(with(table_mapping(), "/dates/stages/0", R"({"stage":"Open"})")) == Pointers{"/dates/stages/0"});
    CHECK(pointers(with(table_mapping(), "/stage_model/stages/1/name", "\"Open\"")) ==
          Pointers{"/stage_model/stages/1", "/dates/stages/1/stage"});
    CHECK(pointers(with(table_mapping(), "/outcomes/0/value", "\"Open\"")) == Pointers{"/outcomes/0/value"});
    CHECK(pointers(with(log_mapping(), "/lifecycle", "[\"complete\"]")) == Pointers{"/columns/lifecycle"});
    CHECK(pointers(with(log_mapping(), "/columns/value", "\"v\"")) == Pointers{"/amounts"});
}

TEST_CASE("what is no mapping at all is said to be so", "[replay][mapping]") {
    CHECK(parse_mapping("{\"kind\":\n oops}").error().at(0).detail.starts_with("is not JSON: line 2: "));
    CHECK(parse_mapping("{} {}").error().at(0).detail.starts_with("is not JSON"));
    CHECK(parse_mapping("[]").error().at(0) == Problem{"/kind", "expected \"opportunities\" or \"event_log\""});
    CHECK(parse_mapping(R"({"kind":"table"})").error().at(0).pointer == "/kind");
    CHECK(read_mapping("/nowhere.json").error().at(0).detail == "/nowhere.json: there is no such file");
    CHECK(parse_mapping(std::string(mapping_bytes_max + 1, ' ')).error().at(0).detail.starts_with("a mapping has at most"));
}

}  // namespace foxtrail::mapping_test
