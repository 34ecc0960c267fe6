#include "projections/customers/coverage_matrix.hpp"

#include "projections/customers/coverage.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"

namespace foxtrail {
namespace {

json::object role_cell(const RoleCoverage& coverage) {
    json::array contacts;
    for (const auto& stay : coverage.stays)
        if (stay.held()) contacts.push_back(json::value(to_text(stay.row.contact)));
    json::object cell{{"state", enum_name(coverage.state)}};
    cell["since"] = coverage.stays.empty() ? json::value(nullptr) : json::value(to_text(coverage.since));
    cell["contacts"] = std::move(contacts);
    cell["counterpart_gap"] = coverage.lacks_counterpart();
    return cell;
}

// Empty when only gaps are asked for and there are none.
json::object matrix_row(OpportunityId id, const Deal& deal, bool gaps_only, const Committee& committee, const DimensionContext& context) {
    json::object roles;
    json::array uncovered, without_counterpart;
    for (const auto& coverage : coverage_of(id, committee, context.instant)) {
        roles[enum_name(coverage.role)] = role_cell(coverage);
        if (coverage.state != CoverageState::covered) uncovered.push_back(json::value(enum_name(coverage.role)));
        if (coverage.lacks_counterpart()) without_counterpart.push_back(json::value(enum_name(coverage.role)));
    }
    if (gaps_only && uncovered.empty() && without_counterpart.empty()) return {};
    json::object row{{"opportunity", to_text(id)}};
    row["owner"] = named_or_unknown(deal.owner.entity(), context);
    row["department"] = named_or_unknown(deal.unit.department.entity(), context);
    row["customer"] = named_or_unknown(deal.customer.entity(), context);
    row["roles"] = std::move(roles);
    row["uncovered"] = std::move(uncovered);
    row["without_counterpart"] = std::move(without_counterpart);
    return row;
}

}  // namespace

ReadAnswer coverage_matrix(const Runner& runner, const Log&, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Problems problems;
    ReadQuestion asked = question;
    asked.parameters.emplace_back("outcome", "open");
    const DealSelection selection(asked, context, problems);
    const bool gaps_only = read_flag(question, "gaps", problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const auto committee = runner.read<Committee>();
    return listed(context.deals->deals, "opportunities", question.instant, page, [&](std::uint32_t id, const Deal& deal) {
        return selection.selects(deal) ? matrix_row(OpportunityId{id}, deal, gaps_only, *committee.tables, context) : json::object{};
    });
}

std::vector<ReadParameter> coverage_matrix_parameters() {
    auto parameters = list_parameters();
    std::ranges::move(deal_filters(), std::back_inserter(parameters));
    parameters.push_back({"gaps", "true: only deals with a role that nobody holds, or a holder without a counterpart"});
    return parameters;
}

}  // namespace foxtrail
