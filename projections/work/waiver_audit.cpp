#include "projections/work/waiver_audit.hpp"

#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/recall.hpp"
#include "projections/tables/waivers.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <ranges>

namespace foxtrail {
namespace {

struct WaiverTally {
    std::uint64_t waivers = 0, requested = 0, granted = 0, in_force = 0, declined = 0, expired = 0, withdrawn = 0;

    void add(const WaiverRow& row) {
        ++waivers;
        requested += row.requester.number != 0;
        granted += row.granted != Position{0};
        in_force += row.state.value == WaiverStatus::granted;
        declined += row.state.value == WaiverStatus::declined;
        expired += row.state.value == WaiverStatus::expired;
        withdrawn += row.state.value == WaiverStatus::withdrawn;
    }
};
BOOST_DESCRIBE_STRUCT(WaiverTally, (), (waivers, requested, granted, in_force, declined, expired, withdrawn))

constexpr std::size_t tallies_listed_max = 1'000;

// Sums over everything selected, not only the page; those with the most waivers first.
template <class IdType, class Print>
json::array tallies_json(std::string_view name, const std::map<IdType, WaiverTally>& tallies, Print&& print) {
    std::vector<std::pair<IdType, WaiverTally>> most(tallies.begin(), tallies.end());
    std::ranges::stable_sort(most, std::greater(), [](const auto& each) { return each.second.waivers; });
    json::array printed;
    for (const auto& [id, tally] : most | std::views::take(tallies_listed_max)) {
        json::object row = to_json(tally).as_object();
        row[name] = print(id);
        printed.push_back(std::move(row));
    }
    return printed;
}

// How and when one step was taken, by the event at the position; null when it was not.
json::value step_json(const Recalled& events, Position position) {
    const auto found = events.find(position);
    if (found == events.end()) return nullptr;
    const RecalledEvent& event = found->second;
    return json::object{{"position", position},
                        {"valid_at", to_text(event.valid_at)},
                        {"recorded_at", to_text(event.recorded_at)},
                        {"by", event.actor ? json::value(to_text(event.actor)) : json::value(nullptr)},
                        {"why", recalled(events, position, "why")}};
}

json::object waiver_json(std::uint32_t id, const WaiverRow& row, const Log& log, const DimensionContext& context) {
    const Recalled events = recall(log, {row.requested, row.granted, row.declined, row.withdrawn});
    json::object printed{{"waiver", to_text(WaiverId{id})},
                         {"opportunity", to_text(row.opportunity)},
                         {"stage", recalled(events, row.requested ? row.requested : row.granted, "waived").at("stage")},
                         {"kind", enum_name(row.kind)},
                         {"state", enum_name(row.state.value)},
                         {"since", to_text(row.state.since)},
                         {"expires", to_text(row.expires)}};
    printed["requester"] = named_or_null(row.requester.entity(), context);
    printed["approver"] = named_or_null(row.approver.entity(), context);
    printed["requested"] = step_json(events, row.requested);
    printed["granted"] = step_json(events, row.granted);
    printed["declined"] = step_json(events, row.declined);
    printed["withdrawn"] = step_json(events, row.withdrawn);
    return printed;
}

struct Selection {
    std::optional<OpportunityId> opportunity;
    std::optional<EmployeeId> approver;
    std::optional<WaiverStatus> state;
    bool selects(const WaiverRow& row) const {
        return (!opportunity || row.opportunity == *opportunity) && (!approver || row.approver == *approver) &&
               (!state || row.state.value == *state);
    }
};

Selection read_selection(const ReadQuestion& question, const DimensionContext& context, Problems& problems) {
    return {read_known<OpportunityId>(question, "opportunity", context.deals->deals, problems),
            read_known<EmployeeId>(question, "approver", context.directory->employees, problems), read_enum<WaiverStatus>(question, "state", problems)};
}

}  // namespace

ReadAnswer waivers(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Problems problems;
    const Selection selection = read_selection(question, context, problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const auto reading = runner.read<Waivers>();
    std::map<EmployeeId, WaiverTally> by_approver;
    std::map<OpportunityId, WaiverTally> by_opportunity;
    std::uint64_t count = 0;
    reading->waivers.each(question.instant, [&](std::uint32_t, const WaiverRow& row) {
        if (!selection.selects(row)) return;
        ++count;
        if (row.approver) by_approver[row.approver].add(row);
        by_opportunity[row.opportunity].add(row);
    });
    json::object answer =
        listed(reading->waivers, "waivers", question.instant, page, [&](std::uint32_t id, const WaiverRow& row) {
            return selection.selects(row) ? waiver_json(id, row, log, context) : json::object{};
        });
    answer["count"] = count;
    answer["by_approver"] = tallies_json("approver", by_approver, [&](EmployeeId id) { return named(id.entity(), context); });
    answer["opportunities"] = by_opportunity.size();
    answer["by_opportunity"] = tallies_json("opportunity", by_opportunity, [](OpportunityId id) { return to_text(id); });
    return answer;
}

std::vector<ReadParameter> waivers_parameters() {
    auto parameters = list_parameters();
    parameters.insert(parameters.begin(), {{"opportunity", "id of the opportunity whose gate it is"},
                                           {"approver", "id of the employee who granted or declined it"},
                                           {"state", "requested, granted, declined, expired, withdrawn; all when left out"}});
    return parameters;
}

}  // namespace foxtrail
