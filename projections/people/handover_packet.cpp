#include "projections/people/handover_packet.hpp"

#include "events/event_entry.hpp"
#include "projections/customers/coverage.hpp"
#include "projections/people/deal_team_view.hpp"
#include "projections/people/resting.hpp"
#include "projections/pipeline/deal_dossier.hpp"
#include "projections/pipeline/playbooks.hpp"
#include "projections/pipeline/quotes.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/history.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/seen_events.hpp"
#include "projections/work/document_view.hpp"
#include "projections/work/work_board.hpp"

#include <set>

namespace foxtrail {
namespace {

constexpr std::size_t last_events = 10;

// A handover as its own events tell it.
struct Packet {
    std::string state;  // proposed, accepted, rejected, expired, withdrawn, completed
    HandoverProposed proposed;
    json::value why = nullptr;
    json::object times;
    std::set<Entity> transferred, left;
};

std::optional<Packet> packet_at(HandoverId id, const Log& log, const Instant& instant) {
    std::optional<Packet> packet;
    const auto take = [&](const RecordedEvent& event) -> std::optional<bool> {
        if (auto proposed = event_as<HandoverProposed>(event.type, event.payload)) packet.emplace().proposed = std::move(*proposed);
        if (!packet) return std::nullopt;
        const std::string_view noun = event.type.substr(0, event.type.find('.'));
        if (const auto moved = event_as<OwnershipTransferred>(event.type, event.payload)) packet->transferred.insert(moved->item);
        if (noun != "handover") return std::nullopt;
        const std::string_view past = event.type.substr(noun.size() + 1);
        packet->state = past.substr(0, past.rfind(".v"));
        packet->times[packet->state + "_at"] = to_text(event.envelope->valid_at);
        if (const auto rejected = event_as<HandoverRejected>(event.type, event.payload)) packet->why = rejected->why;
        if (const auto withdrawn = event_as<HandoverWithdrawn>(event.type, event.payload)) packet->why = withdrawn->why;
        if (const auto accepted = event_as<HandoverAccepted>(event.type, event.payload))
            packet->left.insert(accepted->left.begin(), accepted->left.end());
        return std::nullopt;
    };
    seen_events(id.entity(), log, instant, take);
    return packet;
}

json::array last_events_json(Entity item, const Log& log, const Instant& instant) {
    auto positions =
        seen_events(item, log, instant, [](const RecordedEvent& event) { return std::optional(event.position); });
    if (positions.size() > last_events) positions.erase(positions.begin(), positions.end() - last_events);
    std::ranges::sort(positions);
    json::array printed;
    log.read(positions, [&](const RecordedEvent& event) {
        printed.push_back(printed_event(event));
        return true;
    });
    return printed;
}

// What the deal's own read models say of it. Each takes the tables for itself: none is held meanwhile.
void add_deal(OpportunityId id, const Runner& runner, const Log& log, const ReadQuestion& question,
              json::object& printed) {
    const ReadQuestion of_deal{{{"id", to_text(id)}}, question.instant, question.now};
    const ReadQuestion about_deal{{{"about", to_text(id)}}, question.instant, question.now};
    const auto add = [&](std::string_view name, ReadAnswer answer, std::string_view member) {
        if (!answer) return;  // not there at the instant
        printed[name] = member.empty() ? json::value(std::move(*answer)) : std::move(answer->at(member));
    };
    add("opportunity", opportunity(runner, log, of_deal), "");
    add("team", deal_team(runner, log, of_deal), "members");
    add("roles", coverage(runner, log, of_deal), "roles");
    add("gates", gates(runner, log, of_deal), "");
    add("quotes", deal_quotes(runner, log, of_deal), "quotes");
    add("playbook", deal_playbook(runner, log, of_deal), "");
    add("open_work", work(runner, log, about_deal), "items");
    printed["documents"] = documents_about(id, runner, log, question.instant);
}

json::object item_json(Entity item, const Packet& packet, const Runner& runner, const Log& log,
                       const ReadQuestion& question) {
    json::object printed = resting_json(item, RestingContext(runner, log, question.instant), Deadlines(log, question));
    printed["handed_over"] = packet.transferred.contains(item) ? "transferred"
                             : packet.left.contains(item)      ? "left"
                             : packet.state == "proposed"      ? "offered"
                                                               : "kept";
    if (item.kind == OpportunityId::kind) add_deal(OpportunityId{item.number}, runner, log, question, printed);
    printed["last_events"] = last_events_json(item, log, question.instant);
    return printed;
}

}  // namespace

ReadAnswer handover(const Runner& runner, const Log& log, const ReadQuestion& question) {
    Problems problems;
    const auto id = from_text(question.find("id").value_or(""), std::type_identity<HandoverId>{});
    if (!id) problems.push_back({"id", id.error()});
    const Page page = read_page(question, problems);
    const auto packet = id ? packet_at(*id, log, question.instant) : std::nullopt;
    if (id && !packet) problems.push_back({"id", "there was no " + to_text(*id) + " at this instant"});
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const HandoverProposed& proposed = packet->proposed;
    json::object answer{{"handover", to_text(*id)},
                        {"state", packet->state},
                        {"departure", proposed.departure},
                        {"note", proposed.note},
                        {"why", packet->why}};
    {
        const DimensionContext context(runner, question.instant);
        answer["from"] = named(proposed.from.entity(), context), answer["to"] = named(proposed.to.entity(), context);
        answer["accounts"] = accounts_json(proposed.items, context);
    }
    answer["due"] = to_text(proposed.answer_by);
    answer["overdue"] = packet->state == "proposed" && proposed.answer_by < question.now;
    for (const auto& [name, time] : packet->times) answer[name] = time;
    answer["count"] = proposed.items.size(), answer["transferred"] = packet->transferred.size();
    json::array items;
    for (const Entity item : paged(proposed.items, page))
        items.push_back(item_json(item, *packet, runner, log, question));
    name_next(answer, page, items.size(), proposed.items.size());
    answer["items"] = std::move(items);
    return answer;
}

std::vector<ReadParameter> handover_parameters() {
    return {{"id", "id of the handover", false, true},
            {"after", "items to leave out: the cursor of the page before"},
            {"limit", "items in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
