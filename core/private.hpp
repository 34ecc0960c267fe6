// Personal data: in the log only as sealed bytes, under a key of the person's own that can be destroyed.
#pragma once

#include "core/reflect.hpp"

namespace foxtrail {

// As an event holds it: bytes nobody can read without the person's key. In JSON, base64url behind "sealed:".
struct Sealed {
    std::string bytes;
    bool operator==(const Sealed&) const = default;
};
BOOST_DESCRIBE_STRUCT(Sealed, (), (bytes))

// As a command brings it: the text, and beside it the sealed form that the writer makes before anything is decided.
struct PersonalText {
    std::string text;
    Sealed sealed;
    bool operator==(const PersonalText& other) const { return text == other.text; }
};
BOOST_DESCRIBE_STRUCT(PersonalText, (), (text))

std::string to_text(const Sealed&);
std::expected<Sealed, std::string> from_text(std::string_view, std::type_identity<Sealed>);
inline std::string to_text(const PersonalText& personal) { return personal.text; }
inline std::expected<PersonalText, std::string> from_text(std::string_view text, std::type_identity<PersonalText>) {
    return PersonalText{std::string(text), {}};
}

}  // namespace foxtrail
