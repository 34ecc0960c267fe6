#include "replay/import/event_log.hpp"

#include "tests/replay/sample_file.hpp"
#include "tests/replay/sample_mapping.hpp"

#include <catch2/catch.hpp>

namespace foxtrail::event_log_test {
using namespace foxtrail::test;

namespace {

struct Read {
    std::vector<ImportedCase> cases;
    std::vector<LineProblem> refused;
    std::vector<std::string> stages;
};

Read read_log(const std::string& content, const json::value& mapping = log_mapping(), const std::string& name = "sample.csv") {
    const SampleFile file(content, name);
    auto log = EventLog::read(file.path(), parsed<EventLogMapping>(mapping)).value();
    Read read{{}, log.refused(), {}};
    for (const MappedStage& stage : log.stages()) read.stages.push_back(stage.name);
    while (auto row = log.next()) read.cases.push_back(std::move(*row));
    return read;
}

std::vector<std::string> activities(const ImportedCase& row) {
    std::vector<std::string> names;
    for (const ImportedEvent& event : row.events) names.push_back(event.activity);
    return names;
}

using Names = std::vector<std::string>;
const std::string header = "case,activity,time,actor\n";

std::string xes_event(const std::string& activity, const std::string& time) {
    return "<event><string key='activity' value='" + activity + "'/><date key='time' value='" + time + "'/></event>";
}

}  // namespace

TEST_CASE("a log that is not grouped by case is grouped, events by instant and ties in file order", "[replay][event_log]") {
    const auto read = read_log(header +
                               "1,A,2020-01-01T10:00:00+02:00,Ann\n2,A,2020-01-01T08:00:00Z,\n1,C,2020-01-01T09:00:00Z,Bob\n"
                               "1,B,2020-01-01T08:30:00Z,Ann\n1,D,2020-01-01T09:00:00Z,\n");
    REQUIRE(read.cases.size() == 2);
    CHECK(activities(read.cases[0]) == Names{"A", "B", "C", "D"});
    CHECK(read.cases[0].events[0].at == from_text("2020-01-01T08:00:00Z", std::type_identity<Time>{}).value());
    CHECK(read.cases[0].events[1].line == 5);
    CHECK(read.cases[0].events[2].actor == "Bob");
    CHECK(!read.cases[0].events[3].actor);
    CHECK(read.cases[1].id == "2");
    CHECK(read.cases[1].line == 3);
    CHECK(read.stages == Names{"A", "C", "B", "D"});
}

TEST_CASE("the same stage again at the same instant stays: it is a re-entry", "[replay][event_log]") {
    const auto read = read_log(header + "1,Closed,2020-01-01T10:00:00Z,Ann\n1,Closed,2020-01-01T10:00:00Z,Ann\n");
    CHECK(activities(read.cases.at(0)) == Names{"Closed", "Closed"});
    CHECK(read.cases[0].problems.empty());
}

TEST_CASE("a case with a line that cannot be used is refused whole, each line with its reason", "[replay][event_log]") {
    const auto read =
        read_log(header + "1,A,2020-01-01T10:00:00Z,Ann\n1,,2020-01-01T10:00:00Z,Ann\n1,C,yesterday,Ann\n2,A,2020-01-01T10:00:00Z,Ann\n");
    CHECK(read.cases.at(0).problems == std::vector<LineProblem>{{3, "\"activity\": an activity is missing"},
                                                                {4, "\"time\": \"yesterday\" is no instant (rfc3339, iso_date)"}});
    CHECK(read.cases.at(1).problems.empty());
}

TEST_CASE("lines that belong to no case are refused by themselves", "[replay][event_log]") {
    const auto read = read_log(header + "1,A\n,A,2020-01-01T10:00:00Z,Ann\n1,A,2020-01-01T10:00:00Z,Ann\n");
    CHECK(read.refused == std::vector<LineProblem>{{2, "has 2 fields, the header has 4"}, {3, "\"case\": a case id is missing"}});
    CHECK(read.cases.size() == 1);
}

TEST_CASE("listed stages and outcomes bound what an activity may be", "[replay][event_log]") {
    auto mapping = with(log_mapping(), "/stage_model/stages", R"([{"name":"B","probability":1},{"name":"A","probability":2}])");
    mapping = with(mapping, "/outcomes", R"([{"value":"Signed","means":"won"}])");
    const auto read = read_log(header + "1,A,2020-01-01T10:00:00Z,\n1,Signed,2020-01-02T10:00:00Z,\n2,X,2020-01-01T10:00:00Z,\n", mapping);
    CHECK(read.stages == Names{"B", "A"});
    CHECK(read.cases.at(0).events.at(1).closes == ClosedAs::won);
    CHECK(!read.cases[0].events[0].closes);
    CHECK(read.cases.at(1).problems.at(0).reason == "\"X\" is neither a stage of the model nor an outcome");
}

TEST_CASE("events with another lifecycle are passed over", "[replay][event_log]") {
    auto mapping = with(with(log_mapping(), "/columns/lifecycle", "\"actor\""), "/lifecycle", "[\"complete\"]");
    const auto read = read_log(header + "1,A,2020-01-01T10:00:00Z,start\n1,A,2020-01-01T11:00:00Z,complete\n", mapping);
    CHECK(read.cases.at(0).events.size() == 1);
    CHECK(read.cases[0].events[0].line == 3);
}

TEST_CASE("attributes that stand on some rows only are kept where they stand", "[replay][event_log]") {
    auto mapping = with(with(log_mapping(), "/case_attributes", "[\"class\"]"), "/event_attributes", "[\"paid\"]");
    mapping = with(with(mapping, "/columns/value", "\"paid\""), "/amounts", R"({"currency":"EUR"})");
    const auto read =
        read_log("case,activity,time,actor,class,paid\n1,A,2020-01-01T10:00:00Z,,K,35.0\n1,B,2020-01-02T10:00:00Z,,,\n", mapping);
    const auto& row = read.cases.at(0);
    CHECK(row.attributes == std::vector<ImportedAttribute>{{"class", "K"}});
    CHECK(row.events.at(0).attributes == std::vector<ImportedAttribute>{{"paid", "35.0"}});
    CHECK(row.events.at(1).attributes.empty());
    CHECK(row.facts.value == Stated<Money>(Money{3500, Currency::of("EUR")}));
}

TEST_CASE("an XES log reads like the CSV of the same events", "[replay][event_log]") {
    const std::string xes = "<log><trace><string key='case' value='1'/>" + xes_event("A", "2020-01-01T10:00:00+02:00") +
                            xes_event("B", "2020-01-01T09:00:00Z") + "</trace></log>";
    const auto from_xes = read_log(xes, log_mapping(), "sample.xes");
    const auto from_csv = read_log(header + "1,A,2020-01-01T08:00:00Z,\n1,B,2020-01-01T09:00:00Z,\n");
    CHECK(from_xes.cases.at(0).digest == from_csv.cases.at(0).digest);
}

TEST_CASE("a trace that comes twice is a repeat, or an error with other content; without events or id it is refused",
          "[replay][event_log]") {
    const auto trace = [](const std::string& id, const std::string& activity) {
        return "<trace><string key='case' value='" + id + "'/>" + (activity.empty() ? "" : xes_event(activity, "2020-01-01T10:00:00Z")) +
               "</trace>";
    };
    const auto cases = read_log("<log>" + trace("1", "A") + trace("1", "A") + trace("1", "B") + trace("2", "") + trace("", "A") + "</log>",
                                log_mapping(), "s.xes")
                           .cases;
    REQUIRE(cases.size() == 5);
    CHECK(cases[0].repeat == Repeat::first);
    CHECK(cases[1].repeat == Repeat::same_content);
    CHECK(cases[2].problems.at(0).reason == "the id \"1\" came before with other content; the first stands");
    CHECK(cases[3].problems.at(0).reason == "the case has no event to record");
    CHECK(cases[4].problems.at(0).reason == "\"case\": a case id is missing");
}

TEST_CASE("a log with too many activities is taken for a wrong mapping", "[replay][event_log]") {
    std::string content = header;
    for (std::size_t i = 0; i <= EventLog::activities_max; ++i) content += "1,A" + std::to_string(i) + ",2020-01-01T10:00:00Z,\n";
    const SampleFile file(content);
    const auto error = EventLog::read(file.path(), parsed<EventLogMapping>(log_mapping())).error();
    CHECK(error.detail == "the log has more than 1000 different activities: is \"activity\" the column of the activity?");
}

}  // namespace foxtrail::event_log_test
