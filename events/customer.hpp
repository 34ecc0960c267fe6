// Customers: the companies that buy.
#pragma once

#include "events/event.hpp"

namespace foxtrail {

struct CustomerRegistered {
    static constexpr EventType type{"customer.registered", 1, "客户登记"};
    static constexpr std::string_view doc = "A customer was registered.";
    CustomerId customer;
    std::string name;
    Stated<std::string> sector;
    Stated<RegionId> region;
    std::optional<ExternalKey> external_key;
    bool operator==(const CustomerRegistered&) const = default;
};
BOOST_DESCRIBE_STRUCT(CustomerRegistered, (), (customer, name, sector, region, external_key))

struct CustomerRenamed {
    static constexpr EventType type{"customer.renamed", 1, "客户更名"};
    static constexpr std::string_view doc = "A customer goes by another name from now on; past answers keep the old one.";
    CustomerId customer;
    std::string from, to;
    bool operator==(const CustomerRenamed&) const = default;
};
BOOST_DESCRIBE_STRUCT(CustomerRenamed, (), (customer, from, to))

struct CustomerSectorSet {
    static constexpr EventType type{"customer.sector_set", 1, "客户行业确定"};
    static constexpr std::string_view doc = "The sector of a customer was stated anew.";
    CustomerId customer;
    Stated<std::string> from, to;
    bool operator==(const CustomerSectorSet&) const = default;
};
BOOST_DESCRIBE_STRUCT(CustomerSectorSet, (), (customer, from, to))

using CustomerEvents = boost::mp11::mp_list<CustomerRegistered, CustomerRenamed, CustomerSectorSet>;

}  // namespace foxtrail
