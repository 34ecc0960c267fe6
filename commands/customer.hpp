// Registering customers.
#pragma once

#include "commands/decider/noun.hpp"
#include "events/customer.hpp"

namespace foxtrail {

struct Customer {
    CustomerId id;
    std::string name;
    Stated<std::string> sector;
};
BOOST_DESCRIBE_STRUCT(Customer, (), (id, name, sector))
template <>
struct StateOf<CustomerId> { using type = Customer; };

void evolve(Customer&, const CustomerRegistered&, const Meta&);
void evolve(Customer&, const CustomerRenamed&, const Meta&);
void evolve(Customer&, const CustomerSectorSet&, const Meta&);

struct RegisterCustomer {
    static constexpr CommandType type{"customer.register", "客户登记"};
    static constexpr std::string_view doc = "Register a customer.";
    std::string name;
    Stated<std::string> sector;
    Stated<Ref<RegionId>> region;
    std::optional<ExternalKey> external_key;
};
BOOST_DESCRIBE_STRUCT(RegisterCustomer, (), (name, sector, region, external_key))

struct RenameCustomer {
    static constexpr CommandType type{"customer.rename", "客户更名"};
    static constexpr std::string_view doc = "Give a customer another name.";
    Ref<CustomerId> customer;
    std::string name;
    static constexpr auto target = &RenameCustomer::customer;
};
BOOST_DESCRIBE_STRUCT(RenameCustomer, (), (customer, name))

struct SetCustomerSector {
    static constexpr CommandType type{"customer.set_sector", "确定客户行业"};
    static constexpr std::string_view doc = "State the sector of a customer anew.";
    Ref<CustomerId> customer;
    Stated<std::string> sector;
    static constexpr auto target = &SetCustomerSector::customer;
};
BOOST_DESCRIBE_STRUCT(SetCustomerSector, (), (customer, sector))

using CustomerCommands = boost::mp11::mp_list<RegisterCustomer, RenameCustomer, SetCustomerSector>;
NounEntry customer_noun();

}  // namespace foxtrail
