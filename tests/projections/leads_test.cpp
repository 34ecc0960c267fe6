// Leads in lists, one by one and as a funnel.
#include "commands/contact.hpp"
#include "projections/pipeline/leads.hpp"
#include "tests/commands/funnel_scenario.hpp"
#include "tests/projections/answering.hpp"

namespace foxtrail::leads_test {
using namespace funnel_tests;

namespace {

constexpr LeadId second{2}, third{3};

struct Leads : Answering<FunnelScenario> {
    json::object asked(Parameters parameters = {}, Instant instant = {}) { return ask(leads, std::move(parameters), instant); }
    std::vector<std::string> found(Parameters parameters = {}, Instant instant = {}) {
        std::vector<std::string> ids;
        const auto answer = asked(std::move(parameters), instant);
        for (const auto& one : answer.at("leads").as_array()) ids.emplace_back(one.at("lead").as_string());
        return ids;
    }
    json::object one(LeadId id = the_lead, Instant instant = {}) { return ask(foxtrail::lead, {{"id", to_text(id)}}, instant); }
    json::object funnel(Parameters parameters = {}, Instant instant = {}) { return ask(lead_funnel, std::move(parameters), instant); }
    json::object total(Instant instant = {}) { return funnel({}, instant).at("all").as_object(); }
    static ConvertLead conversion(LeadId id) {
        ConvertLead convert;
        convert.lead = id, convert.name = "Pumps", convert.stage_model = StageModelId{1};
        return convert;
    }
    static CaptureLead from(std::string company, std::string source) {
        CaptureLead capture = lead_of(std::move(company));
        capture.source = std::move(source);
        return capture;
    }
    static CaptureLead lead_of(std::string company) { return FunnelScenario::lead(std::move(company)); }
};
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE_METHOD(Leads, "leads are listed with their company and found by status, source and owner, in pages", "[projections][leads]") {
    given(from("Gamma", "web")).given(from("Delta", "web"));
    given(AssignLead{second, seller}).given(QualifyLead{second, {70}, "fits"}).given(DisqualifyLead{third, "no need"});
    CHECK(found() == Ids{"led-1", "led-2", "led-3"});
    CHECK(found({{"status", "qualified"}}) == Ids{"led-2"});
    CHECK(found({{"source", "web"}}) == Ids{"led-2", "led-3"});
    CHECK(found({{"owner", "emp-2"}}) == Ids{"led-2"});
    CHECK(found({{"owner", "unknown"}}) == Ids{"led-1", "led-3"});
    CHECK(asked({{"limit", "2"}}).at("next") == "after=2");
    const auto gamma = asked({{"source", "web"}}).at("leads").at(0).as_object();
    CHECK(gamma.at("company") == "Gamma");
    CHECK(gamma.at("score") == 70);
    CHECK(gamma.at("owner").at("name") == "Chen Jie");
    CHECK(gamma.at("department").at("id") == "dep-1");
    CHECK(gamma.at("product").at("name") == "Pump");
    CHECK(asked().at("by_status").at("disqualified") == 1);
    const auto refused = [&](Parameters parameters) { return try_ask(leads, std::move(parameters)).error().at(0).pointer; };
    CHECK(refused({{"status", "lost"}}) == "status");
    CHECK(refused({{"source", "nowhere"}}) == "source");
    CHECK(refused({{"owner", "dep-1"}}) == "owner");
}

TEST_CASE_METHOD(Leads, "a lead's status is that of the instant, and another score does not make it newly qualified",
                 "[projections][leads]") {
    const Time captured = now;
    wait_hours(24);
    given(QualifyLead{the_lead, {70}, "fits"});
    const Time qualified = now;
    const Position known = head();
    wait_hours(24);
    const auto wrong = run(QualifyLead{the_lead, {80}, "budget named"});
    CHECK(one().at("since") == json::value(to_text(qualified)));
    CHECK(one().at("score") == 80);
    CHECK(one(the_lead, {.as_of = known}).at("score") == 70);
    CHECK(one(the_lead, {.valid_at = captured}).at("status") == "captured");
    CHECK(one(the_lead, {.valid_at = captured}).at("score").is_null());
    REQUIRE(run(QualifyLead{the_lead, {60}, "misread"}, "misread", {}, wrong.position).verdict == Verdict::recorded);
    CHECK(one().at("score") == 60);
    CHECK(one().at("history").as_array().size() == 3);
}

TEST_CASE_METHOD(Leads, "one lead has its history, its nurturings and its contact until that is erased", "[projections][leads]") {
    CaptureLead capture = lead_of("Gamma");
    capture.contact = PersonalText{"Mr Zhou", {}};
    given(capture).given(AssignLead{second, seller});
    given(StartNurture{second.entity(), "visits", {date_of(now).days + 30}}).given(RecordNurtureStep{second.entity(), "visited"});
    given(QualifyLead{second, {70}, "fits"}).given(EndNurture{second.entity(), NurtureEnd::promoted, "ready"}).given(conversion(second));
    const Position known = head();
    const auto gamma = one(second);
    CHECK(gamma.at("contact") == "Mr Zhou");
    CHECK(gamma.at("status") == "converted");
    CHECK(gamma.at("opportunity") == "opp-2");
    const auto& steps = gamma.at("history").as_array();
    REQUIRE(steps.size() == 4);
    CHECK(steps.at(1).at("owner").at("id") == "emp-2");
    CHECK(steps.at(2).at("finding") == "fits");
    REQUIRE(gamma.at("nurturings").as_array().size() == 1);
    CHECK(gamma.at("nurturings").at(0).at("steps").at(0).at("what") == "visited");
    CHECK(gamma.at("nurturings").at(0).at("state") == "promoted");
    CHECK(one().at("contact") == "unknown");
    given(EraseLeadPersonalData{second});
    CHECK(one(second, {.as_of = known}).at("contact").at("erased") == true);
    CHECK(try_ask(foxtrail::lead, {{"id", "led-9"}}).error().at(0).pointer == "id");
}

TEST_CASE_METHOD(Leads, "the funnel counts what became of leads; open ones are censored", "[projections][lead_funnel]") {
    given(from("Gamma", "web")).given(from("Delta", "web")).given(from("Omega", "web"));
    wait_hours(24);
    given(QualifyLead{the_lead, {70}, "fits"}).given(QualifyLead{second, {70}, "fits"}).given(DisqualifyLead{third, "no need"});
    const Time before = now;
    wait_hours(48);
    given(conversion(the_lead)).given(Win{OpportunityId{2}, cny("500.00")});
    const auto all = total();
    CHECK(all.at("captured") == 4);
    CHECK(all.at("qualified") == 2);
    CHECK(all.at("qualified_share").at("n") == 3);
    CHECK(all.at("qualified_share").at("censored_n") == 1);
    CHECK(all.at("converted_share").at("value") == 0.5);
    CHECK(all.at("converted_share").at("n") == 2);
    CHECK(all.at("converted_share").at("censored_n") == 2);
    CHECK(all.at("captured_to_qualified").at("n") == 2);
    CHECK(all.at("qualified_to_converted").at("n") == 1);
    CHECK(all.at("qualified_to_converted").at("censored_n") == 1);
    CHECK(all.at("qualified_to_converted").at("mean_s").to_number<double>() == Approx(48 * 3'600 + 3));
    CHECK(all.at("deals").at("won") == 1);
    CHECK(total({.valid_at = before}).at("converted") == 0);
    CHECK(total({.valid_at = before}).at("open") == 3);
    const auto groups = funnel().at("groups").as_array();
    REQUIRE(groups.size() == 2);
    CHECK(groups.at(0).at("source") == "trade fair");
    CHECK(groups.at(0).at("deals").at("win_rate").at("value") == 1.0);
    CHECK(groups.at(1).at("captured") == 3);
}

TEST_CASE_METHOD(Leads, "the funnel is grouped by owner and month, and reads no other", "[projections][lead_funnel]") {
    given(AssignLead{the_lead, seller});
    now = *from_text("2026-01-31T20:00:00Z", std::type_identity<Time>{});  // in February, in Shanghai
    given(lead_of("Gamma"));
    const auto owners = funnel({{"group_by", "owner"}}).at("groups").as_array();
    REQUIRE(owners.size() == 2);
    CHECK(owners.at(0).at("owner") == "unknown");
    CHECK(owners.at(1).at("owner").at("id") == "emp-2");
    const auto months = funnel({{"group_by", "month"}}).at("groups").as_array();
    REQUIRE(months.size() == 2);
    CHECK(months.at(0).at("month") == "2026-01");
    CHECK(months.at(1).at("month") == "2026-02");
    CHECK(funnel({{"from", "2026-02-01"}}).at("all").at("captured") == 1);
    CHECK(ask(leads, {{"from", "2026-02-01"}}).at("leads").as_array().size() == 1);
    CHECK(try_ask(lead_funnel, {{"group_by", "weather"}}).error().at(0).pointer == "group_by");
}

TEST_CASE_METHOD(Answering<>, "an empty company has no leads", "[projections][leads]") {
    CHECK(ask(leads, {}).at("leads").as_array().empty());
    CHECK(ask(lead_funnel, {}).at("all").at("converted_share").at("value").is_null());
    CHECK(ask(lead_funnel, {}).at("groups").as_array().empty());
}

}  // namespace foxtrail::leads_test
