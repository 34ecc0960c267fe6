#include "commands/writer/group.hpp"

#include "commands/organisation.hpp"
#include "core/hash.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

// What is kept of a command key, for ever.
struct FirstAnswer {
    std::string digest;  // of the command and its envelope: the same key must come with the same command
    Verdict verdict;
    Position position;
    std::uint32_t count;
    std::vector<BrokenRule> broken;
};
BOOST_DESCRIBE_STRUCT(FirstAnswer, (), (digest, verdict, position, count, broken))

constexpr std::size_t none_since_events_max = 10'000;
constexpr Time valid_at_min{-2'208'988'800 * us_per_second};  // 1900-01-01: what is earlier is a slip of the pen

constexpr Rule actor_departed{"actor_departed", "The actor has left the company: somebody who is there has to do this."};
constexpr Rule another_fact{"another_fact", "A correction states anew what the event it corrects stated: use the command that records such an event. What a command creates each time, as a role, is not put right by creating another one: end the wrong one."};

std::string digest_of(const Submission& submission) {
    std::string bytes;
    submission.command.entry().encode(submission.command.get(), bytes);
    const Envelope& e = submission.envelope;
    for (const std::string& text : {std::string(submission.command.entry().type.name), e.reason, submission.actor ? to_text(*submission.actor) : "",
                                    submission.on_behalf_of ? to_text(*submission.on_behalf_of) : ""})
        encode(bytes, text);
    encode(bytes, submission.has_valid_at ? e.valid_at : Time{});
    encode(bytes, e.corrects);
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
    return {reinterpret_cast<const char*>(canonical.digest), sizeof canonical.digest};
}

Entity subject_of(const AnyEvent& event) { return event.entry().subject(event.get()); }

bool states_fact(const Decision& decision, const AnyEvent& corrected) {
    return std::ranges::any_of(decision.events(), [&](const AnyEvent& event) { return event.entry().fact == corrected.entry().fact && subject_of(event) == subject_of(corrected); });
}

CommandOutcome invalid(std::string pointer, std::string detail) {
    CommandOutcome outcome;
    outcome.verdict = Verdict::invalid;
    outcome.problems.push_back({std::move(pointer), std::move(detail)});
    return outcome;
}

}  // namespace

CommandOutcome Group::decide(Submission& submission, Time now) {
    const bool keyed = !submission.envelope.key.empty() && !submission.dry_run;
    const std::string digest = keyed ? digest_of(submission) : std::string();
    if (keyed)
        if (auto first = first_answer(submission, digest)) return std::move(*first);

    corrected_.reset();
    CommandOutcome outcome;
    outcome.position = head_;
    outcome.dry_run = submission.dry_run;
    if (!prepare(submission, now, outcome) || !conditions_hold(submission, outcome)) return outcome;
    const CommandEntry& entry = submission.command.entry();
    Decision decision = decided(submission);
    if (corrected_ && !decision.refused() && !decision.events().empty())
        decision.require(states_fact(decision, *corrected_), another_fact, corrected_->entry().type.name);
    if (blobs_ && entry.content && !decision.refused() && !decision.events().empty())
        require_stored(decision, entry.content(submission.command.get()), *blobs_);
    if (decision.refused()) {
        outcome.verdict = Verdict::refused;
        outcome.broken = decision.broken();
    } else if (!decision.events().empty()) {
        outcome.verdict = Verdict::recorded;
    }
    is_recording_ = true;
    if (!decision.events().empty()) record(submission, decision, outcome);
    if (keyed) keep_answer(submission, digest, outcome);
    is_recording_ = false;
    return outcome;
}

Decision Group::decided(const Submission& submission) {
    const Facts facts(states_, submission.envelope, head_, corrected_ ? &*corrected_ : nullptr, submission.imported);
    Decision decision;
    const Employee* actor = facts.actor() ? facts.find(facts.actor()) : nullptr;
    decision.require(!actor || !actor->departed || facts.imported(), actor_departed, facts.actor());
    return decision.refused() ? decision : submission.command.entry().decide(submission.command.get(), facts);
}

