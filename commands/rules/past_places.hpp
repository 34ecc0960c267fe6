// Where a person worked and learnt, as deciders know it.
#pragma once

#include "core/names.hpp"
#include "events/background.hpp"

namespace foxtrail {

inline constexpr std::size_t past_places_max = 50;  // employers, and as many schools, of one person

struct PastPlace {
    std::string normal_name;
    Period period;
    bool operator==(const PastPlace&) const = default;
};
BOOST_DESCRIBE_STRUCT(PastPlace, (), (normal_name, period))

struct PastPlaces {
    std::vector<PastPlace> employers, schools;
};
BOOST_DESCRIBE_STRUCT(PastPlaces, (), (employers, schools))

// Events keep the normal form of their day, which may have told more apart.
inline void evolve(PastPlaces& past, const EmploymentRecorded& e) { past.employers.push_back({normal_name(e.employer.normal), e.period}); }
inline void evolve(PastPlaces& past, const EducationRecorded& e) { past.schools.push_back({normal_name(e.school.normal), e.period}); }

}  // namespace foxtrail
