#include "projections/people/handover_cases.hpp"

namespace foxtrail {
namespace {

HandoverState handover_state(WorkState state) {
    switch (state) {
        case WorkState::answered:
            return HandoverState::accepted;
        case WorkState::done:
            return HandoverState::completed;
        case WorkState::refused:
            return HandoverState::rejected;
        case WorkState::expired:
            return HandoverState::expired;
        case WorkState::withdrawn:
            return HandoverState::withdrawn;
        default:
            return HandoverState::proposed;
    }
}

// Where both worked then.
void name_departments(HandoverCase& one, const HandoverContext& context) {
    const Instant then{context.instant.as_of, one.proposed};
    one.from_department = department_of(one.from, *context.directory.tables, then);
    one.to_department = department_of(one.to, *context.directory.tables, then);
}

HandoverCase handover_case(std::uint32_t row_id, const WorkRow& row, const HandoverContext& context) {
    HandoverCase one;
    one.id = {row.item.number}, one.from = {row.about.number}, one.to = row.owner;
    one.state = handover_state(row.state());
    one.told = row.opened, one.due = row.due, one.described = row.position;
    one.ended = row.answered != Time{} ? row.answered : row.closed();
    context.work->items.history(row_id, context.instant,
                                [&](std::uint32_t, const WorkRow&, Time born, std::span<const Change>) { one.proposed = born; });
    name_departments(one, context);
    return one;
}

}  // namespace

std::uint64_t HandoverCase::transferred_count() const {
    std::uint64_t count = 0;
    for (const auto& [kind, moved] : transferred) count += moved;
    return count;
}

std::vector<HandoverCase> handover_cases(const HandoverContext& context) {
    std::vector<HandoverCase> cases;
    std::map<HandoverId, std::size_t> places;
    context.work->items.each(context.instant, [&](std::uint32_t id, const WorkRow& row) {
        if (row.item.kind != HandoverId::kind) return;
        places[{row.item.number}] = cases.size();
        cases.push_back(handover_case(id, row, context));
    });
    context.transfers->items.each(context.instant, [&](std::uint32_t, const TransferRow& row) {
        if (const auto place = places.find(row.handover); place != places.end()) ++cases[place->second].transferred[row.item.kind];
    });
    return cases;
}

std::vector<HandoverCase> departure_cases(const HandoverContext& context) {
    std::vector<HandoverCase> cases;
    const auto& table = context.transfers->items;
    table.each_history(context.instant, [&](std::uint32_t id, const TransferRow& row, Time born, std::span<const Change>) {
        if (row.handover) return;
        const bool goes_on = !cases.empty() && cases.back().from == row.from && cases.back().proposed == born;  // one commit
        if (!goes_on) {
            cases.push_back({{}, row.from, row.to, {}, {}, HandoverState::completed, born, born, {}, born, table.birth(id)});
            name_departments(cases.back(), context);
        }
        ++cases.back().transferred[row.item.kind], cases.back().items.push_back(row.item);
    });
    return cases;
}

}  // namespace foxtrail
