// The members of a row by number, at compile time.
#pragma once

#include "core/reflect.hpp"

#include <array>
#include <cstdint>
#include <tuple>

namespace foxtrail {

// The place of the member among those that describe Row.
template <class Row, class Pointer>
constexpr std::uint8_t attribute_number(Pointer wanted) {
    std::size_t found = 0, index = 0;
    boost::mp11::mp_for_each<members_of<Row>>([&](auto member) {
        if constexpr (std::is_same_v<Pointer, std::remove_const_t<decltype(member.pointer)>>)
            if (member.pointer == wanted) found = index;
        ++index;
    });
    return static_cast<std::uint8_t>(found);
}

template <class Row>
inline constexpr std::size_t attribute_count_of = boost::mp11::mp_size<members_of<Row>>::value;

}  // namespace foxtrail
