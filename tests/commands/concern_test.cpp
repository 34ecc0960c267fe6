// Decision concerns: asked by the template of the role, answered with evidence.
#include "commands/concern.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::concern_test {
using namespace buying_tests;

namespace {

constexpr ContactRoleId decider{1}, user{2}, coach{3};
constexpr ConcernId first{1};

struct ConcernScenario : BuyingScenario {
    ConcernScenario() {
        given(role(wang, BuyingRole::decision_maker), days_ago(10))
            .given(role(zhao, BuyingRole::user), days_ago(10))
            .given(role(zhao, BuyingRole::coach), days_ago(10));
    }
};

AnswerConcern answer(const std::string& text, const std::string& evidence = "minutes of the meeting") {
    return {first, {}, text, evidence, {}};
}

}  // namespace

TEST_CASE_METHOD(ConcernScenario, "each role is asked what its template says", "[commands][concern]") {
    const auto outcome = run(RecordConcern{decider, ConcernKind::bottom_line, "pays back in two years"});
    CHECK(outcome.events == std::vector<AnyEvent>{ConcernRecorded{first, decider, the_deal, BuyingRole::decision_maker,
                                                                  ConcernKind::bottom_line, "pays back in two years"}});
    CHECK(run(RecordConcern{decider, ConcernKind::bottom_line, "pays back in two years"}).verdict == Verdict::already_so);
    CHECK(run(RecordConcern{user, ConcernKind::work_to_be_done, "no night shifts"}).verdict == Verdict::recorded);
    CHECK(refused_by(run(RecordConcern{user, ConcernKind::bottom_line, " "}, "x", days_ago(11)),
                     {"concern_not_of_role", "concern_missing", "before_assignment"}));
    CHECK(refused_by(run(RecordConcern{coach, ConcernKind::fit_with_norms, "x"}), {"concern_not_of_role"}));
}

TEST_CASE_METHOD(ConcernScenario, "a role that is over has no new concerns, nor has a closed opportunity", "[commands][concern]") {
    given(RecordConcern{decider, ConcernKind::bottom_line, "pays back"}).given(RevokeContactRole{user});
    CHECK(refused_by(run(RecordConcern{user, ConcernKind::work_to_be_done, "x"}), {"role_not_held"}));
    given(Lose{the_deal, "price", {}});
    CHECK(refused_by(run(RecordConcern{decider, ConcernKind::bottom_line, "x"}), {"already_closed"}));
    CHECK(refused_by(run(answer("it does")), {"already_closed"}));
}

TEST_CASE_METHOD(ConcernScenario, "an answer needs evidence; a better one takes its place", "[commands][concern]") {
    given(RecordConcern{decider, ConcernKind::bottom_line, "pays back"}, days_ago(2));
    CHECK(refused_by(run(answer(" ", " "), "x", days_ago(3)), {"answer_missing", "evidence_missing", "before_last_answer"}));
    CHECK(run(answer("in 20 months")).events ==
          std::vector<AnyEvent>{ConcernAnswered{first, decider, the_deal, "in 20 months", "minutes of the meeting", {}}});
    CHECK(run(answer("in 20 months")).verdict == Verdict::already_so);
    CHECK(run(answer("in 18 months")).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(ConcernScenario, "only a holder of the same role on the same opportunity accepts an answer", "[commands][concern]") {
    given(RecordConcern{decider, ConcernKind::bottom_line, "pays back"});
    auto command = answer("in 20 months");
    command.contact_role = user;
    CHECK(refused_by(run(command), {"concern_of_other_role"}));
    deal().given(role(wang, BuyingRole::decision_maker, false, OpportunityId{2}));
    command.contact_role = ContactRoleId{4};
    CHECK(refused_by(run(command), {"concern_of_other_role"}));
}

TEST_CASE_METHOD(ConcernScenario, "a role has a bounded number of concerns", "[commands][concern]") {
    for (std::size_t i = 0; i < concerns_per_role_max; ++i) given(RecordConcern{decider, ConcernKind::bottom_line, std::to_string(i)});
    CHECK(refused_by(run(RecordConcern{decider, ConcernKind::bottom_line, "one more"}), {"too_many_concerns"}));
    CHECK(run(RecordConcern{decider, ConcernKind::bottom_line, "7"}).verdict == Verdict::already_so);
}

}  // namespace foxtrail::concern_test
