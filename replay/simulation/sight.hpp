// Who in a simulation sees what of the log: a function `see(observer, event, seen)` for each event that it does something about.
//
//   static void see(SimulatedScheduler&, const TaskOpened&, const Observed&);
//   SimulatedSight<SimulatedScheduler>::of<TaskOpened, TaskCompleted>()
#pragma once

#include "core/log/log.hpp"
#include "events/event_entry.hpp"
#include "replay/simulation/calendar.hpp"

#include <unordered_map>

namespace foxtrail {

struct Observed {
    const Envelope& envelope;
    WorkTime now;
    EmployeeId actor() const { return {envelope.actor.number}; }  // {} for the system
};

template <class Observer>
class SimulatedSight {
public:
    template <class... Event>
    static SimulatedSight of() {
        SimulatedSight sight;
        (sight.shown_.emplace(entry_for<Event>().name, &show_as<Event>), ...);
        return sight;
    }
    SimulatedSight& operator+=(SimulatedSight more) {
        shown_.merge(more.shown_);
        return *this;
    }
    void show(Observer& observer, const RecordedEvent& event, WorkTime now) const {
        if (const auto found = shown_.find(event.type); found != shown_.end()) found->second(observer, event, now);
    }

private:
    template <class Event>
    static void show_as(Observer& observer, const RecordedEvent& event, WorkTime now) {
        see(observer, *static_cast<const Event*>(entry_for<Event>().read(event.payload)), Observed{*event.envelope, now});
    }
    std::unordered_map<std::string_view, void (*)(Observer&, const RecordedEvent&, WorkTime)> shown_;
};

}  // namespace foxtrail
