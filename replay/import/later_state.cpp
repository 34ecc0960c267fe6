#include "replay/import/later_state.hpp"

#include "commands/opportunity.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

constexpr std::string_view row_mark = "import row ", stated_anew = "a later export states it anew";

// What was imported of an opportunity up to now; what people have recorded beside it is not in here.
struct ImportedSoFar {
    OpportunityCreated said;         // with what later rows said of its facts
    EmployeeId owner;
    std::vector<RowStage> entries;   // without `at`: from the instant of import on
    std::optional<ImportedOutcome> outcome;
    Time last_at, valued_at;         // valid times of the last entry and the last estimate
    std::vector<std::string> rows;   // digests of the rows that moved it on, in order
};

// Dates in a file lie before the import that reads them.
std::optional<Time> stated_at(const Envelope& envelope) {
    return envelope.valid_at == envelope.recorded_at ? std::nullopt : std::optional(envelope.valid_at);
}
void enter(ImportedSoFar& so_far, const std::string& stage, const Envelope& envelope) {
    so_far.entries.push_back({stage, stated_at(envelope)});
    so_far.last_at = std::max(so_far.last_at, envelope.valid_at);
}

void learn(ImportedSoFar& so_far, const OpportunityCreated& event, const Envelope& envelope) {
    so_far.said = event;
    enter(so_far, event.stage.name, envelope);
}
void learn(ImportedSoFar& so_far, const OpportunityStageEntered& event, const Envelope& envelope) { enter(so_far, event.to.name, envelope); }
void learn(ImportedSoFar& so_far, const OpportunityAssigned& event, const Envelope&) { so_far.owner = event.to.owner; }
void learn(ImportedSoFar& so_far, const OpportunitySourceSet& event, const Envelope&) { so_far.said.source = event.to; }
void learn(ImportedSoFar& so_far, const OpportunityCategorised& event, const Envelope&) { so_far.said.category = event.to; }
void learn(ImportedSoFar& so_far, const OpportunityProbabilityAssessed& event, const Envelope&) { so_far.said.probability = event.to; }
void learn(ImportedSoFar& so_far, const OpportunityImportanceRated& event, const Envelope&) { so_far.said.importance = event.to; }
void learn(ImportedSoFar& so_far, const OpportunityBudgetEstimated& event, const Envelope&) { so_far.said.budget = event.to; }
void learn(ImportedSoFar& so_far, const OpportunityEstablishmentStated& event, const Envelope&) { so_far.said.established = event.to; }
void learn(ImportedSoFar& so_far, const OpportunityCustomerSet& event, const Envelope&) { so_far.said.customer = event.to; }
void learn(ImportedSoFar& so_far, const OpportunityProductSet& event, const Envelope&) { so_far.said.product = event.to; }
void learn(ImportedSoFar& so_far, const OpportunityValueEstimated& event, const Envelope& envelope) {
    so_far.said.value = event.to;
    so_far.valued_at = envelope.valid_at;
}
void learn(ImportedSoFar& so_far, const OpportunityWon& event, const Envelope& envelope) {
    so_far.outcome = ImportedOutcome{ClosedAs::won, stated_at(envelope), event.value.value, {}, {}};
}
void learn(ImportedSoFar& so_far, const OpportunityLost& event, const Envelope& envelope) {
    so_far.outcome = ImportedOutcome{ClosedAs::lost, stated_at(envelope), {}, event.why, event.competitor.value};
}
void learn(ImportedSoFar& so_far, const OpportunityDerailed& event, const Envelope& envelope) {
    so_far.outcome = ImportedOutcome{ClosedAs::derailed, stated_at(envelope), {}, event.why, {}};
}

void learn_any(ImportedSoFar& so_far, const RecordedEvent& event) {
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, OpportunityEvents>>([&](auto identity) {
        using Event = typename decltype(identity)::type;
        if constexpr (requires(const Event& value, const Envelope& envelope) { learn(so_far, newest(value), envelope); })
            if (const EventEntry& entry = entry_for<Event>(); event.type == entry.name)
                learn(so_far, newest(*static_cast<const Event*>(entry.read(event.payload))), *event.envelope);
    });
}

