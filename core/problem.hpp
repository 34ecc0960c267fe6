// What is wrong with an input, said so that the person can mend it.
#pragma once

#include <boost/describe.hpp>

#include <string>
#include <vector>

namespace foxtrail {

struct Problem {
    std::string pointer;  // RFC 6901 JSON pointer to the member, "" for the whole
    std::string detail;   // what is expected there
    bool operator==(const Problem&) const = default;
};
BOOST_DESCRIBE_STRUCT(Problem, (), (pointer, detail))

using Problems = std::vector<Problem>;

}  // namespace foxtrail
