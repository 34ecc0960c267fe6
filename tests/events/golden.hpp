// Every released event type is pinned: its bytes and its JSON never change.
#pragma once

#include "events/event_entry.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <map>
#include <sstream>

namespace foxtrail {

// A value of every member that is neither empty nor the default.
template <class T>
void fill(T& value, std::uint32_t& next) {
    if constexpr (std::is_same_v<T, std::string>) value = "text " + std::to_string(++next);
    else if constexpr (std::is_same_v<T, bool>) value = true;
    else if constexpr (AnId<T>) value.number = ++next;
    else if constexpr (std::is_same_v<T, Entity>) value = {Kind::of("opp"), ++next};
    else if constexpr (std::is_same_v<T, Time>) value.us = 1'700'000'000'000'000 + ++next;
    else if constexpr (std::is_same_v<T, Date>) value.days = 20'000 + static_cast<std::int32_t>(++next);
    else if constexpr (std::is_same_v<T, Money>) value = {100'000 + ++next, Currency::of("CNY")};
    else if constexpr (std::is_same_v<T, Percent>) value.value = static_cast<std::uint8_t>(++next);
    else if constexpr (std::is_same_v<T, ExternalKey>) value.text = "system:" + std::to_string(++next);
    else if constexpr (DescribedEnum<T>) value = boost::mp11::mp_back<boost::describe::describe_enumerators<T>>::value;
    else if constexpr (std::is_integral_v<T>) value = static_cast<T>(++next);
    else if constexpr (AnOptional<T>) fill(value.emplace(), next);
    else if constexpr (AStated<T>) fill(value.value.emplace(), next);
    else if constexpr (AVector<T>) value.resize(2), fill(value[0], next), fill(value[1], next);
    else for_each_member(value, [&](std::string_view, auto& member) { fill(member, next); });
}

inline std::string hex(std::string_view bytes) {
    std::ostringstream out;
    for (const unsigned char byte : bytes) out << "0123456789abcdef"[byte >> 4] << "0123456789abcdef"[byte & 15];
    return out.str();
}

inline std::map<std::string, std::string> golden() {
    std::map<std::string, std::string> lines;
    std::ifstream in("tests/events/golden.txt");
    for (std::string line; std::getline(in, line);)
        if (const auto blank = line.find(' '); blank != std::string::npos) lines[line.substr(0, blank)] = line.substr(blank + 1);
    return lines;
}

// A value of the event, filled, beside an empty one to read into.
inline void check_golden(const EventEntry& entry, const void* event, void* empty, const std::map<std::string, std::string>& expected) {
    const std::string bytes = entry.encode(event);
    CHECK(entry.same(entry.read(bytes), event));
    const json::object written = write_members(event, entry.members);
    const std::string line = hex(bytes) + ' ' + json::serialize(written);
    const auto found = expected.find(entry.name);
    if (found == expected.end()) FAIL_CHECK("add to tests/events/golden.txt: " << entry.name << ' ' << line);
    else CHECK(found->second == line);
    Problems problems;
    read_members(written, empty, entry.members, problems);
    CHECK(problems.empty());
    CHECK(entry.same(empty, event));
}

template <class Set>
void check_golden_set() {
    const auto expected = golden();
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Set>>(
        [&](auto identity) {
            using Event = typename decltype(identity)::type;
            Event event{}, empty{};
            std::uint32_t next = 0;
            fill(event, next);
            check_golden(entry_for<Event>(), &event, &empty, expected);
        });
}

}  // namespace foxtrail
