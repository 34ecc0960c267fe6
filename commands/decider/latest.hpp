// A fact and the valid time since which it holds. Setting an older one changes nothing: a backdated fact does not undo
// what is known to have come after it.
#pragma once

#include "core/reflect.hpp"
#include "core/time.hpp"

namespace foxtrail {

template <class T>
struct Latest {
    T value{};
    Time since = Time::min();

    void set(T newer, Time valid_at) {
        if (valid_at < since) return;
        value = std::move(newer);
        since = valid_at;
    }
    BOOST_DESCRIBE_CLASS(Latest, (), (value, since), (), ())
};

}  // namespace foxtrail
