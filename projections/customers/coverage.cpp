#include "projections/customers/coverage.hpp"

#include "projections/customers/counterpart_fitness.hpp"
#include "projections/customers/open_concerns.hpp"
#include "projections/reading/named_contact.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/reading/recall.hpp"

namespace foxtrail {
namespace {

// Stays may overlap: a role is vacant where none of them reaches.
void find_vacancies(RoleCoverage& coverage) {
    if (coverage.stays.empty()) return;
    coverage.since = coverage.stays.front().row.from;
    Time reach = coverage.since;
    for (const auto& stay : coverage.stays) {
        if (stay.row.from > reach) {
            coverage.vacancies.push_back({reach, stay.row.from});
            coverage.since = stay.row.from;
        }
        reach = std::max(reach, stay.held() ? Time::max() : stay.row.until);
    }
    coverage.state = reach == Time::max() ? CoverageState::covered : CoverageState::vacant;
    if (coverage.state == CoverageState::covered) return;
    coverage.since = reach;
    coverage.vacancies.push_back({reach, std::nullopt});
}

json::object counterpart_json(const ContactRoleRow& row, const Recalled& events, const FitnessAt& fitness, const DimensionContext& context) {
    json::object counterpart = named(row.counterpart.entity(), context);
    const json::value to = recalled(events, row.counterpart_duty, "to");
    if (const auto* assigned = to.if_object()) counterpart["duty"] = assigned->at("duty");
    counterpart["fit"] = fitness.suits(row.counterpart, row.role, row.opportunity);
    return counterpart;
}

json::object stay_json(const RoleStay& stay, const Recalled& events, const NamedContacts& people, const FitnessAt& fitness, const DimensionContext& context) {
    const ContactRoleRow& row = stay.row;
    json::object printed{{"contact_role", to_text(stay.id)},
                         {"contact", people.named(row.contact)},
                         {"final_authority", row.final_authority},
                         {"from", to_text(row.from)},
                         {"state", enum_name(row.state)}};
    printed["until"] = stay.held() ? json::value(nullptr) : json::value(to_text(row.until));
    if (row.filled_by) printed["filled_by"] = to_text(row.filled_by);
    printed["counterpart"] = row.counterpart ? json::value(counterpart_json(row, events, fitness, context)) : json::value(nullptr);
    return printed;
}

// Whoever had them: with the role they pass to the next one who holds it.
std::vector<OpenConcern> open_concerns(const RoleCoverage& coverage, const Committee& committee, const DimensionContext& context) {
    std::vector<OpenConcern> open;
    for (const auto& stay : coverage.stays) add_open_concerns(open, stay.id, committee, context);
    return open;
}

json::object coverage_json(const RoleCoverage& coverage, const std::vector<OpenConcern>& concerns, const Recalled& events, const NamedContacts& people,
                           const FitnessAt& fitness, const DimensionContext& context) {
    json::array holders, intervals, vacancies;
    for (const auto& stay : coverage.stays) {
        intervals.push_back(stay_json(stay, events, people, fitness, context));
        if (stay.held()) holders.push_back(intervals.back());
    }
    for (const auto& [from, until] : coverage.vacancies)
        vacancies.push_back({{"from", to_text(from)}, {"until", until ? json::value(to_text(*until)) : json::value(nullptr)}});
    json::object printed{{"role", enum_name(coverage.role)}, {"state", enum_name(coverage.state)}};
    printed["since"] = coverage.stays.empty() ? json::value(nullptr) : json::value(to_text(coverage.since));
    const bool all_fit = std::ranges::all_of(holders, [](const json::value& holder) {
        const auto* counterpart = holder.at("counterpart").if_object();
        return counterpart && counterpart->at("fit").as_bool();
    });
    printed["counterpart_gap"] = !all_fit;
    printed["holders"] = std::move(holders);
    printed["intervals"] = std::move(intervals);
    printed["vacancies"] = std::move(vacancies);
    printed["open_concerns"] = concerns_json(concerns, events);
    return printed;
}

}  // namespace

bool RoleCoverage::lacks_counterpart() const {
    return std::ranges::any_of(stays, [](const auto& stay) { return stay.held() && !stay.row.counterpart; });
}

std::vector<RoleCoverage> coverage_of(OpportunityId opportunity, const Committee& committee, const Instant& instant) {
    std::vector<RoleCoverage> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<BuyingRole>>([&](auto role) { all.push_back({.role = role.value}); });
    committee.roles.each_with<&ContactRoleRow::opportunity>(opportunity, instant, [&](std::uint32_t id, const ContactRoleRow& row) {
        std::ranges::find(all, row.role, &RoleCoverage::role)->stays.push_back({ContactRoleId{id}, row});
    });
    for (auto& coverage : all) {
        std::ranges::stable_sort(coverage.stays, {}, [](const auto& stay) { return stay.row.from; });
        find_vacancies(coverage);
    }
    return all;
}

ReadAnswer coverage(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto committee = runner.read<Committee>();
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());

    const auto all = coverage_of(*id, *committee.tables, question.instant);
    std::vector<Position> told;
    std::vector<std::vector<OpenConcern>> concerns;
    for (const auto& role : all) {
        for (const auto& stay : role.stays) told.push_back(stay.row.counterpart_duty);
        for (const auto& concern : concerns.emplace_back(open_concerns(role, *committee.tables, context))) told.push_back(concern.row.recorded);
    }
    const Recalled events = recall(log, std::move(told));

    const NamedContacts people(*committee.tables, log, question.instant);
    const FitnessAt fitness(context, *committee.tables, log);
    json::array roles, red_flags;
    json::value final_authority = nullptr;
    for (const auto& role : all) {
        roles.push_back(coverage_json(role, concerns[roles.size()], events, people, fitness, context));
        if (role.state != CoverageState::covered) red_flags.push_back(json::value(enum_name(role.role)));
        for (const auto& stay : role.stays)
            if (stay.held() && stay.row.final_authority) final_authority = people.named(stay.row.contact);
    }
    return json::object{{"opportunity", to_text(*id)},
                        {"roles", std::move(roles)},
                        {"red_flags", std::move(red_flags)},
                        {"final_authority", std::move(final_authority)}};
}

}  // namespace foxtrail
