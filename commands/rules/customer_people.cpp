#include "commands/rules/customer_people.hpp"

#include "commands/concern.hpp"
#include "commands/contact_role.hpp"

#include <algorithm>

namespace foxtrail {

void require_of_customer(Decision& d, const Opportunity& o, ContactId id, const Facts& f) {
    const Contact& contact = f.at(id);
    const auto on_deal = [&](const ContactRole& role) { return role.opportunity == o.id; };
    const bool had_role = std::ranges::any_of(roles_of(f, id), on_deal) || std::ranges::any_of(vacancies_of(f, id), on_deal);
    const bool elsewhere = f.valid_at() >= contact.workplace.since && contact.workplace.value.customer != o.customer.value;
    require_unmerged(d, contact);
    d.require(o.customer.value.known(), rule::customer_not_stated);
    d.require(had_role || !elsewhere || !o.customer.value.known(), rule::contact_of_other_customer, id);
}

}  // namespace foxtrail
