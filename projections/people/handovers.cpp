#include "projections/people/handovers.hpp"

#include "projections/people/handover_cases.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/recall.hpp"
#include "projections/reading/statistics.hpp"
#include "projections/work/work_board.hpp"

namespace foxtrail {
namespace {

struct HandoverSelection {
    HandoverSelection(const ReadQuestion& question, const HandoverContext& context, Problems& problems)
        : from(read_known<EmployeeId>(question, "from", context.directory->employees, problems)),
          to(read_known<EmployeeId>(question, "to", context.directory->employees, problems)),
          department(read_known<DepartmentId>(question, "department", context.directory->departments, problems)),
          state(read_enum<HandoverState>(question, "state", problems)),
          overdue(read_flag(question, "overdue", problems)),
          now(question.now) {}

    bool is_overdue(const HandoverCase& one) const { return one.state == HandoverState::proposed && one.due < now; }
    bool selects(const HandoverCase& one) const {
        return (!from || one.from == *from) && (!to || one.to == *to) && (!state || one.state == *state) && (!overdue || is_overdue(one)) &&
               (!department || one.from_department == *department || one.to_department == *department);
    }

    std::optional<EmployeeId> from, to;
    std::optional<DepartmentId> department;
    std::optional<HandoverState> state;
    bool overdue;
    Time now;
};

json::object handover_json(const HandoverCase& one, const HandoverSelection& selection, const Recalled& proposals,
                           const HandoverContext& context) {
    const RecalledEvent& proposal = proposals.at(one.described);
    const std::uint64_t offered = proposal.data.at("items").as_array().size(), transferred = one.transferred_count();
    json::object printed{{"handover", to_text(one.id)}, {"state", enum_name(one.state)}};
    printed["from"] = named(one.from.entity(), context), printed["to"] = named(one.to.entity(), context);
    printed["from_department"] = named_or_unknown(one.from_department.entity(), context);
    printed["to_department"] = named_or_unknown(one.to_department.entity(), context);
    printed["departure"] = proposal.data.at("departure"), printed["note"] = proposal.data.at("note");
    printed["proposed_at"] = to_text(one.proposed), printed["due"] = time_json(one.due), printed["ended_at"] = time_json(one.ended);
    printed["overdue"] = selection.is_overdue(one);
    printed["age_s"] = ((one.ended == Time{} ? selection.now : one.ended).us - one.told.us) / us_per_second;
    printed["items"] = {{"offered", offered}, {"transferred", transferred}, {"left", offered - transferred}};
    return printed;
}

json::object board_summary(const std::vector<HandoverCase>& cases, const HandoverSelection& selection) {
    std::map<HandoverState, std::uint64_t> states;
    std::uint64_t overdue = 0;
    Durations until_answered;
    for (const auto& one : cases) {
        ++states[one.state], overdue += selection.is_overdue(one);
        if (one.is_answered())
            until_answered.add(one.ended.us - one.told.us);
        else
            until_answered.add_censored();
    }
    json::object counts;
    for (const auto state : enum_values<HandoverState>()) counts[enum_name(state)] = states[state];
    return {{"by_state", std::move(counts)},
            {"overdue", overdue},
            {"until_answered", until_answered.summary()},
            {"definition",
             "until_answered: from the proposal to its acceptance or rejection, as recorded; censored_n: waiting or expired. "
             "age_s: from the proposal until it ended, or until now. items left: offered and not moved"}};
}

}  // namespace

ReadAnswer handovers(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const HandoverContext context(runner, question.instant);
    Problems problems;
    const HandoverSelection selection(question, context, problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    auto cases = handover_cases(context);
    std::erase_if(cases, [&](const HandoverCase& one) { return !selection.selects(one); });
    json::object answer{{"count", cases.size()}, {"summary", board_summary(cases, selection)}};
    const auto rest = std::ranges::upper_bound(cases, HandoverId{page.after}, {}, &HandoverCase::id);
    const auto shown = std::ranges::subrange(rest, cases.end()) | std::views::take(page.limit);
    std::vector<Position> proposals;
    for (const auto& one : shown) proposals.push_back(one.described);
    const Recalled events = recall(log, std::move(proposals));
    json::array printed;
    for (const auto& one : shown) printed.push_back(handover_json(one, selection, events, context));
    if (std::ranges::ssize(shown) < cases.end() - rest)
        answer["next"] = "after=" + std::to_string(std::ranges::prev(shown.end())->id.number);
    answer["handovers"] = std::move(printed);
    return answer;
}

std::vector<ReadParameter> handovers_parameters() {
    auto parameters = list_parameters();
    parameters.insert(parameters.begin(), {{"state", "proposed, accepted, rejected, expired, completed, withdrawn; all when left out"},
                                           {"from", "id of the employee who gives"},
                                           {"to", "id of the employee who receives"},
                                           {"department", "id of the department of either when it was proposed"},
                                           {"overdue", "true: only what nobody has answered in time"}});
    return parameters;
}

}  // namespace foxtrail
