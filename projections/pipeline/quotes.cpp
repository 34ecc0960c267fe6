#include "projections/pipeline/quotes.hpp"

#include "projections/reading/dimension.hpp"
#include "projections/reading/history.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/recall.hpp"
#include "projections/reading/seen_events.hpp"
#include "projections/tables/quotes.hpp"

#include <map>

namespace foxtrail {
namespace {

// What a version asks for: of the event that drafted it.
json::object terms_json(const json::object& drafted) { return drafted.at(drafted.contains("terms") ? "terms" : "to").as_object(); }

json::object quote_json(std::uint32_t id, const QuoteRow& row, const Log& log) {
    const Recalled events = recall(log, {row.drafted});
    json::object printed{{"quote", to_text(QuoteId{id})},
                         {"opportunity", to_text(row.opportunity)},
                         {"version", row.version},
                         {"state", enum_name(row.state.value)},
                         {"since", to_text(row.state.since)}};
    if (const auto drafted = events.find(row.drafted); drafted != events.end()) add_members(printed, terms_json(drafted->second.data));
    return printed;
}

// The versions of each quote of a deal, as its own events tell them.
class QuoteVersions {
public:
    void add(const json::object& event) {
        const auto& data = event.at("data").as_object();
        const std::string type(event.at("type").as_string()), step = type.substr(type.find('.') + 1);
        json::array& versions = quotes_[std::string(data.at("quote").as_string())];
        if (step == "drafted" || step == "revised") open(versions, data);
        if (versions.empty()) return;  // the instant does not see its draft
        json::object& version = versions.back().as_object();
        version["state"] = step == "revised" ? "drafted" : json::value(step);
        json::object done{{"step", step}, {"valid_at", event.at("valid_at")}, {"recorded_at", event.at("recorded_at")}};
        for (const auto name : {"drafter", "by", "approver", "to", "document", "limit_basis_points", "why"})
            if (const auto* said = data.if_contains(name); said && !said->is_object()) done[name] = *said;
        version.at("steps").as_array().push_back(std::move(done));
    }
    json::array printed() const {
        json::array all;
        for (const auto& [quote, versions] : quotes_)
            if (!versions.empty()) all.push_back({{"quote", quote}, {"state", versions.back().at("state")}, {"versions", versions}});
        return all;
    }

private:
    static void open(json::array& versions, const json::object& data) {
        json::object version{{"version", versions.size() + 1}};
        if (const auto* number = data.if_contains("version")) version["version"] = *number;
        add_members(version, terms_json(data));
        version["steps"] = json::array{};
        versions.push_back(std::move(version));
    }
    std::map<std::string, json::array> quotes_;
};

}  // namespace

ReadAnswer quotes(const Runner& runner, const Log& log, const ReadQuestion& question) {
    Problems problems;
    const auto opportunity = read_known<OpportunityId>(question, "opportunity", runner.read<Deals>()->deals, problems);
    const auto state = read_enum<QuoteStatus>(question, "state", problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const auto reading = runner.read<Quotes>();
    const auto selects = [&](const QuoteRow& row) { return (!opportunity || row.opportunity == *opportunity) && (!state || row.state.value == *state); };
    std::uint64_t count = 0;
    reading->quotes.each(question.instant, [&](std::uint32_t, const QuoteRow& row) { count += selects(row); });
    json::object answer = listed(reading->quotes, "quotes", question.instant, page, [&](std::uint32_t id, const QuoteRow& row) {
        return selects(row) ? quote_json(id, row, log) : json::object{};
    });
    answer["count"] = count;
    return answer;
}

std::vector<ReadParameter> quotes_parameters() {
    return {{"opportunity", "id of the opportunity quoted for"},
            {"state", "of the last version: drafted, submitted, approved, rejected, sent, accepted, declined, expired; all when left out"},
            {"after", "cursor of the page before"},
            {"limit", "quotes in a page, at most 1000, 100 when left out"}};
}

ReadAnswer deal_quotes(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    Deal deal;
    const auto id = read_path_id<OpportunityId>(question, context.deals->deals, deal);
    if (!id) return std::unexpected(id.error());
    QuoteVersions versions;
    for (const auto& event : seen_events(id->entity(), log, question.instant, [](const RecordedEvent& each) {
             return each.type.starts_with("quote.") ? std::optional(printed_event(each)) : std::nullopt;
         }))
        versions.add(event);
    return json::object{{"opportunity", to_text(*id)}, {"outcome", enum_name(deal.outcome.value)}, {"quotes", versions.printed()}};
}

}  // namespace foxtrail
