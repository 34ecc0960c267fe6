#include "projections/rules/absences.hpp"

#include "projections/reading/company_calendar.hpp"
#include "projections/rules/key_people.hpp"
#include "projections/tables/diary.hpp"

#include <map>

namespace foxtrail {
namespace {

bool recorded_something(EmployeeId employee, Position after, const Log& log) {
    constexpr std::size_t looked_at_once = 64;
    bool found = false;
    for (bool more = true; more && !found;) {
        const auto positions = log.history(employee.entity(), after, log.head(), looked_at_once);
        more = positions.size() == looked_at_once;
        if (positions.empty()) break;
        log.read(positions, [&](const RecordedEvent& event) {
            found = event.envelope->actor == employee.entity();
            return !found;
        });
        after = positions.back();
    }
    return found;
}

// Valid time of an employee's joining; he is there from then on.
Date joined_on(std::uint32_t id, const Directory& directory, const WorkingTime& time) {
    Date joined;
    directory.employees.history(id, Instant{}, [&](std::uint32_t, const EmployeeRow&, Time born, std::span<const Change>) { joined = time.local_date(born); });
    return joined;
}

struct KnownLogs {
    std::optional<Date> first;                      // day that anybody handed in a log of
    std::vector<std::pair<EmployeeId, Date>> days;  // handed in or found missing, ascending
};

KnownLogs known_logs(const Diary& diary, Date since) {
    KnownLogs known;
    diary.work_logs.each(Instant{}, [&](std::uint32_t, const WorkLogRow& row) {
        if (row.submitted != Time{}) known.first = std::min(known.first.value_or(row.day), row.day);
        if (row.day >= since) known.days.emplace_back(row.employee, row.day);
    });
    std::ranges::sort(known.days);
    return known;
}

std::vector<Date> working_days(Date from, Date to, const WorkingTime& time) {
    std::vector<Date> days;
    for (Date day = from; day < to; ++day.days)
        if (time.is_working_day(day)) days.push_back(day);
    return days;
}

}  // namespace

std::vector<Finding> inactive_owners(const RestingContext& context, const Log& log, const RuleTerms& terms, Time now) {
    const CompanyCalendar calendar(log, Instant{});
    const auto days = static_cast<std::int32_t>(threshold(terms, "inactive_working_days"));
    const Date last_seen = calendar.time.after_working_days(calendar.time.local_date(now), -days);
    const Position before = log.position_at(calendar.time.instant(last_seen));
    std::map<EmployeeId, std::uint32_t> deals;
    context.deals->deals.each(context.instant, [&](std::uint32_t, const Deal& deal) {
        if (deal.outcome.value == Outcome::open && deal.owner) ++deals[deal.owner];
    });
    const EmployeeId head = head_of_company(context);
    std::vector<Finding> found;
    for (const auto& [owner, count] : deals) {
        EmployeeRow row;
        if (!context.directory->employees.at(owner.number, context.instant, row) || (!row.manager && head == owner)) continue;
        if (joined_on(owner.number, *context.directory.tables, calendar.time) >= last_seen || recorded_something(owner, before, log)) continue;
        found.push_back({RuleCode::R6, owner.entity(), {row.manager, head},
                         to_text(owner) + " has recorded nothing since " + to_text(last_seen) + "; open deals that rest on him: " + std::to_string(count)});
    }
    return found;
}

std::vector<EmployeeId> leavers(const Runner& runner) {
    std::vector<EmployeeId> leaving;
    runner.read<Directory>()->employees.each(Instant{}, [&](std::uint32_t id, const EmployeeRow& row) {
        if (row.last_day && !row.departed.value) leaving.push_back({id});
    });
    return leaving;
}

std::vector<MissingWorkLog> missing_work_logs(const Runner& runner, const Log& log, Time now) {
    const auto directory = runner.read<Directory>();
    const auto diary = runner.read<Diary>();
    const CompanyCalendar calendar(log, Instant{});
    const Date today = calendar.time.local_date(now), furthest{today.days - work_log_days_kept + 1};
    const KnownLogs known = known_logs(*diary.tables, furthest);
    std::vector<MissingWorkLog> missing;
    if (!known.first) return missing;
    const auto days = working_days(std::max(*known.first, furthest), today, calendar.time);
    directory->employees.each(Instant{}, [&](std::uint32_t id, const EmployeeRow& row) {
        const Date left = row.departed.value ? calendar.time.local_date(row.departed.since) : today;  // he owes the log of his last day
        const Date joined = joined_on(id, *directory.tables, calendar.time);
        for (const Date day : days)
            if (day >= joined && day <= left && !std::ranges::binary_search(known.days, std::pair(EmployeeId{id}, day))) missing.push_back({{id}, day});
    });
    return missing;
}

}  // namespace foxtrail
