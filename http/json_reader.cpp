#include "http/json_reader.hpp"

#include "core/json.hpp"

#include <set>

namespace foxtrail {
namespace {

std::size_t members_of_value(const json::value& value) {
    std::size_t count = 0;
    if (const auto* object = value.if_object()) {
        count = object->size();
        for (const auto& member : *object) count += members_of_value(member.value());
    } else if (const auto* array = value.if_array()) {
        for (const auto& item : *array) count += members_of_value(item);
    }
    return count;
}

// Hears a text once more, and stops at a key that its object has had already.
class DuplicateFinder {
  public:
    static constexpr std::size_t max_object_size = SIZE_MAX, max_array_size = SIZE_MAX, max_key_size = SIZE_MAX, max_string_size = SIZE_MAX;
    using Error = boost::system::error_code;
    using Text = json::string_view;

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error&) { return begin(true); }
    bool on_object_end(std::size_t, Error&) { return end(); }
    bool on_array_begin(Error&) { return begin(false); }
    bool on_array_end(std::size_t, Error&) { return end(); }
    bool on_key_part(Text part, std::size_t, Error&) { return key_ += part, true; }
    bool on_key(Text rest, std::size_t, Error& stop) {
        Level& object = levels_.back();
        key_ += rest;
        object.at = pointer_token(key_);
        if (object.keys.insert(std::exchange(key_, {})).second) return true;
        for (const Level& level : levels_) (pointer += '/') += level.at;
        stop = json::error::extra_data;  // any ends it
        return false;
    }
    bool on_string_part(Text, std::size_t, Error&) { return true; }
    bool on_string(Text, std::size_t, Error&) { return next_item(); }
    bool on_number_part(Text, Error&) { return true; }
    bool on_int64(std::int64_t, Text, Error&) { return next_item(); }
    bool on_uint64(std::uint64_t, Text, Error&) { return next_item(); }
    bool on_double(double, Text, Error&) { return next_item(); }
    bool on_bool(bool, Error&) { return next_item(); }
    bool on_null(Error&) { return next_item(); }
    bool on_comment_part(Text, Error&) { return true; }
    bool on_comment(Text, Error&) { return true; }

    std::string pointer;

  private:
    struct Level {
        bool is_object;
        std::size_t items = 0;
        std::string at{};  // the token of the member or item that is being read
        std::set<std::string> keys{};
    };
    bool begin(bool is_object) {
        next_item();
        levels_.push_back({is_object});
        return true;
    }
    bool end() { return levels_.pop_back(), true; }
    bool next_item() {
        if (!levels_.empty() && !levels_.back().is_object) levels_.back().at = std::to_string(levels_.back().items++);
        return true;
    }
    std::vector<Level> levels_;
    std::string key_;
};

}  // namespace

std::expected<json::value, JsonFailure> JsonReader::read(std::string_view text, json::storage_ptr storage) {
    JsonBuilder& builder = parser_.handler();
    parser_.reset();
    builder.stack.reset(std::move(storage));
    builder.members = 0;
    boost::system::error_code error;
    const std::size_t read = parser_.write_some(false, text.data(), text.size(), error);
    if (error) {
        builder.stack.reset();  // what was begun lies in `storage`
        return std::unexpected(JsonFailure{read, error.message()});
    }
    json::value value = builder.stack.release();
    if (text.find_first_not_of(" \t\r\n", read) != std::string_view::npos) return std::unexpected(JsonFailure{read, "there is more after the value"});
    return value;
}

std::optional<std::string> JsonReader::duplicate_member(std::string_view text, const json::value& value) const {
    if (parser_.handler().members == members_of_value(value)) return std::nullopt;
    json::basic_parser<DuplicateFinder> finder(json::parse_options{});
    boost::system::error_code stopped;
    finder.write_some(false, text.data(), text.size(), stopped);
    return finder.handler().pointer;
}

}  // namespace foxtrail
