// The answers at random instants, in both times, equal plain code over the raw events.
#include "projections/pipeline/board.hpp"
#include "projections/pipeline/conversion.hpp"
#include "projections/reading/history.hpp"
#include "tests/projections/answering.hpp"
#include "tests/projections/random_history.hpp"
#include "tests/projections/raw_events.hpp"
#include "tests/random_seed.hpp"

#include <map>

namespace foxtrail::answers_random_test {

namespace {

using Counts = std::map<std::string, std::int64_t>;

std::string text(const json::value& value) { return std::string(value.as_string()); }
std::int64_t whole(const json::value& value) { return value.to_number<std::int64_t>(); }

// "12.50" is 1250: all currencies here have two decimals.
void add_amount(Counts& counts, const std::string& what, const json::value& money) {
    std::string digits = text(money.at("amount"));
    std::erase(digits, '.');
    counts[what + ' ' + text(money.at("currency"))] += std::stoll(digits);
}

// Readable, and what counts nothing may be left out.
std::vector<std::string> differences(const Counts& answered, const Counts& by_hand) {
    std::set<std::string> names;
    for (const auto* counts : {&answered, &by_hand})
        for (const auto& [name, count] : *counts) names.insert(name);
    std::vector<std::string> found;
    const auto in = [](const Counts& counts, const std::string& name) { return counts.contains(name) ? counts.at(name) : 0; };
    for (const auto& name : names)
        if (in(answered, name) != in(by_hand, name)) found.push_back(name + ": " + std::to_string(in(answered, name)) + " answered, " + std::to_string(in(by_hand, name)) + " by hand");
    return found;
}

// Where a deal went: a stage, a stage it was reopened in, or an end.
struct Step {
    std::string place;
    bool is_end, is_reopened;
    json::value value;  // of the deal then
};

struct PlainDeal {
    std::string stage, outcome, owner = "unknown";
    json::value value;
    std::vector<Step> path;

