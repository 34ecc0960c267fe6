#include "projections/pipeline/lead_selection.hpp"

namespace foxtrail {
namespace {

// An id; {} for "unknown", when nobody has the lead.
template <class IdType, class Row>
std::optional<IdType> lead_holder(const ReadQuestion& question, std::string_view name, const Table<Row>& holders, Problems& problems) {
    return question.find(name) == "unknown" ? std::optional(IdType{}) : read_known<IdType>(question, name, holders, problems);
}

std::optional<Text> lead_source(const ReadQuestion& question, const Prospects& prospects, Problems& problems) {
    const auto text = question.find("source");
    if (!text) return std::nullopt;
    const Text source = prospects.leads.texts().find(*text);
    if (!source) problems.push_back({"source", "no lead is from \"" + std::string(*text) + '"'});
    return source;
}

}  // namespace

LeadCourse LeadCourse::of(const LeadRow& birth, Time born, std::span<const Change> changes) {
    LeadCourse course{birth, born};
    for (const Change& change : changes) {
        Table<LeadRow>::apply(course.row, change);
        if (change.attribute() != Table<LeadRow>::attribute_of<&LeadRow::status>()) continue;
        if (course.row.status != LeadStatus::qualified)
            course.ended = change.valid_at();
        else if (!course.qualified)
            course.qualified = change.valid_at();
    }
    return course;
}

LeadSelection::LeadSelection(const ReadQuestion& question, const Prospects& prospects, const Directory& directory, const CompanyDays& days, Problems& problems)
    : status_(read_enum<LeadStatus>(question, "status", problems)),
      source_(lead_source(question, prospects, problems)),
      owner_(lead_holder<EmployeeId>(question, "owner", directory.employees, problems)),
      department_(lead_holder<DepartmentId>(question, "department", directory.departments, problems)),
      captured_(read_times(question, days, problems)) {}

bool LeadSelection::selects(const LeadCourse& lead) const {
    return (!status_ || lead.row.status == *status_) && (!source_ || lead.row.source == *source_) &&
           (!owner_ || lead.row.holder.owner == *owner_) && (!department_ || lead.row.holder.department == *department_) &&
           captured_.has(lead.captured);
}

std::vector<ReadParameter> LeadSelection::parameters() {
    return {
        {"status", "captured, qualified, disqualified or converted"},      {"source", "where the lead came from"},
        {"owner", "id of the employee who has the lead; unknown: nobody"}, {"department", "id of the department he was in when he got it"},
        {"from", "only leads captured at or after this instant or the beginning of this day"},
        {"to", "only leads captured before this instant or the beginning of this day"}};
}

}  // namespace foxtrail
