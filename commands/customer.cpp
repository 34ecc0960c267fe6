#include "commands/customer.hpp"

#include "commands/decider/command_entry.hpp"
#include "commands/rules/naming.hpp"

namespace foxtrail {

void evolve(Customer& customer, const CustomerRegistered& e, const Meta&) { customer = {customer.id, e.name, e.sector}; }
void evolve(Customer& customer, const CustomerRenamed& e, const Meta&) { customer.name = e.to; }
void evolve(Customer& customer, const CustomerSectorSet& e, const Meta&) { customer.sector = e.to; }

static Decision decide(const RegisterCustomer& c, const Facts& f) {
    Decision d = named_newcomer(c.name, CustomerId::kind, c.external_key, f);
    if (!d.refused()) d.record(CustomerRegistered{f.next_id<CustomerId>(), c.name, c.sector, id_of(c.region), c.external_key});
    return d;
}

static Decision decide(const Customer& customer, const RenameCustomer& c, const Facts&) {
    return renamed(customer.name, c.name, CustomerRenamed{customer.id, customer.name, c.name});
}

static Decision decide(const Customer& customer, const SetCustomerSector& c, const Facts&) {
    Decision d;
    if (c.sector != customer.sector) d.record(CustomerSectorSet{customer.id, customer.sector, c.sector});
    return d;
}

NounEntry customer_noun() { return {command_entries_of<CustomerCommands>(), {state_entry<Customer, CustomerEvents>()}}; }

}  // namespace foxtrail
