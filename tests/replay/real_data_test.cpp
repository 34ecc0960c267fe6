// The real histories in ../shared/data against answers that were computed independently (reference.json).
#include "replay/import/event_log.hpp"
#include "replay/import/opportunity_table.hpp"
#include "replay/import/side_tables.hpp"

#include "tests/replay/sample_file.hpp"
#include "tests/replay/sample_mapping.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>

namespace foxtrail::real_data_test {
using namespace foxtrail::test;

namespace {

template <class Kind>
Kind mapping_of(const std::string& name) {
    return std::get<Kind>(read_mapping("replay/import/mappings/" + name + ".json").value());
}

json::value reference_of(const std::string& folder) { return json::parse(read_whole(folder + "/reference.json")); }

using Counts = std::map<std::string, std::int64_t>;
using PairCounts = std::map<std::pair<std::string, std::string>, std::int64_t>;

Counts counts_of(const json::value& list) {
    Counts counts;
    for (const auto& item : list.as_array()) counts[std::string(item.at(0).as_string())] = item.at(1).as_int64();
    return counts;
}

PairCounts pair_counts_of(const json::value& list) {
    PairCounts counts;
    for (const auto& item : list.as_array())
        counts[{std::string(item.at(0).as_string()), std::string(item.at(1).as_string())}] = item.at(2).as_int64();
    return counts;
}

struct LogFigures {
    std::vector<ImportedCase> cases;
    std::vector<MappedStage> stages;
    Counts activities, starts, ends, resources;
    PairCounts follows;
    std::int64_t events = 0, ties = 0, inversions = 0, without_actor = 0;
    std::set<std::vector<std::string>> variants;
    Time first = Time::max(), last = Time::min();
};

void add_case(LogFigures& figures, const ImportedCase& row) {
    std::vector<std::string> variant;
    for (std::size_t i = 0; i < row.events.size(); ++i) {
        const ImportedEvent& event = row.events[i];
        variant.push_back(event.activity);
        ++figures.activities[event.activity];
        figures.without_actor += event.actor ? 0 : 1;
        if (event.actor) ++figures.resources[*event.actor];
        figures.first = std::min(figures.first, event.at);
        figures.last = std::max(figures.last, event.at);
        if (i == 0) continue;
        ++figures.follows[{row.events[i - 1].activity, event.activity}];
        figures.ties += row.events[i - 1].at == event.at ? 1 : 0;
        figures.inversions += row.events[i - 1].line > event.line ? 1 : 0;
    }
    figures.events += static_cast<std::int64_t>(row.events.size());
    ++figures.starts[variant.front()];
    ++figures.ends[variant.back()];
    figures.variants.insert(std::move(variant));
}

LogFigures figures_of(const std::string& path, const EventLogMapping& mapping) {
    auto log = EventLog::read(path, mapping);
    if (!log) throw std::runtime_error(to_text(log.error()));
    CHECK(log->refused().empty());
    LogFigures figures;
    figures.stages = log->stages();
    while (auto row = log->next()) {
        CHECK(row->problems.empty());
        CHECK(row->repeat == Repeat::first);
        add_case(figures, *row);
        figures.cases.push_back(std::move(*row));
    }
    return figures;
}

void check_against(const LogFigures& figures, const json::value& reference) {
    const auto& view = reference.at("views").at("name");
    CHECK(static_cast<std::int64_t>(figures.cases.size()) == view.at("cases").as_int64());
    CHECK(figures.events == view.at("events").as_int64());
    CHECK(figures.activities == counts_of(view.at("activity_counts")));
    CHECK(figures.starts == counts_of(view.at("start_activity_cases")));
    CHECK(figures.ends == counts_of(view.at("end_activity_cases")));
    CHECK(figures.follows == pair_counts_of(view.at("directly_follows_all")));
    CHECK(static_cast<std::int64_t>(figures.variants.size()) == view.at("variants").as_int64());
    CHECK(figures.stages.size() == figures.activities.size());
    const auto& quality = reference.at("quality");
    CHECK(figures.ties == quality.at("equal_timestamp_neighbours").as_int64());
    CHECK(figures.inversions == quality.at("file_order_inversions").as_int64());
    CHECK(figures.first == from_text(quality.at("first_event").as_string(), std::type_identity<Time>{}).value());
    CHECK(figures.last == from_text(quality.at("last_event").as_string(), std::type_identity<Time>{}).value());
    CHECK(figures.without_actor == reference.at("resources").at("events_without_resource").as_int64());
    CHECK(static_cast<std::int64_t>(figures.resources.size()) == reference.at("resources").at("distinct_resources").as_int64());
}

}  // namespace

TEST_CASE("the CRM table says what its reference says", "[replay][real_data]") {
    const std::string data = real_data();
    if (data.empty()) return;
    const std::string folder = data + "/crm-sales-opportunities";
    const json::value reference = reference_of(folder);
    auto table = OpportunityTable::open(folder + "/sales_pipeline.csv", mapping_of<OpportunityMapping>("crm-sales-opportunities")).value();
    const auto tables = read_side_tables(folder + "/sales_pipeline.csv", table.mapping()).value();
    CHECK(tables.refused.empty());
    CHECK(tables.employees.size() == 35);
    CHECK(tables.customers.size() == 85);
    CHECK(tables.products.size() == 7);
    std::set<std::string> products, customers, employees, managers, regions;
    for (const auto& product : tables.products) products.insert(product.name);
    for (const auto& customer : tables.customers) customers.insert(customer.name);
    for (const auto& employee : tables.employees) {
        employees.insert(employee.name);
        managers.insert(employee.manager.value());
        regions.insert(employee.region.value());
    }
    CHECK(managers.size() == 6);
    CHECK(regions.size() == 3);

    Counts stages, amounts;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> won_by_agent;
    std::int64_t rows = 0, without_customer = 0, undated = 0;
    while (auto row = table.next().value()) {
        ++rows;
        CHECK(row->problems.empty());
        CHECK(row->repeat == Repeat::first);
        CHECK(products.contains(row->product.value()));
        CHECK(employees.contains(row->owner.value()));
        CHECK((!row->customer || customers.contains(*row->customer)));
        without_customer += row->customer ? 0 : 1;
        undated += row->entries.front().at ? 0 : 1;
        const bool won = row->outcome && row->outcome->means == ClosedAs::won;
        const std::string stage = won ? "Won" : row->outcome ? "Lost" : row->entries.back().stage;
        ++stages[stage];
        amounts[stage] += won ? row->outcome->value.value().minor / 100 : 0;
        if (won) {
            ++won_by_agent[*row->owner].first;
            won_by_agent[*row->owner].second += row->outcome->value->minor / 100;
        }
    }
    CHECK(rows == reference.at("rows").as_int64());
    for (const auto& [stage, count] : stages) CHECK(count == reference.at("stage_counts").at(stage).as_int64());
    for (const auto& [stage, amount] : amounts) CHECK(amount == reference.at("stage_amounts").at(stage).as_int64());
    CHECK(without_customer == 1425);
    CHECK(undated == 500);
    for (const auto& agent : reference.at("by_agent").as_object()) {
        CHECK(won_by_agent[std::string(agent.key())].first == agent.value().at("won").as_int64());
        CHECK(won_by_agent[std::string(agent.key())].second == agent.value().at("won_amount").as_int64());
    }
}

TEST_CASE("the event logs say what their references say", "[replay][real_data]") {
    const std::string data = real_data();
    if (data.empty()) return;
    for (const auto& [name, file] : std::map<std::string, std::string>{
             {"helpdesk", "helpdesk.xes.gz"}, {"receipt", "receipt.xes.gz"}, {"roadtraffic", "roadtraffic100traces.csv"}}) {
        DYNAMIC_SECTION(name) {
            const std::string folder = data + '/' + name;
            check_against(figures_of(folder + '/' + file, mapping_of<EventLogMapping>(name)), reference_of(folder));
        }
    }
}

TEST_CASE("helpdesk as one time-ordered CSV is helpdesk as XES", "[replay][real_data]") {
    const std::string data = real_data();
    if (data.empty()) return;
    auto mapping = mapping_of<EventLogMapping>("helpdesk");
    mapping.case_attributes.clear();
    const auto xes = figures_of(data + "/helpdesk/helpdesk.xes.gz", mapping);
    mapping.columns = {"case_id", "activity", "timestamp", "resource", "lifecycle", {}, {}, {}, {}, {}};
    const auto csv = figures_of(data + "/helpdesk/helpdesk.events.csv.gz", mapping);
    check_against(csv, reference_of(data + "/helpdesk"));
    std::map<std::string, std::string> digests;
    for (const auto& row : xes.cases) digests[row.id] = row.digest;
    for (const auto& row : csv.cases) CHECK(digests[row.id] == row.digest);
}

TEST_CASE("a real log that is cut off is an error, not a shorter log", "[replay][real_data]") {
    const std::string data = real_data();
    if (data.empty()) return;
    const std::string whole = read_whole(data + "/receipt/receipt.xes.gz");
    const SampleFile cut(whole.substr(0, whole.size() * 3 / 4), "receipt.xes.gz");
    CHECK(EventLog::read(cut.path(), mapping_of<EventLogMapping>("receipt")).error().detail ==
          "the gzip data are cut off: the file is incomplete");
}

}  // namespace foxtrail::real_data_test
