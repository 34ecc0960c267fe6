#include "projections/people/assignments.hpp"

#include "projections/people/offers.hpp"
#include "projections/reading/changed_by.hpp"
#include "projections/reading/commit_facts.hpp"
#include "projections/reading/listing.hpp"
#include "projections/work/work_board.hpp"

namespace foxtrail {
namespace {

constexpr std::string_view load_definition =
    "open_deals: open deals owned; capacity: how many he may own, null for no limit; of a department those of its people of the instant, "
    "their limits summed. reclaimed_deals: taken back from an owner. Offers count where the employee worked when he was asked";

// Readings are taken in the order of Projections, as the runner takes its locks.
struct AssignmentContext : DimensionContext {
    AssignmentContext(const Runner& runner, const Log& of, const Instant& at)
        : DimensionContext(runner, at), work(runner.read<Work>()), log(of) {}
    // Where the employee worked when he was asked.
    DepartmentId department(const WorkRow& offer) const {
        return department_of(offer.owner, *directory.tables, {instant.as_of, offer.opened});
    }

    Runner::Reading<Work> work;
    const Log& log;
};

struct OfferSelection {
    OfferSelection(const ReadQuestion& question, const AssignmentContext& context, Problems& problems)
        : employee(read_known<EmployeeId>(question, "employee", context.directory->employees, problems)),
          department(read_known<DepartmentId>(question, "department", context.directory->departments, problems)),
          opportunity(read_known<OpportunityId>(question, "opportunity", context.deals->deals, problems)),
          answer(read_enum<OfferAnswer>(question, "answer", problems)) {}

    bool selects(EmployeeId who, DepartmentId where) const {
        return (!employee || who == *employee) && (!department || where == *department);
    }
    bool selects(const WorkRow& row, const AssignmentContext& context) const {
        return is_offer(row) && (!opportunity || row.item == opportunity->entity()) && (!answer || answer_of(row) == *answer) &&
               selects(row.owner, department ? context.department(row) : DepartmentId{});
    }

    std::optional<EmployeeId> employee;
    std::optional<DepartmentId> department;
    std::optional<OpportunityId> opportunity;
    std::optional<OfferAnswer> answer;
};

json::object offer_json(std::uint32_t id, const WorkRow& row, Time now, const AssignmentContext& context) {
    const OfferAnswer answer = answer_of(row);
    const bool answered = answer == OfferAnswer::accepted || answer == OfferAnswer::declined;
    json::object printed{{"opportunity", to_text(row.item)}, {"employee", named(row.owner.entity(), context)}};
    printed["department"] = named_or_unknown(context.department(row).entity(), context);
    printed["offered_by"] = named_or_null(row.asked_by.entity(), context);
    printed["offered_at"] = to_text(row.opened), printed["due"] = time_json(row.due);
    printed["answer"] = enum_name(answer);
    printed["ended_at"] = time_json(row.closed());
    printed["response_s"] = answered ? json::value((row.closed().us - row.opened.us) / us_per_second) : json::value(nullptr);
    printed["overdue"] = answer == OfferAnswer::waiting && row.due < now;
    if (answer == OfferAnswer::waiting) return printed;
    const Position end = changed_by<&WorkRow::ending>(context.work->items, id, context.instant).position;
    printed["ended"] = commit_json(end, commit_facts(context.log, {end}), context);
    return printed;
}

json::object offers_answer(const OfferSelection& selection, const Page& page, Time now, const AssignmentContext& context) {
    std::vector<std::uint32_t> ids;
    OfferTally tally;
    context.work->items.each(context.instant, [&](std::uint32_t id, const WorkRow& row) {
        if (selection.selects(row, context)) ids.push_back(id), tally.add(row);
    });
    json::object answer = listed(context.work->items, ids, "offers", context.instant, page,
                                 [&](std::uint32_t id, const WorkRow& row) { return offer_json(id, row, now, context); });
    answer["summary"] = tally.printed();
    answer["definition"] = OfferTally::definition;
    return answer;
}

json::object reclaims_answer(const OfferSelection& selection, const Page& page, const AssignmentContext& context) {
    std::vector<Reclaim> found = reclaims_at(context);
    std::erase_if(found, [&](const Reclaim& one) {
        return !selection.selects(one.from, one.department) || (selection.opportunity && one.opportunity != *selection.opportunity);
    });
    const auto shown = paged(found, page);
    std::vector<Position> positions;
    for (const Reclaim& one : shown) positions.push_back(one.position);
    const auto commits = commit_facts(context.log, std::move(positions));
    json::array printed;
    for (const Reclaim& one : shown) {
        json::object reclaim{{"opportunity", to_text(one.opportunity)}, {"from", named(one.from.entity(), context)}};
        reclaim["department"] = named_or_unknown(one.department.entity(), context);
        reclaim["reclaimed"] = commit_json(one.position, commits, context);
        printed.push_back(std::move(reclaim));
    }
    json::object answer{{"count", found.size()}};
    name_next(answer, page, printed.size(), found.size());
    answer["reclaims"] = std::move(printed);
    return answer;
}

// What somebody, or a department, has.
struct AssignmentLoad {
    std::uint64_t open_deals = 0, reclaimed_deals = 0, capacity = 0, limited = 0, people = 0;
    OfferTally offers;

