#include "projections/pipeline/risks.hpp"

#include "projections/pipeline/deal_total.hpp"
#include "projections/pipeline/risk_outcomes.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"
#include "projections/reading/recall.hpp"
#include "projections/reading/statistics.hpp"
#include "projections/work/work_board.hpp"

#include <set>

namespace foxtrail {
namespace {

// The alerts about it: whom it reached when nobody took note.
json::array escalations_json(const Risk& risk, const RiskSelection& selection, const Deadlines& due) {
    json::array alerts;
    const auto print = [&](std::uint32_t, const WorkRow& item) {
        if (item.item.kind == AlertId::kind) alerts.push_back(work_item_json(item, due, selection.context));
    };
    selection.work.items.each_with<&WorkRow::about>(risk.row.item, selection.context.instant, print);
    return alerts;
}

json::value guidance_json(const Risk& risk, const Recalled& events, const DimensionContext& context) {
    if (!risk.guidance) return nullptr;
    return json::object{{"guidance", to_text(risk.guidance->item)},
                        {"by", named_or_unknown(risk.guidance->asked_by.entity(), context)},
                        {"given_at", to_text(risk.guidance->opened)},
                        {"text", recalled(events, risk.guidance->position, "text")},
                        {"acted_on_at", time_json(risk.guidance->closed())}};
}

json::object risk_json(const Risk& risk, const RiskSelection& selection, const Log& log, const Deadlines& due) {
    const DimensionContext& context = selection.context;
    const Recalled events = recall(log, {risk.row.position, risk.guidance ? risk.guidance->position : EventAt{}});
    const auto in_term = risk.answered_in_term(due.now);
    json::object printed{{"flag", to_text(risk.flag)},
                         {"kind", enum_name(risk.row.risk)},
                         {"status", enum_name(risk.status())},
                         {"text", recalled(events, risk.row.position, "text")},
                         {"opportunity", to_text(risk.opportunity())},
                         {"owner", named_or_unknown(risk.row.owner.entity(), context)},
                         {"department", named_or_unknown(risk.deal.unit.department.entity(), context)}};
    printed["amount"] = risk.deal.value ? to_json(risk.deal.value.money()) : json::value("unknown");
    printed["raised_at"] = to_text(risk.row.opened), printed["due"] = to_text(risk.row.due);
    printed["acknowledged_at"] = time_json(risk.row.answered), printed["closed_at"] = time_json(risk.row.closed());
    printed["age_s"] = (risk.until(due.now).us - risk.row.opened.us) / us_per_second;
    printed["escalated"] = risk.row.marked;
    printed["escalations"] = escalations_json(risk, selection, due);
    printed["guidance"] = guidance_json(risk, events, context);
    printed["answered_in_term"] = in_term ? json::value(*in_term) : json::value(nullptr);
    return printed;
}

class RiskSummary {
public:
    void add(const Risk& risk, Time now) {
        ++kinds_[risk.row.risk][risk.status()];
        if (const auto in_term = risk.answered_in_term(now))
            ++decided_, in_term_ += *in_term;
        else
            ++undecided_;
        if (!is_open(risk.row.state())) return;
        unanswered_ += !risk.guidance;
        if (deals_.insert(risk.opportunity()).second) at_risk_.add(risk.deal);
    }
    json::object printed() const {
        json::object kinds;
        for (const auto& [kind, statuses] : kinds_) {
            json::object counts;
            for (const auto& [status, count] : statuses) counts[enum_name(status)] = count;
            kinds[enum_name(kind)] = std::move(counts);
        }
        return {{"by_kind", std::move(kinds)},
                {"unanswered", unanswered_},
                {"answered_in_term", proportion(in_term_, decided_, undecided_)},
                {"deals_at_risk", at_risk_.printed()}};
    }

private:
    std::map<RiskKind, std::map<RiskStatus, std::uint64_t>> kinds_;
    std::uint64_t unanswered_ = 0, in_term_ = 0, decided_ = 0, undecided_ = 0;
    std::set<OpportunityId> deals_;
    DealTotal at_risk_;
};

}  // namespace

ReadAnswer risks(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto work = runner.read<Work>();
    Problems problems;
    const RiskSelection selection(question, context, *work.tables, problems);
    const Page page = read_page(question, problems);
    if (question.find("group_by").value_or("outcome") != "outcome")
        problems.push_back({"group_by", "expected outcome"});
    if (!problems.empty()) return std::unexpected(std::move(problems));
    if (question.find("group_by")) return risk_outcomes(selection, question.now);

    RiskSummary summary;
    work->items.each(question.instant, [&](std::uint32_t, const WorkRow& row) {
        if (const auto risk = selection.risk(row)) summary.add(*risk, question.now);
    });
    const Deadlines due(log, question);
    json::object answer = listed(work->items, "risks", question.instant, page, [&](std::uint32_t, const WorkRow& row) {
        const auto risk = selection.risk(row);
        return risk ? risk_json(*risk, selection, log, due) : json::object{};
    });
    answer["summary"] = summary.printed();
    return answer;
}

std::vector<ReadParameter> risks_parameters() {
    auto parameters = list_parameters();
    std::ranges::move(deal_filters(), std::back_inserter(parameters));
    parameters.push_back({"outcome", "of the deal: open, won, lost or derailed"});
    parameters.push_back(
        {"kind", "kind of flag: role_vacant, no_two_way_contact, dwell, competitor, slipped, single_thread, other"});
    parameters.push_back({"status", "of the flag: open, acknowledged, cleared or lapsed"});
    parameters.push_back({"unanswered", "true: only flags no manager gave guidance on"});
    parameters.push_back(
        {"group_by", "outcome: what became of deals with and without a flag of each kind, and of those with by the guidance they had"});
    return parameters;
}

}  // namespace foxtrail
