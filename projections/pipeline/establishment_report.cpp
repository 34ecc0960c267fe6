#include "projections/pipeline/establishment_report.hpp"

#include "projections/pipeline/deal_outcomes.hpp"
#include "projections/pipeline/establishment_requests.hpp"
#include "projections/pipeline/month.hpp"
#include "projections/reading/company_calendar.hpp"
#include "projections/reading/entities.hpp"
#include "projections/reading/listing.hpp"

#include <map>

namespace foxtrail {
namespace {

constexpr std::string_view establishment_definition =
    "project: an opportunity once stated to be one before its outcome, by approval of a request or by the system; conversion: of those "
    "that became one and those that ended without, with Wilson's interval at 95 %, censored_n: open ones that may yet; created_to_project: "
    "calendar time to the first time; from_creation: projects from the start, in neither. requested, approved, rejected: opportunities "
    "ever; pending: waiting now; lapsed: not answered when the deal ended; waiting: from each request to its answer. never: all deals that "
    "were no project before their outcome. A "
    "deal has to live until it is established: the difference in win rate is not its effect alone. ";

// A deal at the instant, and when it first became a project.
struct DealAsProject {
    Deal deal;
    std::optional<Time> since{};
    bool from_creation = false;

    DealAsProject(const Deal& birth, std::span<const Change> changes)
        : deal(birth), from_creation(birth.established == Stated<bool>(true)) {
        for (const Change& change : changes) {
            Table<Deal>::apply(deal, change);
            if (!since && deal.established == Stated<bool>(true)) since = change.valid_at();
        }
        if (from_creation) since = deal.created;
        if (since && deal.outcome.value != Outcome::open && *since > deal.outcome.since) since.reset();
    }
};

struct EstablishmentTally {
    std::uint64_t deals = 0, requested = 0, approved = 0, rejected = 0, pending = 0, lapsed = 0, from_creation = 0;
    std::uint64_t converted = 0, ended_without = 0, open_without = 0;
    Durations to_project, waiting;
    DealOutcomes projects, never;

    void add(const DealAsProject& one, const EstablishmentCourse* course) {
        const Outcome outcome = one.deal.outcome.value;
        ++deals, (one.since ? projects : never).add(outcome);
        if (course) add_requests(*course, outcome == Outcome::open);
        if (one.from_creation) return void(++from_creation);
        converted += one.since.has_value();
        ended_without += !one.since && outcome != Outcome::open, open_without += !one.since && outcome == Outcome::open;
        if (one.since)
            to_project.add(one.since->us - one.deal.created.us);
        else if (outcome == Outcome::open)
            to_project.add_censored();
    }
    json::object printed() const {
        return {{"deals", deals},
                {"requested", requested},
                {"approved", approved},
                {"rejected", rejected},
                {"pending", pending},
                {"lapsed", lapsed},
                {"from_creation", from_creation},
                {"conversion", proportion(converted, converted + ended_without, open_without)},
                {"created_to_project", to_project.summary()},
                {"waiting", waiting.summary()},
                {"projects", projects.printed()},
                {"never", never.printed()}};
    }

private:
    void add_requests(const EstablishmentCourse& course, bool open) {
        requested += course.requested, approved += course.approved, rejected += course.rejected;
        pending += course.pending && open, lapsed += course.pending && !open;
        for (const auto us : course.waits_us) waiting.add(us);
        if (course.pending && open) waiting.add_censored();
    }
};

// By dimensions of deals, or by the month they were created in.
class EstablishmentGroups {
public:
    EstablishmentGroups(const ReadQuestion& question, const DimensionContext& context, const CompanyDays& days, Problems& problems)
        : days_(days),
          by_month_(question.find("group_by") == "month"),
          deals_(by_month_ ? question.without("group_by") : question.with_default("group_by", "department"), context, problems) {}

    bool selects(const Deal& deal) const { return deals_.selects(deal); }
    GroupKey key(const Deal& deal) const { return by_month_ ? GroupKey{month_key(days_.of(deal.created))} : deals_.group(deal); }
    json::object label(const GroupKey& key, const DimensionContext& context) const {
        return by_month_ ? json::object{{"month", month_text(key[0])}} : deals_.label(key, context);
    }

private:
    const CompanyDays& days_;
    const bool by_month_;
    const DealSelection deals_;
};

}  // namespace

ReadAnswer establishment(const Runner& runner, const Log& log, const ReadQuestion& question) {
    const DimensionContext context(runner, question.instant);
    const auto judgements = runner.read<Judgements>();
    Problems problems;
    const CompanyDays days(log, question.instant);
    const EstablishmentGroups asked(question, context, days, problems);
    const Page page = read_page(question, problems);
    if (!problems.empty()) return std::unexpected(std::move(problems));

    const EstablishmentCourses courses = establishment_courses(*judgements.tables, question.instant);
    EstablishmentTally all;
    std::map<GroupKey, EstablishmentTally> groups;
    context.deals->deals.each_history(question.instant, [&](std::uint32_t id, const Deal& birth, Time, std::span<const Change> changes) {
        const DealAsProject one(birth, changes);
        if (!asked.selects(one.deal)) return;
        const auto course = courses.find({id});
        const EstablishmentCourse* found = course == courses.end() ? nullptr : &course->second;
        all.add(one, found), groups[asked.key(one.deal)].add(one, found);
    });
    json::object answer = listed(judgements->judgements, "pending", question.instant, page, [&](std::uint32_t id, const JudgementRow& row) {
        Deal deal;
        const bool wanted = row.establishment == EstablishmentState::requested &&
                            context.deals->deals.at(row.opportunity.number, question.instant, deal) &&
                            deal.outcome.value == Outcome::open && asked.selects(deal);
        return wanted ? establishment_request_json(id, row, *judgements.tables, log, question.now, context) : json::object{};
    });
    json::array printed;
    for (const auto& [key, tally] : groups) {
        json::object group = asked.label(key, context);
        add_members(group, tally.printed());
        printed.push_back(std::move(group));
    }
    answer["all"] = all.printed(), answer["groups"] = std::move(printed);
    answer["definition"] = std::string(establishment_definition) + std::string(DealOutcomes::definition);
    return answer;
}

std::vector<ReadParameter> establishment_parameters() {
    auto parameters = DealSelection::parameters();
    parameters.front().doc =
        "up to four dimensions, comma-separated, or month (of creation, in the company's time zone) alone; department when left out";
    parameters.push_back({"after", "the cursor of the page of pending requests before"});
    parameters.push_back({"limit", "pending requests in a page, at most 1000, 100 when left out"});
    return parameters;
}

}  // namespace foxtrail
