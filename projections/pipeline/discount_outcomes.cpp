#include "projections/pipeline/deal_outcomes.hpp"
#include "projections/pipeline/quotes.hpp"
#include "projections/reading/dimension.hpp"
#include "projections/tables/quotes.hpp"

namespace foxtrail {
namespace {

constexpr std::string_view discount_definition =
    "deals by the discount of the version sent last before their outcome, of the quote accepted or else of the last one; open ones as they "
    "stand. from and to: basis points, both included. not_quoted: deals to which none was sent by then. A deal must live long enough to be "
    "quoted: the difference from not_quoted is not the discount's effect. ";

struct DiscountBand {
    std::uint16_t from, to;
};
constexpr std::array<DiscountBand, 5> discount_bands{{{0, 0}, {1, 500}, {501, 1'000}, {1'001, 2'000}, {2'001, 10'000}}};

// What the deal was offered when it ended, or is offered now; nothing when no quote was sent to it by then.
std::optional<std::uint16_t> decisive_discount(std::uint32_t id, const Deal& deal, const Quotes& quotes, const Instant& instant) {
    const Instant then{instant.as_of, deal.outcome.value == Outcome::open ? instant.valid_at : deal.outcome.since};
    std::optional<std::uint16_t> discount;
    bool accepted = false;
    quotes.quotes.each_with<&QuoteRow::opportunity>({id}, then, [&](std::uint32_t, const QuoteRow& row) {
        if (!row.sent_discount || (accepted && row.state.value != QuoteStatus::accepted)) return;
        discount = row.sent_discount, accepted = row.state.value == QuoteStatus::accepted;
    });
    return discount;
}

}  // namespace

ReadAnswer discount_outcomes(const Runner& runner, const Log&, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto reading = runner.read<Quotes>();
    Problems problems;
    const DealSelection selection(question, context, problems);
    if (question.find("group_by")) problems.push_back({"group_by", "deals are grouped by their discount: leave it out"});
    if (!problems.empty()) return std::unexpected(std::move(problems));

    std::array<DealOutcomes, discount_bands.size()> outcomes;
    DealOutcomes quoted, not_quoted;
    context.deals->deals.each(question.instant, [&](std::uint32_t id, const Deal& deal) {
        if (!selection.selects(deal)) return;
        const auto discount = decisive_discount(id, deal, *reading.tables, question.instant);
        (discount ? quoted : not_quoted).add(deal.outcome.value);
        for (std::size_t band = 0; discount && band < outcomes.size(); ++band)
            if (*discount >= discount_bands[band].from && *discount <= discount_bands[band].to) outcomes[band].add(deal.outcome.value);
    });
    json::array bands;
    for (std::size_t band = 0; band < outcomes.size(); ++band) {
        json::object one = outcomes[band].printed();
        one["from"] = discount_bands[band].from, one["to"] = discount_bands[band].to;
        bands.push_back(std::move(one));
    }
    return json::object{{"bands", std::move(bands)},
                        {"quoted", quoted.printed()},
                        {"not_quoted", not_quoted.printed()},
                        {"definition", std::string(discount_definition) + std::string(DealOutcomes::definition)}};
}

std::vector<ReadParameter> discount_outcomes_parameters() { return deal_filters(); }

}  // namespace foxtrail
