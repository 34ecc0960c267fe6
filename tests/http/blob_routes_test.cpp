// The bytes of documents over HTTP: stored before an event names them, read again by hash and at any instant.
#include "tests/http/running_edge.hpp"

#include <catch2/catch.hpp>

#include <fstream>

namespace foxtrail::blob_routes_test {

namespace {

// Of "abc": FIPS 180-2, appendix B.1.
const std::string abc_hash = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

struct Library {
    explicit Library(BlobOptions blobs = {}) : edge(folder.path, {.blobs = std::move(blobs)}, {}, read_models()), caller(edge.port()) { begin(caller); }

    HttpAnswer put(std::string_view hash, std::string_view bytes) { return caller.request("PUT", "/v1/blobs/" + std::string(hash), bytes); }
    std::string stored(std::string_view bytes) { return std::string(json::parse(caller.post("/v1/blobs", bytes).body).at("hash").as_string()); }
    static json::object about(std::string_view hash, std::size_t size_bytes) {
        return {{"about", "opp-1"}, {"kind", "proposal"}, {"title", "Pumps"}, {"owner_position", "head of sales"}, {"content_hash", hash}, {"size_bytes", size_bytes}};
    }
    std::vector<std::string> rules(const json::object& answer) { return texts_of(answer, "rules", "code"); }
    Position head() { return edge.engine().log().head(); }
    // The document's content at the instant the query names, once the read models have come up with the log.
    HttpAnswer content(std::string query = {}) {
        edge.engine().runner().wait_for(head(), std::chrono::seconds(10));
        return caller.get("/v1/documents/doc-1/content" + query);
    }

