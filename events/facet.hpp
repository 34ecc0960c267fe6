// Facets: what each department knows of a customer, kept by that department alone.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct FacetFieldChange {
    std::string name;
    std::optional<std::string> from;  // left out when nothing was known before, or when something later is
    std::optional<std::string> to;    // left out when it is withdrawn
    bool operator==(const FacetFieldChange&) const = default;
};
BOOST_DESCRIBE_STRUCT(FacetFieldChange, (), (name, from, to))

struct FacetUpdated {
    static constexpr EventType type{"facet.updated", 1, "客户信息分面更新"};
    static constexpr std::string_view doc = "A department stated anew what it knows of a customer: the fields that changed.";
    FacetId facet;  // one for each customer and department
    CustomerId customer;
    DepartmentId department;
    std::vector<FacetFieldChange> fields;
    bool operator==(const FacetUpdated&) const = default;
};
BOOST_DESCRIBE_STRUCT(FacetUpdated, (), (facet, customer, department, fields))

// It names the facet alone: who looks at what is known of a customer does not change the customer.
struct FacetSeen {
    static constexpr EventType type{"facet.seen", 1, "客户信息分面查看"};
    static constexpr std::string_view doc = "Somebody was shown what a department knows of a customer; once a day is said of each.";
    FacetId facet;
    EmployeeId viewer;
    Date day;  // of the company
    bool operator==(const FacetSeen&) const = default;
};
BOOST_DESCRIBE_STRUCT(FacetSeen, (), (facet, viewer, day))

using FacetEvents = boost::mp11::mp_list<FacetUpdated, FacetSeen>;

}  // namespace foxtrail
