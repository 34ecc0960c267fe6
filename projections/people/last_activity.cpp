#include "projections/people/last_activity.hpp"

#include <map>
#include <set>

namespace foxtrail {
namespace {

constexpr Position first_window = 65'536;  // positions; each one after it is four times as wide
constexpr std::size_t chunk_events = 256;

class Search {
public:
    Search(std::span<const HistorySource> sources, const DimensionContext& context) : sources_(sources), context_(context) {}

    // False when every department was met, or enough was looked at.
    bool going_on() const { return looked_at_ < activity_looked_at_max && met_.size() < context_.directory->departments.last_id(); }

    void look_at(const Log& log, Position after, Position upto) {
        std::map<Position, std::vector<const HistorySource*>> found;
        for (const auto& source : sources_)
            for (const auto position : log.history(source.entity, after, upto, upto - after)) found[position].push_back(&source);
        std::vector<Position> chunk;
        for (auto at = found.rbegin(); at != found.rend() && going_on(); ++at) {
            chunk.push_back(at->first);
            if (chunk.size() == chunk_events) look_at(log, std::move(chunk), found), chunk.clear();
        }
        look_at(log, std::move(chunk), found);
    }

    json::array take() { return std::move(last_); }

private:
    struct Seen {
        json::object printed;
        EmployeeId actor;
        Time valid_at;
    };

    void look_at(const Log& log, std::vector<Position> positions, const std::map<Position, std::vector<const HistorySource*>>& found) {
        looked_at_ += positions.size();
        std::ranges::reverse(positions);
        std::vector<Seen> seen;
        log.read(positions, [&](const RecordedEvent& event) {
            const Envelope& envelope = *event.envelope;
            const auto& sources = found.at(event.position);
            const bool counts = envelope.actor.kind == EmployeeId::kind && envelope.valid_at <= context_.instant.valid_at &&
                                std::ranges::any_of(sources, [&](const auto* source) { return source->admits(envelope.valid_at); });
            if (counts)
                seen.push_back({{{"position", event.position},
                                 {"type", event.type.substr(0, event.type.rfind(".v"))},
                                 {"valid_at", to_text(envelope.valid_at)},
                                 {"recorded_at", to_text(envelope.recorded_at)}},
                                EmployeeId{envelope.actor.number},
                                envelope.valid_at});
            return true;
        });
        for (auto event = seen.rbegin(); event != seen.rend(); ++event) add(*event);
    }

    void add(const Seen& seen) {
        EmployeeRow actor;  // where he worked then
        if (!context_.directory->employees.at(seen.actor.number, {context_.instant.as_of, seen.valid_at}, actor)) return;
        if (!met_.insert(actor.department).second) return;
        json::object printed{{"department", named(actor.department.entity(), context_)}, {"actor", named(seen.actor.entity(), context_)}};
        for (const auto& member : seen.printed) printed.emplace(member.key(), member.value());
        last_.push_back(std::move(printed));
    }

    std::span<const HistorySource> sources_;
    const DimensionContext& context_;
    std::set<DepartmentId> met_;
    json::array last_;
    std::size_t looked_at_ = 0;
};

}  // namespace

json::array last_activity(const Log& log, std::span<const HistorySource> sources, const DimensionContext& context) {
    Search search(sources, context);
    Position upto = std::min(context.instant.as_of, log.head());
    for (Position width = first_window; upto > 0 && search.going_on(); width *= 4) {
        const Position after = upto > width ? upto - width : 0;
        search.look_at(log, after, upto);
        upto = after;
    }
    return search.take();
}

}  // namespace foxtrail
