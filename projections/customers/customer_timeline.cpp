#include "projections/customers/customer_timeline.hpp"

#include "projections/customers/customer_reach.hpp"
#include "projections/reading/event_selection.hpp"

namespace foxtrail {

ReadAnswer customer_timeline(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto committee = runner.read<Committee>();
    CustomerRow row;
    const auto id = read_path_id<CustomerId>(question, context.directory->customers, row);
    if (!id) return std::unexpected(id.error());
    Problems problems;
    const EventSelection selection(question, log, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const CustomerReach reach(*id, context, *committee.tables);
    json::object answer{{"customer", named(id->entity(), context)}};
    add_members(answer, selection.page(log, reach.sources(), question));
    return answer;
}

std::vector<ReadParameter> customer_timeline_parameters() {
    auto parameters = EventSelection::parameters();
    parameters.insert(parameters.begin(), {"id", "id of the customer", false, true});
    return parameters;
}

}  // namespace foxtrail
