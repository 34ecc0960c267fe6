#include "projections/customers/counterpart_fitness.hpp"

#include "projections/people/deal_team_view.hpp"
#include "projections/reading/commit_facts.hpp"
#include "projections/reading/recall.hpp"

namespace foxtrail {
namespace {

// Where it was set last; 0 while it is as every company starts.
Position last_set(BuyingRole role, const DimensionContext& context) {
    TermsRow row;
    return context.directory->fitness.at(fitness_of(role).number, context.instant, row) ? Position{row.changed_at} : 0;
}

json::object fitness_json(BuyingRole role, const Log& log, const DimensionContext& context) {
    const Position at = last_set(role, context);
    const auto set = event_at<CounterpartFitnessSet>(log, at);
    json::object printed{{"id", to_text(fitness_of(role))}, {"role", enum_name(role)}, {"version", set ? set->version : 1}};
    const json::value terms = to_json(set ? set->to : fitness_at_first(role));
    for (const auto& term : terms.as_object()) printed.emplace(term.key(), term.value());
    printed["changed"] = commit_json(at, commit_facts(log, {at}), context);
    return printed;
}

}  // namespace

FitnessAt::FitnessAt(const DimensionContext& context, const Committee& committee, const Log& log)
    : context_(context), committee_(committee), log_(log) {
    for (const BuyingRole role : enum_values<BuyingRole>()) {
        const auto set = event_at<CounterpartFitnessSet>(log, last_set(role, context));
        terms_[role] = set ? set->to : fitness_at_first(role);
    }
}

bool FitnessAt::leads_people(EmployeeId employee) const {
    bool leads = false;
    context_.directory->employees.each_with<&EmployeeRow::manager>(employee, context_.instant, [&](std::uint32_t, const EmployeeRow& row) { leads |= !row.departed.value; });
    return leads;
}

bool FitnessAt::is_called(EmployeeId employee, OpportunityId opportunity, std::span<const std::string> words) const {
    const Directory& directory = *context_.directory.tables;
    EmployeeRow row;
    DepartmentRow department;
    if (!directory.employees.at(employee.number, context_.instant, row)) return false;
    if (directory.departments.at(row.department.number, context_.instant, department) && has_word(directory.departments.texts().at(department.name), words)) return true;
    if (row.position && has_word(directory.employees.texts().at(row.position), words)) return true;
    bool on_team = false;
    committee_.team_members.each_with<&TeamMemberRow::employee>(employee, context_.instant, [&](std::uint32_t, const TeamMemberRow& member) {
        on_team = on_team || (member.opportunity == opportunity && member.left == Time{} && has_word(team_role(member, log_), words));
    });
    return on_team;
}

bool FitnessAt::suits(EmployeeId employee, BuyingRole role, OpportunityId opportunity) const {
    const FitnessTerms& terms = terms_.at(role);
    return terms.anybody || (terms.leads_people && leads_people(employee)) || is_called(employee, opportunity, terms.words);
}

bool FitnessAt::lacks_fit_counterpart(const RoleCoverage& coverage, OpportunityId opportunity) const {
    return std::ranges::any_of(coverage.stays, [&](const RoleStay& stay) {
        return stay.held() && stay.row.counterpart && !suits(stay.row.counterpart, coverage.role, opportunity);
    });
}

ReadAnswer counterpart_fitness(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    json::array roles;
    for (const BuyingRole role : enum_values<BuyingRole>()) roles.push_back(fitness_json(role, log, context));
    return json::object{{"roles", std::move(roles)}};
}

}  // namespace foxtrail
