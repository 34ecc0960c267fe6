#include "projections/pipeline/deal_outcomes.hpp"
#include "projections/pipeline/playbooks.hpp"
#include "projections/reading/recall.hpp"

namespace foxtrail {
namespace {

constexpr std::string_view adherence_definition =
    "deals by the share of the steps due that they had followed when they ended, or now: due are the steps of the stages up to the one the "
    "deal was in then. none: no step, some: less than half, most: half and more, all: every step. by_version: the same for the deals of each "
    "version. without: deals whose stage model had no playbook when they began, or with no step due. ";

enum class Adherence : std::uint8_t { none, some, most, all };
BOOST_DESCRIBE_ENUM(Adherence, none, some, most, all)

using AdherenceOutcomes = std::map<Adherence, DealOutcomes>;

Adherence adherence_of(std::uint64_t followed, std::uint64_t due) {
    if (followed == 0) return Adherence::none;
    return followed == due ? Adherence::all : 2 * followed < due ? Adherence::some : Adherence::most;
}

json::array adherence_json(const AdherenceOutcomes& outcomes) {
    json::array printed;
    for (const Adherence share : enum_values<Adherence>()) {
        const auto found = outcomes.find(share);
        json::object one = (found == outcomes.end() ? DealOutcomes{} : found->second).printed();
        one["followed"] = enum_name(share);
        printed.push_back(std::move(one));
    }
    return printed;
}

// Reads each version's steps once.
class DueSteps {
public:
    explicit DueSteps(const Log& log) : log_(log) {}
    const std::vector<PlaybookStep>& of(const PlaybookVersionRow& version) {
        const auto [place, fresh] = steps_.try_emplace(version.event);
        if (!fresh) return place->second;
        if (auto event = event_at<PlaybookPublished>(log_, version.event)) place->second = std::move(event->steps);
        return place->second;
    }

private:
    const Log& log_;
    std::map<Position, std::vector<PlaybookStep>> steps_;
};

// How the deal kept to its playbook; nothing when it had none, or when no step was due.
std::optional<Adherence> adherence(std::uint32_t id, const Deal& deal, const std::vector<PlaybookStep>& steps, const Playbooks& playbooks, const Instant& instant) {
    const Instant then{instant.as_of, deal.outcome.value == Outcome::open ? instant.valid_at : deal.outcome.since};
    const auto is_due = [&](const PlaybookStep& step) { return step.stage.number <= deal.stage.value.stage; };
    const auto due = static_cast<std::uint64_t>(std::ranges::count_if(steps, is_due));
    if (due == 0) return std::nullopt;
    std::uint64_t followed = 0;
    for (const auto& [number, row] : steps_said({id}, playbooks, then))
        followed += row.state.value == StepState::followed && number <= steps.size() && is_due(steps[number - 1U]);
    return adherence_of(followed, due);
}

}  // namespace

ReadAnswer playbook_adherence(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto reading = runner.read<Playbooks>();
    Problems problems;
    const DealSelection selection(question, context, problems);
    if (question.find("group_by")) problems.push_back({"group_by", "deals are grouped by how they kept to their playbook: leave it out"});
    if (!problems.empty()) return std::unexpected(std::move(problems));

    DueSteps steps(log);
    AdherenceOutcomes all;
    std::map<std::pair<PlaybookId, std::uint16_t>, AdherenceOutcomes> by_version;
    DealOutcomes without;
    context.deals->deals.each(question.instant, [&](std::uint32_t id, const Deal& deal) {
        if (!selection.selects(deal)) return;
        const auto pinned = pinned_playbook(deal, *reading.tables, question.instant);
        const auto share = pinned ? adherence(id, deal, steps.of(*pinned), *reading.tables, question.instant) : std::nullopt;
        if (!share) return without.add(deal.outcome.value);
        all[*share].add(deal.outcome.value);
        by_version[{pinned->playbook, pinned->version}][*share].add(deal.outcome.value);
    });
    json::array versions;
    for (const auto& [version, outcomes] : by_version)
        versions.push_back({{"playbook", to_text(version.first)}, {"version", version.second}, {"adherence", adherence_json(outcomes)}});
    return json::object{{"adherence", adherence_json(all)},
                        {"by_version", std::move(versions)},
                        {"without", without.printed()},
                        {"definition", std::string(adherence_definition) + std::string(DealOutcomes::definition)}};
}

std::vector<ReadParameter> playbook_adherence_parameters() { return deal_filters(); }

}  // namespace foxtrail