bool Group::prepare(Submission& submission, Time now, CommandOutcome& outcome) {
    Envelope& envelope = submission.envelope;
    if (envelope.recorded_at == Time{}) envelope.recorded_at = now;
    const Time last = commits_.empty() ? log_.head_recorded_at() : commits_.back().envelope.recorded_at;
    envelope.recorded_at = std::max(envelope.recorded_at, last);
    if (!submission.has_valid_at) envelope.valid_at = envelope.recorded_at;

    states_.settle_seals(false);  // of a command before that came to nothing
    submission.command.entry().resolve(submission.command.get(), states_, outcome.problems, {nullptr, "/data"});
    const auto resolve = [&](auto& ref, Entity& into, const char* at) {
        if (!ref) return;
        if (!ref->key.text.empty()) into = states_.by_key(EmployeeId::kind, ref->key).value_or(Entity{});
        else into = ref->id.entity();
        if (!states_.exists(into)) outcome.problems.push_back({at, "there is no employee " + to_text(*ref)});
    };
    resolve(submission.actor, envelope.actor, "/actor");
    resolve(submission.on_behalf_of, envelope.on_behalf_of, "/on_behalf_of");
    if (outcome.problems.empty() && envelope.corrects != 0 && !take_correction(submission, outcome)) return false;
    if (envelope.valid_at > envelope.recorded_at)
        outcome.problems.push_back({"/valid_at", "lies in the future: record it when it has happened"});
    if (envelope.valid_at < valid_at_min) outcome.problems.push_back({"/valid_at", "lies before 1900: is the year right?"});
    if (envelope.causation > head_) outcome.problems.push_back({"/causation", "there is no event at this position yet"});
    if (!outcome.problems.empty()) outcome.verdict = Verdict::invalid;
    return outcome.problems.empty();
}

// A correction takes the valid time of what it corrects, so that it takes its place.
bool Group::take_correction(Submission& submission, CommandOutcome& outcome) {
    Position& corrects = submission.envelope.corrects;
    const auto target = submission.command.entry().target(submission.command.get());
    if (target) corrects = newest_correction(*target, corrects);
    if (!target || corrects > log_.head()) {
        outcome = invalid("/corrects", target ? "there is no event at this position, or another command is just putting it right: ask again" : "this command creates something and cannot correct an event");
        return false;
    }
    bool linked = false;
    Time valid_at;
    log_.read(corrects - 1, corrects, [&](const RecordedEvent& event) {
        std::vector<Entity> links;
        links_of_event(event.type, event.payload, links);
        linked = std::ranges::find(links, *target) != links.end();
        valid_at = event.envelope->valid_at;
        corrected_ = find_event(event.type)->newest(event.payload);
        return false;
    });
    if (!linked) outcome = invalid("/corrects", "the event at this position is not about " + to_text(*target));
    else if (submission.has_valid_at && submission.envelope.valid_at != valid_at) outcome = invalid("/valid_at", "a correction takes the valid time of the event it corrects: leave valid_at out");
    else submission.envelope.valid_at = valid_at;
    return outcome.problems.empty();
}

// An event is put right once: whoever corrects it again corrects what was said instead. The event itself when nothing was.
Position Group::newest_correction(Entity target, Position position) const {
    log_.read(log_.history(target, position, log_.head(), static_cast<std::size_t>(log_.head())), [&](const RecordedEvent& event) {
        if (event.envelope->corrects == position) position = event.position;
        return true;
    });
    for (const auto& commit : commits_)
        if (commit.envelope.corrects == position) position = commit.envelope.first;
    return position;
}

Position Group::version(Entity entity) const {
    const auto found = versions_.find(entity);
    return found == versions_.end() ? log_.version(entity) : found->second;
}

bool Group::conditions_hold(const Submission& submission, CommandOutcome& outcome) {
    const auto fails = [&](Entity entity, Position expected) {
        outcome.position = version(entity);
        if (outcome.position == expected) return false;
        outcome.verdict = Verdict::stale;
        return true;
    };
    if (const auto expected = submission.conditions.expected_target_version) {
        const auto target = submission.command.entry().target(submission.command.get());
        if (!target) {
            outcome = invalid("", "If-Match needs a command about an existing entity");
            return false;
        }
        if (fails(*target, *expected)) return false;
    }
    for (const auto& [entity, expected] : submission.conditions.expected_versions)
        if (fails(entity, expected)) return false;
    outcome.position = head_;
    return submission.conditions.none_since.entities.empty() || none_since_holds(submission.conditions, outcome);
}

