#include "projections/reading/listing.hpp"
#include "projections/reading/recall.hpp"
#include "projections/work/urge_log.hpp"
#include "projections/work/work_board.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::string_view blockers_definition =
    "Open tasks, handovers, requests for assistance and work items, and open deals that were urged. age: since the item was opened, of a deal "
    "since it entered its stage. An item nobody has taken counts for the department asked, a deal that is nobody's for that of who was urged last, another for that of the one who has it.";

struct UrgesOnItem {
    std::uint64_t count = 0, unanswered = 0, escalated = 0;
    Time first{}, last{};
    DepartmentId department{};  // of who was urged last

    void add(const WorkRow& urge) {
        if (count++ == 0) first = urge.opened;
        last = urge.opened, department = urge.department;
        unanswered += is_open(urge.state()), escalated += urge.marked;
    }
    json::object printed() const {
        return {{"count", count}, {"unanswered", unanswered}, {"escalated", escalated}, {"first_at", time_json(first)}, {"last_at", time_json(last)}};
    }
};

struct Blocker {
    Entity item, about;
    EmployeeId holder;  // {} while nobody has taken it
    DepartmentId department;
    Time since, due;
    Position opened_by;  // the event it came with, 0 of a deal
    UrgesOnItem urges;
};

struct BlockerTally {
    std::uint64_t open = 0, urged = 0, escalated = 0, urges = 0;
    void add(const Blocker& blocker) {
        ++open, urged += blocker.urges.count > 0, escalated += blocker.urges.escalated > 0, urges += blocker.urges.count;
    }
};
BOOST_DESCRIBE_STRUCT(BlockerTally, (), (open, urged, escalated, urges))

bool can_be_urged(Kind kind) { return kind == TaskId::kind || kind == HandoverId::kind || kind == AssistanceId::kind || kind == WorkItemId::kind; }

DepartmentId blocker_department(EmployeeId holder, DepartmentId asked, const DimensionContext& context) {
    EmployeeRow row;
    return holder && context.directory->employees.at(holder.number, context.instant, row) ? row.department : asked;
}

std::map<Entity, UrgesOnItem> urges_by_item(const Work& work, const Instant& instant) {
    std::map<Entity, UrgesOnItem> found;
    work.items.each(instant, [&](std::uint32_t, const WorkRow& row) {
        if (row.item.kind == UrgeId::kind) found[row.about].add(row);
    });
    return found;
}

Blocker blocker_of(const WorkRow& row, const DimensionContext& context) {
    const bool waits_for_department = row.item.kind == WorkItemId::kind && row.state() == WorkState::open;
    const EmployeeId holder = waits_for_department ? EmployeeId{} : row.owner;
    return {row.item, row.about, holder, blocker_department(holder, row.department, context), row.opened, row.due, row.position, {}};
}

std::vector<Blocker> blockers_at(const Work& work, const DimensionContext& context) {
    const auto urges = urges_by_item(work, context.instant);
    std::vector<Blocker> found;
    work.items.each(context.instant, [&](std::uint32_t, const WorkRow& row) {
        if (!can_be_urged(row.item.kind) || !is_open(row.state())) return;
        found.push_back(blocker_of(row, context));
        if (const auto urged = urges.find(row.item); urged != urges.end()) found.back().urges = urged->second;
    });
    for (const auto& [item, urged] : urges) {
        Deal deal;
        if (item.kind != OpportunityId::kind || !context.deals->deals.at(item.number, context.instant, deal) || deal.outcome.value != Outcome::open) continue;
        found.push_back({item, deal.customer.entity(), deal.owner, blocker_department(deal.owner, urged.department, context), deal.stage.since, {}, 0, urged});
    }
    return found;
}

json::object blocker_json(const Blocker& blocker, const Recalled& events, const DimensionContext& context, Time now) {
    json::object printed{{"item", to_text(blocker.item)}, {"kind", to_text(blocker.item.kind)}};
    if (blocker.about) printed["about"] = to_text(blocker.about);
    printed["has_it"] = named_or_null(blocker.holder.entity(), context);
    printed["department"] = named_or_unknown(blocker.department.entity(), context);
    printed["since"] = to_text(blocker.since), printed["age_s"] = (now.us - blocker.since.us) / us_per_second;
    printed["due"] = time_json(blocker.due);
    printed["urges"] = blocker.urges.printed();
    if (const auto event = events.find(blocker.opened_by); event != events.end()) printed["event"] = event->second.data;
    return printed;
}

template <class IdType>
json::array blocker_tallies_json(std::string_view name, const std::map<IdType, BlockerTally>& tallies, const DimensionContext& context) {
    json::array printed;
    for (const auto& [id, tally] : tallies) {
        json::object row = to_json(tally).as_object();
        row[name] = named_or_unknown(id.entity(), context);
        printed.push_back(std::move(row));
    }
    return printed;
}

void sort_blockers(std::vector<Blocker>& blockers, bool by_waiting) {
    const auto key = [by_waiting](const Blocker& blocker) {
        const std::int64_t most_urged = by_waiting ? 0 : -static_cast<std::int64_t>(blocker.urges.count);
        return std::tuple(most_urged, by_waiting ? blocker.since : blocker.urges.first, blocker.item);
    };
    std::ranges::stable_sort(blockers, {}, key);
}

}  // namespace

ReadAnswer blockers(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto work = runner.read<Work>();
    Problems problems;
    const auto owner = read_known<EmployeeId>(question, "owner", context.directory->employees, problems);
    const auto department = read_known<DepartmentId>(question, "department", context.directory->departments, problems);
    const Page page = read_page(question, problems);
    const auto sort = question.find("sort").value_or("urges");
    if (sort != "urges" && sort != "waiting") problems.push_back({"sort", "expected urges or waiting"});
    if (!problems.empty()) return std::unexpected(std::move(problems));

    auto found = blockers_at(*work.tables, context);
    std::erase_if(found, [&](const Blocker& blocker) { return (owner && blocker.holder != *owner) || (department && blocker.department != *department); });
    std::map<DepartmentId, BlockerTally> by_department;
    std::map<EmployeeId, BlockerTally> by_owner;
    for (const Blocker& blocker : found) by_department[blocker.department].add(blocker), by_owner[blocker.holder].add(blocker);
    if (sort == "urges") std::erase_if(found, [](const Blocker& blocker) { return blocker.urges.count == 0; });
    sort_blockers(found, sort == "waiting");

    std::vector<Position> positions;
    auto shown = paged(found, page);
    for (const Blocker& blocker : shown) positions.push_back(blocker.opened_by);
    const Recalled events = recall(log, positions);
    json::array items;
    for (const Blocker& blocker : shown) items.push_back(blocker_json(blocker, events, context, question.now));
    json::object answer{{"definition", blockers_definition}, {"count", found.size()}};
    name_next(answer, page, items.size(), found.size());
    answer["items"] = std::move(items);
    answer["by_department"] = blocker_tallies_json("department", by_department, context);
    answer["by_owner"] = blocker_tallies_json("owner", by_owner, context);
    return answer;
}

std::vector<ReadParameter> blockers_parameters() {
    return {{"owner", "id of the employee who has it"},
            {"department", "id of the department where it is"},
            {"sort", "urges: those urged, the most urged first; waiting: all, the longest open first; urges when left out"},
            {"after", "items to leave out: the cursor of the page before"},
            {"limit", "items in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
