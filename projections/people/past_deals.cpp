#include "projections/people/past_deals.hpp"

#include "events/appointment.hpp"
#include "events/event_entry.hpp"
#include "events/relationship.hpp"
#include "projections/customers/decision_tree_view.hpp"
#include "projections/pipeline/deal_dossier.hpp"
#include "projections/pipeline/playbooks.hpp"
#include "projections/pipeline/quotes.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/named_contact.hpp"
#include "projections/reading/seen_events.hpp"
#include "projections/work/document_view.hpp"

#include <map>
#include <ranges>
#include <set>

namespace foxtrail {
namespace {

struct PastDeal {
    OpportunityId id;
    Time closed;
};
using PastDeals = std::map<Outcome, std::vector<PastDeal>>;

PastDeals deals_before(EmployeeId newcomer, const Runner& runner, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    EmployeeRow row;
    context.directory->employees.at(newcomer.number, question.instant, row);
    std::set<CustomerId> his;
    context.deals->deals.each_with<&Deal::owner>(newcomer, question.instant, [&](std::uint32_t, const Deal& deal) {
        if (deal.customer) his.insert(deal.customer);
    });
    PastDeals found;
    context.deals->deals.each(question.instant, [&](std::uint32_t id, const Deal& deal) {
        const bool near = (row.department && deal.unit.department == row.department) || his.contains(deal.customer);
        const Outcome outcome = deal.outcome.value;
        if (near && (outcome == Outcome::won || outcome == Outcome::lost)) found[outcome].push_back({{id}, deal.outcome.since});
    });
    return found;
}

// What the deal's history says of the customer's people.
struct TellingEvent {
    Time valid_at;
    std::optional<ContactTouched> touched{};
    std::optional<AppointmentHeld> held{};
};

struct DealMemory {
    struct Met {
        std::uint64_t touches = 0, meetings = 0;
        Time last{};
    };
    std::map<ContactId, Met> met;

    void take(const TellingEvent& event) {
        if (event.touched) {
            Met& one = met[event.touched->contact];
            ++one.touches, one.last = std::max(one.last, event.valid_at);
        }
        if (!event.held) return;
        for (const auto& attendee : event.held->contacts) {
            Met& one = met[attendee.contact];
            ++one.meetings, one.last = std::max(one.last, event.held->slot.begins);
        }
    }
};

DealMemory remember(OpportunityId id, const Log& log, const Instant& instant) {
    DealMemory memory;
    for (auto& event : seen_events(id.entity(), log, instant, [](const RecordedEvent& each) -> std::optional<TellingEvent> {
             TellingEvent read{each.envelope->valid_at, event_as<ContactTouched>(each.type, each.payload),
                               event_as<AppointmentHeld>(each.type, each.payload)};
             return read.touched || read.held ? std::optional(std::move(read)) : std::nullopt;
         }))
        memory.take(std::move(event));
    return memory;
}

json::array met_json(const DealMemory& memory, const Runner& runner, const Log& log, const Instant& instant) {
    const auto committee = runner.read<Committee>();
    const NamedContacts people(*committee.tables, log, instant);
    json::array printed;
    for (const auto& [contact, met] : memory.met)
        printed.push_back({{"contact", people.named(contact)}, {"touches", met.touches}, {"meetings", met.meetings}, {"last", to_text(met.last)}});
    return printed;
}

// The same deal at the same instant, in full.
json::object links_json(OpportunityId id, const Instant& instant) {
    std::string at = "?as_of=" + std::to_string(instant.as_of);
    if (instant.valid_at != Time::max()) at += "&valid_at=" + to_text(instant.valid_at);
    json::object links{{"history", "/v1/history/" + to_text(id) + at}, {"state", "/v1/opportunities/" + to_text(id) + at}};
    for (const auto* part : {"coverage", "team", "gates", "plan", "forecasts", "competitors", "evaluations", "effort", "outcomes", "quotes", "playbook"})
        links[part] = "/v1/opportunities/" + to_text(id) + '/' + part + at;
    return links;
}

// Each part takes the tables for itself: none is held meanwhile.
json::object past_deal_json(OpportunityId id, const Runner& runner, const Log& log, const ReadQuestion& question) {
    const ReadQuestion of_deal{{{"id", to_text(id)}}, question.instant, question.now};
    const DealMemory memory = remember(id, log, question.instant);
    json::object printed = opportunity(runner, log, of_deal).value_or(json::object{});
    printed["met"] = met_json(memory, runner, log, question.instant);
    printed["documents"] = documents_about(id, runner, log, question.instant);
    printed["quotes"] = deal_quotes(runner, log, of_deal).value_or(json::object{})["quotes"];
    printed["decision_tree"] = decision_tree(runner, log, of_deal).value_or(json::object{});
    printed["outcomes"] = outcomes(runner, log, of_deal).value_or(json::object{})["outcomes"];
    printed["playbook"] = deal_playbook(runner, log, of_deal).value_or(json::object{});
    printed["links"] = links_json(id, question.instant);
    return printed;
}

}  // namespace

json::object past_deals(EmployeeId newcomer, const Runner& runner, const Log& log, const ReadQuestion& question, std::size_t limit) {
    PastDeals found = deals_before(newcomer, runner, question);
    json::object answer;
    for (const Outcome outcome : {Outcome::won, Outcome::lost}) {
        auto& deals = found[outcome];
        std::ranges::stable_sort(deals, std::greater<>(), &PastDeal::closed);
        json::array printed;
        for (const PastDeal& deal : deals | std::views::take(std::min(limit, past_deals_max))) printed.push_back(past_deal_json(deal.id, runner, log, question));
        answer[enum_name(outcome)] = {{"count", deals.size()}, {"deals", std::move(printed)}};
    }
    return answer;
}

}  // namespace foxtrail