bool Group::none_since_holds(const Conditions& conditions, CommandOutcome& outcome) {
    const auto& [types, entities, position] = conditions.none_since;
    for (const auto entity : entities)  // nothing at all has happened to one of them
        if (version(entity) <= position) return true;
    const auto meets = [&](std::string_view type, std::vector<Entity>& links) {
        const std::string_view name = type.substr(0, type.rfind(".v"));
        return (types.empty() || std::ranges::find(types, name) != types.end()) &&
               std::ranges::all_of(entities, [&](Entity entity) { return std::ranges::find(links, entity) != links.end(); });
    };
    const auto stale_at = [&](Position at) {
        outcome.verdict = Verdict::stale;
        outcome.position = at;
        return false;
    };
    const auto since = log_.history(entities.front(), position, log_.head(), none_since_events_max);
    if (since.size() == none_since_events_max) return stale_at(since.back());
    Position met = 0;
    log_.read(since, [&](const RecordedEvent& event) {
        std::vector<Entity> links{event.envelope->actor};
        links_of_event(event.type, event.payload, links);
        if (meets(event.type, links)) met = event.position;
        return met == 0;
    });
    if (met != 0) return stale_at(met);
    Position at = log_.head();
    for (const auto& commit : commits_)
        for (const auto& event : commit.events) {
            auto links = event.links;
            if (++at > position && meets(event.type, links)) return stale_at(at);
        }
    return true;
}

void Group::record(const Submission& submission, const Decision& decision, CommandOutcome& outcome) {
    outcome.events = decision.events();
    outcome.count = static_cast<std::uint32_t>(decision.events().size());
    outcome.position = head_ + outcome.count;
    if (submission.dry_run) return;
    states_.settle_seals(true);
    CommitDraft commit{submission.envelope, {}};
    commit.envelope.first = head_ + 1;
    for (const auto& event : decision.events()) {
        std::string payload = event.entry().encode(event.get());
        std::vector<Entity> links;
        event.entry().links(event.get(), links);
        states_.evolve(event.entry(), event.get(), links, meta_of(commit.envelope, ++head_));
        if (event.entry().destroys_key) states_.destroy_key(also_, event.entry().subject(event.get())), destroys_keys_ = true;
        for (const auto link : links) versions_[link] = head_;
        if (commit.envelope.actor) versions_[commit.envelope.actor] = head_;
        if (commit.envelope.on_behalf_of) versions_[commit.envelope.on_behalf_of] = head_;
        commit.events.push_back({event.entry().name, std::move(payload), std::move(links)});
    }
    commits_.push_back(std::move(commit));
}

std::optional<CommandOutcome> Group::first_answer(const Submission& submission, const std::string& digest) {
    const auto here = answers_.find(submission.envelope.key);
    const auto bytes = here != answers_.end() ? std::optional(here->second) : log_.store().get(Family::keys, submission.envelope.key);
    if (!bytes) return std::nullopt;
    auto first = decoded<FirstAnswer>(*bytes);
    CommandOutcome outcome;
    outcome.repeated = true;
    outcome.verdict = first.digest == digest ? first.verdict : Verdict::key_reused;
    outcome.position = first.position;
    outcome.count = first.count;
    if (outcome.verdict == Verdict::refused) outcome.broken = std::move(first.broken);
    return outcome;
}

void Group::keep_answer(const Submission& submission, const std::string& digest, const CommandOutcome& outcome) {
    std::string bytes = encoded(FirstAnswer{digest, outcome.verdict, outcome.position, outcome.count, outcome.broken});
    also_.put(Family::keys, submission.envelope.key, bytes);
    answers_[submission.envelope.key] = std::move(bytes);
}

}  // namespace foxtrail
