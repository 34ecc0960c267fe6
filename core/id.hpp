// Strong ids, references as people write them, and facts that may be unknown.
#pragma once

#include "core/entity.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace foxtrail {

using Position = std::uint64_t;  // place of an event in the one global order, from 1; 0 is "before everything"

// A member of type Entity may point at a thing of any kind.
[[nodiscard]] inline std::expected<Entity, std::string> from_text(std::string_view text, std::type_identity<Entity>) {
    if (const auto entity = parse_entity(text)) return *entity;
    return std::unexpected(std::string("expected an id like \"opp-7\""));
}

// Noun supplies `static constexpr std::string_view prefix` ("opp").
template <class Noun>
struct Id {
    using noun = Noun;
    static constexpr Kind kind = Kind::of(Noun::prefix);
    static_assert(kind.code != 0, "an id prefix is one to four lower-case letters");

    std::uint32_t number = 0;
    auto operator<=>(const Id&) const = default;
    explicit operator bool() const { return number != 0; }
    Entity entity() const { return {kind, number}; }
};

template <class Noun>
std::string to_text(Id<Noun> id) {
    return to_text(id.entity());
}

template <class Noun>
std::expected<Id<Noun>, std::string> from_text(std::string_view text, std::type_identity<Id<Noun>>) {
    const auto entity = parse_entity(text);
    if (entity && entity->kind == Id<Noun>::kind) return Id<Noun>{entity->number};
    return std::unexpected("expected an id like \"" + std::string(Noun::prefix) + "-7\"");
}

// The key another system knows an entity by, "salesforce:006XYZ": system and key, unique per kind.
struct ExternalKey {
    std::string text;
    auto operator<=>(const ExternalKey&) const = default;
};

inline std::string to_text(const ExternalKey& key) { return key.text; }

inline std::expected<ExternalKey, std::string> from_text(std::string_view text, std::type_identity<ExternalKey>) {
    constexpr std::size_t length_max = 200;
    const auto colon = text.find(':');
    const bool printable = text.find_first_of(std::string_view("\0\n\r\t", 4)) == std::string_view::npos;
    if (colon == 0 || colon == std::string_view::npos || colon + 1 == text.size() || text.size() > length_max || !printable)
        return std::unexpected("expected an external key like \"salesforce:006XYZ\", at most 200 characters");
    return ExternalKey{std::string(text)};
}

// How a command names an entity: by its id, or by the key another system knows it by. The writer resolves the key
// to the id before it decides, so a decider only ever reads `id`.
template <class IdType>
struct Ref {
    using id_type = IdType;
    IdType id;
    ExternalKey key;  // empty when named by id

    Ref() = default;
    Ref(IdType by_id) : id(by_id) {}
    Ref(ExternalKey by_key) : key(std::move(by_key)) {}
    auto operator<=>(const Ref&) const = default;
};

template <class IdType>
std::string to_text(const Ref<IdType>& ref) {
    return ref.key.text.empty() ? to_text(ref.id) : ref.key.text;
}

template <class IdType>
std::expected<Ref<IdType>, std::string> from_text(std::string_view text, std::type_identity<Ref<IdType>>) {
    if (auto id = from_text(text, std::type_identity<IdType>{})) return Ref<IdType>{*id};
    if (auto key = from_text(text, std::type_identity<ExternalKey>{})) return Ref<IdType>{*key};
    return std::unexpected("expected an id like \"" + std::string(IdType::noun::prefix) +
                           "-7\" or an external key like \"salesforce:006XYZ\"");
}

// A fact somebody had to state: a value, or "unknown" said aloud. Never blank.
template <class T>
struct Stated {
    std::optional<T> value;

    Stated() = default;
    template <class U>
        requires(std::is_convertible_v<U&&, T> && !std::is_same_v<std::remove_cvref_t<U>, Stated>)
    Stated(U&& known) : value(std::forward<U>(known)) {}
    bool known() const { return value.has_value(); }
    auto operator<=>(const Stated&) const = default;
};

}  // namespace foxtrail
