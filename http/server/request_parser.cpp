#include "http/server/request_parser.hpp"

#include "http/server/url_text.hpp"

namespace foxtrail {

static std::string_view plain(boost::beast::string_view text) { return {text.data(), text.size()}; }

static Verb verb_of(http::verb verb) {
    switch (verb) {
        case http::verb::get: return Verb::get;
        case http::verb::head: return Verb::head;
        case http::verb::post: return Verb::post;
        case http::verb::put: return Verb::put;
        case http::verb::patch: return Verb::patch;
        case http::verb::delete_: return Verb::delete_;
        case http::verb::options: return Verb::options;
        default: return Verb::unknown;
    }
}

RequestParser::RequestParser(Request& request, std::size_t header_bytes_max) : request_(request), header_bytes_left_(header_bytes_max) {
    header_limit(static_cast<std::uint32_t>(header_bytes_max));
    body_limit(boost::none);  // counted here, because the limit is known only when the route is
    eager(false);
}

void RequestParser::send_body_to(std::string& body, std::size_t body_bytes_max) {
    body_ = &body;
    body_bytes_left_ = body_bytes_max;
    eager(true);
}

void RequestParser::refuse(int status, std::string_view why, Error& error) {
    refusal_status_ = status;
    refusal_ = why;
    error = http::error::bad_value;
}

void RequestParser::on_request_impl(http::verb verb, View, View target, int version, Error& error) {
    request_.verb = verb_of(verb);
    request_.target = plain(target);
    version_ = version;
    if (target.size() > header_bytes_left_) return refuse(431, "the header is too large", error);
    header_bytes_left_ -= target.size();
}

void RequestParser::on_field_impl(http::field field, View name, View value, Error& error) {
    constexpr std::size_t separators = 4;  // ": " and CRLF
    const std::size_t size = name.size() + value.size() + separators;
    if (size > header_bytes_left_) return refuse(431, "the header is too large", error);
    header_bytes_left_ -= size;
    if (header_done_) return;
    request_.add_header(plain(name), plain(value));
    if (field == http::field::content_length) {
        has_length_ = true;
    } else if (field == http::field::transfer_encoding) {
        has_coding_ = true;
        if (!same_letters(plain(value), "chunked")) return refuse(501, "the only transfer coding understood is chunked", error);
    } else if (field == http::field::host) {
        ++hosts_;
    } else if (field == http::field::expect) {
        if (!same_letters(plain(value), "100-continue")) return refuse(417, "the only expectation understood is 100-continue", error);
        expects_continue_ = true;
    }
    if (has_length_ && has_coding_) refuse(400, "Content-Length and Transfer-Encoding exclude each other", error);
}

void RequestParser::on_header_impl(Error& error) {
    header_done_ = true;
    if (version_ >= 11 && hosts_ != 1) return refuse(400, "exactly one Host field is needed", error);
    if (version_ < 11 && has_coding_) refuse(400, "HTTP/1.0 has no transfer codings", error);
}

std::size_t RequestParser::on_body_impl(View piece, Error& error) {
    if (piece.size() > body_bytes_left_) {
        error = http::error::body_limit;
        return 0;
    }
    body_bytes_left_ -= piece.size();
    body_->append(piece.data(), piece.size());
    return piece.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, View piece, Error& error) { return on_body_impl(piece, error); }

}  // namespace foxtrail
