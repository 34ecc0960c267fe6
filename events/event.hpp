// What every event declares about itself, and what is recorded beside it.
#pragma once

#include "core/log/page.hpp"
#include "core/money.hpp"
#include "core/percent.hpp"
#include "core/reflect.hpp"
#include "core/time.hpp"
#include "events/ids.hpp"

namespace foxtrail {

// Wire identity. A released name and version is never edited: a change is a new version and an upcast.
struct EventType {
    std::string_view name;  // "opportunity.stage_advanced"
    int version;
    std::string_view term;  // its Chinese term, for the catalogue and the Chinese interface
};

// Where and when an event happened: what folds read beside the event itself.
struct Meta {
    Position position = 0;
    Time recorded_at;
    Time valid_at;
    EmployeeId actor;        // {} for the system
    Position corrects = 0;   // the event this one puts right
    EmployeeId on_behalf_of{};  // for whom the actor spoke; {} for himself
};

// Of what holds since it was recorded, whatever day it tells of.
inline Meta known(Meta m) {
    m.valid_at = m.recorded_at;
    return m;
}

inline Meta meta_of(const Envelope& envelope, Position position) {
    return {position, envelope.recorded_at, envelope.valid_at, EmployeeId{envelope.actor.number}, envelope.corrects, EmployeeId{envelope.on_behalf_of.number}};
}

// An event of an older version becomes the newest one: `New upcast(const Old&)`, declared beside Old, found by overload.
template <class Event>
concept Superseded = requires(const Event& event) { upcast(event); };

template <class Event>
const Event& newest(const Event& event) {
    return event;
}
template <Superseded Event>
auto newest(const Event& event) {
    auto next = upcast(event);
    if constexpr (Superseded<decltype(next)>) return newest(next);
    else return next;
}
template <class Event>
using Newest = std::remove_cvref_t<decltype(newest(std::declval<Event>()))>;

}  // namespace foxtrail
