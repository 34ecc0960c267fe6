// The committee's tables after random histories: live equals rebuilt, and role holders at any instant equal brute force.
#include "commands/concern.hpp"
#include "commands/contact_move.hpp"
#include "commands/deal_team.hpp"
#include "commands/decision_tree.hpp"
#include "commands/departure.hpp"
#include "projections/customers/coverage.hpp"
#include "tests/commands/buying_scenario.hpp"
#include "tests/random_seed.hpp"

#include <map>
#include <random>

namespace foxtrail::committee_random_test {
using namespace buying_tests;

namespace {

// Moves, roles, concerns, trees and teams on two deals of one customer: many refused, some backdated.
class RandomCommittee {
public:
    RandomCommittee(BuyingScenario& scenario, std::uint64_t seed) : scenario_(scenario), random_(seed), begin_(scenario.now) {
        scenario_.deal().given(HireEmployee{"Sun", DepartmentId{1}, EmployeeId{1}, {}});
    }
    void run(int commands) {
        for (int i = 0; i < commands; ++i) {
            scenario_.now.us += static_cast<std::int64_t>(upto(5)) * 3'600 * us_per_second;
            const auto outcome = scenario_.run(command(), "r", valid_at());
            for (const auto& event : outcome.events) roles_ += event.as<ContactRoleAssigned>() != nullptr;
        }
    }
    Instant instant() {
        Instant instant;
        if (upto(3) != 0) instant.as_of = upto(scenario_.log->head() + 1);
        if (upto(3) != 0)
            instant.valid_at = {begin_.us + static_cast<std::int64_t>(upto(static_cast<std::uint64_t>(scenario_.now.us - begin_.us)))};
        return instant;
    }
    std::uint64_t roles() const { return roles_; }

private:
    std::uint64_t upto(std::uint64_t bound) { return random_() % bound; }
    template <class IdType>
    IdType any(std::uint64_t count) {
        return {static_cast<std::uint32_t>(1 + upto(count))};
    }
    Percent weight() { return {static_cast<std::uint8_t>(upto(101))}; }

    std::optional<Time> valid_at() {
        if (upto(3) != 0) return std::nullopt;
        return Time{scenario_.now.us - static_cast<std::int64_t>(upto(72)) * 3'600 * us_per_second};
    }

    AnyCommand command() {
        static constexpr const char* departments[] = {"Purchasing", "Logistics", "Technics"};
        const auto deal = any<OpportunityId>(2);
        const auto role = any<ContactRoleId>(roles_ + 1);
        const auto contact = any<ContactId>(3);
        const auto text = std::to_string(upto(3));
        switch (upto(13)) {
            case 0:
            case 1:
                return AssignContactRole{deal, contact, static_cast<BuyingRole>(1 + upto(4)), upto(4) == 0};
            case 2:
                return RevokeContactRole{role};
            case 3:
                return ReportContactMove{contact, any<CustomerId>(2), std::string(departments[upto(3)]), {}, "seen"};
            case 4:
                return NameSuccessor{contact, any<ContactId>(3), {}};
            case 5:
                return AssignCounterpart{role, any<EmployeeId>(3), "duty " + text};
            case 6:
                return RecordConcern{role, static_cast<ConcernKind>(1 + upto(4)), text};
            case 7:
                return AnswerConcern{any<ConcernId>(10), {}, text, "minutes", {}};
            case 8:
                return AddDecisionNode{deal, DecisionNodeKind::department, text, {}, {}};
            case 9:
                return LinkInfluence{any<DecisionNodeId>(6), any<DecisionNodeId>(6), weight()};
            case 10:
                return ChangeApprovalPath{deal, {{any<DecisionNodeId>(6), any<DecisionNodeId>(6)}}};
            case 11:
                return upto(2) == 0 ? AnyCommand(LeaveTeam{any<TeamMemberId>(10)}) : AnyCommand(RemoveDecisionNode{any<DecisionNodeId>(6)});
            default:
                return JoinTeam{deal, any<EmployeeId>(3), {"role " + text, "", ""}};
        }
    }

    BuyingScenario& scenario_;
    std::mt19937_64 random_;
    Time begin_;
    std::uint64_t roles_ = 0;
};

using Holders = std::map<std::string, std::string>;  // "rol-4" -> "con-2 held"

// Roles as a person would work them out from the events.
Holders by_hand(const Log& log, const Instant& instant) {
    struct Seen {
        Time valid_at;
        std::string type;
        json::object data;
    };
    std::vector<Seen> seen;
    log.read(0, std::min(instant.as_of, log.head()), [&](const RecordedEvent& event) {
        if (event.envelope->valid_at <= instant.valid_at)
            seen.push_back({event.envelope->valid_at, std::string(event.type), find_event(event.type)->json_of(event.payload)});
        return true;
    });
    std::ranges::stable_sort(seen, {}, &Seen::valid_at);
    Holders states;
    for (const auto& [valid_at, type, data] : seen) {
        if (!type.starts_with("contact_role.")) continue;
        auto& state = states[std::string(data.at("contact_role").as_string())];
        if (type == "contact_role.assigned.v1") {
            state = std::string(data.at("contact").as_string()) + " held";
            if (data.contains("fills")) states[std::string(data.at("fills").as_string())] += " filled";
        } else if (type == "contact_role.revoked.v1")
            state += " revoked";
        else if (type == "contact_role.vacated.v1")
            state += " vacant";
    }
    for (auto& [role, state] : states) state = state.substr(0, state.find(' ')) + state.substr(state.rfind(' '));
    return states;
}

Holders by_table(const Runner& runner, const Instant& instant) {
    Holders states;
    const auto committee = runner.read<Committee>();
    committee->roles.each(instant, [&](std::uint32_t id, const ContactRoleRow& row) {
        states[to_text(ContactRoleId{id})] = to_text(row.contact) + ' ' + std::string(enum_name(row.state));
    });
    return states;
}

}  // namespace

TEST_CASE("the committee live equals rebuilt, and its roles equal brute force at any instant, for random histories",
          "[projections][random]") {
    const auto seed = GENERATE(from_range(test::random_seeds(4)));
    INFO("seed " << seed);
    BuyingScenario scenario;
    Runner runner(*scenario.log);
    RandomCommittee history(scenario, seed);
    for (int round = 0; round < 4; ++round) {
        history.run(150);
        runner.catch_up();  // in several steps, so that live folds meet late events
    }
    CHECK(history.roles() > 5);
    const auto live = runner.digest("committee");
    REQUIRE(live);
    CHECK(Runner(*scenario.log).digest("committee") == live);  // from the kept segments
    REQUIRE(runner.rebuild("committee"));
    CHECK(runner.digest("committee") == live);
    CHECK(runner.differences("committee", Runner(*scenario.log)).empty());
    for (int question = 0; question < 40; ++question) {
        const Instant instant = history.instant();
        INFO("as_of " << instant.as_of << " valid_at " << instant.valid_at.us);
        CHECK(by_table(runner, instant) == by_hand(*scenario.log, instant));
    }
}

}  // namespace foxtrail::committee_random_test
