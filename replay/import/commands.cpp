#include "replay/import/commands.hpp"

#include "commands/opportunity.hpp"
#include "core/text.hpp"

namespace foxtrail {

Stated<Importance> importance_of(const Stated<std::string>& text) {
    Stated<Importance> importance;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Importance>>([&](auto known) {
        if (text.value && *text.value == known.name) importance.value = known.value;
    });
    return importance;
}

AnyCommand closing_command(const ExternalKey& opportunity, const ImportedOutcome& outcome) {
    const std::string why = outcome.lost_why.value_or(std::string(why_unknown));
    Stated<Money> value;
    value.value = outcome.value;
    Stated<std::string> competitor;
    competitor.value = outcome.lost_to;
    switch (outcome.means) {
        case ClosedAs::won:
            return Win{opportunity, value};
        case ClosedAs::lost:
            return Lose{opportunity, why, competitor};
        case ClosedAs::derailed:
            break;
    }
    return Derail{opportunity, why};
}

namespace {

template <class IdType>
Stated<Ref<IdType>> stated_ref(const ImportScope& scope, const std::optional<std::string>& name) {
    if (!name) return {};
    return Ref<IdType>(external_key(scope.system, *name));
}

template <class IdType>
std::optional<Ref<IdType>> optional_ref(const ImportScope& scope, const std::optional<std::string>& name) {
    return name ? std::optional(Ref<IdType>(external_key(scope.system, *name))) : std::nullopt;
}

// Names and facts are alike in rows and cases.
template <class Row>
CreateOpportunity create_command(const Row& row, const ImportScope& scope, const std::string& stage,
                                 const std::optional<std::string>& owner) {
    const DefaultFacts& facts = row.facts;
    CreateOpportunity create;
    create.name = row.name;
    create.customer = stated_ref<CustomerId>(scope, row.customer);
    create.product = stated_ref<ProductId>(scope, row.product);
    create.stage_model = Ref<StageModelId>(scope.stage_model);
    create.stage = stage;
    create.owner = optional_ref<EmployeeId>(scope, owner);
    create.source = facts.source;
    create.category = facts.category;
    create.probability = facts.probability;
    create.importance = importance_of(facts.importance);
    create.value = facts.value;
    create.established = facts.established;
    create.budget = facts.budget;
    create.external_key = row.key;
    return create;
}

// Cuts between characters, never inside one.
std::string bounded(std::string text) {
    constexpr std::string_view cut = "...";
    if (text.size() <= import_reason_bytes_max) return text;
    std::size_t size = import_reason_bytes_max - cut.size();
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
    return text.substr(0, size).append(cut);
}

std::string reason_of(const std::vector<ImportedAttribute>& attributes) {
    std::string text;
    for (const auto& [name, value] : attributes) append_listed(text, name + "=" + value, "; ");
    return bounded(std::move(text));
}

// Collects the commands of one id, numbering their keys.
struct Numbered {
    const ImportScope& scope;
    const std::string& id;
    std::vector<ImportCommand> commands{};

    Submission& add(std::uint64_t line, AnyCommand command, const std::optional<Time>& at) {
        auto submission = import_submission(std::move(command), import_key(scope.system, "opportunity", id, commands.size() + 1));
        submission.has_valid_at = at.has_value();
        submission.envelope.valid_at = at.value_or(Time{});
        return commands.emplace_back(line, std::move(submission)).submission;
    }
};

AnyCommand event_command(const ImportedCase& row, const ImportedEvent& event) {
    if (event.closes) return closing_command(row.key, {*event.closes, event.at, row.facts.value.value, {}, {}});
    return RecordStageEntry{row.key, event.activity};
}

}  // namespace

std::string import_key(std::string_view system, std::string_view kind, std::string_view id, std::size_t n) {
    const auto key = [&](std::string_view named) {
        return std::string("import/").append(system).append("/").append(kind).append("/").append(named) + '/' + std::to_string(n);
    };
    std::string whole = key(id);
    return whole.size() <= command_key_bytes_max ? whole : key("xxh3-" + digest_text(content_digest(id)));
}

Submission import_submission(AnyCommand command, std::string key) {
    Submission submission;
    submission.command = std::move(command);
    submission.envelope.key = std::move(key);
    submission.imported = true;
    return submission;
}

std::vector<ImportCommand> commands_of(const ImportedOpportunity& row, const ImportScope& scope) {
    Numbered numbered{scope, row.id};
    numbered.add(row.line, create_command(row, scope, row.entries.front().stage, row.owner), row.entries.front().at);
    for (std::size_t i = 1; i < row.entries.size(); ++i)
        numbered.add(row.line, RecordStageEntry{row.key, row.entries[i].stage}, row.entries[i].at);
    if (row.outcome) numbered.add(row.line, closing_command(row.key, *row.outcome), row.outcome->at);
    return std::move(numbered.commands);
}

std::expected<std::vector<ImportCommand>, LineProblem> commands_of(const ImportedCase& row, const ImportScope& scope) {
    const ImportedEvent& first = row.events.front();
    if (first.closes)
        return std::unexpected(
            LineProblem{first.line, "begins with the outcome \"" + first.activity + "\": nothing says in which stage it was opened"});
    Numbered numbered{scope, row.id};
    for (std::size_t i = 0; i < row.events.size(); ++i) {
        const ImportedEvent& event = row.events[i];
        auto& submission = numbered.add(
            event.line, i == 0 ? create_command(row, scope, first.activity, first.actor) : event_command(row, event), event.at);
        submission.actor = optional_ref<EmployeeId>(scope, event.actor);
        auto attributes = i == 0 ? row.attributes : std::vector<ImportedAttribute>{};
        attributes.insert(attributes.end(), event.attributes.begin(), event.attributes.end());
        submission.envelope.reason = reason_of(attributes);
    }
    return std::move(numbered.commands);
}

}  // namespace foxtrail