ImportedSoFar imported_so_far(const Log& log, std::span<const Position> history, std::string_view key_prefix) {
    ImportedSoFar so_far;
    log.read(history, [&](const RecordedEvent& event) {
        const Envelope& envelope = *event.envelope;
        if (!envelope.key.starts_with(key_prefix)) return true;
        learn_any(so_far, event);
        if (!envelope.correlation.starts_with(row_mark)) return true;
        const std::string digest = envelope.correlation.substr(row_mark.size());
        if (so_far.rows.empty() || so_far.rows.back() != digest) so_far.rows.push_back(digest);
        return true;
    });
    return so_far;
}

std::string at_text(const std::optional<Time>& at) { return at ? "at " + to_text(*at) : std::string("without a date"); }

// What a row says beyond what was imported: commands with the instants they are true from, and what contradicts it.
struct Comparison {
    const ImportedSoFar& before;
    const ImportedOpportunity& row;
    const ImportScope& scope;
    States& states;
    std::vector<std::pair<AnyCommand, std::optional<Time>>> commands{};
    std::vector<std::string> contradictions{};

    void contradiction(std::string text) { contradictions.push_back(std::move(text)); }
    // A fact has no date of its own: it is true from the import on, or at the latest when the opportunity closed.
    template <class Fact>
    void fact(const Fact& was, const Fact& is, AnyCommand command) {
        if (was != is) commands.emplace_back(std::move(command), row.outcome ? row.outcome->at : std::nullopt);
    }
    template <class IdType>
    IdType id_of(const std::optional<std::string>& name) const {
        const auto entity = name ? states.by_key(IdType::kind, external_key(scope.system, *name)) : std::nullopt;
        return {entity ? entity->number : 0};
    }
    template <class IdType>
    Stated<IdType> stated_id(const std::optional<std::string>& name) const {
        return name ? Stated<IdType>(id_of<IdType>(name)) : Stated<IdType>();
    }
    template <class IdType>
    Stated<Ref<IdType>> reference(const std::optional<std::string>& name) const {
        return name ? Stated<Ref<IdType>>(Ref<IdType>(external_key(scope.system, *name))) : Stated<Ref<IdType>>();
    }

    void compare();
    void facts();
    void imported_entries();
    void further_entries();
    void outcome();
};

void Comparison::facts() {
    const OpportunityCreated& said = before.said;
    const DefaultFacts& is = row.facts;
    if (said.name != row.name) contradiction("was called \"" + said.name + "\" and is now called \"" + row.name + "\"");
    fact(said.source, is.source, SetSource{row.key, is.source});
    fact(said.category, is.category, Categorise{row.key, is.category});
    fact(said.probability, is.probability, AssessProbability{row.key, is.probability});
    fact(said.importance, importance_of(is.importance), RateImportance{row.key, importance_of(is.importance)});
    fact(said.value, is.value, EstimateValue{row.key, is.value});
    fact(said.established, is.established, StateEstablishment{row.key, is.established});
    fact(said.budget, is.budget, EstimateBudget{row.key, is.budget});
    fact(said.customer, stated_id<CustomerId>(row.customer), SetCustomer{row.key, reference<CustomerId>(row.customer)});
    fact(said.product, stated_id<ProductId>(row.product), SetProduct{row.key, reference<ProductId>(row.product)});
    if (row.owner) fact(before.owner, id_of<EmployeeId>(row.owner), Assign{row.key, Ref<EmployeeId>(external_key(scope.system, *row.owner))});
    else if (before.owner) contradiction("had an owner and names none any more");
    if (before.outcome && !commands.empty()) contradiction("was closed as " + std::string(enum_name(before.outcome->means)) + ", and now says something else of it");
}

// A stage that was imported without a date need not be named any more once another has come.
void Comparison::imported_entries() {
    for (const RowStage& was : before.entries) {
        const auto is = std::ranges::find_if(row.entries, [&](const RowStage& entry) { return entry.stage == was.stage && (!was.at || entry.at == was.at); });
        const auto named = std::ranges::find(row.entries, was.stage, &RowStage::stage);
        if (is != row.entries.end() ? is->at == was.at : !was.at && named == row.entries.end()) continue;
        contradiction("entered \"" + was.stage + "\" " + at_text(was.at) + ", and now " + (named == row.entries.end() ? "never" : at_text(named->at)));
    }
}

