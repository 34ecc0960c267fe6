// What changed in a pipeline after a position of the log, one change an event, read off the rows' own changes: none
// that was put right since, each from what was before it in valid time; what puts right something known then, from that.
#pragma once

#include "projections/pipeline/deal_total.hpp"

#include <algorithm>
#include <numeric>

namespace foxtrail {

struct PipelineChange {
    Position position;
    std::string_view kind;
    OpportunityId opportunity;
    Entity about;  // the role, flag or alert; {} for the deal itself
    json::value from, to;
};

// The deals of an employee, or of a department and those below it at the instant, by who has them.
struct Pipeline {
    Pipeline(Entity whose, const DimensionContext&);
    Entity of;
    std::vector<DepartmentId> departments;  // ascending

    bool has(const Deal& deal) const {
        return of.kind == EmployeeId::kind ? deal.owner.entity() == of : std::ranges::binary_search(departments, deal.unit.department);
    }
    // All that may ever have been in it. A department's are not indexed: it has so many that keeping their order would cost
    // every replay more than it saves here.
    std::vector<std::uint32_t> ever(const Table<Deal>& deals) const {
        if (of.kind == EmployeeId::kind) {
            const auto owned = deals.rows_ever<&Deal::owner>({of.number});
            return {owned.begin(), owned.end()};
        }
        std::vector<std::uint32_t> all(deals.last_id());
        std::iota(all.begin(), all.end(), 1U);
        return all;
    }
};

struct PipelineChanges {
    DealTotal then, now;                  // open deals
    std::vector<PipelineChange> changes;  // by position
};

PipelineChanges pipeline_changes(const Pipeline&, Position since, const DimensionContext&, const Log&, const Committee&,
                                 const Work&);

}  // namespace foxtrail
