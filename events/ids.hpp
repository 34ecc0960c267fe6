// The kinds of entities, each with its prefix, its names and its Chinese term.
#pragma once

#include "core/id.hpp"

#include <boost/mp11.hpp>

namespace foxtrail {

// `plural` names the entity's collection in URLs.
#define FOXTRAIL_NOUN(Name, Prefix, Plural, Term)                  \
    struct Name##Noun {                                            \
        static constexpr std::string_view prefix = Prefix;         \
        static constexpr std::string_view plural = Plural;         \
        static constexpr std::string_view term = Term;             \
    };                                                             \
    using Name##Id = Id<Name##Noun>;

FOXTRAIL_NOUN(Region, "reg", "regions", "区域")
FOXTRAIL_NOUN(Department, "dep", "departments", "部门")
FOXTRAIL_NOUN(Employee, "emp", "employees", "员工")
FOXTRAIL_NOUN(Product, "prd", "products", "产品")
FOXTRAIL_NOUN(Customer, "cus", "customers", "客户")
FOXTRAIL_NOUN(StageModel, "stm", "stage-models", "销售阶段模型")
FOXTRAIL_NOUN(Opportunity, "opp", "opportunities", "销售机会")

#undef FOXTRAIL_NOUN

using Nouns = boost::mp11::mp_list<RegionNoun, DepartmentNoun, EmployeeNoun, ProductNoun, CustomerNoun, StageModelNoun, OpportunityNoun>;

}  // namespace foxtrail
