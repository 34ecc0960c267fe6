// Traces of an XES event log (IEEE 1849), streamed with expat: one trace in memory at a time, give or take a block.
// Attributes of traces and events are read, whatever their type (string, date, int, float, boolean, id); attributes inside
// attributes, lists, extensions, globals and classifiers are passed over. Element names count without namespace prefix.
// Errors: XML that is not well formed or is cut off, a DOCTYPE (so no entity is ever expanded or fetched), a root that is
//         not <log>, a limit passed; each with line and column. An error ends the reading.
// Limits: attributes_max an element, attribute_bytes_max each, events_max a trace, depth_max.
// Threads: one.
#pragma once

#include "replay/import/input_file.hpp"

#include <optional>

namespace foxtrail {

struct XesAttribute {
    std::string key;
    std::string value;  // as it is written; "" when it has none
    bool operator==(const XesAttribute&) const = default;
};

struct XesEvent {
    std::uint64_t line = 0;
    std::vector<XesAttribute> attributes;
};

struct XesTrace {
    std::uint64_t line = 0;
    std::vector<XesAttribute> attributes;
    std::vector<XesEvent> events;  // in file order
};

// The value of the last attribute with that key, as in any log that overwrites; nothing when there is none.
std::optional<std::string_view> attribute_value(const std::vector<XesAttribute>&, std::string_view key);

class XesSource {
public:
    static constexpr std::size_t attributes_max = 1000;
    static constexpr std::size_t attribute_bytes_max = 64 * 1024;
    static constexpr std::size_t events_max = 1'000'000;
    static constexpr std::size_t depth_max = 100;

    static std::expected<XesSource, InputError> open(const std::string& path);
    XesSource(XesSource&&) noexcept;
    XesSource& operator=(XesSource&&) noexcept;
    ~XesSource();

    // The next trace; nothing at the end of the log.
    std::expected<std::optional<XesTrace>, InputError> next();

    // Lines of events that stand in the log outside any trace, at most outside_max of them: they belong to no case.
    static constexpr std::size_t outside_max = 10'000;
    const std::vector<std::uint64_t>& events_outside_traces() const;
    const InputFile& file() const;

private:
    struct Reader;
    explicit XesSource(std::unique_ptr<Reader>);
    std::unique_ptr<Reader> reader_;
};

}  // namespace foxtrail
