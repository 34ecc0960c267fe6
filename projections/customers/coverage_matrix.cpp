#include "projections/customers/coverage_matrix.hpp"

#include "projections/customers/counterpart_fitness.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"

namespace foxtrail {
namespace {

json::object role_cell(const RoleCoverage& coverage, bool is_unfit) {
    json::array contacts;
    for (const auto& stay : coverage.stays)
        if (stay.held()) contacts.push_back(json::value(to_text(stay.row.contact)));
    json::object cell{{"state", enum_name(coverage.state)}};
    cell["since"] = coverage.stays.empty() ? json::value(nullptr) : json::value(to_text(coverage.since));
    cell["contacts"] = std::move(contacts);
    cell["counterpart_gap"] = coverage.lacks_counterpart() || is_unfit;
    return cell;
}

// Empty when only gaps are asked for and there are none.
json::object matrix_row(OpportunityId id, const Deal& deal, bool gaps_only, const Committee& committee, const FitnessAt& fitness, const DimensionContext& context) {
    json::object roles;
    json::array uncovered, without_counterpart, unfit_counterpart;
    for (const auto& coverage : coverage_of(id, committee, context.instant)) {
        const bool is_unfit = fitness.lacks_fit_counterpart(coverage, id);
        roles[enum_name(coverage.role)] = role_cell(coverage, is_unfit);
        if (is_unfit) unfit_counterpart.push_back(json::value(enum_name(coverage.role)));
        if (coverage.state != CoverageState::covered) uncovered.push_back(json::value(enum_name(coverage.role)));
        if (coverage.lacks_counterpart()) without_counterpart.push_back(json::value(enum_name(coverage.role)));
    }
    if (gaps_only && uncovered.empty() && without_counterpart.empty() && unfit_counterpart.empty()) return {};
    json::object row{{"opportunity", to_text(id)}};
    row["owner"] = named_or_unknown(deal.owner.entity(), context);
    row["department"] = named_or_unknown(deal.unit.department.entity(), context);
    row["customer"] = named_or_unknown(deal.customer.entity(), context);
    row["roles"] = std::move(roles);
    row["uncovered"] = std::move(uncovered);
    row["without_counterpart"] = std::move(without_counterpart);
    row["unfit_counterpart"] = std::move(unfit_counterpart);
    return row;
}

}  // namespace

ReadAnswer coverage_matrix(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Problems problems;
    ReadQuestion asked = question;
    asked.parameters.emplace_back("outcome", "open");
    const DealSelection selection(asked, context, problems);
    const bool gaps_only = read_flag(question, "gaps", problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const auto committee = runner.read<Committee>();
    const FitnessAt fitness(context, *committee.tables, log);
    return listed(context.deals->deals, "opportunities", question.instant, page, [&](std::uint32_t id, const Deal& deal) {
        return selection.selects(deal) ? matrix_row(OpportunityId{id}, deal, gaps_only, *committee.tables, fitness, context) : json::object{};
    });
}

std::vector<ReadParameter> coverage_matrix_parameters() {
    auto parameters = list_parameters();
    std::ranges::move(deal_filters(), std::back_inserter(parameters));
    parameters.push_back({"gaps", "true: only deals with a role that nobody holds, or a holder without a counterpart who suits the role"});
    return parameters;
}

}  // namespace foxtrail
