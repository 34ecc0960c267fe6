#include "projections/customers/contact_card.hpp"

#include "events/counterpart_fitness.hpp"
#include "projections/customers/contact_background.hpp"
#include "projections/customers/open_concerns.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/entity_version.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/named_contact.hpp"
#include "projections/reading/recall.hpp"

namespace foxtrail {
namespace {

constexpr std::uint32_t contacts_looked_at_max = 10'000;  // whose names are opened for one answer

json::object profile_json(ContactId id, const ContactRow& row, const NamedContacts& people) {
    json::object profile;
    const auto add = [&](std::string_view name, Position held) { profile[name] = people.personal_fact(id, name, held); };
    add("gender", row.gender), add("occupation", row.occupation), add("interests", row.interests), add("hobbies", row.hobbies);
    add("phone", row.phone), add("email", row.email);
    return profile;
}

json::object printed_contact(ContactId id, const ContactRow& row, const NamedContacts& people, const DimensionContext& context) {
    json::object printed{{"id", to_text(id)}, {"name", people.personal_fact(id, "name", row.name)}};
    printed["customer"] = row.customer ? json::value(named(row.customer.entity(), context)) : json::value("unknown");
    printed["department"] = people.workplace_text(row.department);
    printed["position"] = people.workplace_text(row.position);
    return printed;
}

json::array roles_json(ContactId contact, const Committee& committee, const DimensionContext& context) {
    json::array roles;
    committee.roles.each_with<&ContactRoleRow::contact>(contact, context.instant, [&](std::uint32_t id, const ContactRoleRow& row) {
        json::object role{{"contact_role", to_text(ContactRoleId{id})},
                          {"opportunity", to_text(row.opportunity)},
                          {"role", enum_name(row.role)},
                          {"final_authority", row.final_authority},
                          {"from", to_text(row.from)},
                          {"state", enum_name(row.state)}};
        role["until"] = row.state == RoleState::held ? json::value(nullptr) : json::value(to_text(row.until));
        if (row.fills) role["fills"] = to_text(row.fills);
        if (row.filled_by) role["filled_by"] = to_text(row.filled_by);
        role["counterpart"] = named_or_null(row.counterpart.entity(), context);
        roles.push_back(std::move(role));
    });
    return roles;
}

// The events of his moves that the instant sees, in the order of valid time.
std::vector<Position> moves_of(ContactId contact, const Committee& committee, const Instant& instant) {
    constexpr auto moved = Table<ContactRow>::attribute_of<&ContactRow::moved>();
    std::vector<Position> moves;
    committee.contacts.history(contact.number, instant, [&](std::uint32_t, const ContactRow&, Time, std::span<const Change> changes) {
        for (const Change& change : changes)
            if (change.attribute() == moved) moves.push_back(Table<ContactRow>::value_of<&ContactRow::moved>(change).value);
    });
    return moves;
}

json::array moves_json(const std::vector<Position>& moves, const Recalled& events) {
    json::array printed;
    for (const auto position : moves) {
        const RecalledEvent& event = events.at(position);
        printed.push_back({{"position", position},
                           {"moved_at", to_text(event.valid_at)},
                           {"recorded_at", to_text(event.recorded_at)},
                           {"knowledge_latency_s", (event.recorded_at.us - event.valid_at.us) / us_per_second},
                           {"from", recalled(events, position, "from")},
                           {"to", recalled(events, position, "to")},
                           {"evidence", recalled(events, position, "evidence")}});
    }
    return printed;
}

// What was asked of the role while a record had it that was merged into his.
void add_concerns_of_merged(std::vector<OpenConcern>& open, ContactId contact, const ContactRoleRow& his, const Committee& committee, const Network& network, const DimensionContext& context) {
    for (const ContactId record : records_of(contact, network, context.instant))
        committee.roles.each_with<&ContactRoleRow::contact>(record, context.instant, [&](std::uint32_t id, const ContactRoleRow& role) {
            if (record != contact && role.opportunity == his.opportunity && role.role == his.role) add_open_concerns(open, {id}, committee, context);
        });
}

// What the roles he holds, or left vacant, still want answered: also what was asked of those who held them before him.
std::vector<OpenConcern> open_concerns(ContactId contact, const Committee& committee, const Network& network, const DimensionContext& context) {
    std::vector<OpenConcern> open;
    committee.roles.each_with<&ContactRoleRow::contact>(contact, context.instant, [&](std::uint32_t id, const ContactRoleRow& role) {
        if (role.state != RoleState::held && role.state != RoleState::vacant) return;
        add_concerns_of_merged(open, contact, role, committee, network, context);
        ContactRoleRow held;
        for (ContactRoleId asked{id}; asked; asked = committee.roles.at(asked.number, context.instant, held) ? held.fills : ContactRoleId{})
            add_open_concerns(open, asked, committee, context);
    });
    return open;
}

// Those whose name, or another name they go by, has the text in it. Names are opened when they are asked for: nobody who was erased is
// found, and nothing is kept by which he could be.
class NameSearch {
public:
    NameSearch(std::string_view text, const Network& network, const NamedContacts& people, const Instant& instant)
        : text_{std::string(text)}, network_(network), people_(people), instant_(instant) {}

