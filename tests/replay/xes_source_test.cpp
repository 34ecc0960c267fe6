#include "replay/import/xes_source.hpp"

#include "tests/replay/sample_file.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::xes_source_test {
using namespace foxtrail::test;

namespace {

struct Read {
    std::vector<XesTrace> traces;
    std::vector<std::uint64_t> outside;
    std::string error;
};

Read read_all(std::string_view content) {
    const SampleFile file(content, "sample.xes");
    auto source = XesSource::open(file.path());
    REQUIRE(source);
    Read read;
    while (true) {
        auto trace = source->next();
        if (!trace) {
            read.error = trace.error().where + ": " + trace.error().detail;
            return read;
        }
        if (!*trace) break;
        read.traces.push_back(std::move(**trace));
    }
    read.outside = source->events_outside_traces();
    return read;
}

}  // namespace

TEST_CASE("traces and events come with their own attributes and no others", "[replay][xes_source]") {
    const auto read = read_all(R"(<?xml version="1.0"?>
<log xmlns="http://www.xes-standard.org/">
  <extension name="Time" prefix="time" uri="x"/>
  <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
  <classifier name="Activity" keys="concept:name"/>
  <float key="average" value="1"><float key="inner" value="2"/></float>
  <trace>
    <string key="concept:name" value="case &amp; 1"><string key="concept:name" value="nested"/></string>
    <list key="l"><values><string key="concept:name" value="in a list"/></values></list>
    <event><string key="concept:name" value="A"/><date key="time:timestamp" value="2020-01-01T00:00:00Z"/><int key="n" value="3"/>
      <boolean key="b" value="true"/><float key="f" value="1.5"/><id key="i" value="u"/></event>
  </trace>
</log>)");
    REQUIRE(read.error.empty());
    REQUIRE(read.traces.size() == 1);
    CHECK(read.traces[0].line == 7);
    CHECK(read.traces[0].attributes == std::vector<XesAttribute>{{"concept:name", "case & 1"}});
    REQUIRE(read.traces[0].events.size() == 1);
    CHECK(read.traces[0].events[0].line == 10);
    CHECK(read.traces[0].events[0].attributes.size() == 6);
    CHECK(attribute_value(read.traces[0].events[0].attributes, "time:timestamp") == "2020-01-01T00:00:00Z");
    CHECK(!attribute_value(read.traces[0].events[0].attributes, "actor"));
}

TEST_CASE("prefixed element names are the same elements", "[replay][xes_source]") {
    const auto read = read_all(R"(<x:log xmlns:x="u"><x:trace><x:string key="concept:name" value="1"/><x:event/></x:trace></x:log>)");
    REQUIRE(read.traces.size() == 1);
    CHECK(read.traces[0].events.size() == 1);
    CHECK(attribute_value(read.traces[0].attributes, "concept:name") == "1");
}

TEST_CASE("an event outside any trace is told by its line", "[replay][xes_source]") {
    CHECK(read_all("<log>\n<trace/>\n<event><string key='a' value='b'/></event></log>").outside == std::vector<std::uint64_t>{3});
}

TEST_CASE("XML that is not well formed says line and column", "[replay][xes_source]") {
    CHECK(read_all("<log>\n  <trace></event>\n</log>").error == "line 2, column 12: is not well-formed XML: mismatched tag");
    CHECK(read_all("<log>\n  <trace>\n").error == "line 3, column 1: is not well-formed XML: no element found; the file ends too early");
    CHECK(read_all("").error.find("no element found") != std::string::npos);
    CHECK(read_all("<logs/>").error == "line 1, column 1: an event log begins with <log>, not <logs>");
}

TEST_CASE("a document type is refused, so no entity is expanded and no file is fetched", "[replay][xes_source]") {
    const std::string bomb =
        "<!DOCTYPE log [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>\n<log><trace><string key='k' value='&b;'/></trace></log>";
    CHECK(read_all(bomb).error.find("a DOCTYPE is not accepted") != std::string::npos);
    CHECK(read_all("<!DOCTYPE log SYSTEM 'file:///etc/passwd'><log/>").error.find("a DOCTYPE is not accepted") != std::string::npos);
    CHECK(read_all("<log><trace><string key='k' value='&unknown;'/></trace></log>").error.find("undefined entity") != std::string::npos);
}

TEST_CASE("limits of nesting and of attributes end the reading", "[replay][xes_source]") {
    std::string deep = "<log>";
    for (int i = 0; i < 200; ++i) deep += "<string key='k' value='v'>";
    CHECK(read_all(deep).error.find("nested more than 100 deep") != std::string::npos);
    const std::string large(XesSource::attribute_bytes_max + 1, 'x');
    CHECK(read_all("<log><trace><string key='k' value='" + large + "'/></trace></log>").error.find("more than 65536 bytes") !=
          std::string::npos);
    std::string many = "<log><trace>";
    for (int i = 0; i < 1001; ++i) many += "<string key='k" + std::to_string(i) + "' value='v'/>";
    CHECK(read_all(many + "</trace></log>").error.find("more than 1000 attributes") != std::string::npos);
}

}  // namespace foxtrail::xes_source_test
