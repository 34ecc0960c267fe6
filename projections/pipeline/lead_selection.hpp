// The course of a lead from capture to its end, and which leads a question is about.
#pragma once

#include "projections/reading/dimension.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/tables/prospects.hpp"

namespace foxtrail {

struct LeadCourse {
    LeadRow row;
    Time captured;
    std::optional<Time> qualified{};  // first
    std::optional<Time> ended{};      // disqualified or converted

    static LeadCourse of(const LeadRow& birth, Time born, std::span<const Change> changes);
    bool is_open() const { return !ended; }
    Time since() const { return ended ? *ended : qualified.value_or(captured); }  // its status
};

// visit(LeadId, const LeadCourse&) for every lead there was.
template <class Visit>
void each_lead(const Prospects& prospects, const Instant& instant, Visit&& visit) {
    prospects.leads.each_history(instant, [&](std::uint32_t id, const LeadRow& birth, Time born, std::span<const Change> changes) {
        visit(LeadId{id}, LeadCourse::of(birth, born, changes));
    });
}

class LeadSelection {
public:
    // Adds to `problems` what cannot be read.
    LeadSelection(const ReadQuestion&, const Prospects&, const Directory&, const CompanyDays&, Problems& problems);

    bool selects(const LeadCourse&) const;

    static std::vector<ReadParameter> parameters();

private:
    std::optional<LeadStatus> status_;
    std::optional<Text> source_;
    std::optional<EmployeeId> owner_;
    std::optional<DepartmentId> department_;
    TimeRange captured_;
};

}  // namespace foxtrail
