#include "replay/events_command.hpp"

#include "core/json_text.hpp"
#include "projections/reading/company_calendar.hpp"
#include "replay/data_folder.hpp"
#include "replay/event_text.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <limits>

namespace foxtrail {
namespace {

struct EventsOptions {
    std::string folder, format = "json", entity, actor, from, to;
    Position after = 0;
    std::vector<std::string> types;
    std::uint64_t limit = std::numeric_limits<std::uint64_t>::max();
    bool follow = false;
};

constexpr std::size_t history_page_max = 10'000;
constexpr std::chrono::milliseconds look_up_every{500};  // so that an interrupt is noticed
volatile std::sig_atomic_t interrupted = 0;

Entity entity_of(const std::string& text, const char* option) {
    const auto entity = text.empty() ? std::optional(Entity{}) : parse_entity(text);
    if (!entity) throw CLI::ValidationError(option, "expected an id like \"opp-7\"");
    return *entity;
}

// A date is the beginning of the company's day.
Time time_of(const std::string& text, const char* option, const Log& log) {
    if (const auto time = from_text(text, std::type_identity<Time>{})) return *time;
    if (const auto date = from_text(text, std::type_identity<Date>{})) return CompanyDays(log, Instant{}).begin(*date);
    throw CLI::ValidationError(option, "expected a time like 2026-11-24T06:08:17Z or a date");
}

class Printing {
public:
    Printing(const Log& log, const EventsOptions& options)
        : log_(log),
          options_(options),
          entity_(entity_of(options.entity, "--entity")),
          actor_(entity_of(options.actor, "--actor")),
          after_(options.after),
          left_(options.limit) {
        if (!options.from.empty()) after_ = std::max(after_, log.position_at({time_of(options.from, "--from", log).us - 1}));
        if (!options.to.empty()) until_ = time_of(options.to, "--to", log);
        for (const auto& type : options.types)
            if (std::ranges::none_of(event_entries(),
                                     [&](const EventEntry& entry) { return entry.type.name == type || entry.name == type; }))
                throw CLI::ValidationError("--type", "there is no event type \"" + type + '"');
    }

    bool done() const { return left_ == 0 || past_end_ || interrupted; }
    Position reached() const { return after_; }

    // Prints what there is beyond the last position printed.
    void print_up_to(Position head) {
        entries_ = entries_of(log_.type_names());
        const Entity scanned = entity_ ? entity_ : actor_;
        if (!scanned) log_.read(after_, head, [&](const RecordedEvent& event) { return print(event); });
        while (scanned && !done()) {
            const auto positions = log_.history(scanned, after_, head, history_page_max);
            log_.read(positions, [&](const RecordedEvent& event) { return print(event); });
            if (positions.size() < history_page_max) break;
        }
        if (!done()) after_ = std::max(after_, head);
        std::fflush(stdout);
    }

private:
    bool print(const RecordedEvent& event) {
        if (event.envelope->recorded_at >= until_) past_end_ = true;
        if (done()) return false;
        after_ = event.position;
        const EventEntry& entry = *entries_.at(event.type_number);
        if (!wanted(event, entry)) return true;
        const std::string line = options_.format == "json" ? json_text(event_json(event, entry)) : event_line(event, entry);
        std::puts(line.c_str());
        return --left_ > 0;
    }

    bool wanted(const RecordedEvent& event, const EventEntry& entry) const {
        if (actor_ && event.envelope->actor != actor_) return false;
        return options_.types.empty() ||
               std::ranges::any_of(options_.types, [&](const auto& type) { return entry.type.name == type || entry.name == type; });
    }

    const Log& log_;
    const EventsOptions& options_;
    const Entity entity_, actor_;
    Position after_;
    std::uint64_t left_;
    Time until_ = Time::max();
    bool past_end_ = false;
    std::vector<const EventEntry*> entries_;
};

void print_events(const EventsOptions& options) {
    const ReaderFolder data = open_for_reading(options.folder);
    Printing printing(*data.log, options);
    std::signal(SIGINT, [](int) { interrupted = 1; });
    std::signal(SIGTERM, [](int) { interrupted = 1; });
    printing.print_up_to(data.log->head());
    while (options.follow && !printing.done())
        if (data.log->wait_beyond(printing.reached(), look_up_every)) printing.print_up_to(data.log->head());
}

}  // namespace

void add_events(CLI::App& app) {
    auto options = std::make_shared<EventsOptions>();
    auto* command = app.add_subcommand("events", "Print events, one a line");
    command->add_option("--data", options->folder, "Data folder")->required();
    command->add_option("--after", options->after, "Begin behind this position");
    command->add_option("--type", options->types, "Only this event type, \"opportunity.won\"; may be given several times");
    command->add_option("--entity", options->entity, "Only events that name this entity, \"opp-7\"");
    command->add_option("--actor", options->actor, "Only what this employee did, \"emp-7\"");
    command->add_option("--from", options->from, "Recorded at or after");
    command->add_option("--to", options->to, "Recorded before");
    command->add_option("--limit", options->limit, "At most so many events");
    command->add_flag("--follow", options->follow, "Wait for more");
    command->add_option("--format", options->format, "json or text")->check(CLI::IsMember({"json", "text"}))->capture_default_str();
    command->callback([options] { print_events(*options); });
}

}  // namespace foxtrail
