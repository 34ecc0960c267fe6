// How the organisation of a simulated company changes: teams for a project, that come and go.
#include "replay/simulation/company.hpp"

namespace foxtrail {

void SimulatedCompany::reorganise(std::int64_t quarter, Time at) {
    constexpr std::int64_t quarters_a_year = 4;
    switch (quarter % quarters_a_year) {
        case 1:
            return open_team(at);
        case 2:
            return move_team(at);
        case 3:
            return close_team(at);
        default:
            return;
    }
}

void SimulatedCompany::open_team(Time at) {
    constexpr int sellers_asked = 2;
    ++teams_;
    ledger_.issue(at, OpenDepartment{"专项组 " + std::to_string(teams_), Ref(RegionId{1}), Ref(DepartmentId{1}), std::nullopt},
                  {heads_.front(), "for one large project", {}});
    for (int asked = 0; asked < sellers_asked; ++asked) {
        const EmployeeId seller = some_seller();
        if (people_[seller.number - 1].department != team()) post_to(seller, team(), at, "for the project");
    }
}

void SimulatedCompany::move_team(Time at) {
    if (teams_ == 0) return;
    const std::uint32_t place = teams_ % (regions_ - 1) + 2;
    ledger_.issue(at, MoveDepartment{team(), Ref(RegionId{place}), Ref(DepartmentId{place})},
                  {heads_.front(), "closer to the project", {}});
}

void SimulatedCompany::close_team(Time at) {
    if (teams_ == 0) return;
    for (std::uint32_t number = 1; number <= people_.size(); ++number)
        if (const Person& person = people_[number - 1]; person.department == team())
            post_to({number}, people_[person.manager.number - 1].department, at, "the project is over");
    ledger_.issue(at, CloseDepartment{team()}, {heads_.front(), "the project is over", {}});
}

void SimulatedCompany::post_to(EmployeeId seller, DepartmentId department, Time at, std::string reason) {
    Person& person = people_[seller.number - 1];
    person.department = department;
    ledger_.issue(at, MoveEmployee{Ref(seller), Ref(department), Ref(person.manager)}, {heads_.front(), std::move(reason), {}});
}

}  // namespace foxtrail