void Comparison::further_entries() {
    for (const RowStage& entry : row.entries) {
        if (std::ranges::find(before.entries, entry.stage, &RowStage::stage) != before.entries.end()) {
            if (!entry.at && before.entries.back().stage != entry.stage) contradiction("is back in \"" + entry.stage + "\", but no date says since when");
            continue;
        }
        if (entry.at && *entry.at < before.last_at) contradiction("entered \"" + entry.stage + "\" " + at_text(entry.at) + ", before what was imported of it");
        if (before.outcome) contradiction("entered \"" + entry.stage + "\", though it was closed");
        commands.emplace_back(RecordStageEntry{row.key, entry.stage}, entry.at);
    }
}

void Comparison::outcome() {
    const auto same = [](const ImportedOutcome& was, const ImportedOutcome& is) {
        const auto why = [](const ImportedOutcome& one) { return one.means == ClosedAs::won ? std::string() : one.lost_why.value_or(std::string(why_unknown)); };
        return was.means == is.means && was.at == is.at && was.value == is.value && was.lost_to == is.lost_to && why(was) == why(is);
    };
    if (!row.outcome) {
        if (before.outcome) contradiction("was closed as " + std::string(enum_name(before.outcome->means)) + " and is open again, but no date says since when");
        return;
    }
    if (before.outcome) {
        if (!same(*before.outcome, *row.outcome)) contradiction("was closed as " + std::string(enum_name(before.outcome->means)) + ' ' + at_text(before.outcome->at) + ", and now otherwise");
        return;
    }
    if (row.outcome->at && *row.outcome->at < std::max(before.last_at, before.valued_at)) contradiction("closed " + at_text(row.outcome->at) + ", before what was imported of it");
    commands.emplace_back(closing_command(row.key, *row.outcome), row.outcome->at);
}

void Comparison::compare() {
    facts();
    imported_entries();
    further_entries();
    outcome();
}

}  // namespace

std::expected<LaterState, LineProblem> later_state(const ImportedOpportunity& row, const ImportScope& scope, const Log& log, States& states) {
    const auto opportunity = states.by_key(OpportunityId::kind, row.key);
    if (!opportunity) return std::unexpected(LineProblem{row.line, std::string(imported_otherwise)});
    const std::string first_key = import_key(scope.system, "opportunity", row.id, 1);
    const auto history = log.history(*opportunity, 0, log.head(), imported_events_max);
    if (history.size() == imported_events_max) return std::unexpected(LineProblem{row.line, std::string(imported_otherwise)});
    const ImportedSoFar before = imported_so_far(log, history, std::string_view(first_key).substr(0, first_key.size() - 1));
    if (before.entries.empty()) return std::unexpected(LineProblem{row.line, std::string(imported_otherwise)});

    Comparison comparison{before, row, scope, states};
    comparison.compare();
    if (comparison.commands.empty() && comparison.contradictions.empty()) return LaterState{};
    const auto said_before = std::ranges::find(before.rows, row.digest);
    if (said_before != before.rows.end() && said_before + 1 != before.rows.end()) return LaterState{.is_older = true, .commands = {}};
    if (!comparison.contradictions.empty()) {
        std::string reason(imported_otherwise);
        for (const auto& text : comparison.contradictions) reason.append(reason.size() == imported_otherwise.size() ? ": it " : "; it ").append(text);
        return std::unexpected(LineProblem{row.line, std::move(reason)});
    }
    LaterState later;
    std::size_t n = 1;
    for (auto& [command, at] : comparison.commands) {
        while (log.store().get(Family::keys, import_key(scope.system, "opportunity", row.id, n))) ++n;
        auto submission = import_submission(std::move(command), import_key(scope.system, "opportunity", row.id, n++));
        submission.has_valid_at = at.has_value();
        submission.envelope.valid_at = at.value_or(Time{});
        submission.envelope.reason = stated_anew;
        submission.envelope.correlation = std::string(row_mark) + row.digest;
        later.commands.push_back({row.line, std::move(submission)});
    }
    return later;
}

}  // namespace foxtrail
