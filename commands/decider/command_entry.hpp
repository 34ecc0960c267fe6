// Derives a command's entry from its declaration. Included by the noun's .cpp only.
#pragma once

#include "commands/decider/command.hpp"

namespace foxtrail {

namespace rule {
inline constexpr Rule system_only{"system_only", "Only the server does this, when it falls due or is answered: leave the actor out."};
}

template <class T>
concept HoldsRefs = ARef<T> || std::is_same_v<T, Entity> || AnOptional<T> || AStated<T> || AVector<T> || Described<T>;

// Resolves every Ref inside `value`, and checks that every Entity exists.
template <class T>
void resolve_refs(T& value, States& states, Problems& problems, const JsonPlace& at) {
    if constexpr (ARef<T>) {
        constexpr Kind kind = T::id_type::kind;
        if (!value.key.text.empty()) {
            if (const auto entity = states.by_key(kind, value.key)) value.id.number = entity->number;
            else problems.push_back({at.pointer(), "no " + to_text(kind) + " has the external key \"" + value.key.text + '"'});
        } else if (!states.exists(value.id.entity())) {
            problems.push_back({at.pointer(), "there is no " + to_text(value.id)});
        }
    } else if constexpr (std::is_same_v<T, Entity>) {
        if (!states.exists(value)) problems.push_back({at.pointer(), "there is no " + to_text(value)});
    } else if constexpr (AnOptional<T>) {
        if constexpr (HoldsRefs<typename T::value_type>)
            if (value) resolve_refs(*value, states, problems, at);
    } else if constexpr (AStated<T>) {
        resolve_refs(value.value, states, problems, at);
    } else if constexpr (AVector<T>) {
        if constexpr (HoldsRefs<typename T::value_type>)
            for (std::size_t i = 0; i < value.size(); ++i) resolve_refs(value[i], states, problems, {&at, {}, i});
    } else {
        for_each_member(value, [&]<class M>(std::string_view name, M& member) {
            if constexpr (HoldsRefs<M>) resolve_refs(member, states, problems, {&at, name});
        });
    }
}

// Seals every PersonalText inside `value`, under the key of the person it is about.
template <class T>
void seal_personal_texts(T& value, States& states, Entity person) {
    if constexpr (std::is_same_v<T, PersonalText>) {
        states.seal(value, person);
    } else if constexpr (AnOptional<T>) {
        if (value) seal_personal_texts(*value, states, person);
    } else if constexpr (AStated<T>) {
        seal_personal_texts(value.value, states, person);
    } else if constexpr (AVector<T>) {
        for (auto& item : value) seal_personal_texts(item, states, person);
    } else if constexpr (Described<T>) {
        for_each_member(value, [&](std::string_view, auto& member) { seal_personal_texts(member, states, person); });
    }
}

// Whom a command's personal texts are about, once its references are resolved: its target, or the one it registers, a
// contact unless the command says otherwise by `using registers = LeadId`.
template <class Command>
Entity person_of(const Command& command, States& states) {
    if constexpr (requires { Command::target; }) return (command.*Command::target).id.entity();
    else if constexpr (requires { typename Command::registers; }) return states.next(Command::registers::kind);
    else return states.next(ContactId::kind);
}

template <class Command>
Decision decide_command(const Command& command, const Facts& facts) {
    Decision decision = [&] {
        if constexpr (requires { Command::target; }) return decide(facts.at((command.*Command::target).id), command, facts);
        else return decide(command, facts);
    }();
    if constexpr (Command::type.is_for_server()) decision.require_first(!facts.actor(), rule::system_only);
    return decision;
}

template <class Command>
constexpr auto content_of() -> NamedContent (*)(const void*) {
    if constexpr (requires(const Command& command) { NamedContent{command.content_hash, command.size_bytes}; })
        return [](const void* command) -> NamedContent {
            return {static_cast<const Command*>(command)->content_hash, static_cast<const Command*>(command)->size_bytes};
        };
    else return nullptr;
}

template <class Command>
CommandEntry command_entry() {
    return {Command::type,
            Command::doc,
            json_members<Command>(),
            [](const json::value& data, Problems& problems, const JsonPlace& at) -> std::shared_ptr<void> {
                auto command = std::make_shared<Command>();
                read_json(data, *command, problems, at);
                return command;
            },
            [](const void* command, std::string& out) { encode(out, *static_cast<const Command*>(command)); },
            [](void* command, States& states, Problems& problems, const JsonPlace& at) {
                resolve_refs(*static_cast<Command*>(command), states, problems, at);
                if (problems.empty()) seal_personal_texts(*static_cast<Command*>(command), states, person_of(*static_cast<Command*>(command), states));
            },
            [](const void* command) -> std::optional<Entity> {
                if constexpr (requires { Command::target; }) return (static_cast<const Command*>(command)->*Command::target).id.entity();
                else return std::nullopt;
            },
            [](const void* command, const Facts& facts) { return decide_command(*static_cast<const Command*>(command), facts); },
            content_of<Command>()};
}

}  // namespace foxtrail
