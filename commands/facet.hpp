// What each department knows of a customer: stated by that department alone.
#pragma once

#include "commands/decider/latest.hpp"
#include "commands/decider/noun.hpp"
#include "events/facet.hpp"

namespace foxtrail {

inline constexpr std::size_t facet_fields_max = 100;  // withdrawn ones included
inline constexpr std::size_t facet_viewers_kept_max = 1'000;  // of a day; who comes after is noted each time

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
    Date last_seen{};                    // the last day on which somebody saw it
    std::vector<EmployeeId> viewers{};  // that day
};
BOOST_DESCRIBE_STRUCT(Facet, (), (id, customer, department, fields, last_seen, viewers))
template <>
struct StateOf<FacetId> { using type = Facet; };

RestsOn rests_on(const Facet&);  // on its customer, always: as many as there are departments that know him
void evolve(Facet&, const FacetUpdated&, const Meta&);
void evolve(Facet&, const FacetSeen&, const Meta&);

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

struct NoteFacetsSeen {
    static constexpr CommandType type{"facet.note_seen", "登记客户信息查看", AskedBy::edge};
    static constexpr std::string_view doc =
        "Note that the one on whose behalf it is asked was shown these facets today. Only the server asks this, before it shows them.";
    std::vector<Ref<FacetId>> facets;
};
BOOST_DESCRIBE_STRUCT(NoteFacetsSeen, (), (facets))

using FacetCommands = boost::mp11::mp_list<UpdateFacet, NoteFacetsSeen>;
NounEntry facet_noun();

}  // namespace foxtrail
