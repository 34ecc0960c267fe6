// Who knows whom: ties, where people were before, and the names by which they are recognised.
#include "commands/background.hpp"
#include "commands/tie.hpp"
#include "tests/commands/buying_scenario.hpp"

namespace foxtrail::tie_test {
using namespace buying_tests;

namespace {

constexpr EmployeeId li{1}, chen{2};

RecordTie classmates(Entity person, ContactId contact, const std::string& school) {
    return {person, contact, TieKind::classmate, school, Date{10'000}, Date{11'400}};
}

}  // namespace

TEST_CASE_METHOD(BuyingScenario, "a tie is recorded once, whichever of two contacts is named first", "[commands][tie]") {
    const auto tied = run(classmates(li.entity(), wang, "Tsinghua  University"));
    REQUIRE(tied.count == 1);
    CHECK(tied.events.front().as<TieRecorded>()->institution.value->normal == "tsinghuauniversity");
    CHECK(run(classmates(li.entity(), wang, "tsinghua university")).verdict == Verdict::already_so);
    CHECK(run(classmates(chen.entity(), wang, "Tsinghua University")).verdict == Verdict::recorded);
    CHECK(run(classmates(zhao.entity(), wang, "Tsinghua University")).verdict == Verdict::recorded);
    CHECK(run(classmates(wang.entity(), zhao, "TSINGHUA UNIVERSITY")).verdict == Verdict::already_so);
    CHECK(run(RecordTie{li.entity(), wang, TieKind::friendship, {}, {}, {}}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(BuyingScenario, "a tie is between two people, in order of time", "[commands][tie]") {
    CHECK(refused_by(run(classmates(the_deal.entity(), wang, "Tsinghua")), {"not_a_person"}));
    CHECK(refused_by(run(classmates(wang.entity(), wang, " ")), {"tie_to_himself", "institution_missing"}));
    CHECK(refused_by(run(RecordTie{li.entity(), wang, TieKind::former_colleague, {}, Date{2}, Date{1}}), {"ends_before_start"}));
    CHECK(run(classmates(EmployeeId{9}.entity(), wang, "Tsinghua")).verdict == Verdict::invalid);
}

TEST_CASE_METHOD(BuyingScenario, "a tie that is none is withdrawn for a reason, and can be recorded again", "[commands][tie]") {
    given(classmates(li.entity(), wang, "Tsinghua"));
    CHECK(refused_by(run(WithdrawTie{TieId{1}}, ""), {"reason_missing"}));
    CHECK(run(WithdrawTie{TieId{1}}).events == std::vector<AnyEvent>{TieWithdrawn{TieId{1}, li.entity(), wang}});
    CHECK(run(WithdrawTie{TieId{1}}).verdict == Verdict::already_so);
    CHECK(run(classmates(li.entity(), wang, "Tsinghua")).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(BuyingScenario, "employers and schools of employees and contacts get the same normal form", "[commands][background]") {
    const auto contact = run(RecordContactEmployment{wang, "Hua Xin Pumps", Date{1}, Date{2}});
    const auto employee = run(RecordEmployeeEmployment{li, "HUAXIN pumps", Date{1}, {}});
    REQUIRE(contact.count == 1);
    REQUIRE(employee.count == 1);
    CHECK(contact.events.front().as<EmploymentRecorded>()->employer == Institution{"Hua Xin Pumps", "huaxinpumps"});
    CHECK(employee.events.front().as<EmploymentRecorded>()->employer.normal == "huaxinpumps");
    CHECK(employee.events.front().as<EmploymentRecorded>()->person == li.entity());
    CHECK(run(RecordContactEmployment{wang, "huaxin  pumps", Date{1}, Date{2}}).verdict == Verdict::already_so);
    CHECK(run(RecordContactEmployment{wang, "Huaxin Pumps", Date{5}, Date{6}}).verdict == Verdict::recorded);
    CHECK(run(RecordContactEducation{wang, "清华大学", {}, {}}).verdict == Verdict::recorded);
    CHECK(run(RecordEmployeeEducation{li, "清华大学 ", {}, {}}).events.front().as<EducationRecorded>()->school.normal == "清华大学");
    CHECK(run(RecordEmployeeEducation{li, " 清华大学", {}, {}}).verdict == Verdict::already_so);
}

TEST_CASE_METHOD(BuyingScenario, "where somebody was needs a name and runs forward in time", "[commands][background]") {
    CHECK(refused_by(run(RecordContactEmployment{wang, "　 ", Date{2}, Date{1}}), {"institution_missing", "ends_before_start"}));
    CHECK(refused_by(run(RecordContactEducation{wang, "", {}, {}}), {"institution_missing"}));
    CHECK(refused_by(run(RecordEmployeeEmployment{li, "", {}, {}}), {"institution_missing"}));
    CHECK(refused_by(run(RecordEmployeeEducation{li, "Tsinghua", Date{2}, Date{1}}), {"ends_before_start"}));
    given(RecordContactEducation{wang, "Tsinghua", {}, {}});
    for (std::size_t i = 1; i < past_places_max; ++i) given(RecordContactEducation{wang, "School " + std::to_string(i), {}, {}});
    CHECK(refused_by(run(RecordContactEducation{wang, "One more", {}, {}}), {"too_many"}));
    CHECK(run(RecordContactEducation{wang, "Tsinghua", {}, {}}).verdict == Verdict::already_so);
}

}  // namespace foxtrail::tie_test