    TemporaryFolder folder;
    RunningEdge edge;
    Caller caller;
};

}  // namespace

TEST_CASE("bytes are stored once, under the hash they have", "[http][blobs]") {
    Library library;
    auto answer = library.put(abc_hash, "abc");
    CHECK(answer.status == 201);
    CHECK(json::parse(answer.body) == json::value{{"hash", abc_hash}, {"size_bytes", 3}});
    CHECK(answer.header("Location") == "/v1/blobs/" + abc_hash);
    CHECK(library.put(abc_hash, "abc").status == 200);
    CHECK(library.caller.post("/v1/blobs", "abc").status == 200);
    CHECK(library.stored("") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("bytes of another hash are refused and not stored", "[http][blobs]") {
    Library library;
    const auto answer = library.put(abc_hash, "abd");
    CHECK(answer.status == 422);
    CHECK(library.rules(json::parse(answer.body).as_object()) == std::vector<std::string>{"hash_does_not_match"});
    CHECK(library.caller.get("/v1/blobs/" + abc_hash).status == 404);
    std::size_t blobs = 0;
    library.edge.engine().blobs().each([&](const Blobs::Listed&) { ++blobs; });
    CHECK(blobs == 0);
    CHECK(library.put("sha256:12", "abc").status == 400);
    CHECK(library.put("..%2f..%2fetc", "abc").status == 400);
}

TEST_CASE("bytes are read by their hash, whole, in part or not again", "[http][blobs]") {
    Library library;
    library.put(abc_hash, "abc");
    const std::string target = "/v1/blobs/" + abc_hash;
    auto answer = library.caller.get(target);
    CHECK(answer.body == "abc");
    CHECK(answer.header("ETag") == '"' + abc_hash + '"');
    CHECK(answer.header("Cache-Control") == "private, max-age=31536000, immutable");
    CHECK(answer.header("Content-Type") == "application/octet-stream");
    CHECK(answer.header("Content-Disposition") == "attachment");
    CHECK(library.caller.request("HEAD", target, {}).header("Content-Length") == "3");
    CHECK(library.caller.get(target, {{"If-None-Match", '"' + abc_hash + '"'}}).status == 304);
    const std::vector<std::tuple<std::string, int, std::string, std::string>> ranges{
        {"bytes=1-1", 206, "b", "bytes 1-1/3"}, {"bytes=1-", 206, "bc", "bytes 1-2/3"},  {"bytes=-2", 206, "bc", "bytes 1-2/3"}, {"bytes=-9", 206, "abc", "bytes 0-2/3"},
        {"bytes=2-99", 206, "c", "bytes 2-2/3"}, {"bytes=3-", 416, "", "bytes */3"},     {"bytes=-0", 416, "", "bytes */3"},    {"bytes=2-1", 200, "abc", ""},
        {"bytes=0-0,2-2", 200, "abc", ""},       {"lines=0-1", 200, "abc", ""},          {"bytes=-", 200, "abc", ""},           {"bytes=0-18446744073709551615", 206, "abc", "bytes 0-2/3"}};
    for (const auto& [range, status, body, content_range] : ranges) {
        INFO(range);
        answer = library.caller.get(target, {{"Range", range}});
        CHECK(answer.status == status);
        if (status != 416) CHECK(answer.body == body);
        CHECK(answer.header("Content-Range") == content_range);
    }
    CHECK(library.caller.get(target, {{"Range", "bytes=1-1"}, {"If-Range", "\"other\""}}).status == 200);
}

TEST_CASE("a document is recorded only when its bytes are there, by every way in", "[http][blobs]") {
    Library library;
    const Position before = library.head();
    const auto document = Library::about(abc_hash, 3);
    CHECK(library.rules(library.caller.command("document.register", document)) == std::vector<std::string>{"content_missing"});
    CHECK(library.rules(library.caller.command("document.register", document, {}, {}, "?dry_run=true")) == std::vector<std::string>{"content_missing"});
    const std::string line = json::serialize(json::object{{"command", "document.register"}, {"data", document}}) + '\n';
    CHECK(library.rules(json::parse(library.caller.post("/v1/commands", line, {{"Content-Type", "application/x-ndjson"}}).body).as_object()) ==
          std::vector<std::string>{"content_missing"});
    CHECK(library.head() == before);

    library.put(abc_hash, "abc");
    CHECK(library.rules(library.caller.command("document.register", Library::about(abc_hash, 4))) == std::vector<std::string>{"size_does_not_match"});
    CHECK(library.rules(library.caller.command("document.register", Library::about("sha256:12", 3))) == std::vector<std::string>{"malformed_hash"});
    CHECK(library.head() == before);
    CHECK(library.caller.command("document.register", document).at("verdict") == "recorded");

    const auto next = json::object{{"document", "doc-1"}, {"content_hash", "sha256:" + std::string(64, 'a')}, {"size_bytes", 3}, {"note", "prices"}};
    CHECK(library.rules(library.caller.command("document.add_version", next)) == std::vector<std::string>{"content_missing"});
    auto other_size = next;
    other_size["content_hash"] = library.stored("abcd");
    CHECK(library.rules(library.caller.command("document.add_version", other_size)) == std::vector<std::string>{"size_does_not_match"});
    other_size["size_bytes"] = 4;
    CHECK(library.caller.command("document.add_version", other_size).at("verdict") == "recorded");
}

TEST_CASE("a document's content is the one of the version there was", "[http][blobs]") {
    Library library;
    library.caller.command("document.register", Library::about(library.stored("first"), 5), {{"valid_at", "2026-01-10T00:00:00Z"}});
    const Position registered = library.head();
    library.caller.command("document.add_version", {{"document", "doc-1"}, {"content_hash", library.stored("second")}, {"size_bytes", 6}, {"note", "prices"}},
                           {{"valid_at", "2026-02-10T00:00:00Z"}});
    const Position second = library.head();
    REQUIRE(library.caller.command("document.add_version", {{"document", "doc-1"}, {"content_hash", library.stored("mended")}, {"size_bytes", 6}, {"note", ""}},
                                   {{"corrects", second}})
                .at("verdict") == "recorded");

    CHECK(library.content().body == "mended");
    CHECK(library.content().header("ETag") == '"' + library.stored("mended") + '"');
    CHECK(library.content().header("Cache-Control") == "private, no-cache");
    CHECK(library.content("?version=1").body == "first");
    CHECK(library.content("?version=3").body == "mended");
    CHECK(library.content("?version=2").status == 404);  // it was put right
    CHECK(library.content("?version=2&as_of=" + std::to_string(second)).body == "second");
    CHECK(library.content("?as_of=" + std::to_string(second)).body == "second");
    CHECK(library.content("?as_of=" + std::to_string(registered)).body == "first");
    CHECK(library.content("?valid_at=2026-01-31").body == "first");
    CHECK(library.content("?valid_at=2026-02-28").body == "mended");
    CHECK(library.content("?valid_at=2026-01-01").status == 404);
    CHECK(library.content("?version=two").status == 400);
    CHECK(library.content("?verison=2").status == 400);
    CHECK(library.caller.get("/v1/documents/doc-9/content").status == 404);

    const auto document = library.caller.read("/v1/documents/doc-1?valid_at=2026-01-31");
    CHECK(document.at("title") == "Pumps");
    CHECK(texts_of(document, "versions", "content_hash") == std::vector<std::string>{library.stored("first")});
    CHECK(texts_of(library.caller.read("/v1/documents/doc-1?as_of=" + std::to_string(second)), "versions", "note") == std::vector<std::string>{"", "prices"});
}

TEST_CASE("a blob that is too large or has no room is refused and leaves nothing", "[http][blobs]") {
    std::atomic<bool> has_room = true;
    Library library({.blob_bytes_max = 100'000, .may_write = [&] { return has_room.load(); }});
    CHECK(library.caller.post("/v1/blobs", std::string(100'000, 'x')).status == 201);
    const auto too_large = HttpClient(library.edge.port()).post("/v1/blobs", std::string(100'001, 'x'));
    CHECK(too_large.status == 413);
    CHECK(json::parse(too_large.body).at("bytes_max") == 100'000);
    HttpClient chunked(library.edge.port());
    chunked.raw("PUT /v1/blobs/" + abc_hash + " HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n1e848\r\n" + std::string(0x1e848, 'x') + "\r\n0\r\n\r\n");
    CHECK(chunked.read_answer().status == 413);
    has_room = false;
    CHECK(library.caller.post("/v1/blobs", "abc").status == 507);
    has_room = true;
    CHECK(library.caller.post("/v1/blobs", "abc").status == 201);
}

TEST_CASE("an altered blob is never answered, and storing its bytes again heals it", "[http][blobs]") {
    Library library;
    library.put(abc_hash, "abc");
    const auto file = std::filesystem::path(library.folder.path) / "blobs" / "ba" / "78" / abc_hash.substr(7);
    std::ofstream(file) << "abd";
    CHECK(library.caller.get("/v1/blobs/" + abc_hash).status == 500);
    CHECK(library.put(abc_hash, "abc").status == 201);
    CHECK(library.caller.get("/v1/blobs/" + abc_hash).body == "abc");
}

}  // namespace foxtrail::blob_routes_test
