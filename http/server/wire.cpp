#include "http/server/wire.hpp"

#include "http/server/url_text.hpp"

#include <boost/beast/http/status.hpp>

#include <charconv>

namespace foxtrail {

std::string_view reason_phrase(int status) {
    const auto text = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(static_cast<unsigned>(status)));
    return {text.data(), text.size()};
}

static void put_number(std::string& out, std::size_t number, int base) {
    char digits[24];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number, base);
    out.append(digits, end);
}

void put_field(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    for (const char c : value) out += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
    out += "\r\n";
}

void put_content_length(std::string& out, std::size_t size) {
    out += "Content-Length: ";
    put_number(out, size, 10);
    out += "\r\n";
}

void put_head(std::string& out, int status, const Response& response, std::string_view date, Connection connection) {
    if (status == 200) {
        out += "HTTP/1.1 200 OK\r\nDate: ";
    } else {
        out += "HTTP/1.1 ";
        put_number(out, static_cast<std::size_t>(status), 10);
        out += ' ';
        out += reason_phrase(status);
        out += "\r\nDate: ";
    }
    out += date;
    out += "\r\n";
    if (connection == Connection::closes) out += "Connection: close\r\n";
    if (connection == Connection::keeps_as_1_0) out += "Connection: keep-alive\r\n";
    if (!response.content_type.empty() && status != 304) {
        out += "Content-Type: ";
        out += response.content_type;
        out += "\r\n";
    }
    for (const NameValue& field : response.headers) put_field(out, field.name, field.value);
}

void put_chunk(std::string& out, std::string_view bytes) {
    if (bytes.empty()) return;  // an empty chunk would end the body
    put_number(out, bytes.size(), 16);
    out += "\r\n";
    out += bytes;
    out += "\r\n";
}

static std::string_view opaque(std::string_view etag) {
    if (etag.starts_with("W/")) etag.remove_prefix(2);
    return etag;
}

bool has_etag(std::string_view if_none_match, std::string_view etag) {
    bool found = false;
    for_each_element(if_none_match, [&](std::string_view element) { found |= element == "*" || opaque(element) == opaque(etag); });
    return found;
}

}  // namespace foxtrail
