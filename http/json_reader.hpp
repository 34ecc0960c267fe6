// The bytes of a request as JSON, and the member they give twice, if they do: of two the parser keeps the last, and a person would not
// know which was meant.
//
// Threads: one at a time. Keeps its memory from text to text.
#pragma once

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace foxtrail {

namespace json = boost::json;

struct JsonFailure {
    std::size_t at;  // byte, from 0
    std::string what;
};

// Builds the value and counts the members that the text names.
struct JsonBuilder {
    static constexpr std::size_t max_object_size = json::object::max_size(), max_array_size = json::array::max_size(), max_key_size = json::string::max_size(),
                                 max_string_size = json::string::max_size();
    using Error = boost::system::error_code;
    using Text = json::string_view;

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error&) { return true; }
    bool on_object_end(std::size_t count, Error&) { return stack.push_object(count), members += count, true; }
    bool on_array_begin(Error&) { return true; }
    bool on_array_end(std::size_t count, Error&) { return stack.push_array(count), true; }
    bool on_key_part(Text part, std::size_t, Error&) { return stack.push_chars(part), true; }
    bool on_key(Text rest, std::size_t, Error&) { return stack.push_key(rest), true; }
    bool on_string_part(Text part, std::size_t, Error&) { return stack.push_chars(part), true; }
    bool on_string(Text rest, std::size_t, Error&) { return stack.push_string(rest), true; }
    bool on_number_part(Text, Error&) { return true; }
    bool on_int64(std::int64_t number, Text, Error&) { return stack.push_int64(number), true; }
    bool on_uint64(std::uint64_t number, Text, Error&) { return stack.push_uint64(number), true; }
    bool on_double(double number, Text, Error&) { return stack.push_double(number), true; }
    bool on_bool(bool truth, Error&) { return stack.push_bool(truth), true; }
    bool on_null(Error&) { return stack.push_null(), true; }
    bool on_comment_part(Text, Error&) { return true; }
    bool on_comment(Text, Error&) { return true; }

    json::value_stack stack{};
    std::size_t members = 0;
};

class JsonReader {
  public:
    explicit JsonReader(std::size_t depth_max) : parser_({.max_depth = depth_max}) {}

    // The one value that the text is. `storage` outlives it.
    std::expected<json::value, JsonFailure> read(std::string_view text, json::storage_ptr storage);
    // The pointer of the first member that the text read last gives twice. Costs a walk over the value where there is none.
    std::optional<std::string> duplicate_member(std::string_view text, const json::value& value) const;

  private:
    json::basic_parser<JsonBuilder> parser_;
};

}  // namespace foxtrail
