// How read models read the parameters they share: whole numbers, instants, pages. A problem's pointer is the parameter's name.
#pragma once

#include "core/json.hpp"
#include "projections/reading/company_calendar.hpp"

#include <charconv>

namespace foxtrail {

inline constexpr std::size_t page_limit_max = 1'000, page_limit_default = 100;

// Digits only, the whole text; nothing for any other form or what leaves 64 bits.
inline std::optional<std::uint64_t> whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

template <class Number>
void read_number(const ReadQuestion& question, std::string_view name, Number& into, std::uint64_t max, Problems& problems) {
    const auto text = question.find(name);
    if (!text) return;
    if (const auto number = whole_number(*text); number && *number <= max)
        into = static_cast<Number>(*number);
    else
        problems.push_back({std::string(name), "expected a whole number up to " + std::to_string(max)});
}

// `limit`, the most entries of a page. A page of none would lead to itself.
inline void read_limit(const ReadQuestion& question, std::size_t& limit, Problems& problems) {
    std::size_t given = limit;
    read_number(question, "limit", given, page_limit_max, problems);
    if (given > 0) limit = given;
    else problems.push_back({"limit", "expected a whole number from 1 to " + std::to_string(page_limit_max)});
}

// An id of this kind; nothing when the parameter is left out or, with a problem, when it cannot be read.
template <class IdType>
std::optional<IdType> read_id(const ReadQuestion& question, std::string_view name, Problems& problems) {
    const auto text = question.find(name);
    if (!text) return std::nullopt;
    const auto id = from_text(*text, std::type_identity<IdType>{});
    if (id) return *id;
    problems.push_back({std::string(name), id.error()});
    return std::nullopt;
}

// The same of something that was a row of the table at the instant.
template <class IdType, class Row>
std::optional<IdType> read_known(const ReadQuestion& question, std::string_view name, const Table<Row>& table, Problems& problems) {
    const auto id = read_id<IdType>(question, name, problems);
    Row row;
    if (!id || table.at(id->number, question.instant, row)) return id;
    problems.push_back({std::string(name), "there was no " + to_text(*id) + " at this instant"});
    return std::nullopt;
}

// One of an enumeration's names; nothing when the parameter is left out or, with a problem, when it is none of them.
template <DescribedEnum E>
std::optional<E> read_enum(const ReadQuestion& question, std::string_view name, Problems& problems) {
    const auto text = question.find(name);
    if (!text) return std::nullopt;
    const auto names = enum_names<E>();
    const auto found = std::ranges::find(names, *text);
    if (found != names.end()) return enum_values<E>()[static_cast<std::size_t>(found - names.begin())];
    problems.push_back({std::string(name), detail::one_of(names)});
    return std::nullopt;
}

// Days, the first and the last included.
struct DayRange {
    Date from, to;
    bool has(Date day) const { return from <= day && day <= to; }
};

inline constexpr Date first_day{-700'000};              // with what follows, all days that can be written
inline constexpr std::int32_t days_after_max = 4'000'000;

inline Date read_date(const ReadQuestion& question, std::string_view name, Date otherwise, Problems& problems) {
    const auto text = question.find(name);
    if (!text) return otherwise;
    const auto date = from_text(*text, std::type_identity<Date>{});
    if (!date) problems.push_back({std::string(name), "expected a date like \"2026-11-24\""});
    return date.value_or(otherwise);
}

// The days `from` and `to`: from `first` when left out, to `more` days later.
inline DayRange read_days(const ReadQuestion& question, Date first, std::int32_t more, Problems& problems) {
    DayRange days{read_date(question, "from", first, problems), {}};
    days.to = read_date(question, "to", {days.from.days + more}, problems);
    if (days.to < days.from) problems.push_back({"to", "lies before the first day, " + to_text(days.from)});
    return days;
}

// False when the parameter is left out.
inline bool read_flag(const ReadQuestion& question, std::string_view name, Problems& problems) {
    const auto text = question.find(name).value_or("false");
    if (text != "true" && text != "false") problems.push_back({std::string(name), "expected true or false"});
    return text == "true";
}

// The thing the path names, `id`, as a row of the table at the instant; a problem with that parameter when there was none.
template <class IdType, class Row>
std::expected<IdType, Problems> read_path_id(const ReadQuestion& question, const Table<Row>& table, Row& row) {
    const auto id = from_text(question.find("id").value_or(""), std::type_identity<IdType>{});
    if (!id) return std::unexpected(Problems{{"id", id.error()}});
    if (!table.at(id->number, question.instant, row))
        return std::unexpected(Problems{{"id", "there was no " + to_text(*id) + " at this instant"}});
    return *id;
}

// An instant, or what `of_date` makes of a date.
template <class OfDate>
Time read_time(const ReadQuestion& question, std::string_view name, Time otherwise, OfDate&& of_date, Problems& problems) {
    const auto text = question.find(name);
    if (!text) return otherwise;
    if (const auto date = from_text(*text, std::type_identity<Date>{})) return of_date(*date);
    const auto time = from_text(*text, std::type_identity<Time>{});
    if (!time) problems.push_back({std::string(name), "expected an instant like \"2026-11-24T09:30:00Z\" or a date"});
    return time.value_or(otherwise);
}

// Instants from the first on, up to and without the last.
struct TimeRange {
    Time from = Time::min(), to = Time::max();
    bool has(Time at) const { return at >= from && at < to; }
};

// The instants `from` and `to`, open where one is left out. A date means its beginning.
inline TimeRange read_times(const ReadQuestion& question, const CompanyDays& days, Problems& problems) {
    const auto begin = [&](Date day) { return days.begin(day); };
    return {read_time(question, "from", Time::min(), begin, problems), read_time(question, "to", Time::max(), begin, problems)};
}

// A second instant that a question compares with: what was true by `valid_at`, as known by `as_of`. Either may be left out,
// then it is that of the question; nothing when both are. A date means its end.
inline std::optional<Instant> read_other_instant(const ReadQuestion& question, const Log& log, std::string_view valid_at,
                                                 std::string_view as_of, Problems& problems) {
    const CompanyDays days(log, question.instant);
    const auto end = [&](Date day) { return days.end(day); };
    const auto known = question.find(as_of);
    Instant other = question.instant;
    other.valid_at = read_time(question, valid_at, other.valid_at, end, problems);
    if (known) {
        const auto position = whole_number(*known);
        other.as_of = std::min(position ? *position : log.position_at(read_time(question, as_of, Time::max(), end, problems)), other.as_of);
    }
    return known || question.find(valid_at) ? std::optional(other) : std::nullopt;
}

}  // namespace foxtrail
