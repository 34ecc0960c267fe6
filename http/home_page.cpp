#include "http/home_page.hpp"

namespace foxtrail {

static constexpr std::string_view home_page_html = R"html(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Foxtrail</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
dt { font-weight: 600; margin-top: .8rem; } dd { margin: 0; }
</style>
<h1>Foxtrail</h1>
<p>Sales pipelines as events: every number at any instant.</p>
<dl>
<dt><a href="/v1/board">Board</a><dd>the pipeline by stage; add <code>?as_of=2026-01-31</code> for how it was known then
<dt><a href="/v1/events">Events</a><dd>everything that happened, by position
<dt><a href="/v1/projections">Projections</a><dd>what each read model has reached
<dt><a href="/openapi.json">OpenAPI</a><dd>every command and every read model, with its parameters
<dt><a href="/health">Health</a> and <a href="/metrics">metrics</a><dd>how the server is doing
</dl>
</html>
)html";

Response home_page() {
    static const Response response = [] {
        auto made = text_response(200, html_type, std::string(home_page_html));
        keep_gzip(made);
        return made;
    }();
    return response;
}

}  // namespace foxtrail
