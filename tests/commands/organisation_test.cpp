// Departments move and are closed; nothing new comes into a closed one.
#include "commands/access_grant.hpp"
#include "commands/assistance.hpp"
#include "commands/departure.hpp"
#include "commands/document.hpp"
#include "commands/facet.hpp"
#include "commands/work_item.hpp"
#include "tests/commands/department_scenario.hpp"

namespace foxtrail::organisation_commands_test {
using namespace department_tests;

namespace {

constexpr RegionId east{1}, west{2};
constexpr DepartmentId repairs{4};

// Sales, Technical and Service, and Repairs below Service, where nobody works.
struct Reorganised : Departments {
    Reorganised() { given(DefineRegion{"West", {}}).given(OpenDepartment{"Repairs", east, service, {}}); }

    MoveDepartment move(DepartmentId department, std::optional<Ref<DepartmentId>> parent, Stated<Ref<RegionId>> region = Ref(east)) {
        return {department, std::move(region), std::move(parent)};
    }
    // What the refusal of a closing names.
    std::string named_when_closing(DepartmentId department) {
        const auto outcome = run(CloseDepartment{department});
        INFO(outcome);
        REQUIRE(refused_by(outcome, {"department_in_use"}));
        const std::string& text = outcome.broken.front().text;
        return text.substr(text.rfind('('));
    }
    OpenWorkItem work_for(DepartmentId department) { return {CustomerId{1}.entity(), department, "check the pumps"}; }
    RequestAssistance help_from(DepartmentId department) { return {the_deal.entity(), department, "engineer", "come along", tomorrow()}; }
};

}  // namespace

TEST_CASE_METHOD(Reorganised, "a moved department says where it stood and where it stands", "[commands][organisation]") {
    CHECK(first<DepartmentMoved>(run(move(repairs, technical, Ref(west)))) == DepartmentMoved{repairs, {east, service}, {west, technical}});
    CHECK(run(move(repairs, technical, Ref(west))).verdict == Verdict::already_so);
    CHECK(first<DepartmentMoved>(run(move(repairs, {}, {}))) == DepartmentMoved{repairs, {west, technical}, {{}, {}}});
}

TEST_CASE_METHOD(Reorganised, "no department is below itself", "[commands][organisation]") {
    given(OpenDepartment{"Night Repairs", east, repairs, {}});
    CHECK(refused_by(run(move(service, service)), {"own_parent"}));
    CHECK(refused_by(run(move(service, repairs)), {"department_cycle"}));
    CHECK(refused_by(run(move(service, DepartmentId{5})), {"department_cycle"}));
    given(move(repairs, technical));
    CHECK(run(move(service, repairs)).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Reorganised, "a deal goes over into the new region of its department when it is assigned anew", "[commands][organisation]") {
    given(move(sales, {}, Ref(west)));
    const auto assigned = first<OpportunityAssigned>(run(Assign{the_deal, seller}));
    CHECK(assigned.from.value().region == Stated<RegionId>(east));
    CHECK(assigned.to.region == Stated<RegionId>(west));
}

TEST_CASE_METHOD(Reorganised, "a department is closed when nothing is left in it", "[commands][organisation]") {
    CHECK(named_when_closing(service) == "(2: emp-5, dep-4)");
    CHECK(refused_by(run(CloseDepartment{repairs}, ""), {"reason_missing"}));
    CHECK(first<DepartmentClosed>(run(CloseDepartment{repairs})) == DepartmentClosed{repairs});
    CHECK(run(CloseDepartment{repairs}).verdict == Verdict::already_so);
    CHECK(named_when_closing(service) == "(1: emp-5)");
    given(MoveEmployee{fitter, technical, technical_head});
    CHECK(run(CloseDepartment{service}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Reorganised, "who has left keeps no department open, nor does one that was moved away", "[commands][organisation]") {
    given(move(repairs, technical)).given(DepartEmployee{fitter, {}});
    CHECK(run(CloseDepartment{service}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Reorganised, "work that waits for a department keeps it open until it is answered", "[commands][organisation]") {
    const MoveEmployee away{fitter, technical, technical_head};
    CHECK(records(seller, work_for(service)));
    CHECK(records(seller, help_from(service)));
    given(CloseDepartment{repairs}).given(away);
    CHECK(named_when_closing(service) == "(2: wki-1, ast-1)");
    given(MoveEmployee{fitter, service, {}});
    CHECK(records(fitter, AcceptWorkItem{WorkItemId{1}}));
    CHECK(records(fitter, DeclineAssistance{AssistanceId{1}, "no time"}));
    given(away);
    CHECK(run(CloseDepartment{service}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Reorganised, "nobody and nothing new comes into a closed department", "[commands][organisation]") {
    CHECK(records(seller, work_for(sales)));
    CHECK(records(seller, AcceptWorkItem{WorkItemId{1}}));
    CHECK(records(seller, UpdateFacet{CustomerId{1}, sales, {{"credit", "good"}}}));
    given(RegisterDocument{the_deal.entity(), DocumentKind::proposal, "pumps", "sales director", "sha256:" + std::string(64, 'a'), 9});
    given(CloseDepartment{repairs});
    const std::vector<std::string> closed{"department_closed"};
    CHECK(refused_by(run(HireEmployee{"Wu Na", repairs, {}, {}}), closed));
    CHECK(refused_by(run(MoveEmployee{engineer, repairs, {}}), closed));
    CHECK(refused_by(run(OpenDepartment{"Night Repairs", east, repairs, {}}), closed));
    CHECK(refused_by(run(move(technical, repairs)), closed));
    CHECK(refused_by(run(move(repairs, technical)), closed));
    CHECK(refused_by(as(seller, work_for(repairs)), closed));
    CHECK(refused_by(as(seller, PassOnWorkItem{WorkItemId{1}, repairs}), closed));
    CHECK(refused_by(as(seller, help_from(repairs)), closed));
    CHECK(refused_by(as_system(UpdateFacet{CustomerId{1}, repairs, {{"credit", "good"}}}), {"actor_missing", "department_closed"}));
    CHECK(refused_by(as(seller, GrantAccess{FacetId{1}.entity(), {Ref(repairs), {}, {}, {}}}), closed));
    CHECK(refused_by(run(ShareDocument{DocumentId{1}, repairs.entity()}), closed));
    CHECK(run(RenameDepartment{repairs, "Repairs, closed"}).verdict == Verdict::recorded);
}

TEST_CASE_METHOD(Reorganised, "a department is not moved before it was opened", "[commands][organisation]") {
    CHECK(refused_by(run(move(repairs, technical), "r", Time{now.us - 400 * us_per_day}), {"before_opening"}));
}

}  // namespace foxtrail::organisation_commands_test