    // The name that has it; empty when none has.
    std::string found(ContactId id, const ContactRow& row) const {
        std::string name = matching(people_.personal_fact(id, "name", row.name));
        for (const Position told : aliases_of(id, network_, instant_))
            if (name.empty()) name = matching(people_.alias(id, told));
        return name;
    }

private:
    std::string matching(const json::value& name) const {
        const auto* text = name.if_string();
        return text && has_word(*text, text_) ? std::string(*text) : "";
    }
    const std::vector<std::string> text_;
    const Network& network_;
    const NamedContacts& people_;
    const Instant instant_;
};

}  // namespace

ReadAnswer contact(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto committee = runner.read<Committee>();
    const auto network = runner.read<Network>();
    ContactRow row;
    const auto id = read_path_id<ContactId>(question, committee->contacts, row);
    if (!id) return std::unexpected(id.error());

    const auto moves = moves_of(*id, *committee.tables, question.instant);
    const auto concerns = open_concerns(*id, *committee.tables, *network.tables, context);
    std::vector<Position> positions = moves;
    for (const auto& concern : concerns) positions.push_back(concern.row.recorded);
    const Recalled events = recall(log, std::move(positions));

    const NamedContacts people(*committee.tables, log, question.instant);
    json::object card = printed_contact(*id, row, people, context);
    card["profile"] = profile_json(*id, row, people);
    add_members(card, background_json(*id, *network.tables, log, people, question.instant));
    card["successor"] = row.successor ? json::value(people.named(row.successor)) : json::value(nullptr);
    card["roles"] = roles_json(*id, *committee.tables, context);
    card["moves"] = moves_json(moves, events);
    card["open_concerns"] = concerns_json(concerns, events);
    card["version"] = version_at(log, id->entity(), question.instant.as_of);
    return card;
}

ReadAnswer contacts(const Runner& runner, const Log& log, const ReadQuestion& question) {
    Problems problems;
    const Page page = read_page(question, problems);
    const DimensionContext context(runner, question.instant);
    const auto customer = read_known<CustomerId>(question, "customer", context.directory->customers, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const auto committee = runner.read<Committee>();
    const NamedContacts people(*committee.tables, log, question.instant);
    const auto network = runner.read<Network>();
    const auto& table = committee->contacts;
    const auto called = question.find("called");
    const NameSearch search(called.value_or(""), *network.tables, people, question.instant);
    const auto print = [&](std::uint32_t number, const ContactRow& row) {
        if (customer && row.customer != *customer) return json::object{};
        const std::string name = called ? search.found(ContactId{number}, row) : "";
        if (called && name.empty()) return json::object{};
        json::object printed = printed_contact(ContactId{number}, row, people, context);
        if (called) printed["called"] = name;
        if (const ContactId into = merged_into({number}, *network.tables, question.instant); into != ContactId{number}) printed["merged_into"] = to_text(into);
        return printed;
    };
    if (customer) return listed(table, table.rows_ever<&ContactRow::customer>(*customer), "contacts", question.instant, page, print);
    if (!called) return listed(table, "contacts", question.instant, page, print);
    const std::uint32_t from = std::min(page.after, table.last_id()), upto = from + std::min(table.last_id() - from, contacts_looked_at_max);
    json::object answer = listed(table, std::views::iota(from + 1, upto + 1), "contacts", question.instant, page, print);
    if (upto < table.last_id() && !answer.contains("next")) answer["next"] = "after=" + std::to_string(upto);
    return answer;
}

std::vector<ReadParameter> contacts_parameters() {
    auto parameters = list_parameters();
    parameters.insert(parameters.begin(), {{"customer", "id of the customer they work at"},
                                           {"called", "only those of whose names, aliases among them, one has this in it; who was erased is not found"}});
    return parameters;
}

}  // namespace foxtrail