    void apply(const RawEvent& event) {
        const auto& d = event.data;
        if (event.type == "opportunity.created.v1") stage = text(d.at("stage").at("name")), value = d.at("value");
        else if (event.type == "opportunity.value_estimated.v1") value = d.at("to");
        else if (event.type == "opportunity.won.v1") value = d.at("value");
        else if (event.type == "opportunity.assigned.v1") owner = text(d.at("to").at("owner"));
        else if (enters_stage(event)) stage = text(d.at("to").at("name"));
        if (enters_stage(event) || event.type == "opportunity.created.v1") path.push_back({stage, false, false, value});
        const std::string before = std::exchange(outcome, outcome_by(event).empty() ? outcome : outcome_by(event));
        if (before.empty() || before == outcome) return;
        if (outcome == "open") path.push_back({stage, false, true, value});
        else path.push_back({outcome, true, false, value});
    }
};

std::map<std::string, PlainDeal> plain_deals(const std::vector<RawEvent>& all, const Instant& instant) {
    std::map<std::string, PlainDeal> deals;
    for (const auto* event : seen_by(instant, all))
        if (!deal_of(*event).empty()) deals[deal_of(*event)].apply(*event);
    return deals;
}

Counts board_by_hand(const std::map<std::string, PlainDeal>& deals) {
    Counts counts;
    for (const auto& [id, deal] : deals)
        for (const std::string& group : {deal.stage + ' ' + deal.outcome + ' ' + deal.owner, std::string("total")}) {
            ++counts[group];
            if (deal.value.is_object()) add_amount(counts, group, deal.value);
            else ++counts[group + " of unknown value"];
        }
    return counts;
}

Counts board_answered(const json::object& answer) {
    Counts counts;
    const auto add = [&](const std::string& group, const json::value& row) {
        counts[group] = whole(row.at("deals"));
        counts[group + " of unknown value"] = whole(row.at("value_unknown"));
        for (const auto& amount : row.at("amounts").as_array()) add_amount(counts, group, amount);
    };
    for (const auto& row : answer.at("groups").as_array()) {
        const auto& owner = row.at("owner");
        add(text(row.at("stage").at("name")) + ' ' + text(row.at("outcome")) + ' ' + text(owner.is_object() ? owner.at("id") : owner), row);
    }
    add("total", answer.at("total"));
    return counts;
}

Counts conversion_by_hand(const std::map<std::string, PlainDeal>& deals) {
    Counts counts;
    for (const auto& [id, deal] : deals) {
        ++counts["opened"];
        counts["open"] += !deal.path.back().is_end;
        std::set<std::string> moved;
        for (std::size_t i = 0; i < deal.path.size(); ++i) {
            const Step& step = deal.path[i];
            if (step.is_end) ++counts[step.place];
            else if (!step.is_reopened) ++counts["entries"], ++counts["into " + step.place];
            if (step.place == "won" && step.value.is_object()) add_amount(counts, "won", step.value);
            if (step.is_end || i + 1 == deal.path.size()) continue;
            const std::string move = step.place + " > " + deal.path[i + 1].place;
            ++counts[move];
            counts[move + " deals"] += moved.insert(move).second;
        }
    }
    return counts;
}

Counts conversion_answered(const json::object& answer) {
    Counts counts;
    for (const auto& group : answer.at("groups").as_array()) {
        counts["opened"] = whole(group.at("opened")), counts["open"] = whole(group.at("open")), counts["entries"] = whole(group.at("stage_entries"));
        for (const auto* outcome : {"won", "lost", "derailed"}) counts[outcome] = whole(group.at("outcomes").at(outcome).at("deals"));
        for (const auto& amount : group.at("outcomes").at("won").at("amounts").as_array()) add_amount(counts, "won", amount);
        for (const auto& stage : group.at("stages").as_array()) counts["into " + text(stage.at("stage"))] = whole(stage.at("entries"));
        for (const auto& move : group.at("moves").as_array()) {
            const std::string name = text(move.at("from")) + " > " + text(move.at("to"));
            counts[name] = whole(move.at("moves")), counts[name + " deals"] = whole(move.at("deals"));
        }
    }
    return counts;
}

bool names(const json::value& value, std::string_view id) {
    if (const auto* string = value.if_string()) return *string == id;
    if (const auto* object = value.if_object()) return std::ranges::any_of(*object, [&](const auto& member) { return names(member.value(), id); });
    if (const auto* array = value.if_array()) return std::ranges::any_of(*array, [&](const auto& item) { return names(item, id); });
    return false;
}

// A history shows all that was seen, in the order of the log, what was put right later too.
std::vector<Position> history_by_hand(const std::vector<RawEvent>& all, const std::string& entity, const Instant& instant) {
    std::vector<Position> positions;
    for (const auto& event : all) {
        if (event.position > instant.as_of || event.envelope.valid_at > instant.valid_at) continue;
        const bool by_entity = to_text(event.envelope.actor) == entity || to_text(event.envelope.on_behalf_of) == entity;
        if (by_entity || names(event.data, entity)) positions.push_back(event.position);
    }
    return positions;
}

struct AskedAtRandom : Answering<> {
    std::vector<Position> history_answered(const std::string& entity, const Instant& instant) {
        std::vector<Position> positions;
        std::string after = "0";
        for (bool more = true; more;) {
            const auto page = ask(history, {{"entity", entity}, {"limit", "37"}, {"after", after}}, instant);
            for (const auto& event : page.at("events").as_array()) positions.push_back(event.at("position").to_number<Position>());
            more = page.contains("next");
            if (more) after = text(page.at("next")).substr(6);
        }
        return positions;
    }
};

}  // namespace

TEST_CASE("board, conversion and history at random instants equal plain code over the raw events", "[projections][random]") {
    const auto seed = GENERATE(from_range(test::random_seeds(4)));
    INFO("seed " << seed);
    AskedAtRandom company;
    RandomHistory random(company, seed);
    random.run(700);
    const auto raw = raw_events(*company.log);
    for (int question = 0; question < 40; ++question) {
        const Instant instant = question == 0 ? Instant{} : random.instant();
        INFO("as_of " << instant.as_of << " valid_at " << instant.valid_at.us);
        const auto deals = plain_deals(raw, instant);
        const auto standing = board_answered(company.ask(board, {{"group_by", "stage,outcome,owner"}, {"outcome", "any"}}, instant));
        CHECK(differences(standing, board_by_hand(deals)) == std::vector<std::string>());
        CHECK(differences(conversion_answered(company.ask(conversion, {}, instant)), conversion_by_hand(deals)) == std::vector<std::string>());
        for (const std::string entity : {"opp-1", "opp-2", "emp-1", "emp-2", "cus-1", "stm-1"}) {
            INFO(entity);
            const auto by_hand = history_by_hand(raw, entity, instant);
            if (company.try_ask(history, {{"entity", entity}}, instant)) CHECK(company.history_answered(entity, instant) == by_hand);
            else CHECK(by_hand.empty());  // it was not there
        }
    }
}

}  // namespace foxtrail::answers_random_test
