// What each department knows of a customer: stated by that department alone.
#pragma once

#include "commands/decider/latest.hpp"
#include "commands/decider/noun.hpp"
#include "events/facet.hpp"

namespace foxtrail {

inline constexpr std::size_t facet_fields_max = 100;  // withdrawn ones included

struct FacetField {
    std::string name;
    Latest<std::optional<std::string>> value;  // none when it is withdrawn
};
BOOST_DESCRIBE_STRUCT(FacetField, (), (name, value))

struct Facet {
    FacetId id;
    CustomerId customer;
    DepartmentId department;
    std::vector<FacetField> fields;
};
BOOST_DESCRIBE_STRUCT(Facet, (), (id, customer, department, fields))
template <>
struct StateOf<FacetId> { using type = Facet; };

RestsOn rests_on(const Facet&);  // on its customer, always: as many as there are departments that know him
void evolve(Facet&, const FacetUpdated&, const Meta&);

struct FacetFieldValue {
    std::string name;
    std::optional<std::string> value;  // left out: withdrawn
};
BOOST_DESCRIBE_STRUCT(FacetFieldValue, (), (name, value))

struct UpdateFacet {
    static constexpr CommandType type{"customer.update_facet", "更新客户信息分面"};
    static constexpr std::string_view doc =
        "State fields of what a department knows of a customer; those left out stay, a field without a value is withdrawn. Only somebody "
        "of the department can. Facts about a customer's people belong to the contact's profile.";
    Ref<CustomerId> customer;
    Ref<DepartmentId> department;
    std::vector<FacetFieldValue> fields;
    static constexpr auto target = &UpdateFacet::customer;
};
BOOST_DESCRIBE_STRUCT(UpdateFacet, (), (customer, department, fields))

using FacetCommands = boost::mp11::mp_list<UpdateFacet>;
NounEntry facet_noun();

}  // namespace foxtrail
