// Where people worked and learnt before: what makes colleagues and contacts know each other.
#pragma once

#include "core/names.hpp"
#include "events/event.hpp"

namespace foxtrail {

// A school or a company, as it was named and in the form in which two names of the same one are equal.
struct Institution {
    std::string name;
    std::string normal;
    bool operator==(const Institution&) const = default;
};
BOOST_DESCRIBE_STRUCT(Institution, (), (name, normal))

inline Institution institution(std::string name) { return {name, normal_company_name(name)}; }

struct Period {
    Stated<Date> from, until;  // until unknown: perhaps he is still there
    bool operator==(const Period&) const = default;
};
BOOST_DESCRIBE_STRUCT(Period, (), (from, until))

// What two periods have in common; none when `from` comes after `until`. A day that is not known sets no bound.
Period shared_period(const Period&, const Period&);

// Years of a school know each other: the older tutor the younger.
inline constexpr std::int32_t school_days_apart_max = 366;

// Whether two people were at one place at a time, as far as is known, or no more than so many days after each other.
bool were_together(const Period&, const Period&, std::int32_t days_apart_max);

struct EmploymentRecorded {
    static constexpr EventType type{"employment.recorded", 1, "工作经历记录"};
    static constexpr std::string_view doc = "An employee or a contact works or worked for an employer. Who worked there too may know him.";
    Entity person;
    Institution employer;
    Period period;
    bool operator==(const EmploymentRecorded&) const = default;
};
BOOST_DESCRIBE_STRUCT(EmploymentRecorded, (), (person, employer, period))

struct EducationRecorded {
    static constexpr EventType type{"education.recorded", 1, "教育经历记录"};
    static constexpr std::string_view doc = "An employee or a contact goes or went to a school. Who went there too may know him.";
    Entity person;
    Institution school;
    Period period;
    bool operator==(const EducationRecorded&) const = default;
};
BOOST_DESCRIBE_STRUCT(EducationRecorded, (), (person, school, period))

using BackgroundEvents = boost::mp11::mp_list<EmploymentRecorded, EducationRecorded>;

}  // namespace foxtrail
