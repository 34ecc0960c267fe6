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

using FacetEvents = boost::mp11::mp_list<FacetUpdated>;

}  // namespace foxtrail
