#include "replay/import/xes_source.hpp"

#include <expat.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>

namespace foxtrail {
namespace {

std::string_view local_name(const char* name) {
    const char* colon = std::strrchr(name, ':');
    return colon == nullptr ? name : colon + 1;
}

bool is_attribute(std::string_view name) {
    constexpr std::array<std::string_view, 6> types{"string", "date", "int", "float", "boolean", "id"};
    return std::ranges::find(types, name) != types.end();
}

}  // namespace

std::optional<std::string_view> attribute_value(const std::vector<XesAttribute>& attributes, std::string_view key) {
    for (auto attribute = attributes.rbegin(); attribute != attributes.rend(); ++attribute)
        if (attribute->key == key) return attribute->value;
    return std::nullopt;
}

struct XesSource::Reader {
    enum class Element : std::uint8_t { log, trace, event, attribute, passed_over };
    explicit Reader(InputFile input) : file(std::move(input)), parser(XML_ParserCreate(nullptr)) {
        XML_SetUserData(parser, this);
        XML_SetElementHandler(parser, on_start, on_end);
        // No DOCTYPE, no entities: neither a bomb of entities nor a file fetched through one.
        XML_SetStartDoctypeDeclHandler(parser, [](void* self, const char*, const char*, const char*, int) {
            static_cast<Reader*>(self)->stop("a DOCTYPE is not accepted in an event log");
        });
    }
    ~Reader() { XML_ParserFree(parser); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    static void on_start(void* self, const char* name, const char** attributes) {
        static_cast<Reader*>(self)->start(local_name(name), attributes);
    }
    static void on_end(void* self, const char*) { static_cast<Reader*>(self)->end(); }
    void start(std::string_view name, const char** attributes);
    Element opened(std::string_view name, const char** attributes);
    void read_attribute(std::vector<XesAttribute>& into, const char** attributes);
    void end();
    void stop(const std::string& why);
    std::uint64_t line() const { return XML_GetCurrentLineNumber(parser); }
    InputError error_here(std::string detail) const;
    std::expected<bool, InputError> feed();

    InputFile file;
    XML_Parser parser;
    std::vector<Element> open_elements;
    std::deque<XesTrace> complete;  // those that ended inside the last block
    XesTrace trace;
    std::vector<std::uint64_t> outside;
    std::optional<InputError> refusal;  // why parsing was stopped, and where
    bool ended = false;
};

InputError XesSource::Reader::error_here(std::string detail) const {
    const std::string where = "line " + std::to_string(line()) + ", column " + std::to_string(XML_GetCurrentColumnNumber(parser) + 1);
    return {file.path(), where, std::move(detail)};
}

void XesSource::Reader::stop(const std::string& why) {
    if (!refusal) refusal = error_here(why);
    XML_StopParser(parser, XML_FALSE);
}

void XesSource::Reader::start(std::string_view name, const char** attributes) {
    if (refusal) return;  // expat may deliver one more call behind a stop
    if (open_elements.size() >= depth_max) return stop("elements are nested more than " + std::to_string(depth_max) + " deep");
    open_elements.push_back(opened(name, attributes));
}

auto XesSource::Reader::opened(std::string_view name, const char** attributes) -> Element {
    if (open_elements.empty()) {
        if (name != "log") stop("an event log begins with <log>, not <" + std::string(name) + ">");
        return Element::log;
    }
    const Element parent = open_elements.back();
    if (parent == Element::log && name == "trace") {
        trace = {line(), {}, {}};
        return Element::trace;
    }
    if (parent == Element::trace && name == "event") {
        if (trace.events.size() >= events_max) stop("a trace has more than " + std::to_string(events_max) + " events");
        trace.events.push_back({line(), {}});
        return Element::event;
    }
    if (parent == Element::log && name == "event" && outside.size() < outside_max) outside.push_back(line());
    if (!is_attribute(name)) return Element::passed_over;
    if (parent == Element::trace) read_attribute(trace.attributes, attributes);
    if (parent == Element::event) read_attribute(trace.events.back().attributes, attributes);
    return Element::attribute;
}

void XesSource::Reader::read_attribute(std::vector<XesAttribute>& into, const char** attributes) {
    XesAttribute attribute;
    bool named = false;
    for (; *attributes != nullptr; attributes += 2) {
        const std::string_view name = local_name(attributes[0]);
        if (name != "key" && name != "value") continue;
        const std::string_view text = attributes[1];
        if (text.size() > attribute_bytes_max) return stop("an attribute has more than " + std::to_string(attribute_bytes_max) + " bytes");
        named = named || name == "key";
        (name == "key" ? attribute.key : attribute.value) = text;
    }
    if (!named) return stop("an attribute has no key");
    if (into.size() >= attributes_max) return stop("a trace or an event has more than " + std::to_string(attributes_max) + " attributes");
    into.push_back(std::move(attribute));
}

void XesSource::Reader::end() {
    if (refusal) return;
    if (open_elements.back() == Element::trace) complete.push_back(std::move(trace));
    open_elements.pop_back();
}

// Parses one block; false at the end of the file.
std::expected<bool, InputError> XesSource::Reader::feed() {
    const auto block = file.read();
    if (!block) return std::unexpected(block.error());
    ended = block->empty();
    if (XML_Parse(parser, block->data(), static_cast<int>(block->size()), ended) == XML_STATUS_OK) return !ended;
    if (refusal) return std::unexpected(*refusal);
    return std::unexpected(error_here(std::string("is not well-formed XML: ") + XML_ErrorString(XML_GetErrorCode(parser)) +
                                      (ended ? "; the file ends too early" : "")));
}

XesSource::XesSource(std::unique_ptr<Reader> reader) : reader_(std::move(reader)) {}
XesSource::XesSource(XesSource&&) noexcept = default;
XesSource& XesSource::operator=(XesSource&&) noexcept = default;
XesSource::~XesSource() = default;

std::expected<XesSource, InputError> XesSource::open(const std::string& path) {
    auto file = InputFile::open(path);
    if (!file) return std::unexpected(std::move(file.error()));
    return XesSource(std::make_unique<Reader>(std::move(*file)));
}

std::expected<std::optional<XesTrace>, InputError> XesSource::next() {
    while (reader_->complete.empty()) {
        if (reader_->ended) return std::nullopt;
        if (const auto fed = reader_->feed(); !fed) return std::unexpected(fed.error());
    }
    std::optional<XesTrace> trace(std::move(reader_->complete.front()));
    reader_->complete.pop_front();
    return trace;
}

const std::vector<std::uint64_t>& XesSource::events_outside_traces() const { return reader_->outside; }

const InputFile& XesSource::file() const { return reader_->file; }

}  // namespace foxtrail
