#include "projections/work/work_item_path.hpp"

namespace foxtrail {
namespace {

// What one event changed of a work item.
struct WorkItemStep {
    Position position = 0;
    Time at;
    std::optional<DepartmentId> department;
    bool owner = false, answered = false, closed = false;
};

std::vector<WorkItemStep> work_item_steps(std::span<const Change> changes) {
    using Items = Table<WorkRow>;
    std::vector<WorkItemStep> steps;
    for (const Change& change : changes) {
        if (steps.empty() || steps.back().position != change.position()) steps.push_back({change.position(), change.valid_at(), {}});
        WorkItemStep& step = steps.back();
        if (change.attribute() == Items::attribute_of<&WorkRow::answered>()) step.answered = Items::value_of<&WorkRow::answered>(change) != Time{};
        step.closed |= change.attribute() == Items::attribute_of<&WorkRow::ending>();
        if (change.attribute() == Items::attribute_of<&WorkRow::department>()) step.department = Items::value_of<&WorkRow::department>(change);
        step.owner |= change.attribute() == Items::attribute_of<&WorkRow::owner>();
    }
    return steps;
}

class PathMaking {
public:
    PathMaking(WorkItemPath& path, DepartmentId opener) : path_(path), at_(opener) {}

    void begin(DepartmentId department, bool waiting, Time from) { path_.stays.push_back({department, waiting, from}); }
    void take(const WorkItemStep& step) {
        if (step.department) {
            end(StayEnd::passed_on, step.at);
            begin(*step.department, true, step.at);
        } else if (step.answered) {
            end(step.owner ? StayEnd::accepted : StayEnd::returned, step.at);
            if (step.owner) at_ = path_.stays.back().department;
            begin(at_, false, step.at);
        } else if (step.closed) {
            end(StayEnd::closed, step.at);
            path_.closed = step.at;
        }
    }
    void delivered(DepartmentId department, std::optional<Time> won, Time at) {
        if (won && *won <= at) path_.stays.push_back({department, true, *won, at, StayEnd::accepted});
        at_ = department;
        begin(department, false, at);
    }

private:
    void end(StayEnd how, Time at) {
        DepartmentStay& last = path_.stays.back();
        if (last.end == StayEnd::running) last.end = how, last.to = at;
    }

    WorkItemPath& path_;
    DepartmentId at_;  // who has it meanwhile
};

}  // namespace

WorkItemPath work_item_path(const WorkRow& birth, Time born, std::span<const Change> changes, const Directory& directory, Position as_of,
                            std::optional<Time> won) {
    WorkItemPath path{born, {}, {}};
    PathMaking making(path, department_of(birth.asked_by, directory, {as_of, born}));
    const bool delivery = !birth.asked_by;
    if (delivery) making.delivered(birth.department, won, born);
    else making.begin(birth.department, true, born);
    for (const WorkItemStep& step : work_item_steps(changes))
        if (step.position != birth.position) making.take(step);
    return path;
}

}  // namespace foxtrail
