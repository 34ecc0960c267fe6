#include "http/read_route.hpp"

#include "commands/writer/states.hpp"
#include "core/hash.hpp"
#include "http/asked_instant.hpp"
#include "http/viewing.hpp"
#include "projections/reading/entity_version.hpp"

#include <algorithm>

namespace foxtrail {
namespace {

constexpr std::string_view viewer_parameter = "as_seen_by";  // of the models that show what not everybody may see

std::vector<Parameter> parameters_of(const ReadModel& model, std::vector<Parameter> all) {
    for (const auto& given : model.parameters)
        all.push_back({.name = std::string(given.name), .in = given.in_path ? Place::path : Place::query, .doc = std::string(given.doc),
                       .schema = text_schema(), .required = given.in_path, .repeats = given.repeats});
    all.push_back({.name = "as_of", .doc = "What was known: a position, or " + std::string(instant_forms) + ".", .schema = text_schema()});
    all.push_back({.name = "valid_at", .doc = "What was true: " + std::string(instant_forms) + ".", .schema = text_schema()});
    all.push_back({.name = "min_position", .doc = "Waits until the answer knows this position, the one a command was answered with.", .schema = number_schema()});
    return all;
}

Time recorded_at(const Log& log, Position position) {
    Time time = Time::min();
    if (position > 0)
        log.read(position - 1, position, [&](const RecordedEvent& event) {
            time = event.envelope->recorded_at;
            return false;
        });
    return time;
}

// An answer about an entity shows others beside it, so it may change while the entity's version stays: the hash makes the tag. The version
// in front of it lets the tag be sent back as If-Match.
std::string tag_of(std::string_view body, Position version) {
    char hash[20];
    std::snprintf(hash, sizeof hash, "%016llx", static_cast<unsigned long long>(XXH3_64bits(body.data(), body.size())));
    return '"' + (version ? std::to_string(version) + '-' : std::string()) + hash + '"';
}

// "/v1/opportunities/{id}": what is named there is an opportunity, so that the key of another system names one too.
std::optional<Kind> kind_in_path(std::string_view path) {
    std::optional<Kind> kind;
    boost::mp11::mp_for_each<Nouns>([&]<class Noun>(Noun) {
        if (path.find('/' + std::string(Noun::plural) + "/{") != std::string_view::npos) kind = Id<Noun>::kind;
    });
    return kind;
}

Response not_there_yet(const Runner& runner, Position reached) {
    std::string detail = "the read models have come to position " + std::to_string(reached) + ": ask again in a moment";
    for (const auto& [name, error] : runner.stopped()) detail.append("; ").append(name).append(" has stopped: ").append(error);
    auto response = problem(503, "Not there yet", std::move(detail), {{"position", reached}});
    response.headers.push_back({"Retry-After", "1"});
    return response;
}

}  // namespace

ReadRoute::ReadRoute(Engine& engine, AnswerCache& cache, const ReadModel& model, std::vector<Parameter> more)
    : engine_(engine), cache_(cache), model_(model), parameters_(parameters_of(model, std::move(more))), kind_(kind_in_path(model.path)) {}

std::optional<Response> ReadRoute::from_memory(const Request& request) const { return cache_.find(request.target, engine_.runner().position(), engine_.withdrawals()); }

Response ReadRoute::answer(const Request& request) const {
    const auto answered = ask(request);
    if (!answered) return answered.error();
    const auto viewer = request.query_parameter(viewer_parameter);
    if (viewer)
        if (auto refused = note_viewing(engine_, *viewer, answered->answer)) return *refused;
    auto response = json_response(answered->answer);
    response.etag = tag_of(*response.body, answered->version);
    if (request.header("Accept-Encoding")) keep_gzip(response);
    if (!viewer) cache_.put(request.target, response, answered->good);  // each viewing is looked at
    return response;
}

std::expected<ReadRoute::Answered, Response> ReadRoute::ask(const Request& request) const {
    RequestErrors errors(request, parameters_);
    const AskedInstant asked = read_asked_instant(request, engine_.log(), errors);
    const Position head = engine_.log().head();
    if (asked.as_of_position && *asked.as_of_position > head)
        errors.parameter("as_of", "there is no position " + std::to_string(*asked.as_of_position) + " yet: the last is " + std::to_string(head));
    if (!errors.none()) return std::unexpected(errors.response());
    return ask_at(request, asked, head);
}

std::expected<ReadRoute::Answered, Response> ReadRoute::ask_at(const Request& request, const AskedInstant& asked, Position head) const {
    const Time recorded_upto = engine_.log().head_recorded_at();  // before it is looked up what had been recorded at an instant
    const Position as_of = asked.as_of_position ? *asked.as_of_position : asked.as_of_time ? engine_.log().position_at(*asked.as_of_time) : 0;
    const Position wanted = std::max(as_of, asked.min_position);
    // A position nobody has recorded is not waited for: whoever asks by the answer of a command asks for one that is there.
    if (wanted > head || !engine_.runner().wait_for(wanted, position_wait_max)) {
        engine_.runner().check();
        return std::unexpected(not_there_yet(engine_.runner(), engine_.runner().position()));
    }

    const bool has_as_of = asked.as_of_position || asked.as_of_time;
    const Position reached = engine_.runner().position();
    ReadQuestion question = question_of(request);
    question.instant = {has_as_of ? as_of : reached, asked.valid_at.value_or(Time::max())};
    const Time clock = now_from_system_clock();
    question.now = std::min(clock, asked.valid_at.value_or(Time::max()));
    if (asked.as_of_position) question.now = std::min(question.now, recorded_at(engine_.log(), as_of));
    if (asked.as_of_time) question.now = std::min(question.now, *asked.as_of_time);

    const std::uint64_t withdrawals = engine_.withdrawals();
    auto answered = answer_together(question, wanted);
    if (!answered) return std::unexpected(std::move(answered.error()));
    // In an answer about a person, `position` is the one he holds in his company.
    if (!answered->emplace("position", question.instant.as_of).second) answered->emplace("log_position", question.instant.as_of);
    if (has_as_of) answered->emplace("as_of", asked.as_of_position ? json::value(as_of) : json::value(to_text(*asked.as_of_time)));
    if (asked.valid_at) answered->emplace("valid_at", to_text(*asked.valid_at));
    return Answered{std::move(*answered), version_of(question), good_until(asked, recorded_upto, reached, withdrawals, question.now == clock)};
}

// A projection that lags behind the others, since it has stopped or is being built anew, is not mixed with what they know later:
// then all answer as of what it has reached.
std::expected<json::object, Response> ReadRoute::answer_together(ReadQuestion& question, Position wanted) const {
    const Runner& runner = engine_.runner();
    Runner::begin_reading();
    auto answered = model_.answer(runner, engine_.log(), question);
    if (const Position least = Runner::least_read(); least < question.instant.as_of) {
        if (wanted > least) return std::unexpected(not_there_yet(runner, least));
        question.instant.as_of = least;
        answered = model_.answer(runner, engine_.log(), question);
    }
    if (!answered) return std::unexpected(refusal(answered.error()));
    return std::move(*answered);
}

// An instant in the past can still get events recorded in the same microsecond as the last one, never one before. A day lies elsewhere
// once the company's time zone is another.
GoodUntil ReadRoute::good_until(const AskedInstant& asked, Time recorded_upto, Position reached, std::uint64_t withdrawals, bool is_of_the_clock) const {
    const bool is_past = asked.as_of_position || (asked.as_of_time && *asked.as_of_time < recorded_upto);
    if (is_of_the_clock) return {.position = reached, .withdrawals = withdrawals, .time = std::chrono::steady_clock::now() + clock_answer_kept_max};
    return {.is_for_ever = is_past && !asked.names_a_day, .position = reached, .withdrawals = withdrawals};
}

ReadQuestion ReadRoute::question_of(const Request& request) const {
    ReadQuestion question;
    for (const auto& [name, value] : request.path_parameters) question.parameters.emplace_back(name, id_of(value));
    for (const auto& [name, value] : request.query)
        if (name != "as_of" && name != "valid_at" && name != "min_position") question.parameters.emplace_back(name, value);
    return question;
}

// Of the entity that the path names; 0 for a list.
Position ReadRoute::version_of(const ReadQuestion& question) const {
    const auto in_path = std::ranges::find(model_.parameters, true, &ReadParameter::in_path);
    const auto entity = in_path == model_.parameters.end() ? std::nullopt : parse_entity(question.find(in_path->name).value_or(""));
    return entity ? version_at(engine_.log(), *entity, question.instant.as_of) : 0;
}

// An external key becomes the id it stands for; one that stands for nothing is left for the read model to say so.
std::string ReadRoute::id_of(const std::string& name) const {
    const auto key = from_text(name, std::type_identity<ExternalKey>{});
    const auto entity = kind_ && key ? find_by_key(engine_.log().store(), *kind_, *key) : std::nullopt;
    return entity ? to_text(*entity) : name;
}

// What the path names and is not there is not found; anything else is a bad question.
Response ReadRoute::refusal(const Problems& problems) const {
    RequestErrors errors;
    bool is_missing = true;
    for (const auto& [name, detail] : problems) {
        errors.parameter(name, detail);
        is_missing = is_missing && std::ranges::any_of(model_.parameters, [&](const auto& known) { return known.in_path && known.name == name; });
    }
    return is_missing ? errors.response(404, "Not found") : errors.response();
}

}  // namespace foxtrail
