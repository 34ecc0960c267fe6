// A company with a deal nobody owns, a lead and an evaluation model: what the tests of the funnel start from.
#pragma once

#include "commands/lead.hpp"
#include "commands/milestone.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::funnel_tests {

inline constexpr LeadId the_lead{1};
inline constexpr EvaluationModelId the_model{1};
inline constexpr EmployeeId manager{1}, seller{2}, other_seller{3};

// The seller and the other seller report to the manager.
struct FunnelScenario : Scenario {
    FunnelScenario() {
        company().given(HireEmployee{"Sun Yi", DepartmentId{1}, manager, {}}).given(pooled_deal()).given(lead()).given_as(manager, model());
    }

    static CreateOpportunity pooled_deal() {
        CreateOpportunity create = new_deal();
        create.owner.reset();
        return create;
    }
    static CaptureLead lead(std::string company = "Beta Ltd.") {
        CaptureLead capture;
        capture.company = std::move(company);
        capture.source = "trade fair";
        capture.product = ProductId{1};
        return capture;
    }
    // Fit up to 40 points of the score, the advance plan up to 60; worth it from 50 on.
    static PublishEvaluationModel model() {
        return {{},
                "Standard",
                {{"business_fit", 2, {{0, {0}}, {5, {50}}, {8, {100}}}}, {"advance_plan", 3, {{0, {40}}, {50, {70}}, {100, {100}}}}},
                {50},
                {}};
    }
    // No plan is an unknown one.
    static EvaluateOpportunity evaluation(std::uint32_t fit, Stated<std::uint32_t> plan, OpportunityId deal = the_deal) {
        return {deal, the_model, {{"business_fit", fit}, {"advance_plan", plan}}};
    }
    static EvaluateOpportunity good() { return evaluation(9, 50); }
    static EvaluateOpportunity poor() { return evaluation(9, {}); }

    // One milestone that lies ahead.
    SetAdvancePlan plan(OpportunityId deal = the_deal) const { return {deal, {{"trial", {date_of(now).days + 30}, true}}}; }

    FunnelScenario& as(EmployeeId employee) {
        actor = employee;
        return *this;
    }
    FunnelScenario& as_system() {
        actor.reset();
        return *this;
    }
    void wait_hours(int hours) { now.us += std::int64_t{hours} * 3'600 * us_per_second; }
    // A day ago: before anything of this company.
    Time yesterday() const { return {now.us - us_per_day}; }
};

}  // namespace foxtrail::funnel_tests
