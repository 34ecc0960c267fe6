#include "http/blob_routes.hpp"

#include "commands/decider/decision.hpp"
#include "core/binary.hpp"
#include "core/schema.hpp"
#include "http/command_answer.hpp"
#include "http/server/byte_range.hpp"
#include "http/server/request_errors.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace foxtrail {
namespace rule {
constexpr Rule hash_does_not_match{"hash_does_not_match", "The bytes that came have another hash than the path says: send them again, whole, or correct the hash."};
}  // namespace rule

namespace {

constexpr std::string_view bytes_type = "application/octet-stream";
constexpr std::string_view kept_for_ever = "private, max-age=31536000, immutable", asked_again = "private, no-cache";

const Parameter hash_in_path{.name = "hash", .in = Place::path, .doc = "\"sha256:\" and 64 lower-case hexadecimal digits.", .schema = text_schema(), .required = true};
const Parameter version_asked{.name = "version", .doc = "The version's number; left out: the newest at that instant.", .schema = number_schema()};

Response refused(BlobRefusal why, const Blobs& blobs) {
    if (why == BlobRefusal::disk_full) return outcome_problem({.verdict = Verdict::disk_full});
    if (why == BlobRefusal::too_large)
        return problem(413, "Body too large", "a blob may have " + std::to_string(blobs.blob_bytes_max()) + " bytes", {{"bytes_max", blobs.blob_bytes_max()}});
    Decision decision;
    decision.require(false, rule::hash_does_not_match);
    return problem(422, "Refused", "the rules listed do not allow this", {{"rules", to_json(decision.broken())}});
}

Response store(Blobs& blobs, const Request& request, std::string_view expected_hash) {
    const auto stored = blobs.put(Blobs::whole(request.body), expected_hash);
    if (!stored) return refused(stored.error(), blobs);
    auto response = json_response({{"hash", stored->hash}, {"size_bytes", stored->size_bytes}}, stored->is_new ? 201 : 200);
    response.headers.push_back({"Location", "/v1/blobs/" + stored->hash});
    return response;
}

// Never shown by a browser: anybody may have put anything into a document.
Response content(const Blobs& blobs, const Request& request, const std::string& hash, std::string_view caching) {
    std::string bytes;
    if (!blobs.read(hash, [&](std::string_view piece) { bytes += piece; }))
        return problem(404, "Not found", "there is no blob " + hash + ": store it with PUT /v1/blobs/{hash}");
    auto whole = text_response(200, bytes_type, std::move(bytes));
    whole.etag = '"' + hash + '"';
    whole.headers = {{"Cache-Control", std::string(caching)}, {"Accept-Ranges", "bytes"}, {"Content-Disposition", "attachment"}, {"X-Content-Type-Options", "nosniff"}};
    return ranged(request, std::move(whole));
}

Response document_content(const ReadRoute& document, const Blobs& blobs, const Request& request) {
    RequestErrors errors;
    const auto number = read_number(request, version_asked.name, std::numeric_limits<std::uint32_t>::max(), errors);
    if (!errors.none()) return errors.response();
    const auto answered = document.ask(request);
    if (!answered) return answered.error();
    const auto& versions = answered->answer.at("versions").as_array();
    const auto found = number ? std::ranges::find_if(versions, [&](const json::value& v) { return v.at("number").to_number<std::uint64_t>() == *number; })
                              : versions.end() - 1;
    if (found == versions.end()) errors.parameter(version_asked.name, "the document had no version " + std::to_string(*number) + " at this instant");
    if (!errors.none()) return errors.response(404, "Not found");
    return content(blobs, request, std::string(found->at("content_hash").as_string()), asked_again);
}

// Runs in the pool. What is wrong with the disk is told in the server's log.
template <class Answer>
InPool handled(Answer answer) {
    return {[answer = std::move(answer)](const Request& request) {
        try {
            return answer(request);
        } catch (const CorruptBytes& damage) {
            spdlog::error("{}", damage.what());
            return problem(500, "Blob altered", "the bytes kept are no longer those of their hash: store them again with PUT /v1/blobs/{hash}");
        } catch (const StoreFailed& failure) {
            spdlog::error("{}", failure.what());
            return problem(500, "Blob folder failed", "the blob folder cannot be read or written: the log of the server says more");
        }
    }};
}

// `answer` gets the hash in the path.
template <class Answer>
InPool by_hash(Answer answer) {
    return handled([answer = std::move(answer)](const Request& request) {
        const std::string hash(request.path_parameter(hash_in_path.name));
        RequestErrors errors;
        if (!is_content_hash(hash)) errors.parameter(hash_in_path.name, "expected " + hash_in_path.doc);
        return errors.none() ? answer(request, hash) : errors.response();
    });
}

Route storing(Verb verb, std::string pattern, std::string doc, InPool handler, const Blobs& blobs) {
    return {.verb = verb,
            .pattern = std::move(pattern),
            .doc = std::move(doc),
            .handler = std::move(handler),
            .permission = "store:blobs",
            .request_schema = text_schema("binary"),
            .request_type = std::string(bytes_type),
            .response_schema = [] {
                return json::object{{"type", "object"}, {"properties", {{"hash", {{"type", "string"}}}, {"size_bytes", json_schema<std::uint64_t>()}}}, {"required", {"hash", "size_bytes"}}};
            },
            .creates = true,
            .problem_statuses = {422, 507},
            .body_bytes_max = blobs.blob_bytes_max()};
}

Route reading(std::string pattern, std::string doc, InPool handler, std::string permission, std::vector<Parameter> parameters) {
    return {.verb = Verb::get,
            .pattern = std::move(pattern),
            .doc = std::move(doc),
            .handler = std::move(handler),
            .permission = std::move(permission),
            .parameters = std::move(parameters),
            .response_schema = text_schema("binary"),
            .response_type = std::string(bytes_type),
            .problem_statuses = {404, 416}};
}

}  // namespace

RouteTable blob_routes(Engine& engine, AnswerCache& cache) {
    Blobs& blobs = engine.blobs();
    const auto& model = *std::ranges::find(read_models(), std::string_view("document"), &ReadModel::name);
    const auto document = std::make_shared<const ReadRoute>(engine, cache, model, std::vector{version_asked});
    RouteTable routes;
    routes.push_back(storing(Verb::post, "/v1/blobs", "Stores the bytes of a document and answers their hash: 201, or 200 when they were there already.",
                             handled([&blobs](const Request& request) { return store(blobs, request, {}); }), blobs));
    routes.push_back(storing(Verb::put, "/v1/blobs/{hash}", "Stores the bytes of a document under their hash: 201, or 200 when they were there already.",
                             by_hash([&blobs](const Request& request, const std::string& hash) { return store(blobs, request, hash); }), blobs));
    routes.back().parameters = {hash_in_path};
    routes.push_back(reading("/v1/blobs/{hash}", "The bytes with this hash, or a range of them.",
                             by_hash([&blobs](const Request& request, const std::string& hash) { return content(blobs, request, hash, kept_for_ever); }),
                             "read:blobs", {hash_in_path}));
    routes.push_back(reading("/v1/documents/{id}/content", "The bytes of a document's version, or a range of them.",
                             handled([&blobs, document](const Request& request) { return document_content(*document, blobs, request); }),
                             "read:document", document->parameters()));
    return routes;
}

}  // namespace foxtrail
