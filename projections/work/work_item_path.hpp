// How a work item went from department to department: one stay after the other, from the changes of its row in Work.
#pragma once

#include "projections/tables/directory.hpp"
#include "projections/tables/work.hpp"

namespace foxtrail {

enum class StayEnd : std::uint8_t { running, accepted, returned, passed_on, closed };

// A work item waits for a department that it was laid before, or is in hand with one that has accepted it or got it back.
struct DepartmentStay {
    DepartmentId department;
    bool waiting = false;
    Time from, to{};
    StayEnd end = StayEnd::running;
};

struct WorkItemPath {
    Time opened;
    std::optional<Time> closed;
    std::vector<DepartmentStay> stays;  // the last one runs while the item is open
};

// The row's history as Table::history() gives it. `won` is when the deal was won, for a delivery, which waits from then on.
WorkItemPath work_item_path(const WorkRow& birth, Time born, std::span<const Change>, const Directory&, Position as_of, std::optional<Time> won);

}  // namespace foxtrail
