// Every handover as it stands at an instant: what the board, the network and the outcomes of handovers start from.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/tables/transfers.hpp"

#include <map>

namespace foxtrail {

enum class HandoverState : std::uint8_t { proposed, accepted, rejected, expired, completed, withdrawn };
BOOST_DESCRIBE_ENUM(HandoverState, proposed, accepted, rejected, expired, completed, withdrawn)

struct HandoverCase {
    HandoverId id;
    EmployeeId from, to;
    DepartmentId from_department, to_department;  // when it was proposed
    HandoverState state = HandoverState::proposed;
    Time proposed;       // valid time
    Time told, due;      // recorded, like `ended`
    Time ended{};        // answered or expired; {} while it is neither
    Position described;  // the proposal, for what it offers
    std::map<Kind, std::uint64_t> transferred{};
    std::vector<Entity> items{};  // of a departure

    std::uint64_t transferred_count() const;
    bool is_accepted() const { return state == HandoverState::accepted || state == HandoverState::completed; }
    bool is_answered() const { return is_accepted() || state == HandoverState::rejected; }
};

// Readings are taken in the order of Projections, as the runner takes its locks.
struct HandoverContext : DimensionContext {
    HandoverContext(const Runner& runner, const Instant& at)
        : DimensionContext(runner, at), work(runner.read<Work>()), transfers(runner.read<Transfers>()) {}
    Runner::Reading<Work> work;
    Runner::Reading<Transfers> transfers;
};

// In the order in which they were proposed.
std::vector<HandoverCase> handover_cases(const HandoverContext&);
// What those who left had, accepted as a whole by another without a handover (employee.depart): completed at once, without id.
std::vector<HandoverCase> departure_cases(const HandoverContext&);

}  // namespace foxtrail
