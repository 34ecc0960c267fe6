#include "projections/pipeline/deal_outcomes.hpp"
#include "projections/pipeline/lead_selection.hpp"
#include "projections/pipeline/leads.hpp"
#include "projections/pipeline/month.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::string_view funnel_definition =
    "a cohort: leads captured, by source, by who has them, or by month of capture in the company's time zone. qualified: ever. "
    "qualified_share: of those qualified or disqualified unqualified; converted_share: of those converted or disqualified; both with "
    "Wilson's interval at 95 %, censored_n: leads still open that may yet be. Durations are calendar time between valid times; censored_n: "
    "open leads still on the way; disqualified leads are left out. deals: what became of the converted ones. ";

struct FunnelDimension {
    std::string_view name;
    std::uint64_t (*key)(const LeadCourse&, const CompanyDays&);
    json::value (*label)(std::uint64_t key, const Prospects&, const DimensionContext&);
};

template <class IdType>
json::value holder_label(std::uint64_t key, const Prospects&, const DimensionContext& context) {
    return named_or_unknown(IdType{static_cast<std::uint32_t>(key)}.entity(), context);
}

constexpr FunnelDimension funnel_dimensions[]{
    {"source", [](const LeadCourse& lead, const CompanyDays&) -> std::uint64_t { return lead.row.source.index; },
     [](std::uint64_t key, const Prospects& prospects, const DimensionContext&) {
         return json::value(prospects.leads.texts().at({static_cast<std::uint32_t>(key)}));
     }},
    {"owner", [](const LeadCourse& lead, const CompanyDays&) -> std::uint64_t { return lead.row.holder.owner.number; },
     holder_label<EmployeeId>},
    {"department", [](const LeadCourse& lead, const CompanyDays&) -> std::uint64_t { return lead.row.holder.department.number; },
     holder_label<DepartmentId>},
    {"month", [](const LeadCourse& lead, const CompanyDays& days) { return month_key(days.of(lead.captured)); },
     [](std::uint64_t key, const Prospects&, const DimensionContext&) { return json::value(month_text(key)); }},
};

class LeadFunnel {
public:
    void add(const LeadCourse& lead) {
        const LeadStatus status = lead.row.status;
        ++captured_, qualified_ += lead.qualified.has_value();
        converted_ += status == LeadStatus::converted, disqualified_ += status == LeadStatus::disqualified;
        unqualified_ += status == LeadStatus::disqualified && !lead.qualified;
        open_ += lead.is_open(), open_unqualified_ += lead.is_open() && !lead.qualified;
        if (lead.qualified)
            to_qualified_.add(lead.qualified->us - lead.captured.us);
        else if (lead.is_open())
            to_qualified_.add_censored();
        if (status == LeadStatus::converted) {
            to_converted_.add(lead.ended->us - lead.captured.us);
            if (lead.qualified) qualified_to_converted_.add(lead.ended->us - lead.qualified->us);
        } else if (lead.is_open()) {
            to_converted_.add_censored();
            if (lead.qualified) qualified_to_converted_.add_censored();
        }
    }
    void add_deal(Outcome outcome) { deals_.add(outcome); }

    json::object printed() const {
        return {{"captured", captured_},
                {"qualified", qualified_},
                {"disqualified", disqualified_},
                {"converted", converted_},
                {"open", open_},
                {"qualified_share", proportion(qualified_, qualified_ + unqualified_, open_unqualified_)},
                {"converted_share", proportion(converted_, converted_ + disqualified_, open_)},
                {"captured_to_qualified", to_qualified_.summary()},
                {"qualified_to_converted", qualified_to_converted_.summary()},
                {"captured_to_converted", to_converted_.summary()},
                {"deals", deals_.printed()}};
    }

private:
    std::uint64_t captured_ = 0, qualified_ = 0, unqualified_ = 0, disqualified_ = 0, converted_ = 0, open_ = 0, open_unqualified_ = 0;
    Durations to_qualified_, qualified_to_converted_, to_converted_;
    DealOutcomes deals_;
};

const FunnelDimension* funnel_dimension(const ReadQuestion& question, Problems& problems) {
    const auto name = question.find("group_by").value_or("source");
    const auto* found = std::ranges::find(funnel_dimensions, name, &FunnelDimension::name);
    if (found != std::end(funnel_dimensions)) return found;
    problems.push_back({"group_by", "expected source, owner, department or month"});
    return nullptr;
}

}  // namespace

ReadAnswer lead_funnel(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto prospects = runner.read<Prospects>();
    Problems problems;
    const CompanyDays days(log, question.instant);
    const LeadSelection selection(question, *prospects.tables, *context.directory.tables, days, problems);
    const FunnelDimension* by = funnel_dimension(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    LeadFunnel all;
    std::map<std::uint64_t, LeadFunnel> groups;
    Deal deal;
    each_lead(*prospects.tables, question.instant, [&](LeadId, const LeadCourse& one) {
        if (!selection.selects(one)) return;
        LeadFunnel& group = groups[by->key(one, days)];
        group.add(one), all.add(one);
        if (!one.row.opportunity || !context.deals->deals.at(one.row.opportunity.number, question.instant, deal)) return;
        group.add_deal(deal.outcome.value), all.add_deal(deal.outcome.value);
    });
    json::array printed;
    for (const auto& [key, funnel] : groups) {
        json::object group = funnel.printed();
        group[by->name] = by->label(key, *prospects.tables, context);
        printed.push_back(std::move(group));
    }
    return json::object{{"all", all.printed()},
                        {"groups", std::move(printed)},
                        {"definition", std::string(funnel_definition) + std::string(DealOutcomes::definition)}};
}

std::vector<ReadParameter> lead_funnel_parameters() {
    auto parameters = LeadSelection::parameters();
    parameters.insert(parameters.begin(), {"group_by", "source, owner, department or month (of capture); source when left out"});
    return parameters;
}

}  // namespace foxtrail
