#include "projections/customers/customer_reach.hpp"

namespace foxtrail {
namespace {

// When the contact worked at the customer, as the instant knows it.
std::vector<Span> spans_at(CustomerId customer, ContactId contact, const Committee& committee, const Instant& instant) {
    constexpr auto workplace = Table<ContactRow>::attribute_of<&ContactRow::customer>();
    std::vector<Span> spans;
    committee.contacts.history(contact.number, instant, [&](std::uint32_t, ContactRow row, Time born, std::span<const Change> changes) {
        if (row.customer == customer) spans.push_back({born, Time::max()});
        for (const Change& change : changes) {
            if (change.attribute() != workplace) continue;
            const bool was_here = row.customer == customer;
            Table<ContactRow>::apply(row, change);
            if (was_here && row.customer != customer) spans.back().to = change.valid_at();
            if (!was_here && row.customer == customer) spans.push_back({change.valid_at(), Time::max()});
        }
    });
    return spans;
}

}  // namespace

CustomerReach::CustomerReach(CustomerId of, const DimensionContext& context, const Committee& committee) : customer(of) {
    const Instant& instant = context.instant;
    context.deals->deals.each_with<&Deal::customer>(customer, instant,
                                                    [&](std::uint32_t id, const Deal&) { opportunities.push_back({id}); });
    for (const auto id : committee.contacts.rows_ever<&ContactRow::customer>(customer)) {
        auto spans = spans_at(customer, ContactId{id}, committee, instant);
        if (spans.empty()) continue;
        if (spans.back().to == Time::max()) contacts.push_back({id});
        ever_contacts.emplace_back(ContactId{id}, std::move(spans));
    }
    for (const auto opportunity : opportunities)
        committee.roles.each_with<&ContactRoleRow::opportunity>(opportunity, instant,
                                                                [&](std::uint32_t id, const ContactRoleRow&) { roles.push_back({id}); });
}

std::vector<HistorySource> CustomerReach::sources() const {
    std::vector<HistorySource> sources{{customer.entity()}};
    for (const auto opportunity : opportunities) sources.push_back({opportunity.entity()});
    for (const auto role : roles) sources.push_back({role.entity()});
    for (const auto& [contact, spans] : ever_contacts) sources.push_back({contact.entity(), spans});
    return sources;
}

}  // namespace foxtrail
