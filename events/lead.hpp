// Leads: who might buy, before there is a deal; from capture to conversion or disqualification.
#pragma once

#include "core/private.hpp"
#include "events/opportunity.hpp"

namespace foxtrail {

enum class LeadStatus : std::uint8_t { captured = 0, qualified = 1, disqualified = 2, converted = 3 };
BOOST_DESCRIBE_ENUM(LeadStatus, captured, qualified, disqualified, converted)

struct LeadCaptured {
    static constexpr EventType type{"lead.captured", 1, "潜在客户登记"};
    static constexpr std::string_view doc = "A company that might buy became known, from a source.";
    LeadId lead;
    std::string company;
    std::string normal_company;  // the form its duplicates were looked for by
    std::string source;
    std::optional<CustomerId> customer;
    std::optional<Sealed> contact;
    std::optional<RegionId> region;
    Stated<ProductId> product;
    std::optional<ExternalKey> external_key;
    bool operator==(const LeadCaptured&) const = default;
};
BOOST_DESCRIBE_STRUCT(LeadCaptured, (), (lead, company, normal_company, source, customer, contact, region, product, external_key))

struct LeadAssigned {
    static constexpr EventType type{"lead.assigned", 1, "潜在客户分配"};
    static constexpr std::string_view doc = "A lead got an owner, or another one.";
    LeadId lead;
    std::optional<Assignee> from;
    Assignee to;
    bool operator==(const LeadAssigned&) const = default;
};
BOOST_DESCRIBE_STRUCT(LeadAssigned, (), (lead, from, to))

struct LeadQualified {
    static constexpr EventType type{"lead.qualified", 1, "潜在客户确认"};
    static constexpr std::string_view doc = "A lead was found worth pursuing, with a score; or its score was found to be another.";
    LeadId lead;
    std::optional<Percent> from;
    Percent score;
    std::string why;
    bool operator==(const LeadQualified&) const = default;
};
BOOST_DESCRIBE_STRUCT(LeadQualified, (), (lead, from, score, why))

struct LeadDisqualified {
    static constexpr EventType type{"lead.disqualified", 1, "潜在客户淘汰"};
    static constexpr std::string_view doc = "A lead was given up.";
    LeadId lead;
    LeadStatus from;
    std::string why;
    bool operator==(const LeadDisqualified&) const = default;
};
BOOST_DESCRIBE_STRUCT(LeadDisqualified, (), (lead, from, why))

struct LeadConverted {
    static constexpr EventType type{"lead.converted", 1, "潜在客户转化"};
    static constexpr std::string_view doc = "A lead became an opportunity, which carries its source on.";
    LeadId lead;
    OpportunityId opportunity;
    std::string source;
    bool operator==(const LeadConverted&) const = default;
};
BOOST_DESCRIBE_STRUCT(LeadConverted, (), (lead, opportunity, source))

struct LeadPersonalDataErased {
    static constexpr EventType type{"lead.personal_data_erased", 1, "潜在客户个人信息清除"};
    static constexpr bool destroys_key = true;
    static constexpr std::string_view doc = "The key of a lead's contact is destroyed: who it was can no longer be read.";
    LeadId lead;
    bool operator==(const LeadPersonalDataErased&) const = default;
};
BOOST_DESCRIBE_STRUCT(LeadPersonalDataErased, (), (lead))

using LeadEvents =
    boost::mp11::mp_list<LeadCaptured, LeadAssigned, LeadQualified, LeadDisqualified, LeadConverted, LeadPersonalDataErased>;

}  // namespace foxtrail
