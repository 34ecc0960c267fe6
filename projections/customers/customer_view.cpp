#include "projections/customers/customer_view.hpp"

#include "projections/customers/customer_reach.hpp"
#include "projections/customers/facets.hpp"
#include "projections/people/last_activity.hpp"
#include "projections/pipeline/deal_total.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/entity_version.hpp"
#include "projections/reading/named_contact.hpp"
#include "projections/reading/parameters.hpp"
#include "projections/tables/network.hpp"
#include "projections/work/work_board.hpp"

#include <set>

namespace foxtrail {
namespace {

constexpr std::size_t listed_max = 1'000;  // opportunities, contacts or open items on the page, each

// Per outcome how many, worth how much in each currency, and which.
json::object opportunities_json(const CustomerReach& reach, const DimensionContext& context) {
    struct Group {
        DealTotal total;
        json::array listed;
    };
    std::map<Outcome, Group> groups;
    for (const auto id : reach.opportunities) {
        Deal deal;
        if (!context.deals->deals.at(id.number, context.instant, deal)) continue;
        Group& group = groups[deal.outcome.value];
        group.total.add(deal);
        if (group.listed.size() < listed_max) group.listed.push_back(deal_json(id, deal, context));
    }
    json::object printed;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Outcome>>([&](auto outcome) {
        Group& group = groups[outcome.value];
        json::object of_outcome = group.total.printed();
        of_outcome["opportunities"] = std::move(group.listed);
        printed[outcome.name] = std::move(of_outcome);
    });
    return printed;
}

// Those who work there, with the roles they hold on its deals.
json::array contacts_json(const CustomerReach& reach, const Committee& committee, const Network& network, const Log& log, const Instant& instant) {
    const NamedContacts people(committee, log, instant);
    json::array contacts;
    for (const auto id : reach.contacts) {
        if (contacts.size() == listed_max) break;
        if (merged_into(id, network, instant) != id) continue;  // another record of somebody else here
        json::object contact = people.named(id);
        json::array roles;
        committee.roles.each_with<&ContactRoleRow::contact>(id, instant, [&](std::uint32_t role, const ContactRoleRow& row) {
            if (row.state != RoleState::held) return;
            roles.push_back({{"contact_role", to_text(ContactRoleId{role})},
                             {"opportunity", to_text(row.opportunity)},
                             {"role", enum_name(row.role)},
                             {"final_authority", row.final_authority},
                             {"since", to_text(row.from)}});
        });
        contact["roles"] = std::move(roles);
        contacts.push_back(std::move(contact));
    }
    return contacts;
}

json::array open_work_json(const CustomerReach& reach, const Work& work, const DimensionContext& context, const Deadlines& due) {
    std::set<std::uint32_t> items;  // in the order they were opened
    const auto collect = [&](Entity about) {
        work.items.each_with<&WorkRow::about>(about, context.instant, [&](std::uint32_t id, const WorkRow& row) {
            if (is_to_do(row, work, context)) items.insert(id);
        });
    };
    collect(reach.customer.entity());
    for (const auto opportunity : reach.opportunities) collect(opportunity.entity());
    for (const auto& [contact, spans] : reach.ever_contacts) collect(contact.entity());
    for (const auto role : reach.roles) collect(role.entity());
    json::array printed;
    for (const auto id : items) {
        WorkRow row;
        if (printed.size() < listed_max && work.items.at(id, context.instant, row)) printed.push_back(work_item_json(row, due, context));
    }
    return printed;
}

}  // namespace

ReadAnswer customer(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto work = runner.read<Work>();
    const auto committee = runner.read<Committee>();
    const auto network = runner.read<Network>();
    const auto sharing = runner.read<Sharing>();
    CustomerRow row;
    const auto id = read_path_id<CustomerId>(question, context.directory->customers, row);
    if (!id) return std::unexpected(id.error());
    Problems problems;
    const auto seen_by = read_known<EmployeeId>(question, "as_seen_by", context.directory->employees, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const CustomerReach reach(*id, context, *committee.tables);
    const TextPool& texts = context.directory->customers.texts();
    json::object answer{{"id", to_text(*id)}, {"name", texts.at(row.name)}};
    answer["sector"] = row.sector ? json::value(texts.at(row.sector)) : json::value("unknown");
    answer["region"] = named_or_unknown(row.region.entity(), context);
    answer["opportunities"] = opportunities_json(reach, context);
    answer["contacts"] = contacts_json(reach, *committee.tables, *network.tables, log, question.instant);
    answer["facets"] = facets_json(facets_of(*id, *sharing.tables, log, question.instant), seen_by,
                                   AccessRights(*sharing.tables, *committee.tables, log, context), context);
    answer["open_work"] = open_work_json(reach, *work.tables, context, Deadlines(log, question));
    answer["last_activity"] = last_activity(log, reach.sources(), context);
    answer["version"] = version_at(log, id->entity(), question.instant.as_of);
    return answer;
}

}  // namespace foxtrail
