// The company with a deal and people at its customer: what the tests of the buying committee start from.
#pragma once

#include "commands/contact_role.hpp"
#include "core/vault.hpp"
#include "tests/commands/scenario.hpp"

namespace foxtrail::buying_tests {

inline constexpr ContactId wang{1}, zhao{2}, stranger{3};

inline PersonalText personal(const std::string& text) { return {text, {}}; }
// As the writer seals it.
inline Sealed sealed_for(const Scenario& scenario, ContactId contact, const std::string& text) { return Vault(*scenario.store).seal(contact.entity(), text); }

inline RegisterContact person(CustomerId customer, const std::string& name) {
    RegisterContact command;
    command.customer = customer;
    command.name = personal(name);
    command.department = std::string("Purchasing");
    command.position = std::string("Director");
    return command;
}

// Wang and Zhao work at Acme, whose deal is employee 2's; the stranger works at another customer. All known for 30 days.
struct BuyingScenario : Scenario {
    BuyingScenario() {
        company().given(RegisterCustomer{"Other", {}, {}, {}}).deal();
        given(person(CustomerId{1}, "Wang")).given(person(CustomerId{1}, "Zhao")).given(person(CustomerId{2}, "Qian"));
        now.us += 30 * us_per_day;
    }
    static AssignContactRole role(ContactId contact, BuyingRole role, bool final_authority = false, OpportunityId opportunity = the_deal) {
        return {opportunity, contact, role, final_authority};
    }
    Time days_ago(int days) const { return {now.us - days * us_per_day}; }
};

template <class Event>
std::vector<Event> events_of(const CommandOutcome& outcome) {
    std::vector<Event> found;
    for (const auto& event : outcome.events)
        if (const auto* is = event.template as<Event>()) found.push_back(*is);
    return found;
}

}  // namespace foxtrail::buying_tests