    void add_capacity(const EmployeeRow& row) {
        ++people;
        if (row.open_opportunities_max) capacity += *row.open_opportunities_max, ++limited;
    }
    json::object printed() const {
        json::object printed{{"open_deals", open_deals}, {"capacity", limited ? json::value(capacity) : json::value(nullptr)}};
        printed["people_without_limit"] = people - limited;
        const bool compares = limited == people && capacity > 0;
        printed["load"] = compares ? json::value(static_cast<double>(open_deals) / static_cast<double>(capacity)) : json::value(nullptr);
        printed["offers_waiting"] = offers.waiting();
        printed["reclaimed_deals"] = reclaimed_deals;
        printed["offers"] = offers.printed();
        return printed;
    }
};

// By the employee, or by the department of each.
template <class IdType>
std::map<IdType, AssignmentLoad> loads(const OfferSelection& selection, const AssignmentContext& context) {
    constexpr bool by_employee = IdType::kind == EmployeeId::kind;
    std::map<IdType, AssignmentLoad> found;
    const auto load = [&](EmployeeId who, DepartmentId where) -> AssignmentLoad& {
        if constexpr (by_employee)
            return found[who];
        else
            return found[where];
    };
    context.directory->employees.each(context.instant, [&](std::uint32_t id, const EmployeeRow& row) {
        if (!row.departed.value && selection.selects({id}, row.department)) load({id}, row.department).add_capacity(row);
    });
    context.deals->deals.each(context.instant, [&](std::uint32_t, const Deal& deal) {
        if (deal.outcome.value != Outcome::open || !deal.owner) return;
        const DepartmentId department = department_of(deal.owner, *context.directory.tables, context.instant);
        if (selection.selects(deal.owner, department)) ++load(deal.owner, department).open_deals;
    });
    context.work->items.each(context.instant, [&](std::uint32_t, const WorkRow& row) {
        if (selection.selects(row, context)) load(row.owner, context.department(row)).offers.add(row);
    });
    for (const Reclaim& one : reclaims_at(context))
        if (selection.selects(one.from, one.department)) ++load(one.from, one.department).reclaimed_deals;
    return found;
}

template <class IdType>
json::object loads_answer(std::string_view by, const OfferSelection& selection, const Page& page, const AssignmentContext& context) {
    const auto found = loads<IdType>(selection, context);
    json::array printed;
    for (const auto& [id, load] : paged(found, page)) {
        json::object row = load.printed();
        row[by] = named_or_unknown(id.entity(), context);
        printed.push_back(std::move(row));
    }
    json::object answer;
    name_next(answer, page, printed.size(), found.size());
    answer["loads"] = std::move(printed);
    answer["definition"] = std::string(load_definition) + ". " + std::string(OfferTally::definition);
    return answer;
}

}  // namespace

ReadAnswer assignments(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const AssignmentContext context(runner, log, question.instant);
    Problems problems;
    const OfferSelection selection(question, context, problems);
    const Page page = read_page(question, problems);
    const auto what = question.find("list").value_or("offers");
    const auto by = question.find("group_by");
    if (what != "offers" && what != "reclaims") problems.push_back({"list", "expected offers or reclaims"});
    if (by && *by != "employee" && *by != "department") problems.push_back({"group_by", "expected employee or department"});
    if (!problems.empty()) return std::unexpected(std::move(problems));
    if (by)
        return *by == "employee" ? loads_answer<EmployeeId>(*by, selection, page, context)
                                 : loads_answer<DepartmentId>(*by, selection, page, context);
    return what == "offers" ? offers_answer(selection, page, question.now, context) : reclaims_answer(selection, page, context);
}

std::vector<ReadParameter> assignments_parameters() {
    return {{"employee", "id of the employee who was asked, or from whom a deal was taken back"},
            {"department", "id of the department where he worked then; of a load, where he works"},
            {"opportunity", "id of the opportunity"},
            {"answer", "waiting, accepted, declined, expired, reclaimed; all when left out"},
            {"list", "offers, or reclaims: the deals taken back to the pool from an owner; offers when left out"},
            {"group_by", "employee or department: open deals against capacity, offers waiting, answers and response times"},
            {"after", "cursor of the page before"},
            {"limit", "entries in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
