#include "projections/people/exposure.hpp"
#include "projections/people/exposure_of.hpp"
#include "projections/reading/listing.hpp"

#include <cmath>

namespace foxtrail {
namespace {

// One thing that rests on people; an employee's share of it is his count of the company's.
struct Measure {
    std::string_view name;
    std::uint64_t (*count)(const Exposure&);
};
constexpr Measure measures[]{
    {"deals", [](const Exposure& e) -> std::uint64_t { return e.deals.size(); }},
    {"team_places", [](const Exposure& e) -> std::uint64_t { return e.team_places.size(); }},
    {"counterparts", [](const Exposure& e) -> std::uint64_t { return e.counterpart_roles.size(); }},
    {"sole_contacts", [](const Exposure& e) -> std::uint64_t { return e.sole_contacts.size(); }},
    {"open_items",
     [](const Exposure& e) {
         std::uint64_t items = 0;
         for (const auto& [kind, count] : e.open_items) items += count;
         return items;
     }},
    {"documents", [](const Exposure& e) -> std::uint64_t { return e.documents.size(); }},
    {"reports", [](const Exposure& e) -> std::uint64_t { return e.reports.size(); }},
};
constexpr std::size_t measure_count = std::size(measures), by_value = measure_count, by_all = measure_count + 1;
constexpr std::string_view definition =
    "share: the mean of an employee's shares of what the company has of each measure; value: the mean over currencies "
    "of his share of the open amount";

struct Ranked {
    EmployeeId id;
    DepartmentId department;
    Exposure exposure;
    std::array<double, by_all + 1> shares{};  // of each measure, of the open value, and their mean
};

struct Totals {
    std::array<std::uint64_t, measure_count> counts{};
    std::map<Currency, WideSum> amounts;

    explicit Totals(const std::vector<Ranked>& all) {
        for (const auto& [id, department, exposure, shares] : all) {
            for (std::size_t i = 0; i < measure_count; ++i) counts[i] += measures[i].count(exposure);
            for (const auto& [currency, minor] : exposure.deal_total.amounts) amounts[currency] += minor;
        }
    }

    // What the company has none of counts for nobody.
    void rate(Ranked& one) const {
        double sum = 0;
        std::size_t counted = 0, currencies = 0;
        for (std::size_t i = 0; i < measure_count; ++i) {
            if (counts[i] == 0) continue;
            one.shares[i] = static_cast<double>(measures[i].count(one.exposure)) / static_cast<double>(counts[i]);
            sum += one.shares[i], ++counted;
        }
        for (const auto& [currency, minor] : amounts) {
            if (minor <= 0) continue;
            const auto own = one.exposure.deal_total.amounts.find(currency);
            if (own != one.exposure.deal_total.amounts.end())
                one.shares[by_value] += static_cast<double>(own->second) / static_cast<double>(minor);
            ++currencies;
        }
        if (currencies > 0)
            one.shares[by_value] /= static_cast<double>(currencies), sum += one.shares[by_value], ++counted;
        if (counted > 0) one.shares[by_all] = sum / static_cast<double>(counted);
    }
};

std::vector<Ranked> ranked(std::size_t by, const ExposureContext& context) {
    std::vector<Ranked> all;
    context.directory->employees.each(context.instant, [&](std::uint32_t id, const EmployeeRow& row) {
        if (!row.departed.value) all.push_back({{id}, row.department, exposure_of({id}, context), {}});
    });
    const Totals totals(all);
    for (auto& one : all) totals.rate(one);
    std::ranges::stable_sort(all, std::greater(), [by](const Ranked& one) { return one.shares[by]; });
    return all;
}

double rounded(double share) { return std::round(share * 10'000) / 10'000; }

json::object ranked_json(std::size_t rank, const Ranked& one, const ExposureContext& context) {
    json::object printed{{"rank", rank},
                         {"employee", named(one.id.entity(), context)},
                         {"department", named_or_unknown(one.department.entity(), context)}};
    for (std::size_t i = 0; i < measure_count; ++i) printed[measures[i].name] = measures[i].count(one.exposure);
    printed["amounts"] = one.exposure.deal_total.printed().at("amounts");
    printed["alerts_unanswered"] = one.exposure.alerts_unanswered.size();
    printed["value_share"] = rounded(one.shares[by_value]);
    printed["share"] = rounded(one.shares[by_all]);
    return printed;
}

// Each department with how much of it all rests on its people, and on whom most.
json::array departments_json(const std::vector<Ranked>& all, std::size_t by, const ExposureContext& context) {
    struct Sum {
        std::size_t employees = 0;
        double share = 0;
        const Ranked* first = nullptr;
    };
    std::map<DepartmentId, Sum> sums;
    for (const auto& one : all) {
        Sum& sum = sums[one.department];
        ++sum.employees, sum.share += one.shares[by];
        if (!sum.first) sum.first = &one;
    }
    std::vector<std::pair<DepartmentId, Sum>> sorted(sums.begin(), sums.end());
    std::ranges::stable_sort(sorted, std::greater(), [](const auto& department) { return department.second.share; });
    json::array printed;
    for (const auto& [id, sum] : sorted)
        printed.push_back({{"department", named_or_unknown(id.entity(), context)},
                           {"employees", sum.employees},
                           {"share", rounded(sum.share)},
                           {"first", named(sum.first->id.entity(), context)}});
    return printed;
}

std::size_t read_order(const ReadQuestion& question, Problems& problems) {
    const std::string_view name = question.find("rank_by").value_or("share");
    if (name == "share") return by_all;
    if (name == "value") return by_value;
    const auto found = std::ranges::find(measures, name, &Measure::name);
    if (found == std::end(measures))
        problems.push_back({"rank_by",
                            "expected share, value, deals, team_places, counterparts, sole_contacts, open_items, "
                            "documents or reports"});
    return static_cast<std::size_t>(found - std::begin(measures));
}

}  // namespace

ReadAnswer exposure(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const ExposureContext context(runner, log, question.instant);
    Problems problems;
    const auto department = read_known<DepartmentId>(question, "department", context.directory->departments, problems);
    const std::size_t by = read_order(question, problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const auto all = ranked(by, context);
    json::array employees;
    std::size_t rank = 0, shown = 0, count = 0;
    for (const auto& one : all) {
        ++rank;
        if (department && one.department != *department) continue;
        if (++count <= page.after || shown == page.limit) continue;
        employees.push_back(ranked_json(rank, one, context));
        ++shown;
    }
    json::object answer{{"count", count}, {"definition", definition}};
    name_next(answer, page, shown, count);
    answer["employees"] = std::move(employees);
    answer["departments"] = departments_json(all, by, context);
    return answer;
}

std::vector<ReadParameter> exposure_parameters() {
    return {{"department", "id of the department they work in at the instant"},
            {"rank_by",
             "share, value, deals, team_places, counterparts, sole_contacts, open_items, documents or reports; share "
             "when left out"},
            {"after", "employees to leave out: the cursor of the page before"},
            {"limit", "employees in a page, at most 1000, 100 when left out"}};
}

}  // namespace foxtrail
