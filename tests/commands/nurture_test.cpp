// Nurturing ends in promotion, which has to be earned, or in disqualification, which closes.
#include "commands/alert.hpp"
#include "tests/commands/funnel_scenario.hpp"

namespace foxtrail::nurture_test {
using namespace funnel_tests;

namespace {

struct Nurturing : FunnelScenario {
    Date in_a_month{date_of(now).days + 30};
    StartNurture start(Entity item, std::string plan = "quarterly visits") const { return {item, std::move(plan), in_a_month}; }
};

}  // namespace

TEST_CASE_METHOD(Nurturing, "a lead and an opportunity are nurtured alike, by one plan at a time", "[commands][nurture]") {
    for (const Entity item : {the_lead.entity(), the_deal.entity()}) {
        INFO(to_text(item));
        CHECK(run(start(item)).events.at(0) == AnyEvent(NurtureStarted{item, "quarterly visits", in_a_month}));
        CHECK(run(start(item)).verdict == Verdict::already_so);
        CHECK(refused_by(run(start(item, "monthly calls")), {"already_nurtured"}));
        given(RecordNurtureStep{item, "visited"});
        CHECK(run(RecordNurtureStep{item, "visited"}).events.at(0) == AnyEvent(NurtureStepDone{item, 2, "visited"}));
    }
}

TEST_CASE_METHOD(Nurturing, "only leads and opportunities are nurtured, while open, by a plan, until a day to come",
                 "[commands][nurture]") {
    const Entity customer = CustomerId{1}.entity();
    CHECK(refused_by(run(StartNurture{customer, " ", Date{date_of(now).days - 1}}), {"not_nurturable", "plan_missing", "until_past"}));
    CHECK(refused_by(run(RecordNurtureStep{customer, ""}), {"not_nurturable", "step_missing"}));
    CHECK(refused_by(run(EndNurture{customer, NurtureEnd::promoted, ""}), {"not_nurturable", "why_missing"}));
    CHECK(run(StartNurture{{LeadId::kind, 9}, "visits", in_a_month}).verdict == Verdict::invalid);
    CHECK(refused_by(run(start(the_lead.entity()), "r", yesterday()), {"before_nurture"}));
    CHECK(run(StartNurture{the_deal.entity(), "one day", date_of(now)}).verdict == Verdict::recorded);
    given(DisqualifyLead{the_lead, "no need"});
    CHECK(refused_by(run(start(the_lead.entity())), {"item_closed"}));
}

TEST_CASE_METHOD(Nurturing, "what is nurtured past its day is told once to who has it, or began it, and his manager", "[commands][nurture]") {
    const Entity deal = the_deal.entity();
    as(seller).given(start(the_lead.entity())).given(start(deal));
    as_system();
    now = {start_of({in_a_month.days + 1}).us - 8 * 3'600 * us_per_second - 2 * us_per_second};  // a second to midnight in Shanghai, when asked
    CHECK(refused_by(run(MarkNurtureOverdue{deal}), {"not_yet_due"}));
    const auto overdue = run(MarkNurtureOverdue{deal});
    REQUIRE(overdue.count == 3);
    CHECK(overdue.events.at(0) == AnyEvent(NurtureOverdue{deal, in_a_month}));
    CHECK(overdue.events.at(1).as<AlertRaised>()->rule == RuleCode::R3);
    CHECK(overdue.events.at(1).as<AlertRaised>()->told == seller);  // nobody has it
    CHECK(overdue.events.at(2).as<AlertRaised>()->told == manager);
    CHECK(run(MarkNurtureOverdue{deal}).verdict == Verdict::already_so);
    given(EndNurture{the_lead.entity(), NurtureEnd::disqualified, "no need"});
    CHECK(run(MarkNurtureOverdue{the_lead.entity()}).verdict == Verdict::already_so);
    CHECK(refused_by(run(MarkNurtureOverdue{CustomerId{1}.entity()}), {"not_nurturable"}));
    as(seller);
    CHECK(refused_by(run(MarkNurtureOverdue{deal}), {"system_only"}));
}

TEST_CASE_METHOD(Nurturing, "nurturing goes on until a later day for a reason, and is told of when that is over too", "[commands][nurture]") {
    const Entity deal = the_deal.entity();
    const Date later{in_a_month.days + 30};
    CHECK(refused_by(run(ProlongNurture{deal, later}), {"not_nurtured"}));
    given(start(deal));
    CHECK(run(ProlongNurture{deal, in_a_month}).verdict == Verdict::already_so);
    CHECK(refused_by(run(ProlongNurture{deal, {in_a_month.days - 1}}), {"not_later"}));
    CHECK(refused_by(run(ProlongNurture{deal, later}, ""), {"reason_missing"}));
    wait_hours(32 * 24);
    given(MarkNurtureOverdue{deal});
    CHECK(run(ProlongNurture{deal, later}).events == std::vector<AnyEvent>{NurtureProlonged{deal, in_a_month, later}});
    CHECK(refused_by(run(MarkNurtureOverdue{deal}), {"not_yet_due"}));
    wait_hours(30 * 24);
    CHECK(run(MarkNurtureOverdue{deal}).events.at(0) == AnyEvent(NurtureOverdue{deal, later}));
    CHECK(refused_by(run(ProlongNurture{CustomerId{1}.entity(), later}), {"not_nurturable", "until_past"}));
}

TEST_CASE_METHOD(Nurturing, "what is not nurtured has no steps and no end", "[commands][nurture]") {
    CHECK(refused_by(run(RecordNurtureStep{the_deal.entity(), "visited"}), {"not_nurtured"}));
    CHECK(refused_by(run(EndNurture{the_deal.entity(), NurtureEnd::promoted, "ready"}), {"not_nurtured"}));
}

TEST_CASE_METHOD(Nurturing, "an opportunity is promoted when its evaluation is no longer below the threshold", "[commands][nurture]") {
    const Entity deal = the_deal.entity();
    given(start(deal)).given(RecordNurtureStep{deal, "visited"});
    const EndNurture promote{deal, NurtureEnd::promoted, "ready"};
    CHECK(refused_by(run(promote), {"not_evaluated"}));
    given(poor());
    CHECK(refused_by(run(promote), {"below_threshold"}));
    given(good());
    CHECK(run(promote).events == std::vector<AnyEvent>{NurtureEnded{deal, NurtureEnd::promoted, "ready", 1}});
    CHECK(run(promote).verdict == Verdict::already_so);
    CHECK(refused_by(run(EndNurture{deal, NurtureEnd::disqualified, "not ready"}), {"not_nurtured"}));
    const auto again = run(start(deal));
    CHECK(again.verdict == Verdict::recorded);
    CHECK(run(RecordNurtureStep{deal, "called"}).events.at(0).as<NurtureStepDone>()->step == 1);
}

TEST_CASE_METHOD(Nurturing, "a lead is promoted when it is qualified, and not closed behind its nurturing", "[commands][nurture]") {
    given(start(the_lead.entity()));
    const EndNurture promote{the_lead.entity(), NurtureEnd::promoted, "ready"};
    CHECK(refused_by(run(promote), {"not_qualified"}));
    CHECK(refused_by(run(DisqualifyLead{the_lead, "no need"}), {"lead_nurtured"}));
    given(QualifyLead{the_lead, {70}, "fits"});
    ConvertLead convert;
    convert.lead = the_lead, convert.name = "Pumps", convert.stage_model = StageModelId{1};
    CHECK(refused_by(run(convert), {"lead_nurtured"}));
    CHECK(run(promote).verdict == Verdict::recorded);
    CHECK(run(convert).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Nurturing, "what is disqualified is closed in the same commit", "[commands][nurture]") {
    const Entity deal = the_deal.entity(), lead = the_lead.entity();
    given(start(deal)).given(start(lead));
    CHECK(run(EndNurture{deal, NurtureEnd::disqualified, "no need"}).events ==
          std::vector<AnyEvent>{NurtureEnded{deal, NurtureEnd::disqualified, "no need", 0},
                                OpportunityDerailed{the_deal, {1, "Contact"}, "no need"}});
    CHECK(run(EndNurture{lead, NurtureEnd::disqualified, "no need"}).events ==
          std::vector<AnyEvent>{NurtureEnded{lead, NurtureEnd::disqualified, "no need", 0},
                                LeadDisqualified{the_lead, LeadStatus::captured, "no need"}});
}

TEST_CASE_METHOD(Nurturing, "a deal closed meanwhile is not closed again, and a backdated end does not undo what came after",
                 "[commands][nurture]") {
    const Entity deal = the_deal.entity();
    given(start(deal));
    const Time before_offer = now;
    wait_hours(1);
    given(AdvanceStage{the_deal, "Offer"});
    CHECK(refused_by(run(EndNurture{deal, NurtureEnd::disqualified, "no need"}, "r", before_offer), {"before_last_change"}));
    CHECK(
        refused_by(run(EndNurture{deal, NurtureEnd::disqualified, "no need"}, "r", yesterday()), {"before_nurture", "before_last_change"}));
    given(Win{the_deal, cny("900.00")});
    CHECK(run(EndNurture{deal, NurtureEnd::disqualified, "whatever"}).count == 1);
}

}  // namespace foxtrail::nurture_test
