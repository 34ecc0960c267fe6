#include "projections/work/assistance_outcomes.hpp"

#include "projections/pipeline/deal_outcomes.hpp"
#include "projections/reading/dimension.hpp"
#include "projections/reading/parameters.hpp"

#include <map>

namespace foxtrail {
namespace {

enum class Help : std::uint8_t { delivered, accepted, declined, expired, requested, any, none };
BOOST_DESCRIBE_ENUM(Help, delivered, accepted, declined, expired, requested, any, none)

constexpr std::string_view help_definition =
    "delivered, accepted (not delivered yet), declined, expired, requested (not answered yet): deals about which there is a request of "
    "that "
    "kind, or about an item of which, made before their outcome; a deal with requests of several kinds counts in each, and once in any. none: deals without a "
    "request; under a department, deals without one to it. requests: how many. ";

Help help_of(WorkState state) {
    switch (state) {
        case WorkState::answered:
            return Help::accepted;
        case WorkState::done:
            return Help::delivered;
        case WorkState::refused:
            return Help::declined;
        case WorkState::expired:
            return Help::expired;
        default:
            return Help::requested;
    }
}

// How many requests of which kind each deal had.
struct HelpedDeals {
    std::map<Help, std::map<OpportunityId, std::uint64_t>> requests;

    void add(Help help, OpportunityId deal) { ++requests[help][deal], ++requests[Help::any][deal]; }
};

// The deal that a request is about, or that the item is about which it names.
OpportunityId helped_deal(Entity about, const Work& work, const Instant& instant) {
    if (about.kind == OpportunityId::kind) return {about.number};
    OpportunityId found;
    if (!about) return found;
    work.items.each_with<&WorkRow::item>(about, instant, [&](std::uint32_t, const WorkRow& item) {
        if (item.about.kind == OpportunityId::kind) found = {item.about.number};
    });
    return found;
}

using HelpByDepartment = std::map<DepartmentId, HelpedDeals>;  // {}: of any department

// What is asked for when a deal is won or lost did not help with that.
bool is_before_outcome(std::uint32_t request, OpportunityId id, const Work& work, const DimensionContext& context) {
    Deal deal;
    if (!context.deals->deals.at(id.number, context.instant, deal) || deal.outcome.value == Outcome::open) return true;
    Time asked;
    work.items.history(request, context.instant, [&](std::uint32_t, const WorkRow&, Time born, std::span<const Change>) { asked = born; });
    return asked <= deal.outcome.since;
}

HelpByDepartment helped_deals(std::optional<DepartmentId> asked, const Work& work, const DimensionContext& context) {
    HelpByDepartment found;
    found[{}];
    work.items.each(context.instant, [&](std::uint32_t id, const WorkRow& row) {
        if (row.item.kind != AssistanceId::kind || (asked && row.department != *asked)) return;
        const OpportunityId deal = helped_deal(row.about, work, context.instant);
        if (!deal || !is_before_outcome(id, deal, work, context)) return;
        found[{}].add(help_of(row.state()), deal);
        found[row.department].add(help_of(row.state()), deal);
    });
    return found;
}

// `outcome_of` gives that of a deal, nothing for one that is not asked for; `all` has those of all that are.
template <class OutcomeOf>
json::array kinds_json(const HelpedDeals& helped, const DealOutcomes& all, OutcomeOf&& outcome_of) {
    std::map<Help, DealOutcomes> outcomes;
    std::map<Help, std::uint64_t> requests;
    for (const auto& [kind, deals] : helped.requests)
        for (const auto& [deal, count] : deals)
            if (const std::optional<Outcome> outcome = outcome_of(deal)) outcomes[kind].add(*outcome), requests[kind] += count;
    outcomes[Help::none] = all.without(outcomes[Help::any]);
    json::array kinds;
    for (const Help kind : enum_values<Help>()) {
        json::object printed = outcomes[kind].printed();
        printed["assistance"] = enum_name(kind);
        if (kind != Help::none) printed["requests"] = requests[kind];
        kinds.push_back(std::move(printed));
    }
    return kinds;
}

}  // namespace

ReadAnswer assistance_outcomes(const Runner& runner, const Log&, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto work = runner.read<Work>();
    Problems problems;
    const DealSelection selection(question, context, problems);
    const auto asked = read_known<DepartmentId>(question, "asked_department", context.directory->departments, problems);
    if (question.find("group_by")) problems.push_back({"group_by", "deals are grouped by the assistance they had: leave it out"});
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const HelpByDepartment helped = helped_deals(asked, *work.tables, context);
    DealOutcomes all;
    context.deals->deals.each(question.instant, [&](std::uint32_t, const Deal& deal) {
        if (selection.selects(deal)) all.add(deal.outcome.value);
    });
    const auto outcome_of = [&](OpportunityId id) -> std::optional<Outcome> {
        Deal deal;
        if (!context.deals->deals.at(id.number, question.instant, deal) || !selection.selects(deal)) return std::nullopt;
        return deal.outcome.value;
    };
    json::array departments;
    for (const auto& [department, deals] : helped)
        if (department)
            departments.push_back({{"department", named(department.entity(), context)}, {"kinds", kinds_json(deals, all, outcome_of)}});
    return json::object{{"kinds", kinds_json(helped.at({}), all, outcome_of)},
                        {"by_department", std::move(departments)},
                        {"definition", std::string(help_definition) + std::string(DealOutcomes::definition)}};
}

std::vector<ReadParameter> assistance_outcomes_parameters() {
    auto parameters = deal_filters();
    parameters.insert(parameters.begin(), {"asked_department", "id of the department that was asked for help; all when left out"});
    return parameters;
}

}  // namespace foxtrail
