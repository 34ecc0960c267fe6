// The real histories in ../shared/data, imported whole, against answers that were computed independently (reference.json).
#include "events/opportunity.hpp"
#include "tests/replay/import_scene.hpp"

#include "tests/core/log_scene.hpp"

#include <catch2/catch.hpp>

#include <map>

namespace foxtrail::imported_data_test {
using namespace foxtrail::test;

namespace {

using Counts = std::map<std::string, std::int64_t>;
using PairCounts = std::map<std::pair<std::string, std::string>, std::int64_t>;

struct RecordedFigures {
    Counts types;    // events by type
    Counts entered;  // stage entries by stage, the first with them
    Counts amounts;  // of the won, by currency, minor units
    PairCounts follows;
};

RecordedFigures figures_of(const Log& log) {
    RecordedFigures figures;
    std::map<std::uint32_t, std::string> stage_of;
    const auto enter = [&](OpportunityId opportunity, const Stage& stage) {
        ++figures.entered[stage.name];
        auto& before = stage_of[opportunity.number];
        if (!before.empty()) ++figures.follows[{before, stage.name}];
        before = stage.name;
    };
    log.read(0, log.head(), [&](const RecordedEvent& recorded) {
        ++figures.types[std::string(recorded.type)];
        const AnyEvent event(*find_event(recorded.type), recorded.payload);
        if (const auto* created = event.as<OpportunityCreated>()) enter(created->opportunity, created->stage);
        if (const auto* entered = event.as<OpportunityStageEntered>()) enter(entered->opportunity, entered->to);
        if (const auto* won = event.as<OpportunityWon>()) figures.amounts[to_text(won->value.value->currency)] += won->value.value->minor;
        return true;
    });
    return figures;
}

// On the disk, twice: the second run must add nothing.
void import_twice(ImportScene& scene, const std::string& name, const std::string& file) {
    const json::value mapping = json::parse(read_whole("replay/import/mappings/" + name + ".json"));
    const auto summary = scene.try_import(file, mapping).value();
    WARN(name << ": " << to_text(summary));
    CHECK(scene.refused.empty());
    const auto head = scene.head();
    const auto again = scene.try_import(file, mapping).value();
    CHECK(scene.head() == head);
    CHECK(again.rows == ImportCounts{summary.rows.read, 0, summary.rows.read, 0});
}

}  // namespace

TEST_CASE("the CRM table is recorded as its reference says", "[replay][imported_data]") {
    const std::string data = real_data();
    if (data.empty()) return;
    const std::string folder = data + "/crm-sales-opportunities";
    const json::value reference = json::parse(read_whole(folder + "/reference.json"));
    const TemporaryFolder place;
    ImportScene scene(open_rocks_store(place.name(), Access::owner));
    import_twice(scene, "crm-sales-opportunities", folder + "/sales_pipeline.csv");
    auto figures = figures_of(scene.log());
    const auto& stages = reference.at("stage_counts");
    CHECK(figures.types["opportunity.created.v1"] == reference.at("rows").as_int64());
    CHECK(figures.types["opportunity.assigned.v1"] == reference.at("rows").as_int64());
    CHECK(figures.types["opportunity.won.v1"] == stages.at("Won").as_int64());
    CHECK(figures.types["opportunity.lost.v1"] == stages.at("Lost").as_int64());
    CHECK(figures.entered["Prospecting"] == stages.at("Prospecting").as_int64());
    CHECK(figures.entered["Engaging"] == reference.at("rows").as_int64() - stages.at("Prospecting").as_int64());
    CHECK(figures.amounts == Counts{{"USD", reference.at("stage_amounts").at("Won").as_int64() * 100}});
    CHECK(figures.types["region.defined.v1"] == 3);
    CHECK(figures.types["department.opened.v1"] == 6);
    CHECK(figures.types["employee.joined.v1"] == 41);
    CHECK(figures.types["customer.registered.v1"] == 85);
    CHECK(figures.types["product.listed.v1"] == 7);
}

TEST_CASE("the event logs are recorded as their references say", "[replay][imported_data]") {
    const std::string data = real_data();
    if (data.empty()) return;
    for (const auto& [name, file] : std::map<std::string, std::string>{
             {"helpdesk", "helpdesk.xes.gz"}, {"receipt", "receipt.xes.gz"}, {"roadtraffic", "roadtraffic100traces.csv"}}) {
        DYNAMIC_SECTION(name) {
            const json::value reference = json::parse(read_whole(data + '/' + name + "/reference.json"));
            const TemporaryFolder place;
            ImportScene scene(open_rocks_store(place.name(), Access::owner));
            import_twice(scene, name, data + '/' + name + '/' + file);
            auto figures = figures_of(scene.log());
            const auto& view = reference.at("views").at("name");
            CHECK(figures.types["opportunity.created.v1"] == view.at("cases").as_int64());
            CHECK(figures.types["opportunity.created.v1"] + figures.types["opportunity.stage_entered.v1"] == view.at("events").as_int64());
            CHECK(figures.types["employee.joined.v1"] == reference.at("resources").at("distinct_resources").as_int64());
            Counts activities;
            for (const auto& item : view.at("activity_counts").as_array())
                activities[std::string(item.at(0).as_string())] = item.at(1).as_int64();
            CHECK(figures.entered == activities);
            PairCounts follows;
            for (const auto& item : view.at("directly_follows_all").as_array())
                follows[{std::string(item.at(0).as_string()), std::string(item.at(1).as_string())}] = item.at(2).as_int64();
            CHECK(figures.follows == follows);
        }
    }
}

}  // namespace foxtrail::imported_data_test
