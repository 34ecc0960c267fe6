// The rules that every named entity shares: a name that says something, an external key that is free.
#pragma once

#include "commands/decider/command.hpp"

namespace foxtrail {

namespace rule {
inline constexpr Rule version_keeps_key{"version_keeps_key", "A later version keeps the model's external key: leave external_key out."};
}

inline Decision named_newcomer(std::string_view name, Kind kind, const std::optional<ExternalKey>& key, const Facts& facts) {
    Decision decision;
    decision.require(!blank(name), rule::name_missing);
    decision.require(facts.key_is_free(kind, key), rule::external_key_taken, key ? key->text : "");
    return decision;
}

// Nothing when the name is already so.
inline Decision renamed(std::string_view from, std::string_view to, AnyEvent event) {
    Decision decision;
    decision.require(!blank(to), rule::name_missing);
    if (!decision.refused() && from != to) decision.record(std::move(event));
    return decision;
}

template <class IdType>
Stated<IdType> id_of(const Stated<Ref<IdType>>& ref) {
    return ref.value ? Stated<IdType>(ref.value->id) : Stated<IdType>();
}
template <class IdType>
std::optional<IdType> id_of(const std::optional<Ref<IdType>>& ref) {
    return ref ? std::optional(ref->id) : std::nullopt;
}

}  // namespace foxtrail
