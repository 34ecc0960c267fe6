// given(...).when(...).then(...): the language of decision tests. Runs the real writer on a memory store.
#pragma once

#include "commands/customer.hpp"
#include "commands/opportunity.hpp"
#include "commands/organisation.hpp"
#include "commands/product.hpp"
#include "commands/stage_model.hpp"
#include "commands/writer/writer.hpp"

#include <catch2/catch.hpp>

namespace foxtrail {

inline std::ostream& operator<<(std::ostream& out, const CommandOutcome& outcome) {
    return out << enum_name(outcome.verdict) << ' ' << json::serialize(to_json(outcome.broken)) << ' ' << json::serialize(to_json(outcome.problems));
}

inline Money cny(std::string_view amount) { return {*minor_from_decimal(amount, Currency::of("CNY")), Currency::of("CNY")}; }

class Scenario {
public:
    Scenario() : store(open_memory_store()), log(Log::open(*store, links_of_event)), writer(*log, {.clock = [this] { return now; }}) {}

    // Runs a command at `now`, valid at `valid_at` when given; the clock moves on by a second.
    CommandOutcome run(AnyCommand command, std::string reason = "because", std::optional<Time> valid_at = {}, Position corrects = 0, std::string key = {}) {
        Submission submission;
        submission.command = std::move(command);
        submission.envelope.reason = std::move(reason);
        submission.envelope.key = std::move(key);
        submission.envelope.corrects = corrects;
        submission.has_valid_at = valid_at.has_value();
        submission.envelope.valid_at = valid_at.value_or(Time{});
        submission.actor = actor;
        submission.on_behalf_of = on_behalf_of;
        submission.imported = imported;
        now.us += us_per_second;
        return writer.execute(std::move(submission));
    }
    Scenario& given(AnyCommand command, std::optional<Time> valid_at = {}) {
        const auto outcome = run(std::move(command), "given", valid_at);
        INFO(outcome);
        REQUIRE(outcome.verdict == Verdict::recorded);
        return *this;
    }

    // The same as another system had recorded it: nobody asked for gates and acceptance there.
    Scenario& given_history(AnyCommand command, std::optional<Time> valid_at = {}) {
        imported = true;
        given(std::move(command), valid_at);
        imported = false;
        return *this;
    }

    // A company with a region, a department, two employees, a product, a customer and a model of four stages.
    Scenario& company() {
        given(DefineRegion{"East", {}}).given(OpenDepartment{"Sales", RegionId{1}, {}, {}});
        given(HireEmployee{"Li Wei", DepartmentId{1}, {}, {}}).given(HireEmployee{"Chen Jie", DepartmentId{1}, EmployeeId{1}, ExternalKey{"hr:2"}});
        given(RegisterCustomer{"Acme", {}, RegionId{1}, {}}).given(ListProduct{"Pump", {}, cny("100.00"), {}});
        return given(PublishStageModel{{}, "Standard", {{"Contact", {10}}, {"Offer", {40}}, {"Trial", {60}}, {"Contract", {90}}}, {}, {}});
    }
    Scenario& deal(std::optional<Time> valid_at = {}) { return given(new_deal(), valid_at); }
    static CreateOpportunity new_deal() {
        CreateOpportunity create;
        create.name = "Pumps for Acme";
        create.customer = CustomerId{1};
        create.product = ProductId{1};
        create.stage_model = StageModelId{1};
        create.owner = EmployeeId{2};
        create.value = cny("900.00");
        return create;
    }

    Time now = *from_text("2026-01-05T09:00:00Z", std::type_identity<Time>{});
    // As somebody, for this one command; `who` {} is the system.
    CommandOutcome as(EmployeeId who, AnyCommand command, std::string reason = "because", std::optional<Time> valid_at = {}) {
        const auto before = std::exchange(actor, who ? std::optional<Ref<EmployeeId>>(who) : std::nullopt);
        auto outcome = run(std::move(command), std::move(reason), valid_at);
        actor = before;
        return outcome;
    }
    Scenario& given_as(EmployeeId who, AnyCommand command) {
        const auto outcome = as(who, std::move(command));
        INFO(outcome);
        REQUIRE(outcome.verdict == Verdict::recorded);
        return *this;
    }
    std::optional<Ref<EmployeeId>> actor, on_behalf_of;
    bool imported = false;
    std::unique_ptr<Store> store;
    std::unique_ptr<Log> log;
    Writer writer;
};

inline bool refused_by(const CommandOutcome& outcome, std::vector<std::string> codes) {
    std::vector<std::string> broken;
    for (const auto& rule : outcome.broken) broken.push_back(rule.code);
    return outcome.verdict == Verdict::refused && broken == codes;
}

// What somebody was told of has ended by itself, and is told nobody higher.
inline bool lapses(const CommandOutcome& outcome) { return outcome.count == 1 && outcome.events.front().entry().type.name == "alert.lapsed"; }

inline constexpr OpportunityId the_deal{1};

}  // namespace foxtrail
