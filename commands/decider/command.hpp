// What every command declares about itself, and what the engine makes of it.
//
// A command is a described struct with `static constexpr CommandType type` and a decider found by overload:
//   Decision decide(const State&, const Command&, const Facts&)   when `Command::target` points at the Ref of its entity
//   Decision decide(const Command&, const Facts&)                 when it has no target (it creates something)
#pragma once

#include "commands/decider/content.hpp"
#include "commands/decider/facts.hpp"

namespace foxtrail {

// Who may ask for a command. What only the server asks, its scheduler or its edge, is refused to any actor (rule::system_only), and by
// the edge to everybody: a request without an actor would look like the server's.
enum class AskedBy : std::uint8_t { anyone, scheduler, edge };

struct CommandType {
    std::string_view name;  // "opportunity.advance_stage"
    std::string_view term;  // its Chinese term
    AskedBy asked_by = AskedBy::anyone;

    constexpr bool is_for_server() const { return asked_by != AskedBy::anyone; }
};

struct CommandEntry {
    CommandType type;
    std::string_view doc;
    std::span<const JsonMember> members;  // of its JSON
    std::shared_ptr<void> (*read)(const json::value& data, Problems& problems, const JsonPlace& at);
    void (*encode)(const void* command, std::string& out);
    // Turns external keys into ids and checks that every id exists; problems carry pointers below `at`.
    void (*resolve)(void* command, States& states, Problems& problems, const JsonPlace& at);
    std::optional<Entity> (*target)(const void* command);  // after resolve
    Decision (*decide)(const void* command, const Facts& facts);
    NamedContent (*content)(const void* command);  // null for a command that names none
};

std::span<const CommandEntry> command_entries();
const CommandEntry* find_command(std::string_view name);

// A command of any type. Not shared: resolve() writes into it.
class AnyCommand {
public:
    AnyCommand() = default;
    AnyCommand(const CommandEntry& entry, std::shared_ptr<void> value) : entry_(&entry), value_(std::move(value)) {}
    template <class Command>
        requires requires { Command::type; }
    AnyCommand(Command command) : entry_(find_command(Command::type.name)), value_(std::make_shared<Command>(std::move(command))) {}

    explicit operator bool() const { return entry_ != nullptr; }
    const CommandEntry& entry() const { return *entry_; }
    void* get() const { return value_.get(); }

private:
    const CommandEntry* entry_ = nullptr;
    std::shared_ptr<void> value_;
};

// What a noun's .cpp makes of its command list, once.
template <class Command>
CommandEntry command_entry();
template <class List>
std::vector<CommandEntry> command_entries_of() {
    std::vector<CommandEntry> entries;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, List>>(
        [&](auto command) { entries.push_back(command_entry<typename decltype(command)::type>()); });
    return entries;
}

}  // namespace foxtrail
