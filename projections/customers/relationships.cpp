#include "projections/customers/relationships.hpp"

#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/named_contact.hpp"
#include "projections/reading/recall.hpp"
#include "projections/rules/rule_findings.hpp"
#include "projections/tables/network.hpp"

#include <map>

namespace foxtrail {
namespace {

struct Relationship {
    ContactRoleRow role;
    ContactRow contact;
    Deal deal;
    std::uint32_t stale_after_days = 0;

    bool touched() const { return contact.two_way_touched.value != 0; }
    std::int64_t silent_us(Time now) const {
        return now.us - (touched() ? contact.two_way_touched.since : role.from).us;
    }
    bool is_stale(Time now) const { return silent_us(now) > std::int64_t{stale_after_days} * us_per_day; }
};

// What relationships are read from, and which a question is about.
struct RelationshipReader {
    RelationshipReader(const ReadQuestion& question, const DimensionContext& at, const Committee& people, const Network& identities, RuleTerms r4,
                       Problems& problems)
        : context(at),
          committee(people),
          network(identities),
          terms(std::move(r4)),
          now(question.now),
          deals(open_deals(question), at, problems),
          role(read_enum<BuyingRole>(question, "role", problems)),
          only_stale(read_flag(question, "stale", problems)) {}

    std::optional<Relationship> relationship(const ContactRoleRow& row) const {
        Relationship found{row, {}, {}, threshold(terms, stale_days_name(row.role))};
        if (row.state != RoleState::held || (role && row.role != *role)) return std::nullopt;
        if (!context.deals->deals.at(row.opportunity.number, context.instant, found.deal) || !deals.selects(found.deal))
            return std::nullopt;
        if (!committee.contacts.at(row.contact.number, context.instant, found.contact)) return std::nullopt;
        for (const auto record : records_of(merged_into(row.contact, network, context.instant), network, context.instant))
            if (record != row.contact) add_record(found.contact, record);
        return only_stale && !found.is_stale(now) ? std::nullopt : std::optional(found);
    }
    // What was said last of a record that was merged into his counts for him.
    void add_record(ContactRow& contact, ContactId merged) const {
        ContactRow row;
        if (!committee.contacts.at(merged.number, context.instant, row)) return;
        for (const auto last : {&ContactRow::touched, &ContactRow::two_way_touched, &ContactRow::assessed})
            if ((row.*last).value != 0 && ((contact.*last).value == 0 || (contact.*last).since < (row.*last).since)) contact.*last = row.*last;
    }
    // Touches both ways in the days after which it would be stale.
    std::uint32_t heat(const Relationship& of) const {
        constexpr auto touched = Table<ContactRow>::attribute_of<&ContactRow::two_way_touched>();
        const Time since{now.us - std::int64_t{of.stale_after_days} * us_per_day};
        std::uint32_t touches = 0;
        const auto count = [&](std::uint32_t, const ContactRow&, Time, std::span<const Change> changes) {
            for (const Change& change : changes) touches += change.attribute() == touched && change.valid_at() >= since;
        };
        for (const auto record : records_of(merged_into(of.role.contact, network, context.instant), network, context.instant)) committee.contacts.history(record.number, context.instant, count);
        return touches;
    }

    static ReadQuestion open_deals(ReadQuestion question) {
        question.parameters.emplace_back("outcome", "open");
        return question;
    }

    const DimensionContext& context;
    const Committee& committee;
    const Network& network;
    RuleTerms terms;
    Time now;
    DealSelection deals;
    std::optional<BuyingRole> role;
    bool only_stale;
};

json::value said(const Log& log, const Since<EventAt>& when, std::initializer_list<std::string_view> members,
                 const DimensionContext& context) {
    if (when.value == 0) return nullptr;
    const RecalledEvent event = recall(log, {when.value}).at(when.value);
    json::object printed{
        {"at", to_text(when.since)},
        {"by", named_or_null(event.actor.entity(), context)}};
    const auto* to = event.data.if_contains("to");
    for (const auto name : members) {
        const auto* value = (to ? to->as_object() : event.data).if_contains(name);
        printed[name] = value ? *value : json::value(nullptr);  // a touch has a channel, a meeting has not
    }
    return printed;
}

json::object relationship_json(ContactRoleId id, const Relationship& of, const RelationshipReader& reader,
                               const Log& log) {
    const DimensionContext& context = reader.context;
    json::object printed{{"contact_role", to_text(id)},
                         {"contact", NamedContacts(reader.committee, log, context.instant).named(of.role.contact)},
                         {"role", enum_name(of.role.role)},
                         {"since", to_text(of.role.from)},
                         {"opportunity", to_text(of.role.opportunity)},
                         {"owner", named_or_unknown(of.deal.owner.entity(), context)}};
    printed["counterpart"] =
        named_or_null(of.role.counterpart.entity(), context);
    printed["last_touch"] = said(log, of.contact.touched, {"direction", "channel", "text", "appointment", "outcome"}, context);
    printed["last_two_way_touch"] = said(log, of.contact.two_way_touched, {"channel", "text", "appointment", "outcome"}, context);
    printed["days_since"] = of.touched() ? json::value(of.silent_us(reader.now) / us_per_day) : json::value(nullptr);
    printed["stale_after_days"] = of.stale_after_days;
    printed["stale"] = of.is_stale(reader.now);
    printed["two_way_touches"] = reader.heat(of);
    printed["assessment"] = said(log, of.contact.assessed, {"strength", "basis"}, context);
    return printed;
}

struct RelationshipTally {
    std::uint64_t relationships = 0, stale = 0, never_touched = 0;
};
BOOST_DESCRIBE_STRUCT(RelationshipTally, (), (relationships, stale, never_touched))

}  // namespace

ReadAnswer relationships(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto committee = runner.read<Committee>();
    const auto network = runner.read<Network>();
    Problems problems;
    const RelationshipReader reader(question, context, *committee.tables, *network.tables, rule_terms(RuleCode::R4, context, log),
                                    problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    RelationshipTally total;
    std::map<std::string_view, RelationshipTally> by_role;
    committee->roles.each(question.instant, [&](std::uint32_t, const ContactRoleRow& row) {
        const auto found = reader.relationship(row);
        if (!found) return;
        for (RelationshipTally* tally : {&total, &by_role[enum_name(row.role)]})
            ++tally->relationships, tally->stale += found->is_stale(question.now),
                tally->never_touched += !found->touched();
    });
    json::object answer = listed(
        committee->roles, "relationships", question.instant, page, [&](std::uint32_t id, const ContactRoleRow& row) {
            const auto found = reader.relationship(row);
            return found ? relationship_json(ContactRoleId{id}, *found, reader, log) : json::object{};
        });
    json::object roles;
    for (const auto role : enum_names<BuyingRole>()) roles[role] = to_json(by_role[role]);
    answer["total"] = to_json(total);
    answer["by_role"] = std::move(roles);
    return answer;
}

std::vector<ReadParameter> relationships_parameters() {
    auto parameters = list_parameters();
    std::ranges::move(deal_filters(), std::back_inserter(parameters));
    parameters.push_back({"role", "decision_maker, user, technical_lead or coach"});
    parameters.push_back({"stale", "true: only those without a touch both ways for longer than R4 gives for the role"});
    return parameters;
}

}  // namespace foxtrail
