// How nurturing ends, and what becomes of what was promoted.
#include "projections/pipeline/nurture_yield.hpp"
#include "tests/commands/funnel_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::nurture_yield_test {
using namespace funnel_tests;

namespace {

constexpr LeadId second{2};

struct Nursery : Answering<FunnelScenario> {
    Nursery() { given(lead("Gamma")); }
    void start(Entity item, int days = 30, std::optional<Time> valid_at = {}) {
        given(StartNurture{item, "visits", {date_of(now).days + days}}, valid_at);
    }
    void step(Entity item) { given(RecordNurtureStep{item, "visited"}); }
    void end(Entity item, NurtureEnd end) { given(EndNurture{item, end, "seen"}); }
    json::object of(std::string_view kind = "all", Instant instant = {}) { return ask(nurture_yield, {}, instant).at(kind).as_object(); }
};

}  // namespace

TEST_CASE_METHOD(Nursery, "nurturing that ended is counted by its end, what still runs is censored", "[projections][nurture_yield]") {
    start(the_lead.entity()), start(second.entity()), start(the_deal.entity(), 2);
    step(the_lead.entity()), step(the_lead.entity());
    wait_hours(24);
    const Time before = now;
    const Position known = head();
    given(QualifyLead{the_lead, {70}, "fits"});
    end(the_lead.entity(), NurtureEnd::promoted);
    end(second.entity(), NurtureEnd::disqualified);
    CHECK(of().at("started") == 3);
    CHECK(of().at("yield").at("value") == 0.5);
    CHECK(of().at("yield").at("n") == 2);
    CHECK(of().at("yield").at("censored_n") == 1);
    CHECK(of("leads").at("running") == 0);
    CHECK(of("opportunities").at("running") == 1);
    CHECK(of("opportunities").at("overdue") == 0);
    CHECK(of("leads").at("steps_to_promotion").at("mean") == 2.0);
    CHECK(of("leads").at("steps_to_disqualification").at("mean") == 0.0);
    CHECK(of("leads").at("time_to_promotion").at("mean_s").to_number<double>() == 24 * 3'600 + 6);
    CHECK(of("all", {.valid_at = before}).at("running") == 3);
    CHECK(of("all", {.as_of = known}).at("promoted") == 0);
    wait_hours(72);
    CHECK(of("opportunities").at("overdue") == 1);
}

TEST_CASE_METHOD(Nursery, "what was promoted is followed to its deal's outcome, once however often it was nurtured",
                 "[projections][nurture_yield]") {
    given(QualifyLead{the_lead, {70}, "fits"}).given(QualifyLead{second, {70}, "fits"});
    for (int i = 0; i < 2; ++i) start(the_lead.entity()), end(the_lead.entity(), NurtureEnd::promoted);
    start(second.entity()), end(second.entity(), NurtureEnd::promoted);
    start(the_deal.entity()), given(good()), end(the_deal.entity(), NurtureEnd::promoted);
    CHECK(of("leads").at("became").at("leads_open") == 2);
    CHECK(of("leads").at("promoted") == 3);
    ConvertLead convert;
    convert.lead = the_lead, convert.name = "Pumps", convert.stage_model = StageModelId{1};
    given(convert).given(DisqualifyLead{second, "no need"});
    CHECK(of("leads").at("became").at("open") == 1);
    const Time before = now;
    given(Win{OpportunityId{2}, cny("900.00")}).given(Lose{the_deal, "price", {}});
    CHECK(of("leads").at("became").at("won") == 1);
    CHECK(of("leads").at("became").at("leads_disqualified") == 1);
    CHECK(of("leads").at("became").at("leads_open") == 0);
    CHECK(of("opportunities").at("became").at("lost") == 1);
    CHECK(of("all").at("became").at("win_rate").at("value") == 0.5);
    CHECK(of("all", {.valid_at = before}).at("became").at("open") == 2);
}

TEST_CASE_METHOD(Nursery, "a deal that closes while it is nurtured has lapsed, and is neither running nor overdue",
                 "[projections][nurture_yield]") {
    start(the_deal.entity(), 2);
    CHECK(of("opportunities").at("running") == 1);
    given(Lose{the_deal, "price", {}});
    wait_hours(72);
    CHECK(of("opportunities").at("running") == 0);
    CHECK(of("opportunities").at("lapsed") == 1);
    CHECK(of("opportunities").at("overdue") == 0);
    CHECK(of("opportunities").at("yield").at("censored_n") == 0);
}

TEST_CASE_METHOD(Nursery, "nurturing counts from when it was true, by when it started", "[projections][nurture_yield]") {
    wait_hours(48);
    const Time started{now.us - us_per_day};
    start(the_lead.entity(), 30, started);
    CHECK(of("all", {.valid_at = {started.us - 1}}).at("started") == 0);
    CHECK(of("all", {.valid_at = started}).at("started") == 1);
    CHECK(ask(nurture_yield, {{"from", to_text(now)}}).at("all").at("started") == 0);
    CHECK(ask(nurture_yield, {{"to", to_text(now)}}).at("all").at("started") == 1);
    CHECK(try_ask(nurture_yield, {{"from", "some day"}}).error().at(0).pointer == "from");
}

TEST_CASE_METHOD(Nursery, "nurturing that is prolonged of late is not overdue any more, and is again when that is over", "[projections][nurture_yield]") {
    start(the_lead.entity(), 2);
    const Time agreed = now;
    wait_hours(24 * 5);
    given(MarkNurtureOverdue{the_lead.entity()});
    CHECK(of().at("overdue") == 1);
    given(ProlongNurture{the_lead.entity(), {date_of(now).days + 10}}, agreed);
    CHECK(of().at("overdue") == 0);
    wait_hours(24 * 12);
    given(MarkNurtureOverdue{the_lead.entity()});
    CHECK(of().at("overdue") == 1);
}

TEST_CASE_METHOD(Answering<>, "an empty company has nurtured nothing", "[projections][nurture_yield]") {
    const auto answer = ask(nurture_yield, {});
    CHECK(answer.at("all").at("yield").at("value").is_null());
    CHECK(answer.at("leads").at("started") == 0);
}

}  // namespace foxtrail::nurture_yield_test
