// Contacts who may be one person, though nobody has said so: one goes by an alias that is the other's name, or an alias of his too.
//
// Two who merely have the same name are not taken for one, and an alias that fits many says nothing of one. Names are sealed under a key a
// person, so that they can be compared only by opening them: each once since the start, after which a hash of it is remembered as long as he
// is not erased.
// Threads: none. The tables are read first, then names are opened.
#pragma once

#include "projections/runner/runner.hpp"
#include "projections/tables/committee.hpp"
#include "projections/tables/network.hpp"

#include <functional>

namespace foxtrail {

inline constexpr std::size_t names_opened_at_once = 2'000;
inline constexpr std::size_t namesakes_max = 5;  // people whom an alias fits

struct Namesakes {
    ContactId contact, other;  // people, into whom nobody else is to be followed
};

class NamesakeSearch {
public:
    // As of now, those of whom nobody has said yet that they may be, or are not, one person. `between` is called now and then while names
    // are opened, and may throw.
    std::vector<Namesakes> found(const Runner&, const Log&, const std::function<void()>& between = [] {});

    struct Name {
        Position told = 0;
        ContactId person;  // into whom the record it was told of was merged
        bool is_alias = false;
        std::size_t hash = 0;  // of the name in its normal form; 0 until it is opened
    };

private:
    std::vector<Name> names_;  // the newest first
};

}  // namespace foxtrail
