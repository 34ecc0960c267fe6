// A log that files are imported into, and what then stands in it.
#pragma once

#include "events/event_entry.hpp"
#include "replay/import/run.hpp"

#include "tests/replay/sample_file.hpp"
#include "tests/replay/sample_mapping.hpp"

#include <atomic>
#include <memory>

namespace foxtrail::test {

inline Time instant(std::string_view text) { return from_text(text, std::type_identity<Time>{}).value(); }

// An event as it was recorded, without what a run of its own decides: positions.
struct Imported {
    std::string type, data;
    Time valid_at;
    std::string actor, reason, key;
    bool operator==(const Imported&) const = default;
    json::value json() const { return json::parse(data); }
};

struct RefusedLine {
    std::uint64_t line;
    std::string id, reason;
    bool operator==(const RefusedLine&) const = default;
};
inline std::ostream& operator<<(std::ostream& out, const RefusedLine& refused) {
    return out << refused.line << ',' << refused.id << ',' << refused.reason;
}

class ImportScene {
public:
    explicit ImportScene(std::unique_ptr<Store> store = open_memory_store())
        : store_(std::move(store)), log_(Log::open(*store_, links_of_event)), writer_(std::make_unique<Writer>(*log_, options())) {}
    ImportScene(const ImportScene&) = delete;

    std::expected<ImportSummary, std::string> try_import(const std::string& path, const json::value& mapping) {
        refused.clear();
        ImportOptions options;
        options.refused = [&](auto line, auto id, auto reason) { refused.push_back({line, std::string(id), std::string(reason)}); };
        options.go_on = [&] { return commands_left > 0 && commands_left-- > 0; };
        return import_file(*log_, *writer_, path, parse_mapping(json::serialize(mapping)).value(), options);
    }
    ImportSummary import(const std::string& content, const json::value& mapping) {
        const SampleFile file(content);
        auto summary = try_import(file.path(), mapping);
        if (!summary) throw std::runtime_error(summary.error());
        return std::move(*summary);
    }

    std::vector<Imported> events(std::string_view type_prefix = "") const {
        std::vector<Imported> events;
        log_->read(0, log_->head(), [&](const RecordedEvent& event) {
            if (!event.type.starts_with(type_prefix)) return true;
            events.push_back({std::string(event.type), json::serialize(find_event(event.type)->json_of(event.payload)),
                              event.envelope->valid_at, event.envelope->actor ? to_text(event.envelope->actor) : "", event.envelope->reason,
                              event.envelope->key});
            return true;
        });
        return events;
    }
    Position head() const { return log_->head(); }
    Log& log() { return *log_; }
    Writer& writer() { return *writer_; }

    Time now = instant("2026-01-01T00:00:00Z");
    std::vector<RefusedLine> refused;  // of the last import
    std::atomic<bool> may_write = true;
    std::uint64_t commands_left = 1'000'000;  // of rows; the run ends when there is none

private:
    WriterOptions options() {
        WriterOptions options;
        options.clock = [this] { return now; };
        options.may_write = [this] { return may_write.load(); };
        return options;
    }
    std::unique_ptr<Store> store_;
    std::unique_ptr<Log> log_;
    std::unique_ptr<Writer> writer_;
};

}  // namespace foxtrail::test
